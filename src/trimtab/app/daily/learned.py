"""What the plan has learned of how life goes: doses really kept, and how long things take."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.learned_choices import Choices, choices_of
from trimtab.app.daily.lived_history import LivedHistory, read_history
from trimtab.app.daily.ports import Store
from trimtab.app.mind.parts import is_on
from trimtab.domain.lived import DoseName
from trimtab.domain.plans import DOSES
from trimtab.reflection.learning import (
    DayDifference,
    DoseState,
    KeptShare,
    Repetition,
    by_practice,
    day_difference,
    dose_state,
    kept_shares,
)
from trimtab.reflection.lengths import Length, length_of

LEAST_SAID = 3
"""Repetitions of a dose of which something was said before how often it is kept is told."""


@dataclass(frozen=True, slots=True)
class LearnedDose:
    """What is learned of a practice: with which dose it begins, from its repetitions as `lived`.

    `is_as_written` where the person plans it as written all the same.
    """

    name: str
    doses: tuple[int, ...]
    state: DoseState
    lived: tuple[Repetition, ...]
    is_as_written: bool

    @property
    def shares(self) -> tuple[KeptShare, ...]:
        """How often each of its doses was kept, the largest first."""
        return kept_shares(self.lived)

    @property
    def difference(self) -> DayDifference | None:
        """On which kind of day it is clearly kept more often, if on any."""
        return day_difference(self.lived)

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        is_known = any(one.known >= LEAST_SAID for one in self.shares)
        return is_known or not self.state.is_usual or self.is_as_written or bool(self.difference)

    @property
    def largest(self) -> DoseName | None:
        """The dose it begins with for the planner, None where it has all of its doses."""
        if self.state.is_usual or self.is_as_written:
            return None
        return DOSES[min(self.state.step, len(DOSES) - 1)]

    @property
    def minutes(self) -> int:
        """Minutes of that dose."""
        return self.doses[min(self.state.step, len(self.doses) - 1)]

    @property
    def next_minutes(self) -> int:
        """Minutes of the dose it grows to."""
        return self.doses[max(0, min(self.state.step, len(self.doses) - 1) - 1)]


@dataclass(frozen=True, slots=True)
class LearnedLength:
    """How long something takes of what is planned; only tasks are given other minutes for it."""

    name: str
    length: Length
    is_task: bool
    is_as_written: bool

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        return self.length.is_longer or self.length.is_shorter or self.is_as_written

    @property
    def factor(self) -> float | None:
        """How many times its minutes the planner gives it, None where nothing changes."""
        is_used = self.is_task and not self.is_as_written and self.length.is_longer
        return self.length.cautious.mid if is_used else None


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is learned, by name in the profile's order."""

    doses: tuple[LearnedDose, ...] = ()
    lengths: tuple[LearnedLength, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Names of what there is anything to say of, each once."""
        told = (one.name for some in (self.doses, self.lengths) for one in some if one.is_told)
        return tuple(dict.fromkeys(told))

    @property
    def largest_dose(self) -> Mapping[str, DoseName]:
        """For the planner: the dose to begin with, by a practice's name."""
        return {one.name: one.largest for one in self.doses if one.largest is not None}

    @property
    def longer_by(self) -> Mapping[str, float]:
        """For the planner: how many times its planned minutes a task takes, by its name."""
        return {one.name: one.factor for one in self.lengths if one.factor is not None}


@dataclass(frozen=True, slots=True)
class _Written:
    """What the profile's text says that matters here, read leniently."""

    doses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()


def learned_now(store: Store, now: datetime) -> Learned:
    """What is learned at a moment; nothing while that part is switched off."""
    return learned_at_all(store, now) if is_on(store, "learning") else Learned()


def learned_at_all(store: Store, now: datetime) -> Learned:
    """What could be told and used of it, in use or not."""
    profile = store.profile()
    if profile is None:
        return Learned()
    written, choices = _written(profile.text), choices_of(store)
    history = read_history(store, now, ZoneInfo(zone_in(profile.text)))
    return Learned(
        tuple(_doses(history, written, choices)), tuple(_lengths(history, written, choices))
    )


def _doses(history: LivedHistory, written: _Written, choices: Choices) -> Iterator[LearnedDose]:
    lived = by_practice(history.repetitions)
    for name, doses in written.doses.items():
        mine = _since(lived.get(name, ()), choices.begins("dose", name))
        if not mine:
            continue
        yield LearnedDose(
            name,
            doses,
            dose_state(mine, len(doses)),
            mine,
            choices.is_as_written("dose", name),
        )


def _since(mine: tuple[Repetition, ...], begins: datetime | None) -> tuple[Repetition, ...]:
    """Those of days after it was said to start anew."""
    if begins is None:
        return mine
    return tuple(one for one in mine if one.day >= begins.date())


def _lengths(history: LivedHistory, written: _Written, choices: Choices) -> Iterator[LearnedLength]:
    for name in dict.fromkeys((*written.tasks, *written.doses)):
        begins = choices.begins("length", name)
        sittings = history.sittings.get(name, ())
        length = length_of(
            [one.minutes for one in sittings if begins is None or one.day >= begins.date()]
        )
        if length is not None:
            yield LearnedLength(
                name, length, name in written.tasks, choices.is_as_written("length", name)
            )


@lru_cache(maxsize=4)  # asked for every plan, of a text that seldom changes
def _written(profile_text: str) -> _Written:
    """The practices that may shrink, with their doses, and the tasks of a profile."""
    try:
        tables = tomllib.loads(profile_text)
    except ValueError:
        return _Written()
    practices = [one for one in _named(tables, "practice") if not one.get("must")]
    return _Written(
        {str(one["name"]): doses for one in practices if len(doses := _minutes_of(one)) > 1},
        tuple(str(one["name"]) for one in _named(tables, "task")),
    )


def _named(tables: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    entries = tables.get(table, [])
    return [one for one in entries if isinstance(one, dict) and "name" in one]


def _minutes_of(practice: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(int(dose) for dose in practice.get("doses", ()))
