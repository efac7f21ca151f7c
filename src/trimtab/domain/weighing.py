"""A request weighed: what saying yes would take from the weeks ahead, and where it would fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from trimtab.domain.errors import Problem
from trimtab.domain.requests import Asked
from trimtab.domain.schedule_changes import ScheduleChange

ToWeigh = str | Asked | ScheduleChange
"""What can be weighed: a request in one line or as it was understood, or a change to try."""

Certainty = Literal["clear", "about", "too close to tell"]
Change = Literal["time", "half", "every other week", "remote"]
FAR_ABOVE, LEAST_WEIGHT = 1.5, 60.0
"""How far a certain loss has to lie above the minutes told to be told in their place (our choice):
so many times as much, and so much at all."""
FREE_DAYS = 2
"""Days after the last work known that may be free without saying more: a weekend (our choice)."""
FAINT = 0.25
"""Share of both gaps below which a difference cannot be told (our choice)."""


@dataclass(frozen=True, slots=True)
class ThingLost:
    """A practice, task or protected time that shrinks: minutes and times less; negative is more.

    `is_once` marks a task: other weeks do not lose it again. Of several weeks taken together
    `shorter_minutes` are those lost in weeks that lose no time of it.
    """

    name: str
    minutes: float
    times: float = 0
    is_once: bool = False
    shorter_minutes: float = 0


@dataclass(frozen=True, slots=True)
class ValueLost:
    """Net minutes a value loses, and the things behind them."""

    name: str
    minutes: float
    things: tuple[ThingLost, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedNight:
    """A night less than half of which is still slept by night, by the day it begins on.

    `minutes` of sleep leave it; `day_minutes` more are slept by day around it, `nap_minutes` more
    as naps.
    """

    day: date
    minutes: int
    day_minutes: int = 0
    nap_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Displaced:
    """What gives way: net minutes of sleep, of each value, of meals and pauses, of open time.

    `nights` are minutes of sleep lost by the day a night begins on.
    """

    sleep_minutes: float = 0
    nights: tuple[tuple[date, int], ...] = ()
    values: tuple[ValueLost, ...] = ()
    pause_minutes: float = 0
    open_minutes: float = 0

    @property
    def minutes(self) -> float:
        """Net minutes of what matters: all of it but open time."""
        return self.sleep_minutes + self.pause_minutes + sum(v.minutes for v in self.values)


@dataclass(frozen=True, slots=True)
class WeighedWeek:
    """One week planned with and without it.

    `moved_nights` may cost no minute of sleep and be dear all the same.

    `loss` is the worth lost, in minutes of an average value; the truth lies between `least_loss`
    and `most_loss`, by both certificates. `own_minutes` and `way_minutes` are what it takes itself.
    """

    first_day: date
    times: int
    own_minutes: int
    way_minutes: int
    displaced: Displaced
    loss: float
    least_loss: float
    most_loss: float
    musts: tuple[str, ...] = ()
    full_days: tuple[date, ...] = ()
    moved_nights: tuple[MovedNight, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """How surely the two weeks differ: a difference within both gaps is only about right."""
        return certainty_of(self.loss, self.most_loss - self.least_loss)


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task that would miss its due time by so many minutes more than without the request."""

    name: str
    due: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class KnownWork:
    """The last day on which calendars hold duty or clinic, or teaching where there is neither."""

    until: date
    is_teaching: bool = False

    def reaches(self, day: date) -> bool:
        """Whether a day lies before its end, or on the free days after it."""
        return day <= self.until + timedelta(FREE_DAYS)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Something it runs into: a boundary's closed hours or a commitment, how often, and when.

    `first_day` is that of the first clash; `begins` its moment on the person's clock, where that
    comes later than what is asked. A home call leaves the person free until the call comes: it does
    not take them. `is_work` says that it is duty, clinic or teaching, which others know of.
    """

    name: str
    times: int
    first_day: date
    takes_the_person: bool = True
    begins: datetime | None = None
    is_work: bool = False


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """A time asked, by its start on the person's clock, at which they are not free.

    `by` says what is in its way first: work, what else takes them or needs them alone, or leave.
    """

    start: datetime
    by: Literal["work", "life", "leave"]


@dataclass(frozen=True, slots=True)
class CareTaken:
    """Hours in which only the person can be there for `name`, and which a request would take.

    `start` and `end` are the first stretch on the person's clock; there are so many (`times`).
    """

    name: str
    start: datetime
    end: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class Alternative:
    """A time or size that would cost less: means of a week, against `instead_of` minutes.

    `instead_of` is None where the person is taken at the hours asked, or off. `least_loss` and
    `least_instead` are the worth lost for certain, here and as asked. It was planned in
    `weeks_planned` weeks, and falls into `overlaps` in any that was looked at.
    """

    change: Change
    said: str
    minutes: float
    open_minutes: float
    loss: float
    instead_of: float | None
    least_loss: float = 0.0
    least_instead: float = 0.0
    weeks_planned: int = 1
    overlaps: tuple[Crossing, ...] = ()

    @property
    def weight(self) -> float:
        """What is told of it: its minutes, or the worth it loses for certain if far more."""
        return weight_of(self.minutes, self.least_loss)


@dataclass(frozen=True, slots=True)
class Weighing:
    """Everything that is known about a request before the answer.

    `weeks` are planned exactly; `further_weeks` more are taken to be like their mean, and of
    `untold_weeks` nothing is said: their work is not known, and they lie in another season.
    `planned_until` is the last day planned, when weeks are left because calendars hold no work
    after it. `known` tells how far they do, where some of the times asked lie beyond. `taken` are
    the times in the weeks planned at which the person is not free.
    """

    asked: Asked
    said: str
    weeks: tuple[WeighedWeek, ...]
    begins_this_week: bool = True
    further_weeks: int = 0
    untold_weeks: int = 0
    planned_until: date | None = None
    known: KnownWork | None = None
    late: tuple[LateTask, ...] = ()
    boundaries: tuple[Crossing, ...] = ()
    overlaps: tuple[Crossing, ...] = ()
    care: tuple[CareTaken, ...] = ()
    taken: tuple[TimeTaken, ...] = ()
    days_off: tuple[date, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def begins_unknown(self) -> bool:
        """Whether no work is known that far in the first week, which is planned as it shows."""
        if self.known is None:
            return False
        first = next(s for s in self.asked.starts if s.date() >= self.weeks[0].first_day)
        return not self.known.reaches(first.date())

    @property
    def is_on_days_off(self) -> bool:
        """Whether every time in the weeks planned lies on days off."""
        return len(self.days_off) == sum(week.times for week in self.weeks)

    @property
    def all_weeks(self) -> int:
        """Weeks in which it takes place."""
        return self.told_weeks + self.untold_weeks

    @property
    def told_weeks(self) -> int:
        """Weeks that the total is of: those planned, and those taken to be like them."""
        return len(self.weeks) + self.further_weeks

    @property
    def certainty(self) -> Certainty:
        """How surely the weeks planned differ, taken together."""
        gaps = sum(week.most_loss - week.least_loss for week in self.weeks)
        return certainty_of(sum(week.loss for week in self.weeks), gaps)

    @property
    def total(self) -> Displaced:
        """What its weeks would lose, the further ones estimated, those untold left out."""
        return scaled(sum_displaced([week.displaced for week in self.weeks]), self._share)

    @property
    def least_loss(self) -> float:
        """Worth that the same weeks lose at least."""
        return sum(week.least_loss for week in self.weeks) * self._share

    @property
    def nights_moved(self) -> float:
        """Nights that move in the same weeks."""
        return sum(len(week.moved_nights) for week in self.weeks) * self._share

    @property
    def _share(self) -> float:
        return self.told_weeks / len(self.weeks)


def weight_of(minutes: float, least_loss: float) -> float:
    """Minutes that give way, or the worth lost for certain where that is far more.

    Sleep that moves from night to day, or a free evening, weighs more than minutes show.

    >>> weight_of(5, 328), weight_of(90, 120), weight_of(5, 40)
    (328, 90, 5)
    """
    is_far_above = least_loss >= LEAST_WEIGHT and least_loss > FAR_ABOVE * minutes
    return least_loss if is_far_above else minutes


def certainty_of(loss: float, gaps: float) -> Certainty:
    """How surely a loss can be told when both plans together may be `gaps` from the best.

    >>> certainty_of(90, 60), certainty_of(50, 60), certainty_of(10, 60)
    ('clear', 'about', 'too close to tell')
    """
    if loss > gaps:
        return "clear"
    return "about" if loss > FAINT * gaps else "too close to tell"


def sum_displaced(weeks: Sequence[Displaced]) -> Displaced:
    """What several weeks lose together, nights left out."""
    return Displaced(
        sleep_minutes=sum(week.sleep_minutes for week in weeks),
        values=_sum_values([value for week in weeks for value in week.values]),
        pause_minutes=sum(week.pause_minutes for week in weeks),
        open_minutes=sum(week.open_minutes for week in weeks),
    )


def scaled(displaced: Displaced, share: float) -> Displaced:
    """So much of what is displaced, nights left out; a task keeps its own minutes."""
    return Displaced(
        sleep_minutes=displaced.sleep_minutes * share,
        values=tuple(
            ValueLost(
                value.name,
                value.minutes * share,
                tuple(_scaled_thing(thing, share) for thing in value.things),
            )
            for value in displaced.values
        ),
        pause_minutes=displaced.pause_minutes * share,
        open_minutes=displaced.open_minutes * share,
    )


def _scaled_thing(thing: ThingLost, share: float) -> ThingLost:
    if thing.is_once:
        return thing
    return replace(
        thing,
        minutes=thing.minutes * share,
        times=thing.times * share,
        shorter_minutes=thing.shorter_minutes * share,
    )


def _sum_values(values: Iterable[ValueLost]) -> tuple[ValueLost, ...]:
    by_name: dict[str, list[ValueLost]] = {}
    for value in values:
        by_name.setdefault(value.name, []).append(value)
    return tuple(
        ValueLost(name, sum(one.minutes for one in group), _sum_things(group))
        for name, group in by_name.items()
    )


def _sum_things(group: Sequence[ValueLost]) -> tuple[ThingLost, ...]:
    minutes: Counter[str] = Counter()
    times: Counter[str] = Counter()
    shorter: Counter[str] = Counter()
    once = {thing.name for value in group for thing in value.things if thing.is_once}
    for value in group:
        for thing in value.things:
            minutes[thing.name] += thing.minutes  # type: ignore[assignment]
            times[thing.name] += thing.times  # type: ignore[assignment]
            if not thing.times and not thing.is_once:
                shorter[thing.name] += thing.minutes  # type: ignore[assignment]
    return tuple(
        ThingLost(name, minutes[name], times[name], name in once, shorter[name]) for name in minutes
    )
