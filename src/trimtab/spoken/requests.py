"""A request as a sentence: "Committee, Tuesdays 17:00–18:30 until 31 January"."""  # noqa: RUF002

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import LONGEST_SPAN, Asked, clock_instant, day_text
from trimtab.domain.time import WEEKDAYS, clock_text
from trimtab.spoken.clocks import (
    COUNT,
    count_of,
    start_in,
    take_clock,
    take_day_part,
    take_hyphened_length,
    take_length,
    take_range,
)
from trimtab.spoken.dates import take_dates, take_relative, take_starting, take_until
from trimtab.spoken.lines import TypedLine
from trimtab.spoken.rhythms import Rhythm, take_day_span, take_rhythm

KindReader = Callable[[str, None], CommitmentKind]
USUAL_MINUTES, NO_TIME = 60, "it is no time of day."
LONGEST_MINUTES = 36 * 60
DAY_MINUTES = 24 * 60
DAYS_AHEAD = 52 * 7
MOST_DAYS_AHEAD = 2 * 366
MOST_TIMES = 400
LONGEST_STRETCH = 14
"""Days from a first to a last day within which every day is meant when none is named."""
EXAMPLES = (
    'Examples: "Committee, Tuesdays 17:00-18:30 until 31 January", "Extra shift Sat 28 Nov '
    '07:00-19:00", "Journal club every other Wednesday 12:00-13:00 for 8 weeks".'
)
IDLE = re.compile(
    r"[\s,;.?!&/()\u2010-\u2015-]+"
    r"|\b(?:on(?![\s-]+call\b)|at|from|and|every|each|the|for|of|in|to|is|it|please)\b(?=\W|$)",
    re.IGNORECASE,
)
FOR_SO_LONG = re.compile(
    rf"\b(?:for|over|during)\s+(?:the\s+next\s+)?(?P<count>{COUNT})\s+(?P<unit>weeks?|months?)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b(?:for\s+)?(?P<count>{COUNT})\s*(?:times|sessions|meetings|occasions|x)\b", re.IGNORECASE
)
NO_END = re.compile(
    r"\b(?:with\s+)?no\s+end(?:\s+given)?\b|\bopen[- ]ended\b|\bongoing\b", re.IGNORECASE
)
ONLINE = r"(?:zoom|teams|webex|skype|google\s+meet|online|virtual)"
ONLINE_CALL = re.compile(
    rf"\b(?:{ONLINE}|conference|video|phone|telephone)\s+calls?\b|\bcalls?\s+with\b", re.IGNORECASE
)
BARE_CALL = re.compile(r"(?<!\bon[\s-])\bcalls?\b", re.IGNORECASE)
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
PLACE = re.compile(r"\b(?:at|in|@)\s+(?P<place>(?:the\s+)?[^\d\W][^,;\0]*)$", re.IGNORECASE)
DUE = re.compile(r"\b(?:by|due)\b", re.IGNORECASE)
ANY_HOUR = (
    'What has no hour of its own is a task: see `trimtab task "Review a paper 4h by 30 Nov"`.'
)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
MEETING = re.compile(
    r"\b(?:committee|meeting|board|huddle|task\s*force|panel|interviews?|council|working\s+group|retreat|talk|"
    rf"teaching|training|course|debrief|handover|audit|(?:{ONLINE}|conference)\s+calls?)\b",
    re.IGNORECASE,
)
AT_WORK = frozenset({"duty", "clinic", "lecture"})
ROUND_THE_CLOCK = frozenset({"duty", "home_call"})
"""What may well last from one morning to the same time of the next."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """When it begins and ends, as far as the line says: a day, a length, a number of times."""

    starting: date | None = None
    until: date | None = None
    weeks: int = 0
    months: int = 0
    times: int = 0

    @property
    def is_given(self) -> bool:
        """Whether anything was said that only what comes back can have."""
        return self != _Ends()

    @property
    def is_one_stretch(self) -> bool:
        """Whether it is said to last from one day to another, both near enough to mean each day."""
        if self.starting is None or self.until is None:
            return False
        return (self.until - self.starting).days < LONGEST_STRETCH


@dataclass(frozen=True, slots=True)
class _Hours:
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
class _Way:
    """Whether one goes there, as far as the line says."""

    is_on_site: bool
    is_remote: bool
    place: str = ""


def read_request(text: str, now: datetime, kind_of: KindReader) -> Asked:
    """Understand a sentence; `now` is local, in the person's zone, and the next date is meant.

    `kind_of` tells the kind of an event by its title. Raises UnclearLineError.
    """
    line = TypedLine(" ".join(text.split()))
    name = line.take_name()
    today = now.date()
    span = take_day_span(line)
    ends = take_ends(line, today)
    is_on_site, remote = bool(line.take_all(ON_SITE)), [one[0] for one in line.take_all(REMOTE)]
    is_remote = bool(remote) or ONLINE_CALL.search(line.text) is not None
    part, is_plural = take_day_part(line)
    dates = take_dates(line, today)
    repeats = ends.is_given or is_plural
    rhythm = take_rhythm(line, span, ends.starting or today, repeats=repeats)
    hours = take_hours(line, part)
    if not dates and rhythm is None and ends.is_one_stretch:
        rhythm = Rhythm(WEEKDAYS)
    if not dates and rhythm is None:
        dates = _one_day(line, hours, now)
    way = _Way(is_on_site, is_remote and not is_on_site, "" if is_remote else _take_place(line))
    name = name or _name_left(line)
    kind = _kind(name, kind_of, remote)
    _refuse_leftovers(line)
    if hours.is_round_the_clock and kind not in ROUND_THE_CLOCK:
        _refuse_no_length(line, hours)
    if dates:
        _refuse_more_than_dates(line, ends, is_repeating=rhythm is not None)
    days, until = (
        (dates, None) if rhythm is None else _days(line, rhythm, ends, _earliest(hours, now))
    )
    asked = Asked(
        name=name,
        kind=kind,
        zone=str(now.tzinfo),
        occurrences=(),
        is_remote=way.is_remote,
        until=until,
        has_no_end=rhythm is not None and until is None and not ends.times,
        remarks=tuple(_remarks(hours, is_both=is_on_site and is_remote)),
    )
    starts = [_at(day, hours, now) for day in days]
    ahead = [start for start in starts if start >= now]
    if not ahead:
        mend = "Name a day that is still to come, with its year if it is far away."
        raise UnclearLineError(line.text, "", 1, "all of it is over already.", mend)
    return _with_occurrences(asked, ahead, hours, way)


def take_ends(line: TypedLine, today: date) -> _Ends:
    """Take when it begins and ends."""
    line.take(NO_END)
    starting, last = take_starting(line, today)
    until = take_until(line, starting or today) or last
    length, times = line.take(FOR_SO_LONG), line.take(TIMES)
    count = count_of(length["count"]) if length else 0
    is_months = bool(length and length["unit"].lower().startswith("month"))
    return _Ends(
        starting=starting,
        until=until,
        weeks=0 if is_months else count,
        months=count if is_months else 0,
        times=count_of(times["count"]) if times else 0,
    )


def take_hours(line: TypedLine, part: str) -> _Hours:
    """The hours in a part of the day; without an end or a length, an hour is taken and said."""
    span = take_range(line)
    if span is not None:
        return _Hours(start_in(part, span[0]), span[1], is_span=True)
    start = take_clock(line)
    if start is None:
        more = ANY_HOUR if DUE.search(line.text) else EXAMPLES
        mend = f"Write the hours as 17:00-18:30, 7-8 pm or 14:00 for 90 minutes. {more}"
        odd = NUMBERS.search(line.rest)
        if odd is not None:
            raise UnclearLineError(line.text, odd[0], odd.start() + 1, NO_TIME, mend)
        raise UnclearLineError(line.text, "", 1, "it does not say at what time.", mend)
    minutes = take_length(line)
    minutes = take_hyphened_length(line) if minutes is None else minutes
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise UnclearLineError(
            line.text, "", 1, f"{minutes} minutes is no length for it.", "Give 1 min to 36 h."
        )
    start = start_in(part, start % 1440)
    return _Hours(start, minutes or USUAL_MINUTES, is_assumed=minutes is None)


def _one_day(line: TypedLine, hours: _Hours, now: datetime) -> list[date]:
    """The one day meant: a weekday, today or tomorrow."""
    day = take_relative(line, now.date())
    if day is None:
        mend = (
            f'Write a day such as "Tuesdays", "Sat 28 Nov" or "every other Wednesday". {EXAMPLES}'
        )
        raise UnclearLineError(line.text, "", 1, "it does not say on which day.", mend)
    return [day + timedelta(7) if _at(day, hours, now) < now else day]


def _earliest(hours: _Hours, now: datetime) -> date:
    """Today, or tomorrow when its hour is over."""
    return now.date() + timedelta(_at(now.date(), hours, now) < now)


def _days(
    line: TypedLine, rhythm: Rhythm, ends: _Ends, today: date
) -> tuple[list[date], date | None]:
    """The days of a rhythm, and the last day as it was said."""
    first = next(rhythm.days_from(ends.starting or today))
    until = ends.until or _end_after(first, ends)
    if until is not None and until > today + timedelta(MOST_DAYS_AHEAD):
        what = f"it goes on until {until.isoformat()}, more than two years away."
        raise UnclearLineError(line.text, "", 1, what, "Name an earlier end.")
    times = ends.times or ends.months * len(rhythm.nths)  # for 3 months, monthly: 3 times
    reach = MOST_DAYS_AHEAD if times else DAYS_AHEAD
    last = until or first + timedelta(reach - 1)
    days = list(takewhile(lambda day: day <= last, rhythm.days_from(first)))
    return days[: min(times or MOST_TIMES, MOST_TIMES)], until


def _end_after(first: date, ends: _Ends) -> date | None:
    """The last day of so many weeks or months from the first time on."""
    if ends.weeks:
        return first + timedelta(7 * ends.weeks - 1)
    if ends.months:
        year, month = divmod(first.year * 12 + first.month - 1 + ends.months, 12)
        day = min(first.day, calendar.monthrange(year, month + 1)[1])
        return date(year, month + 1, day) - timedelta(1)
    return None


def _at(day: date, hours: _Hours, now: datetime) -> datetime:
    """The moment it starts on a day, by the person's clock."""
    midnight = datetime.combine(day, datetime.min.time())
    return (midnight + timedelta(minutes=hours.start)).replace(tzinfo=now.tzinfo)


