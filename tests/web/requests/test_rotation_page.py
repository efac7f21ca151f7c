"""The start of a rotation: a card filled with what the roster says, and own notes."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from trimtab.app.rotation_start.starting import season_to_start
from trimtab.domain.diary import RotationNotes
from trimtab.profiles.reading import read_profile
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.requests.cards import rotation_line

SEASON = '\n[[season]]\nname = "Wards <B>"\nstart = 2026-11-20\nend = 2026-12-18\n'


@pytest.fixture
def soon(desk):
    """A rotation that begins on Friday."""
    desk.store.keep_profile(desk.store.profile().text + SEASON, desk.now())
    return desk


def text_of(client, path: str) -> str:
    """A page's text."""
    return html.unescape(client.get(path).text)


def test_the_card_says_what_the_roster_knows(client, soon):
    """Its own days, and the questions that are left."""
    page = text_of(client, "/rotation-start")
    assert "Wards <B>, from Fri 20 Nov" in page
    assert "Wards <B>" not in client.get("/rotation-start").text
    assert "Your roster speaks of" in page
    assert "Leave: how is it asked for" in page
    assert "does not need your diagnosis" in page
    assert "designated institutional official" in page


def test_notes_are_kept_on_their_rotation(client, soon):
    """They stand on the card until they are emptied."""
    page = text_of(client, "/rotation-start")
    of = page.partition('name="of" value="')[2].partition('">')[0]
    sent = client.post("/rotation-start", data={"of": of, "notes": "Phone 4411"})
    (kept,) = soon.store.entries(RotationNotes)
    assert (kept.season, kept.notes, f"{kept.day}") == ("Wards <B>", "Phone 4411", "2026-11-20")
    assert "Phone 4411</textarea>" in text_of(client, sent.headers["location"])
    client.post("/rotation-start", data={"of": of, "notes": " "})
    assert soon.store.entries(RotationNotes) == ()
    client.post("/rotation-start", data={"of": "nobody", "notes": "Lost"})
    assert soon.store.entries(RotationNotes) == ()


def test_it_is_offered_in_the_week_before(client, soon):
    """On You with its name, and as the line of Today where no other room has one."""
    assert "Wards <B>, Fri 20 Nov: what to ask" in text_of(client, "/you")
    line = rotation_line(soon, soon.now())
    assert line is not None
    assert line.sentence == "Wards <B> begins on Fri 20 Nov. A card of what to ask?"
    assert rotation_line(soon, soon.now() + timedelta(7)) is None


def test_the_usual_card_shows_without_a_rotation(client, desk):
    """Nothing to fill in, and where to add one."""
    text = desk.store.profile().text.partition("[[season]]")[0]
    desk.store.keep_profile(text, desk.now())
    page = text_of(client, "/rotation-start")
    assert "Add it in Season" in page
    assert "What to ask in the first days" in page


def test_days_of_it_gone_by_are_counted(desk):
    """Begun last week, it still tells of that week: five nights of work, and no free days."""
    text = desk.store.profile().text.replace('"Vacation"', '"Lisbon"')
    desk.store.keep_profile(text, desk.now())
    later = replace(desk, now=lambda: datetime(2026, 11, 23, 15, tzinfo=UTC))
    app = build_application(later, House(hosts=frozenset({"testserver"}), needs_key=False))
    page = text_of(TestClient(app), "/rotation-start")
    assert "14 days, Mon 16 Nov to Sun 29 Nov: 97 h of work." in page
    assert "Free days: Sun 22 Nov and Fri 27 Nov." in page
    assert "Lisbon" not in page  # a light season without hours of duty is none


def test_a_rotation_that_has_ended_begins_no_more():
    """A week that began within the last seven days: to its last day, and not on the day after."""
    text = SEASON.replace("2026-12-18", "2026-11-26")
    profile, _ = read_profile(text, "me.toml")
    wards = profile.seasons[0]
    assert season_to_start(profile, date(2026, 11, 26)) == wards
    assert season_to_start(profile, date(2026, 11, 27)) is None
