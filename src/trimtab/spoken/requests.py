"""A request as a sentence: "Committee, Tuesdays 17:00–18:30 until 31 January"."""  # noqa: RUF002

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from trimtab.domain.commitments import CommitmentKind
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.requests import Asked, day_text
from trimtab.domain.time import WEEKDAYS, clock_text
from trimtab.spoken.dates import take_relative
from trimtab.spoken.lines import TypedLine
from trimtab.spoken.occurrences import Hours, Way, starts_at, with_occurrences
from trimtab.spoken.rhythms import Rhythm
from trimtab.spoken.times import (
    ANY_HOUR,
    DUE,
    EXAMPLES,
    ONLINE,
    Ends,
    Times,
    hours_to_day,
    take_hours,
    take_times,
)
from trimtab.spoken.zones import OtherClock

KindReader = Callable[[str, None], CommitmentKind]
DAYS_AHEAD = 52 * 7
MOST_DAYS_AHEAD = 2 * 366
MOST_TIMES = 400
IDLE = re.compile(
    r"[\s,;.?!&/()\u2010-\u2015-]+"
    r"|\b(?:on(?![\s-]+call\b)|at|from|and|every|each|the|for|of|in|to|is|it|please)\b(?=\W|$)",
    re.IGNORECASE,
)
ONLINE_CALL = re.compile(
    rf"\b(?:{ONLINE}|conference|video|phone|telephone)\s+calls?\b|\bcalls?\s+with\b", re.IGNORECASE
)
BARE_CALL = re.compile(r"(?<!\bon[\s-])\bcalls?\b", re.IGNORECASE)
PLACE = re.compile(r"\b(?:at|in|@)\s+(?P<place>(?:the\s+)?[^\d\W][^,;\0]*)$", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
MEETING = re.compile(
    r"\b(?:committee|meeting|board|huddle|task\s*force|panel|interviews?|council|working\s+group|retreat|talk|"
    rf"teaching|training|course|debrief|handover|audit|(?:{ONLINE}|conference)\s+calls?)\b",
    re.IGNORECASE,
)
ROUND_THE_CLOCK = frozenset({"duty", "home_call"})
"""What may well last from one morning to the same time of the next."""


def read_request(text: str, now: datetime, kind_of: KindReader) -> Asked:
    """Understand a sentence; `now` is local, in the person's zone, and the next date is meant.

    `kind_of` tells the kind of an event by its title. Raises UnclearLineError.
    """
    line = TypedLine(" ".join(text.split()))
    name = line.take_name()
    times = take_times(line, now.date())
    there = now if times.clock is None else now.astimezone(times.clock.zone)
    is_remote = bool(times.remote) or ONLINE_CALL.search(line.text) is not None
    hours = None if times.to_day else take_hours(line, times.part)
    dates, rhythm = _days_meant(line, times, hours, there)
    if times.to_day is not None:
        begin = {WEEKDAYS.index(day) for day in rhythm.days} if rhythm else set()
        hours = hours_to_day(line, times.to_day, begin or {day.weekday() for day in dates})
    assert hours is not None
    way = Way(
        times.is_on_site,
        is_remote and not times.is_on_site,
        "" if is_remote else _take_place(line),
    )
    name = name or _name_left(line)
    kind = _kind(name, kind_of, times.remote)
    _refuse_leftovers(line)
    if hours.is_round_the_clock and kind not in ROUND_THE_CLOCK:
        _refuse_no_length(line, hours)
    if dates:
        _refuse_more_than_dates(line, times.ends, is_repeating=rhythm is not None)
    days, until = (
        (dates, None)
        if rhythm is None
        else _days(line, rhythm, times.ends, _earliest(hours, there))
    )
    asked = Asked(
        name=name,
        kind=kind,
        zone=str(now.tzinfo),
        occurrences=(),
        is_remote=way.is_remote,
        until=until,
        has_no_end=rhythm is not None and until is None and not times.ends.times,
        remarks=tuple(_remarks(hours, is_both=times.is_on_site and is_remote)),
    )
    starts = [starts_at(day, hours.start, there) for day in days]
    ahead = [start for start in starts if start >= now]
    if not ahead:
        mend = "Name a day that is still to come, with its year if it is far away."
        raise UnclearLineError(line.text, "", 1, "all of it is over already.", mend)
    return _on_own_clock(with_occurrences(asked, ahead, hours, way), times.clock)


def _days_meant(
    line: TypedLine, times: Times, hours: Hours | None, now: datetime
) -> tuple[Sequence[date], Rhythm | None]:
    """The dates named, or the rhythm; each day of a short stretch, or the one day meant."""
    if times.dates or times.rhythm is not None:
        return times.dates, times.rhythm
    if times.ends.is_one_stretch:
        return (), Rhythm(WEEKDAYS)
    start = hours.start if hours is not None else times.to_day.start if times.to_day else 0
    return _one_day(line, start, now), None


def _on_own_clock(asked: Asked, clock: OtherClock | None) -> Asked:
    """The same, with a word on hours that were told by another clock."""
    start = asked.first.start
    if clock is None:
        return asked
    theirs, own = start.astimezone(clock.zone), asked.local(start)
    if theirs.replace(tzinfo=None) == own.replace(tzinfo=None):
        return asked
    day = "" if theirs.date() == own.date() else f" on {day_text(own.date())}"
    told = f"{theirs:%H:%M} {clock.said} is {own:%H:%M}{day} on your clock."
    return replace(asked, remarks=(*asked.remarks, told))


def _one_day(line: TypedLine, start: int, now: datetime) -> list[date]:
    """The one day meant: a weekday, today or tomorrow."""
    day = take_relative(line, now.date())
    if day is None:
        mend = (
            f'Write a day such as "Tuesdays", "Sat 28 Nov" or "every other Wednesday". {EXAMPLES}'
        )
        raise UnclearLineError(line.text, "", 1, "it does not say on which day.", mend)
    return [day + timedelta(7) if starts_at(day, start, now) < now else day]


def _earliest(hours: Hours, now: datetime) -> date:
    """Today, or tomorrow when its hour is over."""
    return now.date() + timedelta(starts_at(now.date(), hours.start, now) < now)


def _days(
    line: TypedLine, rhythm: Rhythm, ends: Ends, today: date
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


def _end_after(first: date, ends: Ends) -> date | None:
    """The last day of so many weeks or months from the first time on."""
    if ends.weeks:
        return first + timedelta(7 * ends.weeks - 1)
    if ends.months:
        year, month = divmod(first.year * 12 + first.month - 1 + ends.months, 12)
        day = min(first.day, calendar.monthrange(year, month + 1)[1])
        return date(year, month + 1, day) - timedelta(1)
    return None


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


def _refuse_more_than_dates(line: TypedLine, ends: Ends, *, is_repeating: bool) -> None:
    """A date stands by itself: with a rhythm or an end nobody could tell what is meant."""
    if is_repeating:
        what = "it names a date and days that come back."
        raise UnclearLineError(line.text, "", 1, what, 'Write "from 1 December" for the first.')
    if ends.is_given:
        what = "it names a date, and a beginning or an end besides."
        mend = 'Write the days that come back, as in "Tuesdays until 31 January".'
        raise UnclearLineError(line.text, "", 1, what, mend)


def _refuse_no_length(line: TypedLine, hours: Hours) -> None:
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


def _remarks(hours: Hours, *, is_both: bool) -> Iterator[str]:
    if hours.is_assumed:
        yield "No end was given, so it is taken to last an hour."
    if hours.is_long_over_midnight:
        yield "It ends earlier in the day than it begins, so the next day is taken."
    if is_both:
        yield "It may be on site or remote: it is weighed on site first."
