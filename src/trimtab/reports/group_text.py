"""A study group's division in the terminal: a paragraph for each member."""

from __future__ import annotations

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.domain.study_groups import Division
from trimtab.reports.group_words import division_sentences, member_lines
from trimtab.reports.terminal_theme import clean_text

BOLD = Style(bold=True)


def print_division(division: Division, console: Console) -> None:
    """Print who takes what to `console`."""
    if division.group.name:
        console.print(Text(clean_text(division.group.name), BOLD), highlight=False)
    for line in member_lines(division):
        head = Text(clean_text(line.name), BOLD)
        head.append(clean_text(f", {line.time}: {line.total}"), Style(bold=False))
        console.print(head, highlight=False)
        for topic in line.topics:
            console.print(Text("  " + clean_text(topic)), highlight=False)
    console.print()
    for sentence in division_sentences(division):
        console.print(Text(clean_text(sentence)), highlight=False)
