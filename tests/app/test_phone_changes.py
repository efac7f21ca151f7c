"""What stands in the calendar, told apart: our words, those before, or the person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trimtab.app.phone_changes import find_changes
from trimtab.app.respecting import kept_commitments
from trimtab.domain.published import EventFields, Intent, Published, Seen, Spot

START = datetime(2026, 11, 17, 18, tzinfo=UTC)
FIELDS = EventFields(START, START + timedelta(minutes=45), "Run", categories=("practice",))
SPOT = Spot("practice", "Run", "", START, START + timedelta(minutes=45))
ENTRY = Published("u@trimtab", "/u.ics", SPOT, etag='"1"', stands=FIELDS, wanted=FIELDS)
LATER = replace(FIELDS, start=START + timedelta(hours=1), end=START + timedelta(hours=2))


def settle(entry: Published, fields: EventFields | None, etag: str = '"2"'):
    """What becomes of one entry when the server says that."""
    return find_changes([entry], {entry.href: Seen(etag, fields)})


def test_a_new_etag_alone_is_no_change():
    """A server may rewrite what it keeps: words count, however spaces run."""
    spaced = replace(FIELDS, summary="Run ", categories=())
    settled = settle(ENTRY, spaced)
    assert settled.changes == ()
    assert (settled.entries[0].etag, settled.entries[0].standing) == ('"2"', "ours")


@pytest.mark.parametrize(
    ("fields", "kind", "standing"),
    [
        (LATER, "moved", "theirs"),
        (replace(FIELDS, end=LATER.end), "moved", "theirs"),
        (replace(FIELDS, summary="Swim"), "edited", "theirs"),
        (replace(FIELDS, location="Park"), "edited", "theirs"),
        (replace(FIELDS, repeats=True), "edited", "theirs"),
        (replace(FIELDS, is_cancelled=True), "set_aside", "gone"),
        (replace(FIELDS, start=None, end=None), "set_aside", "gone"),
    ],
)
def test_each_change_has_its_kind(fields, kind, standing):
    """Moved or resized, edited, or without hours."""
    settled = settle(ENTRY, fields)
    assert [change.kind for change in settled.changes] == [kind]
    assert settled.entries[0].standing == standing


def test_a_write_that_came_true_unseen_is_ours():
    """Also where nothing changed that a person would see."""
    quiet = replace(FIELDS, categories=("practice", "body"))
    for written in (LATER, quiet):
        entry = replace(ENTRY, intent=Intent(written, SPOT))
        settled = settle(entry, written)
        assert settled.changes == ()
        assert settled.entries[0].wanted == written
        assert settled.entries[0].intent is None


def test_a_write_that_never_arrived_leaves_what_was():
    """The words before it stand there still: nobody changed them."""
    entry = replace(ENTRY, intent=Intent(LATER, SPOT))
    settled = settle(entry, FIELDS)
    assert settled.changes == ()
    assert settled.entries[0].stands == FIELDS


def test_a_person_who_was_faster_wins():
    """Neither the old words nor the new ones: a change of the block where the plan has it now."""
    there = Spot("practice", "Run", "", LATER.start, LATER.end)
    entry = replace(ENTRY, intent=Intent(LATER, there))
    settled = settle(entry, replace(FIELDS, start=START - timedelta(hours=5)))
    assert [change.kind for change in settled.changes] == ["moved"]
    assert settled.entries[0].spot == there


def test_words_changed_while_it_was_to_move_are_a_move():
    """The event is not where the plan has its block by now: the person's hours count."""
    there = Spot("practice", "Run", "", LATER.start, LATER.end)
    entry = replace(ENTRY, intent=Intent(LATER, there))
    assert [c.kind for c in settle(entry, replace(FIELDS, summary="Swim")).changes] == ["moved"]
    assert [c.kind for c in settle(entry, replace(LATER, summary="Swim")).changes] == ["edited"]


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (0, 45, []),
        (2, 47, []),
        (0, 60, [(45, 60)]),
        (-30, 45, [(-30, 0)]),
        (-30, 60, [(-30, 0), (45, 60)]),
        (300, 345, [(300, 345)]),
        (-120, -75, [(-120, -75)]),
    ],
)
def test_time_that_no_block_stands_for_is_taken(start, end, hours):
    """What a person's event takes beyond its block, on either side; all of it where they part."""

    def at(minutes: int) -> datetime:
        return START + timedelta(minutes=minutes)

    entry = replace(ENTRY, standing="theirs", stands=replace(FIELDS, start=at(start), end=at(end)))
    found = [(one.start, one.end) for one in kept_commitments([entry])]
    assert found == [(at(first), at(last)) for first, last in hours]


def test_what_is_gone_was_deleted_by_whom_it_says():
    """By the person; by us, if we were about to; never there, if it was never seen."""
    assert find_changes([ENTRY], {}).changes[0].kind == "deleted"
    assert find_changes([replace(ENTRY, intent=Intent(None))], {}) == find_changes([], {})
    assert find_changes([replace(ENTRY, stands=None)], {}) == find_changes([], {})
    assert find_changes([replace(ENTRY, standing="kept")], {}) == find_changes([], {})
