"""Dates with lead times: which steps have come, by when, and which are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.dates import (
    DueStep,
    KeptDate,
    LeadStep,
    Turn,
    ahead_text,
    due_steps,
    steps_between,
    turns_ahead,
    turns_passed,
)
from trimtab.domain.recurrence import read_rule

LICENCE = KeptDate(
    "Licence",
    date(2027, 3, 1),
    "licence",
    (LeadStep("Gather", 90), LeadStep("Submit", 60), LeadStep("Check", 2)),
)
RENT = KeptDate(
    "Rent",
    date(2026, 10, 31),
    "rent",
    (LeadStep("Pay", 3, 10),),
    read_rule("monthly", date(2026, 10, 31)),
)
WEEK = date(2026, 11, 30)


def names(steps: tuple[DueStep, ...]) -> list[tuple[str, str, str]]:
    """Each step with the days it is planned from and by."""
    return [(one.step.step.name, f"{one.begins:%d %b}", f"{one.by:%d %b}") for one in steps]


def test_a_step_comes_with_its_day_and_is_wanted_within_a_week():
    """Ninety days before 1 March 2027 is 1 December; the week before does not hear of it."""
    assert steps_between([LICENCE], date(2026, 11, 23), date(2026, 11, 29)) == ()
    steps = due_steps(steps_between([LICENCE], WEEK, date(2026, 12, 6)), WEEK)
    assert names(steps) == [("Gather", "01 Dec", "08 Dec")]


def test_the_last_step_is_wanted_by_the_date_itself():
    """Two days before leaves two days."""
    check = Turn(LICENCE, LICENCE.due).steps[-1]
    assert (check.begins, check.wanted_by) == (date(2027, 2, 27), date(2027, 3, 1))


def test_a_step_is_wanted_by_the_day_of_the_next():
    """Three days apart, the first is done before the second begins."""
    close = KeptDate("A", date(2027, 3, 1), steps=(LeadStep("One", 10), LeadStep("Two", 7)))
    assert Turn(close, close.due).steps[0].wanted_by == date(2027, 2, 22)


def test_late_steps_come_at_once_one_after_the_other():
    """Kept only on 24 February, three steps fill four days, none beyond the date."""
    today = date(2027, 2, 24)
    steps = due_steps(steps_between([LICENCE], today, date(2027, 2, 28)), today)
    assert names(steps) == [
        ("Gather", "24 Feb", "25 Feb"),
        ("Submit", "26 Feb", "27 Feb"),
        ("Check", "28 Feb", "01 Mar"),
    ]
    assert [one.is_late for one in steps] == [True, True, False]
    assert all(
        one.by <= LICENCE.due
        for one in due_steps(steps_between([LICENCE], LICENCE.due, LICENCE.due), LICENCE.due)
    )


def test_a_step_on_time_waits_for_a_late_one_before_it():
    """A licence kept seven weeks before it: documents first, and only then what needs them."""
    today = date(2026, 11, 23)
    near = replace(LICENCE, due=date(2027, 1, 15))
    steps = due_steps(steps_between([near], today, date(2026, 11, 29)), today)
    assert names(steps) == [("Gather", "23 Nov", "24 Nov"), ("Submit", "25 Nov", "26 Nov")]
    assert [one.is_late for one in steps] == [True, False]


def test_steps_of_one_day_wait_for_one_another_only_when_late():
    """On time both may be done on any of their days."""
    pair = KeptDate("A", date(2027, 3, 1), steps=(LeadStep("One", 20), LeadStep("Two", 20)))
    for today, begins in [(date(2027, 2, 9), [9, 9]), (date(2027, 2, 22), [22, 24])]:
        steps = due_steps(steps_between([pair], today, today), today)
        assert [one.begins.day for one in steps] == begins


def test_what_is_done_asks_for_nothing():
    """A step by its name, a turn by its day; the next turn of what comes back still asks."""
    gathered = replace(LICENCE, done_steps=frozenset({("Gather", None)}))
    assert steps_between([gathered], WEEK, date(2026, 12, 6)) == ()
    paid = replace(RENT, done_steps=frozenset({("Pay", date(2026, 11, 30))}))
    assert steps_between([paid], date(2026, 11, 23), date(2026, 11, 30)) == ()
    (step,) = steps_between([paid], date(2026, 12, 28), date(2026, 12, 31))
    assert step.turn.day == date(2026, 12, 31)
    whole = replace(RENT, done_days=frozenset({date(2026, 12, 31)}))
    assert steps_between([whole], date(2026, 12, 28), date(2026, 12, 31)) == ()


def test_a_name_says_which_turn_is_meant():
    """Two rents in five weeks are two tasks."""
    steps = steps_between([RENT], date(2026, 11, 23), date(2026, 12, 31))
    assert [one.task_name for one in steps] == ["Pay (Rent, 30 Nov)", "Pay (Rent, 31 Dec)"]
    (licence,) = steps_between([LICENCE], WEEK, date(2026, 12, 6))
    assert licence.task_name == "Gather (Licence)"


def test_importance_is_as_said_else_by_kind():
    """A licence matters more than the rent's ten minutes unless the person says otherwise."""

    def first(kept: KeptDate) -> bool:
        return Turn(kept, kept.due).steps[0].is_important

    assert (first(LICENCE), first(RENT)) == (True, False)
    assert first(replace(RENT, important=True))
    assert not first(replace(LICENCE, steps=(LeadStep("Gather", 90, important=False),)))


