"""Who comes back after days starts from today."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sample_plans import WeekWriter
from today_plans import PROFILE, night_week

from trimtab.app.daily.absence import is_back_after_absence
from trimtab.app.daily.shorter import shorter_lengths
from trimtab.app.daily.today_kept import NoPlanYetError, today_kept
from trimtab.domain.kept import BlockMark
from trimtab.store.in_memory import InMemoryStore

PLAN = night_week()
MADE = datetime(2026, 11, 16, 9, 0, tzinfo=WeekWriter(PLAN.horizon.first_day).zone)


@pytest.fixture
def store() -> InMemoryStore:
    """A store whose plan was made on Monday at nine."""
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, MADE)
    store.keep_plan(PLAN, MADE, profile_revision=kept.revision)
    return store


@pytest.mark.parametrize(("days", "is_back"), [(0, False), (2.9, False), (3, True), (8, True)])
def test_three_days_without_a_plan_or_a_word_are_an_absence(store, days, is_back):
    """Two nights away are none."""
    now = MADE + timedelta(days=days)
    assert is_back_after_absence(store, store.plan(), now) is is_back


def test_a_word_said_meanwhile_is_no_absence(store):
    """A mark that came from a phone counts as being here."""
    said = MADE + timedelta(days=2)
    store.add_mark(BlockMark("1", "done", "Run", "practice", MADE, MADE, said))
    assert not is_back_after_absence(store, store.plan(), MADE + timedelta(days=4))


def test_days_that_are_over_are_an_absence(store):
    """A plan of last week says nothing of today, however young it is."""
    sunday = PLAN.horizon.instant_of(PLAN.horizon.minutes - 1)
    store.keep_plan(PLAN, sunday, profile_revision=1)
    assert not is_back_after_absence(store, store.plan(), sunday)
    assert is_back_after_absence(store, store.plan(), sunday + timedelta(minutes=1))


def test_shorter_goes_by_doses_ahead_and_by_five_minutes_of_what_has_begun():
    """A run offers its smaller doses; study about two thirds, a half, a third."""
    run, study = PLAN.blocks[2], PLAN.blocks[3]
    doses = {"Run": (45, 30, 10)}
    assert shorter_lengths(run, doses, has_begun=False) == (30, 10)
    assert shorter_lengths(run, doses, has_begun=True) == (30, 10)
    assert shorter_lengths(study, doses, has_begun=False) == (60, 45, 30)
    assert shorter_lengths(run, {"Run": (45,)}, has_begun=False) == ()
    assert shorter_lengths(run, {"Run": (45,)}, has_begun=True) == (30, 20, 15)


def test_today_is_read_at_a_moment_on_the_persons_clock(store):
    """A naive moment is theirs."""
    kept = today_kept(store, datetime(2026, 11, 17, 5, 40))
    assert kept.now.isoformat() == "2026-11-17T05:40:00-05:00"
    assert (kept.today.date.day, kept.tomorrow.date.day) == (16, 17)
    assert kept.three[kept.today.date] == ("Run", "QI abstract", "Dinner together")


def test_no_plan_of_today_is_said_with_what_helps(store):
    """Neither before the first run nor weeks later."""
    for asked in (store, InMemoryStore()):
        with pytest.raises(NoPlanYetError, match="trimtab serve"):
            today_kept(asked, MADE + timedelta(days=30))
