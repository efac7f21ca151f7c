"""A desk without a plan, a browser without script, and answers as a form sends them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from unplanned import unplanned_desk

from trimtab.domain.kept import Contact
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House


@pytest.fixture
def desk() -> Desk:
    """A desk with one person to turn to."""
    made = unplanned_desk()
    made.store.keep_contacts((Contact("1", "Kim", "Mentor", phone="+1 212 555 0100"),))
    return made


@pytest.fixture
def client(desk) -> Iterator[TestClient]:
    """A browser without script at that desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker
