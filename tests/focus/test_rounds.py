"""Rounds stand where instants put them, whatever happened to the machine meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trimtab.domain.focus import FOCUS_VERBS, FocusSession, Rhythm
from trimtab.focus.rounds import merged, standing, work_pieces

START = datetime(2026, 11, 17, 15, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def session(*said, rhythm: Rhythm | None = None) -> FocusSession:
    """A session to which things were said at minutes."""
    return FocusSession(
        id="one",
        day=START.date(),
        said_at=START,
        start=START,
        rhythm=rhythm or Rhythm(),
        name="Abstract",
        said=tuple((verb, at(minute)) for verb, minute in said),
    )


def test_a_round_ends_at_its_instant_and_a_break_follows():
    """25 minutes of work, 5 of break, and then it waits to be told."""
    found = [standing(session(), at(minute)) for minute in (0, 24.9, 25, 29.9, 30, 100, 151)]
    phases = ["work", "work", "break", "break", "ready", "ready", "over"]
    assert [one.phase for one in found] == phases
    assert found[2].until == at(30)


def test_a_machine_that_slept_finds_one_round_and_no_more():
    """Hours later the round that ran has counted to its end, and none after it."""
    late = standing(session(), at(600))
    assert (late.phase, late.seconds_kept(at(600))) == ("over", 25 * 60)


def test_a_pause_takes_nothing_from_its_round():
    """Ten minutes, a pause of seven, and fifteen are left."""
    paused = session(("pause", 10))
    assert standing(paused, at(15)).left == timedelta(minutes=15)
    resumed = session(("pause", 10), ("resume", 17))
    assert standing(resumed, at(20)).until == at(32)
    spans = [(one.start, one.end, one.round) for one in work_pieces(resumed)]
    assert spans == [(START, at(10), 1), (at(17), at(32), 1)]


def test_ending_early_keeps_what_was_worked():
    """Eighteen minutes are eighteen minutes."""
    ended = standing(session(("early", 18)), at(19))
    assert (ended.phase, ended.until, ended.seconds_kept(at(19))) == ("break", at(23), 18 * 60)


def test_the_long_break_comes_after_four_rounds():
    """And a short one after the fifth."""
    said = [("next", 30 * number) for number in range(1, 4)]
    fourth = standing(session(*said), at(116))
    assert (fourth.round, fourth.phase, fourth.until) == (4, "break", at(135))
    fifth = standing(session(*said, ("next", 135)), at(161))
    assert (fifth.round, fifth.until) == (5, at(165))


def test_a_clock_set_back_brings_nothing_back():
    """What is said after another thing is never before it, and now is never before the last."""
    said = session(("early", 18), ("finish", 18))
    assert standing(said, at(-60)).phase == "over"
    running = standing(session(), at(-60))
    assert (running.phase, running.until, running.seconds_kept(at(-60))) == ("work", at(25), 0)


def test_midnight_and_the_end_of_summer_time_change_no_length():
    """Instants know neither."""
    night = datetime.fromisoformat("2026-11-01T01:50:00-04:00")
    over_change = FocusSession(
        id="b", day=night.date(), said_at=night, start=night, rhythm=Rhythm(), name="Abstract"
    )
    (piece,) = work_pieces(over_change)
    assert piece.seconds == 25 * 60


@pytest.mark.parametrize("verb", FOCUS_VERBS)
def test_what_is_said_twice_counts_once(verb):
    """A second tap within a round, or another tab saying the same, changes nothing."""
    once, twice = session((verb, 10)), session((verb, 10), (verb, 10))
    assert standing(once, at(12)) == standing(twice, at(12))
    assert merged(once, once) == once


def test_two_devices_know_together_what_each_heard():
    """In the order it was said, whoever tells it first."""
    here, there = session(("pause", 5)), session(("resume", 8), ("early", 20))
    assert merged(here, there).said == merged(there, here).said
    assert standing(merged(here, there), at(21)).seconds_kept(at(21)) == 17 * 60


def test_a_session_left_alone_is_over_after_two_hours():
    """Paused or waiting; it holds nothing against anybody."""
    assert standing(session(("pause", 5)), at(124.9)).phase == "paused"
    assert standing(session(("pause", 5)), at(125)).phase == "over"
