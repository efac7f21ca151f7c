"""A legend of codes as lines of TOML, for a person to paste or a profile to take."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from trimtab.domain.shown_calendars import CodeProposal

HEADER = "[calendar.codes]"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def legend_lines(codes: Iterable[CodeProposal]) -> Iterator[str]:
    """The table of codes a profile lacks; guesses and questions stand behind a #."""
    lacking = [one for one in codes if one.basis != "profile"]
    if lacking:
        yield HEADER
    yield from map(legend_line, lacking)


def legend_line(one: CodeProposal) -> str:
    """One code as a line of TOML.

    >>> from datetime import date
    >>> day = date(2026, 11, 22)
    >>> legend_line(CodeProposal("XR", 1, day, day, (6,), (day,), "", "open", ""))
    '# "XR" = "HH:MM-HH:MM"   # its hours? on 1 day, such as Sun 22 Nov'
    """
    key = quoted(one.code)
    if one.basis == "open":
        days = "1 day" if one.count == 1 else f"{one.count} days"
        day = one.examples[0]
        shown = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        return f'# {key} = "HH:MM-HH:MM"   # its hours? on {days}, such as {shown}'
    if one.basis == "guess":
        return f"# {key} = {quoted(one.meaning)}   # a guess: check it"
    return f"{key} = {quoted(one.meaning)}"


def quoted(text: str) -> str:
    """Text as a string of TOML on one line, control characters escaped."""
    return json.dumps(text, ensure_ascii=True)
