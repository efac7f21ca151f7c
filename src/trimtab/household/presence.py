"""When somebody is there for others: not at work, not on the way, awake where that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.care import Care, Cover
from trimtab.domain.time import Horizon, Interval
from trimtab.household.spans import common, without

SLEEP_AFTER_NIGHT = 6 * 60
"""Minutes of sleep that follow a night of duty, in which nobody is looked after (our choice)."""

NIGHT_MINUTES = 4 * 60
"""Duty that covers so much of the hours from midnight to six is a night (our choice)."""

SMALL_HOURS = 6 * 60


@dataclass(frozen=True, slots=True)
class Away:
    """Duty or another thing that takes somebody away, in minutes of a horizon; perhaps tentative.

    `way` are minutes there, and as many back. A home call (`is_call`) leaves its night at home.
    """

    interval: Interval
    way: int = 0
    is_tentative: bool = False
    is_call: bool = False

    @property
    def from_home(self) -> Interval:
        """From leaving home to being back."""
        return Interval(self.interval.start - self.way, self.interval.end + self.way)


@dataclass(frozen=True, slots=True)
class Presence:
    """When somebody is there in minutes of a horizon: surely, perhaps, and where nobody knows.

    Perhaps is when a tentative shift would take them. Each is merged and apart from the others.
    """

    name: str
    home: tuple[Interval, ...]
    perhaps: tuple[Interval, ...] = ()
    unknown: tuple[Interval, ...] = ()


def presence(
    name: str,
    known: Interval,
    away: Sequence[Away],
    horizon: Horizon,
    awake: Iterable[Interval] | None = None,
) -> Presence:
    """When somebody is there, by what takes them away.

    Within `known` their roster tells; the rest of the horizon nobody knows. `awake` are the hours
    they are up, where care asks for somebody awake; the sleep after a night is taken off them.
    """
    whole = [Interval(0, horizon.minutes)]
    up = whole if awake is None else list(awake)
    sure = [one for one in away if not one.is_tentative]
    maybe = [one for one in away if one.is_tentative]
    here = _free(up, sure, horizon, is_asleep=awake is not None)
    told = common(here, [known])
    home = _free(told, maybe, horizon, is_asleep=awake is not None)
    return Presence(
        name,
        home=tuple(home),
        perhaps=tuple(without(told, home)),
        unknown=tuple(without(_cut(up, horizon), [known])),
    )


def _free(
    hours: Iterable[Interval], away: Sequence[Away], horizon: Horizon, *, is_asleep: bool
) -> list[Interval]:
    taken = [one.from_home for one in away]
    if is_asleep:
        taken += sleep_after_nights(away, horizon)
    return without(_cut(hours, horizon), taken)


def sleep_after_nights(
    away: Iterable[Away], horizon: Horizon, minutes: int = SLEEP_AFTER_NIGHT
) -> list[Interval]:
    """The sleep that follows each night of duty, from being home on."""
    return [
        Interval(one.from_home.end, one.from_home.end + minutes)
        for one in away
        if not one.is_call and is_night(one.interval, horizon)
    ]


def is_night(interval: Interval, horizon: Horizon) -> bool:
    """Whether duty covers so much of the small hours that sleep follows it."""
    days = range(horizon.day_of(interval.start), horizon.day_of(interval.end) + 1)
    nights = (Interval(horizon.day_start(day), horizon.at_clock(day, SMALL_HOURS)) for day in days)
    return any(night.overlap_minutes(interval) >= NIGHT_MINUTES for night in nights)


def _cut(hours: Iterable[Interval], horizon: Horizon) -> list[Interval]:
    return common(hours, [Interval(0, horizon.minutes)])


def cover_presence(cover: Cover, horizon: Horizon) -> Presence:
    """The hours of somebody with hours of their own."""
    spans = [
        horizon.span_on(day, cover.between)
        for day in range(-1, horizon.days)
        if cover.is_there_on(horizon.date_of(day))
    ]
    return Presence(cover.name, tuple(_cut(spans, horizon)))


def care_hours(care: Care, horizon: Horizon) -> list[Interval]:
    """When somebody has to be there, in minutes of a horizon; the evening before it counts."""
    spans = [
        horizon.span_on(day, care.between)
        for day in range(-1, horizon.days)
        if care.is_on(horizon.date_of(day))
    ]
    return _cut(spans, horizon)


def known_between(first: date | None, last: date | None, horizon: Horizon) -> Interval:
    """The part of a horizon that a roster of these days tells of; None is nothing."""
    if first is None or last is None:
        return Interval(0, 0)
    begin = min(max(0, (first - horizon.first_day).days), horizon.days)
    end = min(horizon.days, (last - horizon.first_day).days + 1)
    return Interval(horizon.day_start(begin), horizon.day_start(max(begin, end)))
