"""Who comes back after days starts from today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sample_plans import WeekWriter
from today_plans import PROFILE, night_week

from trimtab.app.daily.absence import absences_of, is_back_after_absence
from trimtab.app.daily.accepting import accept_plan, news_since_taken
from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.plan_keeping import keep_plan
from trimtab.app.daily.shorter import shorter_lengths
from trimtab.app.daily.today_kept import NoPlanYetError, today_kept
from trimtab.app.daily.wins import kept_on, kept_things, let_go
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


def test_days_that_are_over_are_no_absence(store):
    """A plan of last week says nothing of today; who was here on Sunday comes back from nowhere."""
    sunday = PLAN.horizon.instant_of(PLAN.horizon.minutes - 1)
    store.keep_plan(PLAN, sunday, profile_revision=1)
    assert not is_back_after_absence(store, store.plan(), sunday + timedelta(hours=9))
    assert is_back_after_absence(store, store.plan(), sunday + timedelta(days=3))


def returned(store, now: datetime):
    """The plan kept by whoever opens a page at that moment: the run stands an hour later."""
    before = store.plan()
    run = PLAN.blocks[2]
    later = replace(run, start=run.start + timedelta(hours=1), end=run.end + timedelta(hours=1))
    blocks = tuple(later if one is run else one for one in PLAN.blocks)
    plan = replace(PLAN, blocks=blocks)
    return keep_plan(store, plan, now, profile_revision=1, before=before)


def test_days_nobody_was_here_kept_nothing(store):
    """Wins begin again with the return; what was said to be done counts all the same."""
    now = MADE + timedelta(days=3, hours=3)
    kept = returned(store, now)
    (away,) = absences_of(store)
    assert (away.since.isoformat(), away.back) == ("2026-11-17T00:00:00-05:00", now)
    day = day_at(kept.plan, now)
    assert kept_things(kept.plan, day, now) != ()
    assert kept_things(kept.plan, day, now, (away,)) == ()
    assert kept_on(kept.plan.as_last(), day.date, now, (away,)) == ()
    assert kept_on(kept.plan.as_last(), MADE.date(), now, (away,)) != ()
    assert let_go(kept.plan, day, now, (away,)) == ()
    done = replace(kept.plan, blocks=tuple(replace(one, mark="done") for one in PLAN.blocks))
    assert kept_things(done, day, now, (away,)) != ()


def test_nobody_was_away_who_came_yesterday(store):
    """A plan of yesterday is replaced without a trace."""
    returned(store, MADE + timedelta(days=1))
    assert absences_of(store) == ()


def test_after_an_absence_what_moved_meanwhile_is_no_news(store):
    """Neither by the plan of the return nor by the better one that follows it; later it is."""
    accept_plan(store, store.plan())
    for _ in ("at once", "from the background"):
        kept = returned(store, MADE + timedelta(days=4))
        assert news_since_taken(store, kept, MADE).is_nothing
    plan = replace(kept.plan, blocks=PLAN.blocks)
    now = MADE + timedelta(days=4, hours=1)
    last = keep_plan(store, plan, now, profile_revision=1, before=kept)
    assert not news_since_taken(store, last, MADE).is_nothing


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
