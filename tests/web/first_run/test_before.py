"""Before there is a profile, or where it cannot be read: every route says where to go."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample_desk import TUESDAY_AT_TEN
from starlette.routing import Route
from starlette.testclient import TestClient

from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import all_routes, build_application
from trimtab.web.desk import House

ROUTES = sorted(
    {(m, one.path) for one in all_routes() if isinstance(one, Route) for m in one.methods or ()}
)
WELCOMED = {
    "wins", "week", "season", "you", "settings", "focus", "review", "where-time-went", "values",
    "lighter", "requests", "briefs", "rotation-start", "boundaries", "people", "home", "household",
    "own-care", "mentors", "debrief", "tasks", "dates", "learning",
}  # fmt: skip
ALONE = {"/", "/today/start", "/welcome/leads"}
ANSWERS = ("/settings/kept", "/learning/results/table", "/learning/cards/outlook")
READ_FROM_IT = [
    "/season", "/boundaries", "/boundaries/phone", "/people", "/people/one/new", "/people/days",
    "/people/coming", "/people/share", "/home", "/household/care/new", "/own-care", "/tasks",
    "/tasks/three", "/tasks/bring", "/dates", "/learning", "/learning/burst", "/rotation-start",
]  # fmt: skip
QUEUED = ["/tasks", "/wins", "/focus", "/lighter", "/learning/burst", "/learning/notebook"]


def _browser(desk) -> TestClient:
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    own = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=own, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def unknown(desk):
    """A browser before the first run, and what it keeps."""
    new = replace(desk, store=InMemoryStore())
    with _browser(new) as walker:
        yield walker, new.store


@pytest.fixture
def unread(desk):
    """A browser over a profile that no edition of today can read."""
    desk.store.keep_profile("[person]\nrole = 7\n", TUESDAY_AT_TEN)
    with _browser(desk) as walker:
        yield walker


def _is_welcomed(path: str) -> bool:
    if path.startswith(ANSWERS):
        return False
    return path in ALONE or path.split("/")[1] in WELCOMED


def test_every_route_welcomes_or_answers_before_the_first_run(unknown):
    """Rooms of the week lead to the welcome however they are opened; others answer, none breaks."""
    walker, store = unknown
    for method, route in ROUTES:
        walker.cookies.clear()
        answer = walker.request(method, re.sub(r"\{[a-z_]+(?::[a-z]+)?\}", "192", route))
        is_sent_on = answer.headers.get("location") == "/welcome"
        assert answer.status_code < 500, (method, route)
        assert is_sent_on == _is_welcomed(route), (method, route)
        assert store.profile() is None, (method, route)


@pytest.mark.parametrize("path", QUEUED)
def test_what_a_phone_kept_waits_for_a_profile(unknown, path):
    """It is neither taken nor refused, so the phone keeps it."""
    walker, _ = unknown
    answer = walker.post(path, json={"line": "abstract 4h", "text": "A win", "do": "keep"})
    assert (answer.status_code, "location" in answer.headers) == (503, False)
    assert answer.json()["sentence"].startswith("Trimtab does not know you yet.")


@pytest.mark.parametrize("path", READ_FROM_IT)
def test_a_profile_with_a_mistake_leads_to_where_it_is_mended(unread, path):
    """A page that rests on it says so, with the way there."""
    answer = unread.get(path)
    assert answer.status_code == 409
    assert "Your profile holds a mistake" in answer.text
    assert 'href="/settings"' in answer.text


def test_what_was_typed_over_a_profile_with_a_mistake_is_given_back(unread):
    """A line for a task stands on the page, and the phone's own waits."""
    answer = unread.post("/tasks", data={"line": "abstract 4h by fri"})
    assert "abstract 4h by fri" in answer.text
    assert unread.post("/tasks", json={"line": "abstract 4h"}).status_code == 503
    assert unread.post("/learning/burst", json={"do": "keep", "done": "9"}).status_code == 503
