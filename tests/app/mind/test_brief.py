"""The page that asks for a change: figures as far as they go, and the ask the warning named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from diary_moments import at

from trimtab.app.daily.kept_trims import keep_trim
from trimtab.app.looking_back.review_week import kept_as
from trimtab.app.mind import brief
from trimtab.app.mind.one_change import AT_WORK, change_to_ask, change_to_try
from trimtab.domain.plans import Trim
from trimtab.planner.trim_catalogue import CATALOGUE
from trimtab.wellbeing.days import DayScores

TODAY = date(2026, 11, 18)
OWN = Trim("Have dinner ready-made on Thursday", "nobody", ("40 min more sleep",), 90.0)
CLINIC = Trim("Finish Clinic at 16:30 on Friday", "your clinic manager", ("30 min of running",), 80)
COVER = Trim(
    "Ask for cover on NF from 03:00 to 04:00 on Thursday", "the chief resident and a colleague",
    ("1 h more sleep", "a call home"), 70.0,
)  # fmt: skip
OVER = Trim("Finish Clinic at 16:30 on Monday", "your clinic manager", ("2 h more sleep",), 200.0)


@pytest.fixture
def with_trims(nights_store):
    """Keeps a week with these trims."""

    def keep(*trims):
        kept = nights_store.plan()
        nights_store.keep_plan(replace(kept.plan, trims=trims), at(16, "00:00"), profile_revision=1)
        return nights_store

    return keep


def days(minutes):
    """Days one after another with so many minutes of duty."""
    return [
        DayScores(day=date(2026, 11, 1 + at), duty_minutes=one) for at, one in enumerate(minutes)
    ]


def test_below_seven_days_nothing_is_said_of_a_week():
    """One day of twelve hours is no week of 84; and no day off among six is no finding."""
    assert list(brief.figures(days([720]))) == ["- Duty: 12 hours in all"]
    assert list(brief.figures(days([720] * 6))) == ["- Duty: 72 hours in all"]


def test_from_seven_days_on_weeks_and_days_off_are_told():
    """Eight days of ten hours are 80 in all and 70 a week; where no day is off, it is none."""
    assert list(brief.figures(days([600] * 8))) == [
        "- Duty: 80 hours in all, about 70 a week",
        "- Days on which no duty began: none",
    ]
    assert list(brief.figures(days([600] * 6 + [0])))[-1] == "- Days on which no duty began: one"


def test_hours_are_told_to_the_half():
    """258 hours in four weeks are 64 and a half a week, as the table beside them has halves."""
    assert next(brief.figures(days([600] * 25 + [480] + [0] * 2))) == (
        "- Duty: 258 hours in all, about 64½ a week"
    )


def test_sleep_that_nobody_told_of_is_no_finding():
    """A planned sleep of five hours stays out of what others read; one told of stands there."""
    planned = [replace(one, asleep_minutes=300) for one in days([600] * 7)]
    assert not any("Sleep" in line for line in brief.figures(planned))
    told = [*planned[:5], *(replace(one, is_sleep_told=True) for one in planned[5:])]
    assert "- Sleep under 6 hours: 2 of the 2 nights I have a record of" in [*brief.figures(told)]


def test_the_page_says_which_days_are_known(nights_store):
    """One by its name; of more from when to when."""
    assert "Of the last four weeks one day is known, Mon 16 Nov:" in brief.brief_text(
        nights_store, date(2026, 11, 17)
    )
    assert "My days from Mon 16 Nov to Tue 17 Nov:" in brief.brief_text(nights_store, TODAY)


def test_the_page_asks_for_the_change_that_the_warning_names(with_trims):
    """The one that gains most, with its date, where somebody at work must agree."""
    store = with_trims(COVER, CLINIC)
    assert change_to_try(store, TODAY) == change_to_ask(store, TODAY)
    asked = (
        "What I ask for: to finish Clinic at 16:30 on Friday 20 Nov. It would give me more time "
        "of my own."
    )
    assert asked in brief.brief_text(store, TODAY)


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (("2 h more sleep", "half a day free of study"), "2 h more sleep and more time of my own"),
        (("Thursday's Dinner with the children", "1 h more for faith"), "more time of my own"),
        (("1 h more sleep", "2 fewer sittings of notes"), "1 h more sleep"),
    ],
)
def test_what_the_time_is_for_is_nobody_elses(with_trims, back, told):
    """Sleep is named, and time of one's own; neither a dinner nor a value nor study is."""
    text = brief.brief_text(with_trims(replace(CLINIC, gets_back=back)), TODAY)
    assert f"on Friday 20 Nov. It would give me {told}.\n" in text
    notes = replace(CLINIC, gets_back=("2 fewer sittings of notes",))
    assert "It would give me" not in brief.brief_text(with_trims(notes), TODAY)


def test_what_is_the_persons_own_to_decide_is_asked_of_nobody(with_trims):
    """It is there to try; the page asks for the best of the others."""
    store = with_trims(OWN, COVER)
    assert change_to_try(store, TODAY).trim == OWN
    text = brief.brief_text(store, TODAY)
    assert (
        "What I ask for: cover on NF from 03:00 to 04:00 on Thursday 19 Nov. It would give me"
        in text
    )
    assert "It would give me 1 h more sleep and more time of my own." in text


def test_without_one_it_asks_for_a_lighter_day(with_trims):
    """Whoever reads it chooses which."""
    text = brief.brief_text(with_trims(OWN), TODAY)
    assert "What I ask for: one lighter day in the next two weeks. Which one suits" in text


def test_what_is_over_or_kept_already_is_not_offered_again(with_trims):
    """Monday is behind; what was kept stands on the Week page."""
    store = with_trims(OVER, CLINIC)
    assert change_to_try(store, TODAY).trim == CLINIC
    keep_trim(store, kept_as("t1", store.plan(), CLINIC))
    assert change_to_try(store, TODAY) is None


def test_everybody_at_work_is_somebody_whom_a_change_names():
    """No name here that no trim has."""
    assert {entry.permission for entry in CATALOGUE} >= AT_WORK


def test_days_ahead_are_asked_about_themselves(with_trims):
    """A warning of Friday's week leads to Friday's change, though another gains more."""
    store = with_trims(replace(CLINIC, gain=10.0), COVER)
    friday = (date(2026, 11, 20), date(2026, 11, 26))
    assert change_to_try(store, TODAY).trim == COVER
    assert change_to_try(store, TODAY, friday).trim == change_to_ask(store, TODAY, friday).trim
    assert "Clinic" in brief.brief_text(store, TODAY, friday)
    assert change_to_try(with_trims(COVER), TODAY, friday).trim == COVER


def test_the_page_speaks_as_the_person(with_trims):
    """An hour of your own, as the week tells it, is one of mine."""
    store = with_trims(
        replace(CLINIC, change="Watch Friday's Talk as a recording, at an hour of your own")
    )
    assert brief.ask_text(store, TODAY) == (
        "to watch Friday 20 Nov's Talk as a recording, at an hour of my own"
    )
