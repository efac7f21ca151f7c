"""The page You, and the parts that can be switched off."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime

import pytest

from trimtab.app.mind.kept_of_parts import KINDS, OF_NO_PART
from trimtab.app.mind.parts import PARTS, is_on
from trimtab.domain.diary import ENTRY_TYPES, CheckIn, Night

NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
DAY = date(2026, 11, 17)


def test_every_kind_of_record_belongs_to_one_part_at_most():
    """Or to none, on a page of its own: each can be deleted by itself, and is counted as kept."""
    kinds = [kind for part in PARTS for kind in KINDS[part]]
    assert sorted([*kinds, *OF_NO_PART]) == sorted(ENTRY_TYPES)


def test_you_leads_to_the_parts(client):
    """The page says that everything on it can be left alone."""
    text = client.get("/you").text
    assert 'aria-current="page">You<' in text
    assert 'href="/settings/parts"' in text


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_switched_off_and_on_again(client, desk, part):
    """The button that is there does the other thing next."""
    for verb, after in (("off", False), ("on", True)):
        answer = client.post("/settings/parts", data={"part": part, "verb": verb})
        assert answer.headers["location"] == "/settings/parts?saved=1"
        assert is_on(desk.store, part) is after


def test_what_a_part_keeps_is_deleted_after_a_question_and_alone(client, desk):
    """The question deletes nothing; the answer deletes that part and leaves the others."""
    store = desk.store
    store.keep_entry(CheckIn(day=DAY, said_at=NOW, mood=6, line="canary"))
    store.keep_entry(Night(id="n", day=DAY, said_at=NOW, start=NOW, end=NOW, device="Watch"))
    page = html.unescape(client.get("/settings/parts").text)
    assert "kept: 1 check-in and 1 night from a device" in page
    assert "canary" not in page
    wish = {"part": "check_in", "verb": "delete"}
    asked = client.post("/settings/parts", data=wish)
    assert asked.status_code == 200
    assert store.entries(CheckIn)
    client.post("/settings/parts", data=wish | {"sure": "yes"})
    assert store.entries(CheckIn) == store.entries(Night) == ()


def test_a_part_that_nobody_knows_is_not_found(client):
    """A form made by hand changes nothing."""
    assert client.post("/settings/parts", data={"part": "x", "verb": "off"}).status_code == 404
