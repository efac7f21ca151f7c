"""A planned example week and a client that walks its pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from sample_desk import FixedPlanning, desk_over, filled_store, plan_example

from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House


@pytest.fixture(scope="session")
def example_plan():
    """The week of the resident on nights."""
    return plan_example()


@pytest.fixture
def desk(example_plan) -> Desk:
    """A desk with that week, on its Tuesday at ten."""
    return desk_over(filled_store(example_plan), FixedPlanning(example_plan))


@pytest.fixture
def client(desk) -> Iterator[TestClient]:
    """A browser without script at that desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker
