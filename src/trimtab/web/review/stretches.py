"""Stretches of time written down by hand: what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import Stretch
from trimtab.reports.wording import dated_text, duration_text
from trimtab.web.said_ids import id_of

LONGEST_NAME = 80
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TypedStretch:
    """A stretch as typed into the form."""

    name: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class StretchLine:
    """One that is kept, as the page lists it."""

    id: str
    name: str
    text: str


def typed_stretch(form: Mapping[str, str]) -> TypedStretch:
    """What a form brought."""
    return TypedStretch(
        name=" ".join(form.get("name", "").split())[:LONGEST_NAME],
        day=form.get("day", "").strip(),
        start=form.get("start", "").strip(),
        end=form.get("end", "").strip(),
        value=form.get("value", "").strip(),
    )


def typed_as(one: Stretch, zone: tzinfo | None) -> TypedStretch:
    """A stretch that is kept as it stands in the form."""
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    return TypedStretch(
        one.name, start.date().isoformat(), f"{start:%H:%M}", f"{end:%H:%M}", one.value or ""
    )


def changed(one: Stretch, typed: TypedStretch, now: datetime) -> Stretch:
    """One that is kept with what was typed, which is sound; a round stays one of its session.

    A time that was not changed stays to the second.
    """
    start, end = _instants(typed, now)
    before = typed_as(one, now.tzinfo)
    is_start = (before.day, before.start) == (typed.day, typed.start)
    is_end = (before.day, before.start, before.end) == (typed.day, typed.start, typed.end)
    return replace(
        one,
        day=date.fromisoformat(typed.day),
        said_at=now.astimezone(UTC),
        start=one.start if is_start else start,
        end=one.end if is_end else end,
        name=typed.name,
        value=typed.value or None,
    )


def mistakes_in(typed: TypedStretch, now: datetime) -> Mapping[str, str]:
    """What is wrong, by field; `now` is on the person's clock."""
    wrong: dict[str, str] = {}
    if not typed.name:
        wrong["name"] = "Say what it was, such as Call with Jo."
    if _date(typed.day) is None:
        wrong["day"] = "Choose the day it began on."
    for field, clock in (("start", typed.start), ("end", typed.end)):
        if _time(clock) is None:
            wrong[field] = "Write a time such as 18:30."
    if not wrong:
        start, end = _instants(typed, now)
        if start == end:
            wrong["end"] = "It ends when it begins. Write a later time."
        elif end < start:
            wrong["start"] = "The clocks skipped that time. Write one that there was."
        elif end > now:
            wrong["end"] = "That has not passed yet. Write down what is over."
    return wrong


def stretch_of(typed: TypedStretch, form: Mapping[str, str], now: datetime) -> Stretch:
    """The record of what was typed, which is sound; an earlier end is on the next day.

    The same form sent twice is one stretch.
    """
    start, end = _instants(typed, now)
    return Stretch(
        id=id_of(form.get("id", "")[:80], form),
        day=date.fromisoformat(typed.day),
        said_at=now.astimezone(UTC),
        start=start,
        end=end,
        name=typed.name,
        value=typed.value or None,
    )


def lines_of(
    store: Store, days: tuple[date, date], zone: ZoneInfo, today: date
) -> Sequence[StretchLine]:
    """Stretches kept of days, both inclusive, as they are listed."""
    return [
        StretchLine(one.id, one.name, _text(one, zone, today))
        for one in store.entries(Stretch, *days)
    ]


def _text(one: Stretch, zone: ZoneInfo, today: date) -> str:
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    minutes = int((one.end.astimezone(UTC) - one.start.astimezone(UTC)).total_seconds() // 60)
    value = f", {one.value}" if one.value else ""
    times = f"{dated_text(start.date(), today)} {start:%H:%M} to {end:%H:%M}"
    return f"{times}, {duration_text(minutes)}{value}"


def _instants(typed: TypedStretch, now: datetime) -> tuple[datetime, datetime]:
    day, start, end = _date(typed.day), _time(typed.start), _time(typed.end)
    assert day is not None
    assert start is not None
    assert end is not None
    later = day + ONE_DAY if end < start else day
    begins, ends = (
        datetime.combine(on, clock, now.tzinfo) for on, clock in ((day, start), (later, end))
    )
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _date(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if date(1970, 1, 5) <= found < date(9999, 1, 1) else None


def _time(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
