"""What is said of a day, when it is asked for, and which day it belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from diary_moments import at

from trimtab.app.mind.check_in import (
    CheckInSaid,
    change_check_in,
    check_in_due,
    days_said,
    forget_check_in,
    forget_check_ins,
    said_of,
    say_check_in,
)
from trimtab.app.mind.check_in_times import ask_at, asked_at
from trimtab.app.mind.own_day import own_day, own_day_of
from trimtab.app.mind.parts import switch
from trimtab.domain.diary_errors import (
    DayToComeError,
    NoSuchTimeError,
    NothingSaidError,
    OffScaleError,
)
from trimtab.domain.plans import Block
from trimtab.store.in_memory import InMemoryStore

MONDAY = date(2026, 11, 16)
GUESS = (at(20, "01:00"), at(20, "06:00"))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at(16, "00:30"), 15),  # up late: the day that is not over yet
        (at(16, "04:00"), 16),
        (at(16, "20:00"), 16),
        (at(17, "05:40"), 16),  # in a night of duty
        (at(17, "15:29"), 16),  # asleep after it
        (at(17, "15:30"), 17),
        (at(21, "02:00"), 20),
        (at(21, "04:30"), 21),
        (at(28, "03:59"), 27),  # no plan reaches so far
        (at(28, "04:00"), 28),
    ],
)
def test_a_day_ends_at_four_or_with_the_sleep_after_its_night(nights_store, moment, day):
    """Somebody who looks back at night means the day they are still awake from."""
    assert own_day(nights_store, moment).date == date(2026, 11, day)


def test_the_day_of_a_date_and_of_a_moment_in_it_are_one(nights_store):
    """Every day begins where the one before ends."""
    for number in range(10):
        day = own_day_of(nights_store, MONDAY + timedelta(days=number))
        assert own_day(nights_store, day.start) == day
        assert own_day_of(nights_store, day.date + timedelta(days=1)).start == day.end


def test_who_goes_to_bed_at_dawn_without_duty_has_a_day_until_then(nights_store):
    """A plan with a first sleep at five says that its day is over after that sleep."""
    plan = nights_store.plan().plan
    night = next(one for one in plan.blocks if one.start == at(21, "23:00"))
    late = replace(
        night, start=night.start + timedelta(hours=6), end=night.end + timedelta(hours=5)
    )
    blocks = tuple(late if one is night else one for one in plan.blocks)
    nights_store.keep_plan(replace(plan, blocks=blocks), at(16, "01:00"), profile_revision=1)
    assert own_day(nights_store, at(22, "12:29")).date == date(2026, 11, 21)
    assert own_day(nights_store, at(22, "12:30")).date == date(2026, 11, 22)


def test_before_there_is_a_profile_days_are_those_of_utc():
    """Nobody has a zone yet, and nothing breaks."""
    assert own_day(InMemoryStore(), at(16, "12:00")).date == MONDAY


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at(16, "15:59"), None),  # before a night: three hours ahead
        (at(16, "16:00"), 16),
        (at(17, "05:40"), 16),
        (at(17, "15:29"), 16),
        (at(17, "15:30"), None),  # the day before has passed: nobody asks for it any more
        (at(17, "16:00"), 17),
        (at(20, "19:59"), None),
        (at(20, "20:00"), 20),
        (at(21, "03:59"), 20),
        (at(21, "04:00"), None),
    ],
)
def test_it_is_asked_in_the_evening_and_before_a_night(nights_store, moment, day):
    """From eight on a free day, from three hours ahead of a night, until the day is over."""
    assert check_in_due(nights_store, moment) == (day and date(2026, 11, day))


def test_on_a_day_of_duty_it_is_asked_from_its_end_on(nights_store):
    """But not before five, and not while it lasts."""
    plan = nights_store.plan().plan
    long = Block(at(20, "08:00"), at(20, "21:15"), "Ward", "commitment", origin="duty")
    short = Block(at(21, "08:00"), at(21, "12:00"), "Clinic", "commitment", origin="clinic")
    blocks = tuple(sorted((*plan.blocks, long, short), key=lambda one: one.start))
    nights_store.keep_plan(replace(plan, blocks=blocks), at(16, "01:00"), profile_revision=1)
    assert check_in_due(nights_store, at(20, "21:14")) is None
    assert check_in_due(nights_store, at(20, "21:15")) == date(2026, 11, 20)
    assert check_in_due(nights_store, at(21, "16:59")) is None
    assert check_in_due(nights_store, at(21, "17:00")) == date(2026, 11, 21)


def test_it_is_asked_at_the_time_chosen_or_never(nights_store):
    """A time after midnight is that of the day's own night; before waking nobody is asked."""
    ask_at(nights_store, "07:30")
    assert asked_at(nights_store) == "07:30"
    assert check_in_due(nights_store, at(22, "07:29")) is None
    assert check_in_due(nights_store, at(22, "07:30")) == date(2026, 11, 22)
    assert check_in_due(nights_store, at(17, "15:30")) == date(2026, 11, 17)
    ask_at(nights_store, "00:30")
    assert check_in_due(nights_store, at(21, "23:59")) is None
    assert check_in_due(nights_store, at(22, "00:30")) == date(2026, 11, 21)
    ask_at(nights_store, "never")
    assert check_in_due(nights_store, at(22, "23:30")) is None