def _with_occurrences(asked: Asked, starts: list[datetime], hours: _Hours, way: _Way) -> Asked:
    """What is asked, with every time it takes place, and what the clock skips of it."""
    place = way.place or ("on site" if way.is_on_site and asked.kind not in AT_WORK else "")
    clocks = [start.replace(tzinfo=None) for start in starts]
    spans = [_span_from(clock, hours, ZoneInfo(asked.zone)) for clock in clocks]
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
    skipped = _skipped_text([*clocks, *ends], ZoneInfo(asked.zone))
    return replace(asked, occurrences=found, remarks=(*asked.remarks, *skipped))


def _span_from(clock: datetime, hours: _Hours, zone: ZoneInfo) -> tuple[datetime, datetime]:
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


def _take_place(line: TypedLine) -> str:
    """Where it is, when "at" or "in" and some words end a stretch of what is left."""
    for run in re.finditer(r"[^\0]+", line.rest):
        found = PLACE.search(run[0].rstrip(" ,.;"))
        if found is not None and run.start() > 0:
            line.blank(run.start() + found.start(), run.start() + found.end())
            return found["place"].strip()
    return ""


def _name_left(line: TypedLine) -> str:
    """The first words nobody needed: what it is called."""
    for leftover in line.leftovers(IDLE):
        if any(sign.isalpha() for sign in leftover.text):
            start = leftover.column - 1
            line.blank(start, start + len(leftover.text))
            return leftover.text.strip()
    return "Request"


