"""The words of a sentence that say when and how, and what of time is left unread beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from trimtab.domain.errors import UnclearLineError
from trimtab.spoken.clocks import WEEKDAY, take_clock, take_range
from trimtab.spoken.dates import take_relative
from trimtab.spoken.lines import TAKEN, TypedLine
from trimtab.spoken.occurrences import Hours
from trimtab.spoken.times import take_hours, take_times

CHOICE = re.compile(rf"{TAKEN}[\s,;]*\bor\b[\s,]*(?:(?:on|at)\s+)*(?:{TAKEN}|\d)", re.IGNORECASE)
TIME_WORD = re.compile(
    r"\b(?:(?!the\b)[\w'-]+\s+)?(?:January|February|April|June|July|August|September|October|November|"
    r"December|weeks?|weekends?|fortnights?|months?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|"
    rf"\d{{1,2}}/\d{{1,2}})\b(?:\s+(?!(?:{WEEKDAY}|on|at|in|to|is|and)\b)[\w'-]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What of a sentence the reader of requests knows, in its order, and what is left of it."""

    understood: str
    rest: str
    hours: Hours | None = None
    has_ends: bool = False

    @property
    def has_hours(self) -> bool:
        """Whether it says at what time."""
        return self.hours is not None

    @property
    def choice(self) -> str:
        """Words that leave open which of several days or hours is meant; empty without any."""
        found = CHOICE.search(self.rest)
        return found[0] if found else ""

    @property
    def has_more_hours(self) -> bool:
        """Whether other hours than those understood are left."""
        if self.hours is None:
            return False
        line = TypedLine(self.rest.replace(TAKEN, " "))
        if take_range(line) is not None:
            return True
        return take_clock(line) not in {None, self.hours.start}

    @property
    def unread(self) -> str:
        """Words of time that nobody read: "January block"; empty without any."""
        found = TIME_WORD.search(self.rest)
        return found[0].strip() if found else ""


def pieces_of(sentence: str, now: datetime) -> Pieces:
    """A sentence taken apart."""
    line, today = TypedLine(sentence.replace('"', " ")), now.date()
    try:
        times = take_times(line, today)
    except UnclearLineError:
        return Pieces("", sentence)
    to_day = times.to_day
    hours = _hours(line) if to_day is None else Hours(to_day.start, 0)
    if not times.dates and times.rhythm is None:
        take_relative(line, today)
    runs = re.finditer(f"{TAKEN}+", line.rest)
    understood = " ".join(line.text[run.start() : run.end()].strip(" ,.") for run in runs)
    return Pieces(understood, line.rest, hours, times.ends.is_given)


def _hours(line: TypedLine) -> Hours | None:
    """Take the hours out of a sentence, where it says any."""
    try:
        return take_hours(line, "")
    except UnclearLineError:
        return None