def test_what_is_no_time_of_day_is_refused_and_what_is_kept_so_counts_as_evening(nights_store):
    """A setting brought in from elsewhere must not take the page away."""
    with pytest.raises(NoSuchTimeError, match="soonish"):
        ask_at(nights_store, "soonish")
    nights_store.keep_setting("check_in_at", "soonish")
    assert asked_at(nights_store) == "evening"


def test_switched_off_nothing_is_asked(nights_store):
    """The part is off until it is switched on again."""
    switch(nights_store, "check_in", is_on=False)
    assert check_in_due(nights_store, at(20, "21:00")) is None


def test_said_once_it_is_not_asked_again_that_day(nights_store):
    """One a day, however early it was said."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "14:00"))
    assert check_in_due(nights_store, at(20, "21:00")) is None
    assert check_in_due(nights_store, at(21, "21:00")) == date(2026, 11, 21)


def test_said_twice_the_later_takes_the_place_in_what_it_says(nights_store):
    """What the second leaves open stays as it was."""
    say_check_in(nights_store, CheckInSaid(mood=6, energy=3, line="Long."), at(20, "14:00"))
    kept = say_check_in(nights_store, CheckInSaid(mood=4, stress=8), at(20, "21:00"))
    assert (kept.mood, kept.energy, kept.stress, kept.line) == (4, 3, 8, "Long.")
    assert days_said(nights_store, MONDAY, date(2026, 11, 30)) == (kept,)


def test_with_the_clock_set_back_the_later_said_still_counts(nights_store):
    """It was said after the first, whatever the clock says."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "21:00"))
    kept = say_check_in(nights_store, CheckInSaid(mood=4), at(20, "20:00"))
    assert (kept.mood, kept.said_at) == (4, at(20, "21:00"))


def test_what_a_phone_brings_late_never_overwrites_a_newer_one(nights_store):
    """It fills in only what was left open since."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "21:00"))
    late = CheckInSaid(mood=2, energy=5, said_at=at(20, "14:00"))
    kept = say_check_in(nights_store, late, at(20, "21:30"))
    assert (kept.mood, kept.energy, kept.said_at) == (6, 5, at(20, "21:00"))
    assert say_check_in(nights_store, late, at(20, "21:31")) == kept


def test_what_a_phone_brings_late_is_of_the_day_it_was_said_on(nights_store):
    """Said on Friday and sent on Sunday it is Friday's."""
    late = CheckInSaid(mood=2, said_at=at(20, "22:00"))
    assert say_check_in(nights_store, late, at(22, "09:00")).day == date(2026, 11, 20)


def test_a_phone_with_a_clock_ahead_says_nothing_of_days_to_come(nights_store):
    """A moment that has not come counts as now."""
    late = CheckInSaid(mood=2, said_at=at(25, "22:00"))
    kept = say_check_in(nights_store, late, at(20, "21:00"))
    assert (kept.day, kept.said_at) == (date(2026, 11, 20), at(20, "21:00"))


