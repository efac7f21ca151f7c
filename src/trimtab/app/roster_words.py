"""What the titles of a roster say: work, call, leave, off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from trimtab.domain.commitments import Commitment, DayNote

WORK = frozenset({"duty", "clinic", "lecture"})
LEAST_LEAVE_MINUTES = 4 * 60
"""Leave written with hours is a day of leave from so many on (our choice)."""

MINUTE = timedelta(minutes=1)
CALL = re.compile(r"(?<!\w)(?:on[ -]?call|call|garde)s?(?!\w)", re.IGNORECASE)
NO_CALL = re.compile(
    r"(?<!\w)(?:no|short|day|post)[ -]?call(?!\w)|(?<!\w)call(?:ed)?[ -]?(?:in|back)s?(?!\w)",
    re.IGNORECASE,
)
HOME_CALL = re.compile(r"(?<!\w)(?:garde à domicile|astreintes?)(?!\w)", re.IGNORECASE)
OFF = re.compile(
    r"(?:(?:days? )?off|rest(?: day)?|free|zero day|post[ -]?call(?: day)?|no (?:call|duty|shift)s?"
    r"|sick(?: (?:day|leave))?)(?:\s*[-(:,/].*)?",
    re.IGNORECASE,
)
MOONLIGHTING = re.compile(
    r"(?<!\w)(?:moonlighting|moonlighters?|locums?"
    r"|moonlight (?:shift|ed|er|icu|ward|night|call|clinic)s?)(?!\w)",
    re.IGNORECASE,
)
LEAVE = re.compile(
    r"(?<!\w)(?:vacations?|vacances|congé|pto|leave(?! (?:early|at|by|for|home|from)\b))(?!\w)",
    re.IGNORECASE,
)
HOLIDAY = re.compile(r"(?<!\w)holidays?(?!\w)", re.IGNORECASE)
NO_LEAVE = re.compile(
    r"(?<!\w)(?:no|not|cover\w*|reliefs?|relieve\w*|backfill\w*|request\w*|denied|due|deadline|bid"
    r"|(?<=\w )on (?:vacation|leave|pto))(?!\w)",
    re.IGNORECASE,
)
"""Not the person's own leave: work in its place, a wish, or somebody else's ("Patel on leave")."""


def find_leave(notes: Iterable[DayNote]) -> frozenset[date]:
    """Days that all-day entries call leave or vacation, or a holiday of two days or more.

    >>> away = DayNote("PTO - Lisbon", date(2026, 11, 23), date(2026, 11, 24))
    >>> sorted(day.day for day in find_leave([away]))
    [23, 24]
    """
    found: set[date] = set()
    for note in notes:
        length = (note.last - note.first).days + 1
        if _is_leave(note.name) or (length > 1 and _is_leave(note.name, HOLIDAY)):
            found.update(note.first + timedelta(days=number) for number in range(length))
    return frozenset(found)


def find_timed_leave(commitments: Iterable[Commitment], zone: tzinfo) -> frozenset[date]:
    """Days of leave that a roster writes with hours, four or more of them."""
    found: set[date] = set()
    for one in commitments:
        if is_timed_leave(one) and minutes_of(one) >= LEAST_LEAVE_MINUTES:
            first, last = (when.astimezone(zone).date() for when in (one.start, one.end - MINUTE))
            found.update(first + timedelta(days=day) for day in range((last - first).days + 1))
    return frozenset(found)


def is_timed_leave(one: Commitment) -> bool:
    """Whether it is a duty whose title says leave."""
    return one.kind == "duty" and _is_leave(one.name)


def is_relevant(one: Commitment) -> bool:
    """Whether a duty-hour rule has to do with it: work, moonlighting, or home call."""
    is_work = one.kind in WORK or one.kind == "home_call" or is_moonlighting(one)
    is_free = bool(OFF.fullmatch(one.name.strip())) or _is_leave(one.name)
    return is_work and not is_free and one.end > one.start


def is_home_call(one: Commitment) -> bool:
    """Whether it is call from home."""
    return one.kind == "home_call" or bool(HOME_CALL.search(one.name))


def is_call(one: Commitment) -> bool:
    """Whether a title calls it a call in house that goes through the night."""
    return bool(CALL.search(one.name)) and not NO_CALL.search(one.name)


def is_moonlighting(one: Commitment) -> bool:
    """Whether a title calls it moonlighting."""
    return bool(MOONLIGHTING.search(one.name))


def minutes_of(one: Commitment) -> int:
    """Its length in real minutes."""
    return int((one.end - one.start).total_seconds() // 60)


def _is_leave(name: str, words: re.Pattern[str] = LEAVE) -> bool:
    return bool(words.search(name)) and not NO_LEAVE.search(name)
