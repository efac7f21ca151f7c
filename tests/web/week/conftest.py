"""A desk where changes are really planned, and a browser at it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from real_planning import QuietPlanning
from sample_desk import desk_over, filled_store

from trimtab.web.application import build_application
from trimtab.web.desk import House


@pytest.fixture(scope="session")
def planner():
    """The real planner, which remembers weeks from one test to the next."""
    return QuietPlanning()


@pytest.fixture
def planned_desk(example_plan, planner):
    """The example's desk with that planner."""
    return desk_over(filled_store(example_plan), planner)


@pytest.fixture
def walker(planned_desk):
    """A browser without script at that desk."""
    app = build_application(planned_desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=headers, follow_redirects=False)
