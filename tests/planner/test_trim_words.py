"""What a week gets back, compared block by block and said in minutes and names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trimtab.domain.plans import Block
from trimtab.planner.trim_words import Comparison

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


def block(name: str, when: str, minutes: int, kind="practice", value=None, **more) -> Block:
    """A block on "tue 18:00"."""
    day, clock = when.split()
    start = MONDAY + timedelta(days=["mon", "tue", "wed"].index(day))
    start += timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
    return Block(start, start + timedelta(minutes=minutes), name, kind, value, **more)


NIGHT = block("Sleep", "mon 22:00", 420, "sleep")
RUN = block("Run", "mon 18:00", 45, value="body")
PAPER = block("Paper", "tue 18:00", 90, "task", "learning")


def said(before, after, own=(), open_time=0, **more) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What comes back and what gives way."""
    comparison = Comparison(before, after, frozenset(own), open_time, **more)
    return comparison.got_back(), comparison.gives_up()


def test_sleep_comes_first():
    """Forty minutes more of it are told before all else."""
    longer = block("Sleep", "mon 22:00", 460, "sleep")
    again = block("Run", "tue 18:00", 30, value="body")
    assert said([NIGHT, RUN], [longer, RUN, again]) == (("40 min more sleep", "Tuesday's Run"), ())


def test_what_is_longer_is_told_by_its_value():
    """A run of an hour in place of 45 minutes is fifteen minutes for body."""
    longer = block("Run", "mon 18:00", 60, value="body")
    assert said([RUN], [longer]) == (("15 min more for body",), ())


def test_what_moved_is_nothing():
    """The same run on another day gives nothing back."""
    moved = block("Run", "tue 18:00", 45, value="body")
    assert said([RUN], [moved]) == ((), ())


def test_losses_are_told_beside_gains():
    """Twenty minutes less of the paper stand beside the dinner."""
    shorter = block("Paper", "tue 18:00", 70, "task", "learning")
    dinner = block("Dinner", "tue 19:30", 45, "protect", "family")
    assert said([PAPER], [shorter, dinner]) == (
        ("Tuesday's Dinner",),
        ("20 min less for learning",),
    )


def test_mostly_shuffling_is_not_offered():
    """A dinner for an hour of the paper is a choice of the plan's, not a trim."""
    dinner = block("Dinner", "tue 19:30", 45, "protect", "family")
    shorter = block("Paper", "tue 18:00", 30, "task", "learning")
    assert said([PAPER], [shorter, dinner])[0] == ()


def test_no_trim_costs_sleep():
    """Half an hour less of it, and nothing else counts."""
    shorter = block("Sleep", "mon 22:00", 390, "sleep")
    dinner = block("Dinner", "tue 19:30", 60, "protect", "family")
    assert said([NIGHT], [shorter, dinner])[0] == ()


def test_no_trim_leaves_notes_unwritten():
    """Unless the trim itself took away what leaves them."""
    notes = block("Clinic", "tue 17:00", 40, "task", "patients", origin="notes")
    dinner = block("Dinner", "tue 19:30", 60, "protect", "family")
    assert said([notes], [dinner])[0] == ()
    assert said([notes], [dinner], notes_gone=40)[0] == ("Tuesday's Dinner",)


def test_the_trims_own_minutes_are_not_counted():
    """A recording watched is no time given to learning, a shorter task no time lost."""
    recording = block("Recording: Talk", "tue 18:00", 60, "study", "learning")
    dinner = block("Dinner", "tue 19:30", 60, "protect", "family")
    own = ["Recording: Talk", "Paper"]
    assert said([PAPER], [recording, dinner], own) == (("Tuesday's Dinner",), ())


def test_open_time_is_told_from_half_an_hour():
    """Twenty minutes are not; ninety are, in hours."""
    assert said([], [], open_time=20)[0] == ()
    assert said([], [], open_time=92)[0] == ("1½ h more open time",)


def test_names_that_say_their_day_are_not_given_it_twice():
    """Tuesday's roast is no Tuesday's Tuesday roast; over weeks dates are told."""
    roast = block("Tuesday roast", "tue 13:00", 60, "protect", "family")
    assert said([], [roast])[0] == ("Tuesday roast",)
    assert said([], [roast], has_dates=True)[0] == ("Tuesday roast on Tuesday 3 Nov",)


