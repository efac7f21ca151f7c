"""The days on which the plan makes room for what an experiment tries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.day_features import days_lived
from trimtab.app.mind.parts import is_on as is_in_use
from trimtab.domain.diary import Experiment
from trimtab.reflection.lot_days import is_on, last_day


def practices_on(store: Store, first: date, last: date) -> Mapping[str, tuple[date, ...]]:
    """Days of each practice that is tried, by its name, from `first` to `last` inclusive.

    A practice that is off on all of them has none; one no longer tried is left out.
    """
    found: dict[str, tuple[date, ...]] = {}
    for experiment in _planned(store, first, last):
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        found[experiment.practice] = tuple(day for day in days if is_on(experiment, day))
    return found


def practice_minutes(store: Store) -> Mapping[str, int]:
    """How long each practice that is tried should take, by its name."""
    return {
        one.practice: one.minutes
        for one in store.entries(Experiment)
        if one.practice and one.minutes
    }


def _planned(store: Store, first: date, last: date) -> Iterator[Experiment]:
    """Experiments with a practice whose days touch these and that have not ended."""
    if not is_in_use(store, "patterns"):
        return
    for one in store.entries(Experiment, last=last):
        is_running = one.practice and not one.ended_on and not one.answer and last_day(one) >= first
        if is_running and not _has_stopped(store, one, last):
            yield one


def _has_stopped(store: Store, experiment: Experiment, until: date) -> bool:
    from trimtab.reflection.experiments import stopped_for_harm

    days = days_lived(store, experiment.day, last_day(experiment)).days
    return stopped_for_harm(experiment, days, until) is not None
