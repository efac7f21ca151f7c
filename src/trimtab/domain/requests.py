"""Something asked of a person before they said yes: what it is and when it would take place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment, CommitmentKind

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNNAMED = "Request"
"""What is asked is called so where its words give it no name."""
OTHER_CLOCK = "on your clock."
"""The end of a remark on hours that were told by another clock: "15:00 EST is 12:00 on your"."""
MOST_LISTED = 6
LONGEST_SPAN = 16 * 60
"""Minutes up to which two clock times say a length clearly; a longer one is said in hours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: a name, and every time it would take place, by start.

    `until` is the last day as it was said, if it was; `has_no_end` says that none was, and the
    occurrences then reach as far as anybody looks. `remarks` tell what was assumed.
    """

    name: str
    kind: CommitmentKind
    zone: str
    occurrences: tuple[Commitment, ...]
    is_remote: bool = False
    until: date | None = None
    has_no_end: bool = False
    remarks: tuple[str, ...] = field(default=())

    @classmethod
    def unread(cls, name: str, zone: str) -> Asked:
        """Something asked of which no time was read."""
        return cls(name=name, kind="personal", zone=zone, occurrences=())

    @property
    def is_by_other_clock(self) -> bool:
        """Whether its hours were told by another clock than the person's, as a remark says."""
        return any(one.endswith(OTHER_CLOCK) for one in self.remarks)

    @property
    def first(self) -> Commitment:
        """The first time it would take place."""
        return self.occurrences[0]

    def local(self, moment: datetime) -> datetime:
        """A moment on the person's clock."""
        return moment.astimezone(ZoneInfo(self.zone))

    @property
    def starts(self) -> tuple[datetime, ...]:
        """Starts on the person's clock."""
        return tuple(self.local(one.start) for one in self.occurrences)


def clock_instant(clock: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which a clock shows this; a time it skips is when it has gone forward.

    One it shows twice is the first.

    >>> zone = ZoneInfo("America/New_York")
    >>> clock_instant(datetime(2026, 3, 8, 2, 30), zone).astimezone(zone).hour
    3
    """
    late = clock.replace(tzinfo=zone, fold=0).astimezone(UTC)
    early = clock.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if early >= late:
        return late
    usual = early.astimezone(zone).utcoffset()
    minutes = range((late - early) // timedelta(minutes=1) + 1)
    moments = (early + timedelta(minutes=minute) for minute in minutes)
    return next(one for one in moments if one.astimezone(zone).utcoffset() != usual)


def asked_text(asked: Asked, today: date, way: str = "") -> str:
    """What was understood, in one line; `way` says whether one travels for it.

    It can be read again: the sentence and this line mean the same times.
    """
    said = f"{asked.name}: {times_text(asked, today)}"
    return f"{said}, {way}" if way else said


def times_text(asked: Asked, today: date) -> str:
    """When it takes place, without its name."""
    starts = asked.starts
    if len(starts) == 1:
        return f"{day_text(starts[0].date())} {hours_said(asked)}"
    rhythm = _rhythm([start.date() for start in starts]) if _keeps_hours(asked) else ""
    if not rhythm:
        return _listed_times(asked)
    said = f"{rhythm} {hours_said(asked)}"
    if _starts_late(starts, today):
        said += f" from {day_text(starts[0].date())}"
    if asked.has_no_end:
        return f"{said}, with no end given"
    return f"{said} until {day_text(asked.until or starts[-1].date())}, {len(starts)} times"


def rhythm_said(asked: Asked) -> str:
    """The rule of its days in words; empty where it takes place once, or by no simple rule."""
    days = [start.date() for start in asked.starts]
    return _rhythm(days) if len(days) > 1 and _keeps_hours(asked) else ""


def days_said(asked: Asked) -> str:
    """Its days where they are few and follow no rule, as one would list them; else empty."""
    days = [day_text(start.date()) for start in asked.starts]
    if len(days) > 1 and (len(days) > MOST_LISTED or not _keeps_hours(asked)):
        return ""
    return f"{', '.join(days[:-1])} and {days[-1]}" if len(days) > 1 else days[0]


def day_text(day: date) -> str:
    """A day with its year.

    >>> day_text(date(2027, 1, 31))
    'Sun 31 Jan 2027'
    """
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def hours_said(asked: Asked) -> str:
    """From when until when on the clock; what is long by its length."""
    start, end = asked.local(asked.first.start), asked.local(asked.first.end)
    minutes = (asked.first.end - asked.first.start) // timedelta(minutes=1)
    if minutes > LONGEST_SPAN:
        hours, rest = divmod(minutes, 60)
        return f"{start:%H:%M} for {hours} h" + (f" {rest} min" if rest else "")
    return f"{start:%H:%M}–{end:%H:%M}"  # noqa: RUF001 - an en dash between times


def _keeps_hours(asked: Asked) -> bool:
    """Whether every occurrence has the same hours on the clock."""
    hours = {
        (f"{asked.local(one.start):%H:%M}", f"{asked.local(one.end):%H:%M}")
        for one in asked.occurrences
    }
    return len(hours) == 1


def _starts_late(starts: Sequence[datetime], today: date) -> bool:
    """Whether one of its weekdays comes before it begins, so that its first day must be said."""
    weekdays = {start.weekday() for start in starts}
    ahead = range((starts[0].date() - today).days)
    return any((today + timedelta(days)).weekday() in weekdays for days in ahead)


def _listed_times(asked: Asked) -> str:
    days = [start.date() for start in asked.starts]
    if _keeps_hours(asked) and len(days) <= MOST_LISTED:
        named = [day_text(day) for day in days]
        return f"{', '.join(named[:-1])} and {named[-1]} {hours_said(asked)}"
    clock = f" {hours_said(asked)}" if _keeps_hours(asked) else ""
    return f"{len(days)} times{clock} from {day_text(days[0])} to {day_text(days[-1])}"


def _rhythm(days: Sequence[date]) -> str:
    """The rule that gives exactly these days, in words; empty when there is none so simple."""
    weekdays = sorted({day.weekday() for day in days})
    if len(weekdays) == 1:
        return _one_weekday(days, FULL_DAYS[weekdays[0]])
    span = range((days[-1] - days[0]).days + 1)
    every = [days[0] + timedelta(n) for n in span]
    if list(days) != [day for day in every if day.weekday() in weekdays] or len(days) < 3:
        return ""
    if len(weekdays) == 7:
        return "every day"
    if weekdays == [0, 1, 2, 3, 4]:
        return "weekdays"
    names = [f"{FULL_DAYS[day]}s" for day in weekdays]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _one_weekday(days: Sequence[date], name: str) -> str:
    gaps = {(later - earlier).days // 7 for earlier, later in pairwise(days)}
    if gaps == {1}:
        return f"{name}s"
    if gaps == {2}:
        return f"every other {name}"
    if ordinal := _ordinal(days):
        return f"{ORDINALS[ordinal]} {name} of the month"
    return f"every {gaps.pop()} weeks on {name}s" if len(gaps) == 1 else ""


def _ordinal(days: Sequence[date]) -> int:
    """Which weekday of its month every day is, one month after the other; 0 when they differ."""
    months = [day.year * 12 + day.month for day in days]
    if any(later - earlier != 1 for earlier, later in pairwise(months)):
        return 0
    counted = {(day.day - 1) // 7 + 1 for day in days}
    if len(counted) == 1:
        return counted.pop()
    return -1 if all((day + timedelta(7)).month != day.month for day in days) else 0