def _refuse_more_than_dates(line: TypedLine, ends: _Ends, *, is_repeating: bool) -> None:
    """A date stands by itself: with a rhythm or an end nobody could tell what is meant."""
    if is_repeating:
        what = "it names a date and days that come back."
        raise UnclearLineError(line.text, "", 1, what, 'Write "from 1 December" for the first.')
    if ends.is_given:
        what = "it names a date, and a beginning or an end besides."
        mend = 'Write the days that come back, as in "Tuesdays until 31 January".'
        raise UnclearLineError(line.text, "", 1, what, mend)


def _refuse_no_length(line: TypedLine, hours: _Hours) -> None:
    """A whole day is meant by few who write the same time twice."""
    clock = clock_text(hours.start)
    mend = f'Write a later end, or "{clock} for 24 h" if it takes a whole day.'
    raise UnclearLineError(line.text, "", 1, f"it begins and ends at {clock}.", mend)


def _refuse_leftovers(line: TypedLine) -> None:
    for leftover in line.leftovers(IDLE):
        mend = f'If it belongs to the name, put the whole name in "quotes". {EXAMPLES}'
        if CLOCK.fullmatch(leftover.text):
            mend = "Write one start and one end: 14:00-02:00 ends on the next day."
        elif DUE.fullmatch(leftover.text):
            mend = ANY_HOUR
        raise UnclearLineError(
            line.text, leftover.text, leftover.column, "nobody here knows what it means.", mend
        )


def _kind(name: str, kind_of: KindReader, remote: Sequence[str]) -> CommitmentKind:
    """The kind a name tells; a call that is held online is a meeting and no duty."""
    kind = kind_when_asked(name, kind_of(name, None))
    is_online = any(re.search(ONLINE, words, re.IGNORECASE) for words in remote)
    is_call = kind == "duty" and kind_of(BARE_CALL.sub("", name), None) == "personal"
    return "lecture" if is_online and is_call else kind


def kind_when_asked(name: str, kind: CommitmentKind) -> CommitmentKind:
    """Meetings and talks that no title tells are like teaching: at work, and one goes there.

    >>> kind_when_asked("Quality committee", "personal"), kind_when_asked("Choir", "personal")
    ('lecture', 'personal')
    """
    return "lecture" if kind == "personal" and MEETING.search(name) else kind


def _remarks(hours: _Hours, *, is_both: bool) -> Iterator[str]:
    if hours.is_assumed:
        yield "No end was given, so it is taken to last an hour."
    if hours.is_long_over_midnight:
        yield "It ends earlier in the day than it begins, so the next day is taken."
    if is_both:
        yield "It may be on site or remote: it is weighed on site first."
