"""Dates with lead times in the terminal: each with how far off it is and its next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from trimtab.domain.dates import DatesAhead, Turn, TurnStep, ahead_text
from trimtab.reports.terminal_theme import clean_text, theme_for
from trimtab.reports.wording import date_text

MOST_AGAIN = 3
"""Later turns of one date that are named (our choice)."""

NOTHING = (
    "No dates are kept here yet. Add one, for example:\n"
    '  trimtab dates add "State licence by 2027-03-01, licence, every 2 years"'
)
NONE_IN_SIGHT = "Nothing falls due, and nothing begins, by {}. Look further with --weeks."
OUR_CHOICE = (
    "Where you wrote no steps, they and their days are Trimtab's choice, nobody's deadline: check "
    "with the office that sets the date."
)
_BOLD = Style(bold=True)


def print_dates(ahead: DatesAhead, console: Console, *, keeps_any: bool = True) -> None:
    """Print what is coming to `console` and nowhere else."""
    if not keeps_any:
        _print(console, Text(NOTHING))
        return
    title = f"Dates until {_day_text(ahead.last)}"
    _print(console, Text.assemble((title, _BOLD), f"  {clean_text(ahead.person)}"))
    console.print()
    if not ahead.turns and not ahead.passed:
        _print(console, Text(NONE_IN_SIGHT.format(_day_text(ahead.last))))
        return
    console.print(_table(ahead, console))
    shown = (*ahead.passed, *ahead.turns)
    if not all(turn.kept.has_own_steps for turn in shown):
        console.print()
        _print(console, Text(OUR_CHOICE, theme_for(console).dim))


def _table(ahead: DatesAhead, console: Console) -> Table:
    """Day, how far off, and what is to be done, a row for each date."""
    table = Table.grid(padding=(0, 2), pad_edge=False)
    dim = theme_for(console).dim
    for turn in ahead.passed:
        table.add_row(_day_text(turn.day), ahead_text(turn.day, ahead.today), _passed(turn))
    for turn, later in _first_turns(ahead.turns):
        said = Text.assemble((clean_text(turn.kept.name), _BOLD))
        for line in _lines(turn, ahead.today):
            said.append(f"\n{line}")
        if later:
            said.append(f"\n{_again(later)}", dim)
        table.add_row(_day_text(turn.day), ahead_text(turn.day, ahead.today), said)
    return table


def _first_turns(turns: tuple[Turn, ...]) -> list[tuple[Turn, list[Turn]]]:
    """The first turn of each date that is not done, else its first, with those after it."""
    by_name = sorted(turns, key=lambda turn: (turn.kept.name, turn.day))
    found = []
    for _, each in groupby(by_name, key=lambda turn: turn.kept.name):
        mine = list(each)
        first = next((turn for turn in mine if not turn.is_done), mine[0])
        found.append((first, [turn for turn in mine if turn.day > first.day]))
    return sorted(found, key=lambda one: (one[0].day, one[0].kept.name))


def _passed(turn: Turn) -> Text:
    name = clean_text(turn.kept.name)
    said = " Not called done; if it is: "
    command = f'trimtab dates done "{name}"'
    return Text.assemble((name, _BOLD), f".{said}{command}")


def _lines(turn: Turn, today: date) -> Iterator[str]:
    """What is late, what comes next, what is done."""
    if turn.is_done:
        yield "Done."
        return
    late = [step for step in turn.open_steps if step.is_late_on(today)]
    coming = [step for step in turn.open_steps if not step.is_late_on(today)]
    if late:
        yield f"Still open: {'; '.join(clean_text(step.step.name) for step in late)}"
    for number, step in enumerate(coming[:1] if late else coming[:2]):
        lead = "Then" if late or number else "Next"
        yield f"{lead}: {clean_text(step.step.name)}, {_when(step, today)}"
    done = [clean_text(step.step.name) for step in turn.steps if step.is_done]
    if done:
        yield f"Done: {'; '.join(done)}"


def _when(step: TurnStep, today: date) -> str:
    by = f"by {_near_text(step.wanted_by, today)}"
    return by if step.begins <= today else f"from {_near_text(step.begins, today)}"


def _again(later: list[Turn]) -> str:
    days = [f"{turn.day.day} {turn.day:%b}" for turn in later[:MOST_AGAIN]]
    more = " and on" if len(later) > MOST_AGAIN else ""
    return f"Again on {', '.join(days)}{more}"


def _near_text(day: date, today: date) -> str:
    """A day with its year where that is not this year's."""
    return date_text(day) if day.year == today.year else _day_text(day)


def _day_text(day: date) -> str:
    return f"{date_text(day)} {day.year}"


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=False, highlight=False)
