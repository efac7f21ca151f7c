"""Begin an experiment, say what was done, end it, and take or leave what was tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.day_features import days_lived
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import Experiment, Measure
from trimtab.domain.errors import TrimtabError
from trimtab.reflection.day_facts import DayFacts
from trimtab.reflection.effects import END_EARLY, END_HARM, Findings, OwnDays
from trimtab.reflection.lot_days import is_on, last_day

Phase = Literal["ahead", "running", "stopped", "ended", "over"]
DAYS_KNOWN_FROM = 90
"""Days before today from which the spread of somebody's own days is taken."""

MOST_KEPT = 200
"""Experiments kept; a bound no person reaches."""


class StillTryingError(TrimtabError):
    """Something else is being tried."""

    def __init__(self, change: str) -> None:
        self.change = change
        super().__init__(
            f"“{change}” is still being tried. One at a time, or neither can be told: "
            "end that one first, or wait until it is over."
        )


class TooManyExperimentsError(TrimtabError):
    """No more are kept."""

    def __init__(self) -> None:
        super().__init__(f"{MOST_KEPT} experiments are kept at most. Delete one first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody would like to try: see Experiment."""

    change: str
    measure: Measure
    period_days: int
    weeks: int
    practice: str = ""
    minutes: int = 0
    washout_days: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How an experiment stands today: its phase, what was found, and the days it counts."""

    experiment: Experiment
    phase: Phase
    today: date
    found: Findings
    days: tuple[DayFacts, ...]

    @property
    def is_running(self) -> bool:
        """Whether its days go on."""
        return self.phase in {"ahead", "running"}

    @property
    def ended_on(self) -> date:
        """The first day that no longer counts."""
        after = last_day(self.experiment) + timedelta(days=1)
        return min(self.experiment.ended_on or self.found.stopped_on or after, after)


def today_of(store: Store, now: datetime) -> date:
    """The date on the person's clock."""
    return now.astimezone(own_zone(store)).date()


def own_days_now(store: Store, now: datetime, measure: Measure) -> OwnDays:
    """How the person's days have spread lately, the usual where little is known."""
    from trimtab.reflection.experiments import own_days

    today = today_of(store, now)
    lived = days_lived(store, today - timedelta(days=DAYS_KNOWN_FROM), today - timedelta(days=1))
    return own_days(lived.days, measure)


def drawn(wish: Wish, id: str, seed: int, now: datetime, first: date) -> Experiment:  # noqa: A002
    """An experiment whose lot is drawn, from `first` on; nothing is kept."""
    from trimtab.reflection.lots import draw

    return Experiment(
        id=id,
        day=first,
        said_at=now,
        change=wish.change,
        measure=wish.measure,
        period_days=wish.period_days,
        arms=draw(wish.period_days, wish.weeks, seed),
        practice=wish.practice,
        minutes=wish.minutes,
        washout_days=wish.washout_days,
    )


def expected_half_width(experiment: Experiment, own: OwnDays) -> float:
    """Half the interval that the whole experiment should end with, in points."""
    from trimtab.reflection import experiments

    return experiments.expected_half_width(experiment, own)


def begin(store: Store, wish: Wish, id: str, seed: int, now: datetime) -> Experiment:  # noqa: A002
    """Keep an experiment that begins tomorrow.

    Raises StillTryingError while another runs, TooManyExperimentsError.
    """
    all_kept = store.entries(Experiment)
    if len(all_kept) >= MOST_KEPT:
        raise TooManyExperimentsError
    for other in all_kept:
        if standing(store, other, now).is_running:
            raise StillTryingError(other.change)
    experiment = drawn(wish, id, seed, now, today_of(store, now) + timedelta(days=1))
    store.keep_entry(experiment)
    return experiment


def standing(store: Store, experiment: Experiment, now: datetime) -> Standing:
    """How it stands; one that harms has stopped from the day that showed it."""
    from trimtab.reflection.experiments import findings

    today = today_of(store, now)
    days = days_lived(store, experiment.day, last_day(experiment)).days
    found = findings(experiment, days, today + timedelta(days=1))
    return Standing(experiment, _phase(experiment, found, today), today, found, days)


def _phase(experiment: Experiment, found: Findings, today: date) -> Phase:
    if experiment.ended_because == END_HARM or found.stopped_on is not None:
        return "stopped"
    if experiment.ended_on is not None:
        return "ended"
    if today > last_day(experiment):
        return "over"
    return "ahead" if today < experiment.day else "running"


def all_standing(store: Store, now: datetime) -> tuple[Standing, ...]:
    """Every experiment, the newest first."""
    kept = reversed(store.entries(Experiment))
    return tuple(standing(store, one, now) for one in kept)


def say_kept(store: Store, experiment: Experiment, day: date, *, did: bool | None) -> Experiment:
    """Keep whether a day went as the lot said, or forget it again with None."""
    if is_on(experiment, day) is None:
        return experiment
    said = {**dict(experiment.kept)}
    said.pop(day, None)
    if did is not None:
        said[day] = did
    changed = replace(experiment, kept=tuple(sorted(said.items())))
    store.keep_entry(changed)
    return changed


def end(store: Store, experiment: Experiment, now: datetime) -> Experiment:
    """End it today, as the person asks; today no longer counts."""
    stands = standing(store, experiment, now)
    if not stands.is_running:
        return settle(store, stands)
    ended = replace(experiment, ended_on=stands.today, ended_because=END_EARLY)
    store.keep_entry(ended)
    return ended


def settle(store: Store, stands: Standing) -> Experiment:
    """Write down that it stopped for harm, where it has."""
    experiment, stopped_on = stands.experiment, stands.found.stopped_on
    if stopped_on is None or experiment.ended_on is not None:
        return experiment
    ended = replace(experiment, ended_on=stopped_on, ended_because=END_HARM)
    store.keep_entry(ended)
    return ended


def decide(
    store: Store, stands: Standing, answer: Literal["kept", "let_go"], found: tuple[str, ...]
) -> Experiment:
    """Keep what became of the change, with the sentences of its result."""
    decided = replace(settle(store, stands), answer=answer, found=found)
    store.keep_entry(decided)
    return decided
