"""Lighter days on the pages: begun and ended by one form, said on Today and in the week."""

from __future__ import annotations

import html
from datetime import date

import pytest
from sample_desk import desk_over
from starlette.testclient import TestClient

from trimtab.domain.diary import LighterDays
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House

SAID = "Lighter days until Thu 19 Nov: smallest doses, more open time."


def text_of(client, path: str) -> str:
    """A page's text."""
    return html.unescape(client.get(path).text)


def test_usual_days_say_nothing_of_lighter_ones(client):
    """Neither Today nor the week; the page itself offers them."""
    assert "Lighter days until" not in text_of(client, "/") + text_of(client, "/week")
    assert "Begin now" in text_of(client, "/lighter")


@pytest.mark.parametrize("back", ["/", "/week"])
def test_lighter_days_are_begun_said_and_ended(client, desk, back):
    """One form each; while they last both pages say until when, with the way back."""
    begun = client.post("/lighter", data={"do": "begin", "because": "notice", "back": back})
    assert (begun.status_code, begun.headers["location"]) == (303, back)
    (kept,) = desk.store.entries(LighterDays)
    assert kept.because == "notice"
    for path in ("/", "/week", "/lighter", "/you"):
        assert SAID in text_of(client, path)
    ended = client.post("/lighter", data={"do": "end", "back": back})
    assert (ended.status_code, ended.headers["location"]) == (303, back)
    assert desk.store.entries(LighterDays) == ()
    assert SAID not in text_of(client, "/")


def test_lighter_days_that_are_over_are_told_and_forgotten(client, desk):
    """Those that last stay; deleting a part takes none of them away."""
    for first, last in ((2, 4), (17, 19)):
        days = (date(2026, 11, first), date(2026, 11, last))
        desk.store.keep_entry(
            LighterDays(
                id=str(first), day=days[0], said_at=desk.now(), last=days[1], because="asked"
            )
        )
    sure = {"part": "learning", "verb": "delete", "sure": "yes"}
    client.post("/settings/parts", data=sure)
    assert "Lighter before: Mon 2 to Wed 4 Nov." in text_of(client, "/lighter")
    client.post("/lighter", data={"do": "forget", "back": "/lighter"})
    assert "Lighter before" not in text_of(client, "/lighter")
    assert SAID in text_of(client, "/lighter")


def test_a_phone_says_later_what_was_asked_without_a_connection(client, desk):
    """The days count from when it was asked; what was begun since stays, what is over is told."""
    late = {"do": "begin", "because": "reset", "days": "3", "path": "/lighter"}
    over = client.post("/lighter", json=late | {"said_at": "2026-11-14T12:00:00Z"})
    assert over.status_code == 409
    assert "would have ended on 2026-11-16" in over.json()["sentence"]
    assert (
        client.post("/lighter", json={**late, "said_at": "2026-11-16T12:00:00Z"}).status_code == 204
    )
    (kept,) = desk.store.entries(LighterDays)
    assert (kept.because, f"{kept.day}", f"{kept.last}") == ("reset", "2026-11-16", "2026-11-18")
    assert "Lighter days until Wed 18 Nov" in text_of(client, "/")
    end = {"do": "end", "said_at": "2026-11-16T11:00:00Z"}
    assert client.post("/lighter", json=end).status_code == 204
    assert desk.store.entries(LighterDays) == (kept,)
    client.post("/lighter", json={**end, "said_at": "2026-11-17T14:00:00Z"})
    assert "Lighter days until" not in text_of(client, "/")


def test_the_last_day_is_called_that(client):
    """One day alone."""
    client.post("/lighter", data={"do": "begin", "days": "1"})
    assert "Today is the last lighter day" in text_of(client, "/")


def test_what_nobody_asks_for_changes_nothing(client, desk):
    """Another word, a reason nobody knows, a number that is none, a way back to elsewhere."""
    assert client.post("/lighter", data={"do": "x"}).status_code == 303
    assert desk.store.entries(LighterDays) == ()
    sent = {"do": "begin", "because": "y", "days": "-4", "back": "//elsewhere.example"}
    assert client.post("/lighter", data=sent).headers["location"] == "/"
    assert [one.because for one in desk.store.entries(LighterDays)] == ["asked"]
    assert SAID in text_of(client, "/")


def test_who_has_no_profile_is_welcomed_first():
    """Nothing is kept before there is anything to plan."""
    desk = desk_over(InMemoryStore(), None)
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        for answer in (walker.get("/lighter"), walker.post("/lighter", data={"do": "begin"})):
            assert answer.headers["location"] == "/welcome"
    assert desk.store.entries(LighterDays) == ()
