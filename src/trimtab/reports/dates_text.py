"""Dates with lead times in the terminal: each with how far off it is and its next step."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.dates import DatesAhead, Turn, TurnStep, ahead_text, turn_meant
from trimtab.reports.terminal_theme import clean_text, theme_for
from trimtab.reports.wording import date_text

MOST_AGAIN = 3
"""Later turns of one date that are named (our choice)."""

YEARS_APART_DAYS = 300
"""Turns so far apart are told with their years (our choice)."""

NOTHING = "No dates are kept here yet. Add one, for example:"
EXAMPLE = "State licence by 2027-03-01, licence, every 2 years"
NONE_IN_SIGHT = "Nothing falls due, and nothing begins, by {}. Look further with --weeks."
OUR_CHOICE = (
    "Where you wrote no steps, they and their days are Trimtab's choice, nobody's deadline: check "
    "with the office that sets the date."
)
NOT_DONE = ". Not called done; if it is:"
MOST_NARROW = 20
"""Columns in which words stand even on the smallest terminal (our choice)."""

_BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """A date in the list: when it is, what is to be said, and what may be typed."""

    turn: Turn
    said: Text
    command: str = ""


def print_dates(
    ahead: DatesAhead, console: Console, *, keeps_any: bool = True, file: str = ""
) -> None:
    """Print what is coming to `console` and nowhere else.

    `file` is the profile as it has to be typed, "" where that needs none.
    """
    if not keeps_any:
        _print(console, Text(NOTHING))
        _print_command(console, _command("add", EXAMPLE, file))
        return
    title = f"Dates until {_day_text(ahead.last)}"
    _print(console, Text.assemble((title, _BOLD), f"  {clean_text(ahead.person)}"))
    console.print()
    if not ahead.turns and not ahead.passed:
        _print(console, Text(NONE_IN_SIGHT.format(_day_text(ahead.last))))
        return
    _print_rows(list(_rows(ahead, console, file)), ahead.today, console)
    shown = (*ahead.passed, *ahead.turns)
    if not all(turn.kept.has_own_steps for turn in shown):
        console.print()
        _print(console, Text(OUR_CHOICE, theme_for(console).dim))


def _rows(ahead: DatesAhead, console: Console, file: str) -> Iterator[_Row]:
    """What passed without a word, then each date that is coming with its steps."""
    dim = theme_for(console).dim
    for turn in ahead.passed:
        said = Text.assemble((clean_text(turn.kept.name), _BOLD), NOT_DONE)
        yield _Row(turn, said, _done_command(turn, ahead.today, file))
    for turn, later in _first_turns(ahead.turns):
        said = Text.assemble((clean_text(turn.kept.name), _BOLD))
        for line in _lines(turn, ahead.today):
            said.append(f"\n{line}")
        if later:
            said.append(f"\n{_again(turn, later)}", dim)
        yield _Row(turn, said)


def _print_rows(rows: Sequence[_Row], today: date, console: Console) -> None:
    """Day, how far off, and what is to be done, in columns; a command on a line of its own."""
    heads = [(_day_text(row.turn.day), ahead_text(row.turn.day, today)) for row in rows]
    days, distances = (max(map(len, column)) for column in zip(*heads, strict=True))
    for row, (day, distance) in zip(rows, heads, strict=True):
        lead = f"{day:<{days}}  {distance:<{distances}}  "
        for line in row.said.wrap(console, max(MOST_NARROW, console.width - len(lead))):
            _print(console, Text.assemble(lead, line))
            lead = " " * len(lead)
        if row.command:
            _print_command(console, row.command)


def _done_command(turn: Turn, today: date, file: str) -> str:
    """What to type to call a turn done; with its day where another would be meant."""
    command = _command("done", turn.kept.name, file)
    return command if turn_meant(turn.kept, today) == turn else f"{command} --on {turn.day}"


def _command(verb: str, words: str, file: str) -> str:
    named = f" {shlex.quote(clean_text(file))}" if file else ""
    return f"trimtab dates {verb} {_typed(words)}{named}"


def _first_turns(turns: tuple[Turn, ...]) -> list[tuple[Turn, list[Turn]]]:
    """The first turn of each date that is not done, else its first, with those after it."""
    by_name = sorted(turns, key=lambda turn: (turn.kept.name, turn.day))
    found = []
    for _, each in groupby(by_name, key=lambda turn: turn.kept.name):
        mine = list(each)
        first = next((turn for turn in mine if not turn.is_done), mine[0])
        found.append((first, [turn for turn in mine if turn.day > first.day]))
    return sorted(found, key=lambda one: (one[0].day, one[0].kept.name))


def _typed(words: str) -> str:
    """Words as a shell takes them for one."""
    said = clean_text(words)
    return shlex.quote(said) if set(said) & set('"$`\\!') else f'"{said}"'


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


def _again(first: Turn, later: list[Turn]) -> str:
    """The next turns after the first, with their years where they are far apart."""
    is_far = (later[0].day - first.day).days >= YEARS_APART_DAYS
    days = [
        f"{turn.day.day} {turn.day:%b}" + (f" {turn.day.year}" if is_far else "")
        for turn in later[:MOST_AGAIN]
    ]
    more = " and so on" if len(later) > MOST_AGAIN else ""
    return f"Again on {', '.join(days)}{more}"


def _near_text(day: date, today: date) -> str:
    """A day with its year where that is not this year's."""
    return date_text(day) if day.year == today.year else _day_text(day)


def _day_text(day: date) -> str:
    return f"{date_text(day)} {day.year}"


def _print_command(console: Console, command: str) -> None:
    """A command to copy, which no end of a line may break."""
    console.print(Text(f"  {command}"), soft_wrap=True, highlight=False)


def _print(console: Console, text: Text) -> None:
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, soft_wrap=True, highlight=False)