def test_a_date_is_seen_when_it_or_its_next_step_comes():
    """In ten weeks the licence is seen by its step; in one, it is not."""
    assert turns_ahead([LICENCE], date(2026, 11, 1), date(2026, 12, 5))[0].kept is LICENCE
    assert turns_ahead([LICENCE], date(2026, 11, 1), date(2026, 11, 8)) == ()
    assert [turn.day.month for turn in turns_ahead([RENT], WEEK, date(2027, 1, 31))] == [11, 12, 1]


def test_what_passed_without_a_word_is_told_for_two_weeks():
    """The last turn alone, and nothing once it is far back or called done."""
    assert [turn.day for turn in turns_passed([RENT], date(2026, 12, 5))] == [date(2026, 11, 30)]
    assert turns_passed([RENT], date(2026, 12, 25)) == ()
    done = replace(RENT, done_days=frozenset({date(2026, 11, 30)}))
    assert turns_passed([done], date(2026, 12, 5)) == ()


def test_a_weighty_date_is_told_until_it_is_done():
    """A licence missed last year still asks; a rent missed as long ago does not."""
    year_on = date(2028, 3, 20)
    once = replace(RENT, repeats=None)
    assert [turn.kept.name for turn in turns_passed([LICENCE, once], year_on)] == ["Licence"]
    done = replace(LICENCE, done_days=frozenset({LICENCE.due}))
    assert turns_passed([done], year_on) == ()
    assert ahead_text(LICENCE.due, year_on) == "55 weeks ago"


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=5, unique=True),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 500),
)
def test_every_step_is_met_before_its_date_and_none_is_lost(leads, due, back):
    """Week after week, each open step is asked for as soon as its day has come, never too late."""
    steps = tuple(LeadStep(f"Step {lead}", lead) for lead in sorted(leads, reverse=True))
    kept = KeptDate("Date", due, steps=steps)
    today = due - timedelta(days=back)
    last = today + timedelta(days=6)
    found = due_steps(steps_between([kept], today, last), today)
    expected = {step.name for step in steps if due - timedelta(days=step.days_before) <= last}
    assert {one.step.step.name for one in found} == expected
    assert all(one.begins <= one.by <= due and one.by >= today for one in found)
    in_order = sorted(found, key=lambda one: -one.step.step.days_before)
    assert all(one.by < other.begins or other.begins == due for one, other in pairwise(in_order))


def test_a_date_without_steps_is_done_when_it_is_said():
    """Nothing to do for it is not done."""
    bare = KeptDate("Anniversary", date(2026, 12, 1))
    (turn,) = bare.turns(WEEK, date(2026, 12, 6))
    assert (turn.steps, turn.is_done) == ((), False)
