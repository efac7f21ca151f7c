"""When what is asked takes place: hours on a day, and every occurrence, over clock changes too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment
from trimtab.domain.requests import LONGEST_SPAN, Asked, clock_instant, day_text

DAY_MINUTES = 24 * 60
AT_WORK = frozenset({"duty", "clinic", "lecture"})


@dataclass(frozen=True, slots=True)
class Hours:
    """Start in minutes after midnight, and how long.

    `is_assumed` when no length was said, `is_span` when a start and an end were.
    """

    start: int
    minutes: int
    is_assumed: bool = False
    is_span: bool = False

    @property
    def is_long_over_midnight(self) -> bool:
        """Whether two clock times, the later first, make it last longer than it may be meant to."""
        return self.is_span and LONGEST_SPAN < self.minutes < DAY_MINUTES

    @property
    def is_round_the_clock(self) -> bool:
        """Whether it ends at the time it begins, other than from midnight to midnight."""
        return self.is_span and self.minutes == DAY_MINUTES and self.start > 0


@dataclass(frozen=True, slots=True)
class Way:
    """Whether one goes there, as far as the line says."""

    is_on_site: bool
    is_remote: bool
    place: str = ""


def starts_at(day: date, minute: int, now: datetime) -> datetime:
    """The moment of a minute after midnight on a day, by the clock of `now`."""
    midnight = datetime.combine(day, datetime.min.time())
    return (midnight + timedelta(minutes=minute)).replace(tzinfo=now.tzinfo)


def with_occurrences(asked: Asked, starts: list[datetime], hours: Hours, way: Way) -> Asked:
    """What is asked, with every time it takes place, and what the clock skips of it."""
    place = way.place or ("on site" if way.is_on_site and asked.kind not in AT_WORK else "")
    clocks = [start.replace(tzinfo=None) for start in starts]
    zone = _zone_of(starts[0], asked)
    spans = [_span_from(clock, hours, zone) for clock in clocks]
    found = tuple(
        Commitment(
            uid=f"asked/{start:%Y%m%dT%H%MZ}",
            name=asked.name,
            start=start,
            end=end,
            kind=asked.kind,
            source="request",
            zone=asked.zone,
            is_remote=way.is_remote,
            location=place,
        )
        for start, end in spans
    )
    ends = [clock + timedelta(minutes=hours.minutes) for clock in clocks if hours.is_span]
    skipped = _skipped_text([*clocks, *ends], zone)
    return replace(asked, occurrences=found, remarks=(*asked.remarks, *skipped))


def _zone_of(start: datetime, asked: Asked) -> ZoneInfo:
    """The zone of the clock that starts are told by; the person's own unless another was named."""
    return start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else ZoneInfo(asked.zone)


def _span_from(clock: datetime, hours: Hours, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end: by the clock where it says both, else so many minutes on."""
    length = timedelta(minutes=hours.minutes)
    start = clock_instant(clock, zone)
    end = clock_instant(clock + length, zone) if hours.is_span else start + length
    return start, end if end > start else start + length


def _skipped_text(clocks: Sequence[datetime], zone: ZoneInfo) -> Iterator[str]:
    """The first day on which the clock skips a time said, and how that time is read."""
    for clock in clocks:
        read = clock_instant(clock, zone).astimezone(zone).replace(tzinfo=None)
        if read != clock:
            day = day_text(clock.date())
            yield f"The clocks go forward over {clock:%H:%M} on {day}: it is read as {read:%H:%M}."
            return
