"""When something asked is to take place, taken piece by piece from a line: days, ends, hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.time import WEEKDAYS
from trimtab.spoken.clocks import (
    COUNT,
    count_of,
    start_in,
    take_clock,
    take_day_part,
    take_hyphened_length,
    take_length,
    take_range,
    take_range_to_day,
    take_until_clock,
)
from trimtab.spoken.dates import take_dates, take_starting, take_until
from trimtab.spoken.day_lists import take_day_lists, take_near_week, take_week_of
from trimtab.spoken.lines import TypedLine
from trimtab.spoken.occurrences import Hours
from trimtab.spoken.rhythms import Rhythm, take_day_span, take_rhythm
from trimtab.spoken.zones import OtherClock, take_zone

USUAL_MINUTES, NO_TIME = 60, "it is no time of day."
LONGEST_MINUTES = 36 * 60
LONGEST_STRETCH = 14
"""Days from a first to a last day within which every day is meant when none is named."""
EXAMPLES = (
    'Examples: "Committee, Tuesdays 17:00-18:30 until 31 January", "Extra shift Sat 28 Nov '
    '07:00-19:00", "Journal club every other Wednesday 12:00-13:00 for 8 weeks".'
)
UNIT = r"(?P<unit>weeks?|months?|years?)"
SO_LONG = (
    re.compile(
        rf"\b(?:for|over|during)\s+(?:the\s+next\s+)?(?P<count>{COUNT})\s+{UNIT}\b", re.IGNORECASE
    ),
    re.compile(
        r"(?:,?\s*\band\s+)?\b(?:the\s+)?(?:term|commitment|appointment)\s+(?:is|of|lasts|runs|"
        rf"would\s+be)\s+(?:for\s+)?(?P<count>{COUNT})\s+{UNIT}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:for\s+)?(?P<count>{COUNT})[\s-]+{UNIT}\s+(?:term|commitment|appointment)\b",
        re.IGNORECASE,
    ),
)
TIMES = re.compile(
    rf"\b(?:for\s+)?(?P<count>{COUNT})\s*(?:times|sessions|meetings|occasions|x)\b", re.IGNORECASE
)
NO_END = re.compile(
    r"\b(?:with\s+)?no\s+end(?:\s+given)?\b|\bopen[- ]ended\b|\bongoing\b", re.IGNORECASE
)
WEEKEND = re.compile(r"\bweekends?\b", re.IGNORECASE)
ONLINE = r"(?:zoom|teams|webex|skype|google\s+meet|online|virtual)"
REMOTE = re.compile(
    rf"(?:\bor\s+)?(?:\b(?:via|by|over)\s+(?:a\s+)?(?:{ONLINE}|video|phone|telephone)\s+calls?\b"
    r"|(?:\b(?:on|via|by|over)\s+)?\b(?:online|remote(?:ly)?|virtual(?:ly)?|zoom|teams|webex|skype|"
    r"google\s+meet|telehealth|(?:from|at)\s+home|by\s+(?:phone|telephone|video))\b(?!\s+calls?\b))",
    re.IGNORECASE,
)
ON_SITE = re.compile(
    r"(?:\bor\s+)?\b(?:on[- ]?site|in\s+person|face\s+to\s+face|(?:at|in)\s+the\s+hospital)\b",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"[^\s\0]*\d[^\s\0]*")
DUE = re.compile(r"\b(?:by|due)\b", re.IGNORECASE)
ANY_HOUR = (
    'What has no hour of its own is a task: see `trimtab task "Review a paper 4h by 30 Nov"`.'
)


@dataclass(frozen=True, slots=True)
class Ends:
    """When it begins and ends, as far as the line says: a day, a length, a number of times.

    `is_week` says that a week or month was named as a whole, which gives way to its dates.
    """

    starting: date | None = None
    until: date | None = None
    weeks: int = 0
    months: int = 0
    times: int = 0
    is_week: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything was said that only what comes back can have."""
        return self != Ends()

    @property
    def is_start_alone(self) -> bool:
        """Whether nothing but a first day was said."""
        return self.starting is not None and self == Ends(starting=self.starting)

    @property
    def is_one_stretch(self) -> bool:
        """Whether it is said to last from one day to another, both near enough to mean each day."""
        if self.starting is None or self.until is None:
            return False
        return (self.until - self.starting).days < LONGEST_STRETCH


@dataclass(frozen=True, slots=True)
class ToDay:
    """Hours that end on another day: start, weekday and time of the end."""

    start: int
    weekday: str
    end: int


