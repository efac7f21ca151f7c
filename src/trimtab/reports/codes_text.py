"""Proposals for a roster's codes, in the terminal, and as lines for a profile."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.legend_lines import legend_lines
from trimtab.domain.shown_calendars import CodeProposal, CodeProposals
from trimtab.reports.calendar_text import Page
from trimtab.reports.terminal_theme import clean_text
from trimtab.reports.wording import date_text, dates_text, listed_text

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NO_CODES = "No title of whole days in it looks like a code; there is nothing to map."
PASTE = "For your profile, under this [[calendar]]"
LEGEND = "Lines behind a # are guesses or questions: check the hours, then take the # away."
_BOLD = Style(bold=True)


def print_codes(proposals: CodeProposals, console: Console) -> None:
    """Print each code, what it may mean, and the lines to paste."""
    page = Page(console)
    count = len(proposals.codes)
    page.line(Text(clean_text(proposals.source), _BOLD))
    if not count:
        page.line(Text(NO_CODES))
    for one in proposals.codes:
        page.gap()
        _print_code(page, one)
    if proposals.others:
        names = listed_text([clean_text(name) for name in proposals.others[:8]])
        page.listing("Not taken for codes", [Text(names)])
    lines = list(legend_lines(proposals.codes))
    if lines:
        page.gap()
        page.line(Text(PASTE, _BOLD))
        page.gap()
        for line in lines:
            page.console.print(Text(line), highlight=False, soft_wrap=True)
        if any(line.startswith("#") for line in lines):
            page.gap()
            page.line(Text(LEGEND, page.theme.dim))
    page.listing("To check", [Text(clean_text(str(one))) for one in proposals.problems])


def _print_code(page: Page, one: CodeProposal) -> None:
    head = Text(clean_text(one.code), _BOLD)
    head.append("  " + ", ".join(_days_text(one)), page.theme.dim)
    page.hanging(head)
    if one.basis == "open":
        page.hanging(Text(f"Its hours? {_capital(one.why)}.", page.theme.accent), 4)
    elif one.basis == "guess":
        page.hanging(Text(f"{one.meaning}, a guess to check: {one.why}.", page.theme.accent), 4)
    else:
        page.hanging(Text(f"{one.meaning}: {one.why}."), 4)


def _days_text(one: CodeProposal) -> Iterator[str]:
    """How often a code comes, on which days, from when to when."""
    yield "1 day" if one.count == 1 else f"{one.count} days"
    if one.count <= len(one.examples):
        yield listed_text([date_text(day) for day in one.examples])
        return
    yield dates_text(one.first, one.last)
    if len(one.weekdays) < 7:
        yield weekdays_text(one.weekdays)


def weekdays_text(weekdays: tuple[int, ...]) -> str:
    """Weekdays, in a row as a stretch.

    >>> weekdays_text((0, 1, 2, 3, 4)), weekdays_text((5, 6))
    ('Mon-Fri', 'Sat and Sun')
    """
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) > 2 and last - first + 1 == len(weekdays):
        return f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
    return listed_text([WEEKDAYS[day] for day in weekdays])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