def test_what_was_deleted_is_brought_back_by_no_phone(nights_store):
    """Everything said before is gone, wherever it waited; what is said afterwards is kept."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "20:00"))
    forget_check_ins(nights_store, at(20, "21:00"))
    late = CheckInSaid(mood=2, said_at=at(20, "19:00"))
    assert say_check_in(nights_store, late, at(20, "22:00")) is None
    assert days_said(nights_store, date.min, date.max) == ()
    assert say_check_in(nights_store, CheckInSaid(mood=5), at(20, "22:00")) is not None


def test_deleting_under_a_clock_that_ran_ahead_loses_nothing_said_since(nights_store):
    """Set right, the clock is earlier than the deletion; what a phone brings late is kept."""
    forget_check_ins(nights_store, at(20, "21:00") + timedelta(days=400))
    late = CheckInSaid(mood=5, said_at=at(20, "21:30"))
    assert say_check_in(nights_store, late, at(20, "22:00")) is not None


def test_a_sleep_only_filled_in_never_replaces_one_that_was_told(nights_store):
    """A sleep as planned is a guess, a sleep as said is not."""
    told = (at(20, "01:00"), at(20, "06:00"))
    guess = (at(20, "00:00"), at(20, "08:00"))
    first = CheckInSaid(mood=5, asleep=told, sleep_source="said")
    say_check_in(nights_store, first, at(20, "14:00"))
    second = CheckInSaid(mood=6, asleep=guess, sleep_source="plan")
    kept = say_check_in(nights_store, second, at(20, "21:00"))
    assert (kept.asleep_from, kept.sleep_source) == (told[0], "said")


def test_a_sleep_that_ends_before_it_begins_is_left_out(nights_store):
    """The rest of what is said counts."""
    said = CheckInSaid(mood=5, asleep=(at(20, "06:00"), at(20, "01:00")), sleep_source="said")
    assert say_check_in(nights_store, said, at(20, "14:00")).asleep_from is None


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (CheckInSaid(), NothingSaidError),
        (
            CheckInSaid(asleep=(at(20, "01:00"), at(20, "06:00")), sleep_source="plan"),
            NothingSaidError,
        ),
        (CheckInSaid(mood=0), OffScaleError),
        (CheckInSaid(stress=11), OffScaleError),
        (CheckInSaid(mood=5, day=date(2026, 11, 21)), DayToComeError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(nights_store, said, refusal):
    """Each with a sentence; a day that has not come has no mood yet."""
    with pytest.raises(refusal):
        say_check_in(nights_store, said, at(20, "14:00"))
    assert days_said(nights_store, date.min, date.max) == ()


def test_a_day_is_changed_as_a_whole_and_emptied_away(nights_store):
    """What is left open in the change is open, and a day with nothing said is no day."""
    say_check_in(nights_store, CheckInSaid(mood=6, energy=3), at(20, "21:00"))
    day = date(2026, 11, 20)
    kept = change_check_in(nights_store, CheckInSaid(mood=5), day, at(21, "09:00"))
    assert (kept.mood, kept.energy) == (5, None)
    assert change_check_in(nights_store, CheckInSaid(), day, at(21, "09:01")) is None
    assert said_of(nights_store, day) is None


def test_one_day_is_deleted_alone(nights_store):
    """The others stay."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "21:00"))
    say_check_in(nights_store, CheckInSaid(mood=7), at(21, "21:00"))
    forget_check_in(nights_store, date(2026, 11, 20))
    assert [one.mood for one in days_said(nights_store, date.min, date.max)] == [7]


def test_after_a_year_of_silence_it_is_a_day_like_any_other(nights_store):
    """Nothing is asked of the days between."""
    say_check_in(nights_store, CheckInSaid(mood=6), at(20, "21:00"))
    year_on = at(20, "21:00") + timedelta(days=366)
    assert check_in_due(nights_store, year_on) == date(2027, 11, 21)
    say_check_in(nights_store, CheckInSaid(mood=7), year_on)
    assert len(days_said(nights_store, date.min, date.max)) == 2


def test_the_energy_said_is_kept_with_the_sleepiness_predicted_for_that_moment(nights_store):
    """Of a day that is spoken of later nothing was predicted."""
    now = say_check_in(nights_store, CheckInSaid(energy=6), at(20, "21:10"))
    assert now.predicted_sleepiness == 5.0
    without = say_check_in(nights_store, CheckInSaid(mood=6), at(20, "21:12"))
    assert without.predicted_sleepiness == 5.0
    past = CheckInSaid(energy=6, day=date(2026, 11, 18))
    assert say_check_in(nights_store, past, at(20, "21:15")).predicted_sleepiness is None