def test_the_largest_is_told_first_and_open_time_counts_half():
    """Twelve open hours stand before a walk, and a dinner before half an hour of open time."""
    walk = block("Walk", "tue 18:00", 20, value="body")
    assert said([], [walk], open_time=720)[0] == ("12 h more open time", "Tuesday's Walk")
    assert said([], [walk], open_time=30)[0] == ("Tuesday's Walk", "30 min more open time")


def test_fewer_sittings_of_notes_are_something():
    """Four become two; one fewer is not told."""
    notes = [
        block("Clinic", f"tue {hour}:00", 20, "task", "patients", origin="notes")
        for hour in (15, 16, 17, 18)
    ]
    assert said(notes, notes[:2], notes_gone=40)[0] == ("2 fewer sittings of notes",)
    assert said(notes, notes[:3], notes_gone=20)[0] == ()


def test_a_free_evening_is_told_and_never_given_up():
    """One more is among what comes back; one fewer, and the trim gives nothing."""
    assert said([], [], kept={"evening": 1})[0] == ("an evening free of work",)
    dinner = block("Dinner", "tue 19:30", 60, "protect", "family")
    assert said([], [dinner], kept={"evening": 1, "weekend": -1})[0] == ()


def test_only_what_there_is_more_of_is_new():
    """Slides of one sitting become two on other days: one sitting more, and nothing is lost."""
    once = block("Slides", "mon 18:00", 90, "task", "learning")
    twice = [block("Slides", f"{day} 18:00", 90, "task", "learning") for day in ("tue", "wed")]
    assert said([once], twice) == (("1½ h more of Slides",), ())


def test_a_task_begun_is_told_by_its_minutes():
    """Four hours more of it on a day it had already, and on another, are four hours more."""
    after = [PAPER, *(block("Paper", f"wed {h}:00", 120, "task", "learning") for h in (10, 14))]
    assert said([PAPER], after) == (("4 h more of Paper",), ())


def test_several_new_things_for_one_value_are_told_together():
    """A dinner and a story are one figure for family; a run beside them keeps its name."""
    dinner = block("Dinner", "tue 18:00", 45, "protect", "family")
    story = block("Story", "wed 19:00", 35, "protect", "family")
    again = block("Run", "tue 16:00", 30, value="body")
    assert said([RUN], [RUN, dinner, story, again])[0] == (
        "1 h 20 min more for family",
        "Tuesday's Run",
    )


def test_what_gives_way_within_a_value_is_told_by_its_name():
    """Learning as a whole grows, so not it but the questions are told as less."""
    questions = block("Questions", "mon 18:00", 45, value="learning")
    fewer = block("Questions", "mon 18:00", 20, value="learning")
    assert said([questions], [fewer, PAPER]) == (
        ("Tuesday's Paper",),
        ("25 min less of Questions",),
    )


def test_little_is_not_worth_asking_another_person_for():
    """A quarter of an hour of rest, or three of open time, is told only where nobody is asked."""
    buffers = [block("Buffer", f"{day} 15:00", 15, "buffer") for day in ("mon", "tue", "wed")]
    assert said([], buffers[:1])[0] == ("15 min more rest",)
    assert said([], buffers[:1], is_asked=True)[0] == ()
    assert said([], buffers, is_asked=True)[0] == ("45 min more rest",)
    assert said([], [], open_time=45)[0] == ("45 min more open time",)
    assert said([], [], open_time=45, is_asked=True)[0] == ()
    assert said([], [], open_time=60, is_asked=True)[0] == ("1 h more open time",)


def test_open_time_alone_is_nothing_where_enough_stays_open():
    """Beside a walk it is told all the same."""
    walk = block("Walk", "tue 18:00", 20, value="body")
    assert said([], [], open_time=720, wants_open=False)[0] == ()
    assert said([], [walk], open_time=720, wants_open=False)[0] == (
        "12 h more open time",
        "Tuesday's Walk",
    )
