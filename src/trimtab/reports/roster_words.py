"""What is told of a roster that somebody else gave, before and after it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trimtab.domain.errors import Problem
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.reports.wording import date_text, dated_text

MOST_UNCLEAR = 5
OLD_STAYS = "The roster that is here stays as it is."
NOTHING_IN_IT = "No shifts of the days ahead could be read in {}. {}"
EXPORT_AGAIN = "Export it again as a calendar (.ics), or as a spreadsheet with one day a row."
OVER = "Everything in {} is over: its last day is {}. Choose one with days to come."
FAR = "{} begins on {}. Rosters are read until {}: choose one that begins before."


def roster_fault(file: str, found: UnderstoodCalendar, today: date, last: date) -> str:
    """What keeps a file from being a roster of the days `today`..`last`; empty where nothing does.

    Days without hours count: whose they are can still say what they mean.
    """
    if found.fault:
        return NOTHING_IN_IT.format(file, f"{found.fault} {found.mend}".rstrip())
    notes = found.open_notes
    begins = [one for one in (found.first, *(note.first for note in notes)) if one]
    ends = [one for one in (found.last, *(note.last for note in notes)) if one]
    if not begins:
        return _nothing(file, found)
    if max(ends) < today:
        return OVER.format(file, dated_text(max(ends), today))
    if min(begins) > last:
        return FAR.format(file, dated_text(min(begins), today), dated_text(last, today))
    return ""


def _nothing(file: str, found: UnderstoodCalendar) -> str:
    """Why no shift was found; what the reader says of the whole file tells most."""
    told = sorted(found.problems, key=lambda one: one.line or 0)
    why = EXPORT_AGAIN
    if told:
        place = f"Line {told[0].line}: " if told[0].line else ""
        why = f"{place}{told[0].what} {told[0].mend}".rstrip()
    return NOTHING_IN_IT.format(file, why)


def roster_state(
    calendar: str | None, earlier: Sequence[tuple[str, date]] = (), *, is_read: bool
) -> str:
    """How somebody's roster stands, where it could be replaced, and what came before it.

    >>> roster_state("december.ics", [("november.ics", date(2026, 11, 29))], is_read=True)
    'Their roster is read beside yours, up to Sun 29 Nov from november.ics.'
    """
    if calendar is None:
        return "No roster yet."
    if not is_read:
        return "Above is why theirs is not read."
    before = "".join(f", up to {date_text(until)} from {file}" for file, until in earlier)
    return f"Their roster is read beside yours{before}."


def unclear_summary(name: str, count: int) -> str:
    """How many things of somebody's roster were read with a guess.

    >>> unclear_summary("Robin", 1)
    "One thing in Robin's roster was not clear"
    """
    things = "One thing" if count == 1 else f"{count} things"
    return f"{things} in {name}'s roster {'was' if count == 1 else 'were'} not clear"


def unclear_lines(problems: Sequence[Problem]) -> tuple[str, ...]:
    """How each was read and what to do where that is wrong, the first few."""
    told = tuple(f"{one.what} {one.mend}".rstrip() for one in problems[:MOST_UNCLEAR])
    left = len(problems) - MOST_UNCLEAR
    return (*told, f"And {left} more of that sort.") if left > 0 else told
