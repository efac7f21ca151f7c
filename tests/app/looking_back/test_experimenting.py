"""An experiment from its lot to what becomes of it, and the days it asks the plan for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.looking_back.experiment_days import practice_minutes, practices_on
from trimtab.app.looking_back.experimenting import (
    StillTryingError,
    Wish,
    all_standing,
    begin,
    decide,
    end,
    own_days_now,
    say_kept,
    settle,
    standing,
)
from trimtab.app.mind.parts import switch
from trimtab.domain.diary import CheckIn, Experiment
from trimtab.reflection.effects import END_EARLY, END_HARM, OwnDays
from trimtab.reflection.lot_days import is_on, last_day
from trimtab.store.in_memory import InMemoryStore

NOW = datetime(2026, 11, 15, 15, tzinfo=UTC)
MONDAY = date(2026, 11, 16)
WISH = Wish(
    change="Ten minutes outside", measure="mood", period_days=1, weeks=4,
    practice="Ten minutes outside", minutes=10,
)  # fmt: skip


@pytest.fixture
def store() -> InMemoryStore:
    """A person of whom nothing is said yet."""
    return InMemoryStore()


def say_days(store, experiment: Experiment, days: int, on: int, off: int) -> None:
    """Check-ins of the first days: one mood on days with the change, another without."""
    for number in range(days):
        day = experiment.day + timedelta(days=number)
        mood = (on if is_on(experiment, day) else off) + number % 2
        store.keep_entry(CheckIn(day=day, said_at=NOW, mood=mood))


def test_it_begins_tomorrow_and_asks_for_its_days_alone(store):
    """The plan is asked for the practice on days that the lot has on, and on no others."""
    experiment = begin(store, WISH, "one", 3, NOW)
    assert experiment.day == MONDAY
    asked = practices_on(store, MONDAY, MONDAY + timedelta(days=13))
    days = [MONDAY + timedelta(days=number) for number in range(14)]
    assert asked == {WISH.practice: tuple(day for day in days if is_on(experiment, day))}
    assert len(asked[WISH.practice]) == 7
    assert practice_minutes(store) == {WISH.practice: 10}


def test_days_with_none_on_ask_for_none_by_name(store):
    """A practice of the profile under trial is kept off days that are off: the name stays."""
    experiment = begin(store, WISH, "one", 3, NOW)
    off = next(
        MONDAY + timedelta(days=n)
        for n in range(14)
        if not is_on(experiment, MONDAY + timedelta(n))
    )
    assert practices_on(store, off, off) == {WISH.practice: ()}
    after = last_day(experiment) + timedelta(days=1)
    assert practices_on(store, after, after) == {}


def test_only_one_at_a_time(store):
    """A second one while the first runs is refused, and begins once that has ended."""
    first = begin(store, WISH, "one", 3, NOW)
    with pytest.raises(StillTryingError):
        begin(store, WISH, "two", 4, NOW)
    end(store, first, NOW)
    assert begin(store, WISH, "two", 4, NOW).id == "two"


def test_phases(store):
    """Ahead, running, then over by itself; ended when asked."""
    experiment = begin(store, WISH, "one", 3, NOW)
    assert standing(store, experiment, NOW).phase == "ahead"
    assert standing(store, experiment, NOW + timedelta(days=5)).phase == "running"
    assert standing(store, experiment, NOW + timedelta(days=29)).phase == "over"
    ended = end(store, experiment, NOW + timedelta(days=6))
    assert (ended.ended_on, ended.ended_because) == (MONDAY + timedelta(days=5), END_EARLY)
    assert standing(store, ended, NOW + timedelta(days=6)).phase == "ended"
    assert practices_on(store, MONDAY, MONDAY) == {}


def test_days_are_said_and_taken_back(store):
    """One word a day, the last one counts; days outside are nothing."""
    experiment = begin(store, WISH, "one", 3, NOW)
    for did in (True, False):
        experiment = say_kept(store, experiment, MONDAY, did=did)
    assert experiment.kept == ((MONDAY, False),)
    outside = say_kept(store, experiment, MONDAY - timedelta(days=1), did=True)
    assert outside.kept == ((MONDAY, False),)
    assert say_kept(store, experiment, MONDAY, did=None).kept == ()


def test_what_harms_stops_and_asks_for_no_more_days(store):
    """After far worse days it has stopped before anybody opens a page; then that is kept."""
    experiment = begin(store, replace(WISH, weeks=8), "one", 3, NOW)
    say_days(store, experiment, 28, on=2, off=8)
    later = NOW + timedelta(days=29)
    stands = standing(store, experiment, later)
    assert stands.phase == "stopped"
    assert practices_on(store, stands.today, stands.today + timedelta(days=7)) == {}
    kept = settle(store, stands)
    assert (kept.ended_because, kept.ended_on) == (END_HARM, stands.found.stopped_on)
    assert standing(store, kept, later).phase == "stopped"


def test_what_became_of_it_is_kept_with_its_sentences(store):
    """The result stays as it was told, whatever is deleted later."""
    experiment = begin(store, WISH, "one", 3, NOW)
    say_days(store, experiment, 28, on=7, off=5)
    stands = standing(store, experiment, NOW + timedelta(days=29))
    assert stands.found.by_lot.helps > 0.95
    decided = decide(store, stands, "kept", ("It probably helped.",))
    assert store.entry(Experiment, "one") == decided
    assert (decided.answer, decided.found) == ("kept", ("It probably helped.",))
    assert [one.experiment for one in all_standing(store, NOW)] == [decided]


def test_switched_off_it_asks_for_nothing(store):
    """Then the plan makes no room."""
    begin(store, WISH, "one", 3, NOW)
    switch(store, "patterns", is_on=False)
    assert practices_on(store, MONDAY, MONDAY) == {}


def test_the_usual_spread_is_taken_where_little_is_known(store):
    """Nothing said: what daily ratings usually are."""
    assert own_days_now(store, NOW, "mood") == OwnDays()
