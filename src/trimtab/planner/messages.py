"""Where messages may be answered: near the times asked for, awake and free, on site too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trimtab.domain.tasks import Messages
from trimtab.domain.time import MINUTES_PER_DAY, Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.boundaries import days_off, light_days, off_hours
from trimtab.planner.history import is_of_messages
from trimtab.planner.line import Week
from trimtab.planner.placing import starts_within
from trimtab.planner.settled import begun_free_hours


@dataclass(frozen=True, slots=True)
class MessageTime:
    """One time of one day: the minute asked for, and the starts near it."""

    day: int
    asked: int
    starts: Ints


def message_times(week: Week) -> Iterator[MessageTime]:
    """Every time of the horizon at which messages can be answered."""
    messages = week.profile.messages
    if messages is None:
        return
    avoid = off_hours(week, ["work", "screens"]) + days_off(week) + light_days(week, None)
    avoid += _sleep_after_nights(week) + begun_free_hours(week)
    for day in range(week.horizon.days):
        if week.horizon.weekday_of(day) not in messages.days:
            continue
        times = [week.horizon.at_clock(day, clock) for clock in messages.at]
        settled = _settled(week, messages, times)
        for asked in times:
            if asked in settled:
                continue
            starts = _starts_near(week, messages, asked, [*avoid, *shut_hours(week, day)])
            if starts.size:
                yield MessageTime(day, asked, starts)


def _settled(week: Week, messages: Messages, times: Sequence[int]) -> set[int]:
    """The times of which messages were answered before now, or left out: each the nearest."""
    gone = week.history.done_where(is_of_messages) + week.history.skipped_where(is_of_messages)
    starts = [known.interval.start for known in gone]
    near = (min(times, key=lambda asked: abs(asked - start)) for start in starts)
    return {t for t, s in zip(near, starts, strict=True) if abs(t - s) <= messages.within}


def message_minutes(week: Week, days: Sequence[int]) -> int:
    """Minutes of messages that these days of the horizon have room to ask for."""
    messages = week.profile.messages
    times = sum(1 for time in message_times(week) if time.day in days)
    return times * slot_up(messages.minutes) if messages is not None else 0


def _starts_near(week: Week, messages: Messages, asked: int, avoid: list[Interval]) -> Ints:
    length = slot_up(messages.minutes)
    window = Interval(asked - messages.within, asked + messages.within + length)
    return starts_within(week.free_within([window], avoid=avoid), length)


def shut_hours(week: Week, day: int) -> list[Interval]:
    """Hours of a day before the earliest and after the latest time for messages."""
    messages, horizon = week.profile.messages, week.horizon
    if messages is None:
        return []
    start, end = horizon.day_start(day), horizon.day_start(day + 1)
    found = []
    if messages.earliest is not None:
        found.append(Interval(start, horizon.at_clock(day, messages.earliest)))
    if messages.latest is not None:
        found.append(Interval(horizon.at_clock(day, messages.latest), end + MINUTES_PER_DAY))
    return [one for one in found if one.minutes > 0]


def _sleep_after_nights(week: Week) -> list[Interval]:
    """Hours after a night on duty that belong to sleep."""
    wait = defaults.WORTH.messages_after_night
    return [Interval(s.interval.end, s.home_at + wait) for s in week.stays if s.is_night]
