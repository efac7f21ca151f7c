"""Lighter days: begun and ended with one word, and planned so at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from small_week import MONDAY

from trimtab.app.daily.lived_now import lived_now
from trimtab.app.daily.replanning import plan_anew
from trimtab.app.mind.lighter import begin_lighter, end_lighter, lighter_now
from trimtab.domain.diary import LighterDays
from trimtab.domain.errors import NoProfileError, TrimtabError
from trimtab.domain.lived import NOTHING_KNOWN
from trimtab.store.in_memory import InMemoryStore

DAY = timedelta(days=1)
FIRST = date(2026, 11, 16)


def runs(kept):
    """The runs of a plan by their weekday."""
    return {f"{one.start:%a}": one for one in kept.plan.blocks if one.name == "Run"}


def test_three_days_from_now_are_planned_at_tiny_doses(store, planning):
    """Asked on Monday morning: until Wednesday; runs there last ten minutes, and it is said."""
    kept = begin_lighter(store, planning, MONDAY, "asked")
    assert lighter_now(store, MONDAY).last == FIRST + 2 * DAY
    assert store.plan() == kept
    light = [one for day, one in runs(kept).items() if day in {"Mon", "Tue", "Wed"}]
    assert all((one.minutes, one.dose) == (10, "tiny") for one in light)
    assert "Mon 16 Nov to Wed 18 Nov are lighter days" in kept.plan.remarks[0]


def test_what_follows_in_the_background_is_lighter_too(store, planning):
    """Any plan asked for from then on knows the days, until they are over."""
    begin_lighter(store, planning, MONDAY, "notice")
    plan_anew(store, planning, MONDAY + DAY)
    assert [ask.lived.lighter for ask, _ in planning.begun] == [(FIRST, FIRST + 2 * DAY)] * 2
    assert lived_now(store, MONDAY + 3 * DAY) == NOTHING_KNOWN
    assert lighter_now(store, MONDAY + 3 * DAY) is None


def test_an_evening_is_given_beside_the_days(store, planning):
    """Asked at seven in the evening: this evening and three whole days."""
    begin_lighter(store, planning, MONDAY + timedelta(hours=14), "reset")
    assert lighter_now(store, MONDAY + timedelta(hours=14)).last == FIRST + 3 * DAY


@pytest.mark.parametrize(("asked", "last"), [(1, 0), (0, 0), (7, 6), (99, 13)])
def test_how_many_days_is_bounded(store, planning, asked, last):
    """At least today, at most two weeks."""
    begin_lighter(store, planning, MONDAY, "asked", asked)
    assert lighter_now(store, MONDAY).last == FIRST + last * DAY


def test_they_end_with_one_word_and_what_was_stays(store, planning):
    """Ended on the day they began they never were; ended later, they were until yesterday."""
    begin_lighter(store, planning, MONDAY, "asked")
    kept = end_lighter(store, planning, MONDAY)
    assert store.entries(LighterDays) == ()
    assert not any("lighter" in one for one in kept.plan.remarks)
    begin_lighter(store, planning, MONDAY, "asked")
    end_lighter(store, planning, MONDAY + 2 * DAY)
    (left,) = store.entries(LighterDays)
    assert (left.day, left.last) == (FIRST, FIRST + DAY)
    assert lighter_now(store, MONDAY + 2 * DAY) is None


def test_asked_again_they_last_longer(store, planning):
    """Begun on Monday and on Wednesday: until Friday, planned as one stretch."""
    begin_lighter(store, planning, MONDAY, "asked")
    begin_lighter(store, planning, MONDAY + 2 * DAY, "asked")
    assert lighter_now(store, MONDAY + 2 * DAY).last == FIRST + 4 * DAY
    assert lived_now(store, MONDAY + 2 * DAY).lighter == (FIRST, FIRST + 4 * DAY)


def test_days_said_by_a_clock_that_ran_ahead_are_no_part_of_these(store, planning):
    """Begun under next year's date and, once the clock is set right, under today's."""
    begin_lighter(store, planning, MONDAY + 365 * DAY, "asked")
    assert lived_now(store, MONDAY) == NOTHING_KNOWN
    begin_lighter(store, planning, MONDAY, "asked")
    assert lived_now(store, MONDAY).lighter == (FIRST, FIRST + 2 * DAY)
    end_lighter(store, planning, MONDAY)
    assert store.entries(LighterDays) == ()


def test_days_apart_are_two_times_of_lighter_days(store):
    """The nearest counts until it is over; what lies between is planned as usual."""
    for first, last in ((0, 1), (2, 3), (6, 8)):
        day = FIRST + first * DAY
        made = LighterDays(
            id=f"{first}", day=day, said_at=MONDAY, last=FIRST + last * DAY, because="asked"
        )
        store.keep_entry(made)
    assert lived_now(store, MONDAY).lighter == (FIRST, FIRST + 3 * DAY)
    assert lived_now(store, MONDAY + 4 * DAY).lighter == (FIRST + 6 * DAY, FIRST + 8 * DAY)


class NobodyPlans:
    """A planner that cannot."""

    def plan_quickly(self, ask):
        raise TrimtabError("Nothing can be planned.")


def test_days_are_kept_where_nothing_can_be_planned_now(store):
    """The wish counts; the next plan goes by it."""
    with pytest.raises(TrimtabError):
        begin_lighter(store, NobodyPlans(), MONDAY, "reset")
    assert lighter_now(store, MONDAY) is not None


def test_before_the_first_run_there_is_nothing_to_make_lighter(planning):
    """Nothing is kept."""
    store = InMemoryStore()
    for asked in (lambda: begin_lighter(store, planning, MONDAY, "asked"),
                  lambda: end_lighter(store, planning, MONDAY)):  # fmt: skip
        with pytest.raises(NoProfileError):
            asked()
    assert lighter_now(store, MONDAY) is None
    assert store.entries(LighterDays) == ()
