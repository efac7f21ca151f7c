"""What watching somebody's days may find, with every fact that words about it need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from trimtab.domain.diary import Measure, NoticeKind

Interval = tuple[float, float, float]
"""The middle and both ends of a 90 % interval, in points of a scale as said."""

Companion = Literal["duty", "nights", "short_sleep"]
Heaviness = Literal["duty", "sleepy", "evenings", "short_sleep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """Something of the schedule that goes with a change; nobody says that it is the cause.

    `before` and `since` are amounts a week: hours of duty, nights on duty, short nights. `effect`
    is in points of the finding's measure as said: for four hours more duty on a day, for the day
    after a night on duty, for the day after a short night. It `is_plain` where there is more of it
    since and the interval of the effect lies on the harder side.
    """

    name: Companion
    before: float
    since: float
    effect: Interval
    is_plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """How one measure changed: in points as said, and its levels before and now."""

    measure: Measure
    change: Interval | None
    certainty: float | None
    before: float | None
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heavier:
    """How full the days ahead are in one respect, a day, beside usual days and that hard spell.

    Duty and sleepy hours are hours, evenings and short sleep shares of days.
    """

    name: Heaviness
    usual: float
    ahead: float
    then: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is different, since when, how surely, by how much, and what goes with it.

    Of kind "change": a lasting change for the harder; `certainty` is the chance that it happened.
    Of kind "level": two weeks at the hard end, whatever came before; no change and no certainty.
    Of kind "ahead": days from `since` to `until` look like those of `like`; `certainty` is the
    chance that days so full are hard ones, by the first of `alike` past weeks as full that was
    hard, of as many as the second. `answered` of `of_days` days were answered.
    """

    kind: NoticeKind
    day: date
    measure: Measure | None = None
    since: date | None = None
    since_range: tuple[date, date] | None = None
    change: Interval | None = None
    certainty: float | None = None
    measures: tuple[MeasureChange, ...] = ()
    goes_with: tuple[Association, ...] = ()
    answered: int = 0
    of_days: int = 0
    until: date | None = None
    like: tuple[date, date] | None = None
    alike: tuple[int, int] | None = None
    heavier: tuple[Heavier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice that was told on a day, and the day it said things are different since."""

    day: date
    kind: NoticeKind
    since: date | None = None
    measure: Measure | None = None