@dataclass(frozen=True, slots=True)
class Times:
    """Days and ends that a line says; `rhythm` is None where nothing comes back.

    `part` is the part of the day named, `remote` the words that say it is not on site, `clock`
    the one the hours are told by when it is not the person's own.
    """

    dates: Sequence[date]
    rhythm: Rhythm | None
    ends: Ends
    part: str
    is_on_site: bool
    remote: Sequence[str]
    clock: OtherClock | None
    to_day: ToDay | None


def take_times(line: TypedLine, today: date) -> Times:
    """Take all that says on which days it takes place, and what must be taken before hours."""
    clock, to_day = take_zone(line), _take_to_day(line)
    span = take_day_span(line)
    ends = _take_ends(line, today)
    is_on_site, remote = bool(line.take_all(ON_SITE)), [one[0] for one in line.take_all(REMOTE)]
    part, is_plural = take_day_part(line)
    dates = sorted({*take_day_lists(line, today), *take_dates(line, today)})
    repeats = ends.is_given or is_plural
    rhythm = take_rhythm(line, span, ends.starting or today, repeats=repeats and not dates)
    if ends.is_week and dates:
        ends = replace(ends, starting=None, until=None, is_week=False)
    if not dates and rhythm is None and ends.is_start_alone and ends.starting is not None:
        dates, ends = [ends.starting], Ends()
    return Times(dates, rhythm, ends, part, is_on_site, remote, clock, to_day)


def _take_to_day(line: TypedLine) -> ToDay | None:
    found = take_range_to_day(line)
    if found is None:
        return None
    line.take_all(WEEKEND)  # its days are those the hours name
    return ToDay(*found)


def _take_ends(line: TypedLine, today: date) -> Ends:
    """Take when it begins and ends."""
    line.take(NO_END)
    week = take_week_of(line, today)
    starting, last = week or take_starting(line, today)
    until = take_until(line, starting or today) or last
    if starting is None and until is None:
        week = take_near_week(line, today)
        starting, until = week or (None, None)
    length = next((found for one in SO_LONG if (found := line.take(one))), None)
    times = line.take(TIMES)
    count = count_of(length["count"]) if length else 0
    unit = length["unit"].lower() if length else ""
    return Ends(
        starting=starting,
        until=until,
        weeks=count if unit.startswith("week") else 0,
        months=count * (12 if unit.startswith("year") else unit.startswith("month")),
        times=count_of(times["count"]) if times else 0,
        is_week=week is not None and week[1] is not None,
    )


def take_hours(line: TypedLine, part: str) -> Hours:
    """The hours in a part of the day; without an end or a length, an hour is taken and said."""
    span = take_range(line)
    if span is not None:
        return Hours(start_in(part, span[0]), span[1], is_span=True)
    end = take_until_clock(line)
    start = take_clock(line)
    if start is None:
        raise _no_start(line, is_end_said=end is not None)
    start = start_in(part, start % 1440)
    if end is not None:
        return Hours(start, (end - start) % 1440 or 1440, is_span=True)
    minutes = take_length(line)
    minutes = take_hyphened_length(line) if minutes is None else minutes
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise UnclearLineError(
            line.text, "", 1, f"{minutes} minutes is no length for it.", "Give 1 min to 36 h."
        )
    return Hours(start, minutes or USUAL_MINUTES, is_assumed=minutes is None)


def _no_start(line: TypedLine, *, is_end_said: bool) -> UnclearLineError:
    more = ANY_HOUR if DUE.search(line.text) else EXAMPLES
    mend = f"Write the hours as 17:00-18:30, 7-8 pm or 14:00 for 90 minutes. {more}"
    if is_end_said:
        return UnclearLineError(line.text, "", 1, "it says until when, and not from when.", mend)
    odd = NUMBERS.search(line.rest)
    if odd is not None:
        return UnclearLineError(line.text, odd[0], odd.start() + 1, NO_TIME, mend)
    return UnclearLineError(line.text, "", 1, "it does not say at what time.", mend)


def hours_to_day(line: TypedLine, to_day: ToDay, weekdays: set[int]) -> Hours:
    """Hours from a day that is known now to the weekday they end on. Raises UnclearLineError."""
    ends = WEEKDAYS.index(to_day.weekday)
    lengths = {(ends - day) % 7 * 1440 + to_day.end - to_day.start for day in weekdays}
    if len(lengths) != 1 or not 0 < (minutes := lengths.pop()) <= 4 * 1440:
        what = "it is not clear on which day it begins, or it lasts longer than four days."
        mend = 'Write it as "Fri 4 Dec 17:00 to Mon 07:00".'
        raise UnclearLineError(line.text, "", 1, what, mend)
    return Hours(to_day.start, minutes, is_span=True)
