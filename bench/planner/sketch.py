"""Words for writing made-up weeks: clock times as text, events on a horizon, seeded choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon, Interval
from trimtab.planner.line import WeekRequest

WORKDAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]


def clock(text: str) -> int:
    """Minutes after midnight of a clock time; hours past 24 are of the next day.

    >>> clock("07:30"), clock("26:00")
    (450, 1560)
    """
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def spans(text: str) -> tuple[ClockSpan, ...]:
    """Clock spans separated by blanks.

    >>> [str(span) for span in spans("06:00-08:00 17:00-20:00")]
    ['06:00-08:00', '17:00-20:00']
    """
    pairs = (one.split("-") for one in text.split())
    return tuple(ClockSpan(clock(start), clock(end)) for start, end in pairs)


@dataclass(slots=True)
class Sketch:
    """A week being made up: what others decided, drawn from `rng`, on a horizon."""

    rng: Random
    horizon: Horizon
    events: list[Commitment] = field(default_factory=list)
    busy_people: dict[str, tuple[Interval, ...]] = field(default_factory=dict)

    @property
    def days(self) -> range:
        """Days of the horizon, one before and one after."""
        return range(-1, self.horizon.days + 1)

    @property
    def weeks(self) -> int:
        """Weeks of the horizon."""
        return self.horizon.days // 7

    def is_on(self, day: int, weekdays: Iterable[str]) -> bool:
        """Whether a day is one of these weekdays."""
        return self.horizon.weekday_of(day) in weekdays

    def some(self, things: Sequence[Any], least: int, most: int) -> list[Any]:
        """So many different ones of `things`, in their order."""
        count = self.rng.randint(least, min(most, len(things)))
        chosen = set(self.rng.sample(range(len(things)), count))
        return [thing for number, thing in enumerate(things) if number in chosen]

    def add(
        self, day: int, hours: str, name: str, kind: CommitmentKind = "duty", **more: Any
    ) -> None:
        """An event on a day between clock times such as "19:00-31:00" (seven the next day)."""
        start, end = (self.horizon.at_clock(day, clock(text)) for text in hours.split("-"))
        instants = [self.horizon.origin + timedelta(minutes=minute) for minute in (start, end)]
        self.events.append(Commitment(f"{name}/{day}/{hours}", name, *instants, kind, **more))

    def weights(self, **usual: float) -> dict[str, float]:
        """Each value with its usual weight, made a little more or less."""
        return {name: round(w * self.rng.choice((0.7, 1, 1, 1.4)), 2) for name, w in usual.items()}

    def habits(self, pool: Sequence[Practice], least: int, most: int) -> tuple[Practice, ...]:
        """Some of a pool of practices."""
        return tuple(self.some(pool, least, most))

    def tasks(self, pool: Mapping[str, Task], least: int, most: int) -> tuple[Task, ...]:
        """Some of a pool for each week, each of another length and due somewhere near its week."""
        return tuple(
            self._task(pool[name], name, week)
            for week in range(self.weeks)
            for name in self.some(list(pool), least, most)
        )

    def _task(self, like: Task, name: str, week: int) -> Task:
        minutes = round(like.minutes * self.rng.uniform(0.6, 1.4) / 15) * 15
        day = 7 * week + self.rng.randint(1, 10)
        hour = self.rng.choice((9, 12, 17, 21))
        due = self.horizon.origin + timedelta(minutes=self.horizon.at_clock(day, 60 * hour))
        return Task(
            name=name if week == 0 else f"{name}, week {week + 1}",
            value=like.value,
            minutes=max(like.shortest, minutes),
            shortest=like.shortest,
            longest=like.longest,
            due=due if self.rng.random() < 0.85 else None,
            important=self.rng.random() < 0.3,
            demanding=like.demanding,
            study=like.study,
        )

    def request(self, profile: Profile) -> WeekRequest:
        """The request, planned from the horizon's first midnight."""
        events = sorted(self.events, key=lambda one: (one.start, one.end, one.name))
        return WeekRequest(profile, self.horizon, tuple(events), 0, dict(self.busy_people))


def habit(
    name: str, value: str, times: int, doses: Sequence[int], hours: str = "", **more: Any
) -> Practice:
    """A practice with the hours it is liked at."""
    return Practice(name, value, times, tuple(doses), spans(hours), **more)


def kept(name: str, value: str, between: str, doses: Sequence[int], **more: Any) -> Protect:
    """Protected time between two clock times."""
    return Protect(name, value, spans(between)[0], tuple(doses), **more)


def work(value: str, minutes: int, shortest: int, longest: int, **more: Any) -> Task:
    """A task of a pool; its name, length and due time are drawn later."""
    return Task("", value, minutes, shortest, longest, **more)
