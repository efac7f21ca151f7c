"""A deck's days to come in the terminal: a line a day, longer where there is more."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from trimtab.domain.decks import DeckForecast, DeckOutlook, DeckReading
from trimtab.reports.card_words import (
    load_heads,
    load_lines,
    new_text,
    no_cards_text,
    smoother_text,
)
from trimtab.reports.terminal_theme import clean_text
from trimtab.reports.wording import date_text, duration_text

WIDEST = 24
NEW_FROM = {
    "said": "as you say",
    "deck": "as the deck says",
    "seen": "as in the last two weeks",
    "usual": "as is usual",
}


def print_deck(
    reading: DeckReading, forecast: DeckForecast, outlook: DeckOutlook | None, console: Console
) -> None:
    """Print what a deck will ask for, and what new cards cost where an outlook is given."""
    for line in _heads(reading, forecast):
        console.print(Text(clean_text(line)))
    if not reading.cards:
        return
    console.print()
    console.print(_days(forecast))
    if outlook is not None and outlook.loads:
        console.print()
        console.print(_loads(outlook))
        if said := smoother_text(outlook):
            console.print(Text(said))


def _heads(reading: DeckReading, forecast: DeckForecast) -> list[str]:
    if not reading.cards:
        return [no_cards_text(reading.suspended, reading.remarks)]
    about = [f"{reading.cards:,} cards, {reading.unseen:,} never seen"]
    if forecast.backlog:
        about.append(f"{forecast.backlog:,} overdue")
    if reading.suspended:
        about.append(f"{reading.suspended:,} suspended")
    if reading.buried:
        about.append(f"{reading.buried:,} buried until tomorrow")
    return [
        f"{', '.join(about)}.",
        _total_text(forecast),
        *forecast.remarks,
    ]


def _total_text(forecast: DeckForecast) -> str:
    total = duration_text(round(forecast.minutes))
    return (
        f"{len(forecast.days)} days ask for about {total}, {new_text(forecast)} "
        f"({NEW_FROM[forecast.new_from]}), to remember {forecast.retention:.0%} of them."
    )


def _days(forecast: DeckForecast) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("day", "reviews", "new", "minutes", "range", ""):
        right = head in {"reviews", "new", "minutes", "range"}
        table.add_column(head, justify="right" if right else "left", no_wrap=True)
    most = max((one.minutes for one in forecast.days), default=0.0) or 1.0
    for one in forecast.days:
        table.add_row(
            date_text(one.day),
            f"{one.reviews:.0f}",
            f"{one.new:.0f}",
            f"{one.minutes:.0f}",
            f"{one.low:.0f} to {one.high:.0f}",
            "▪" * round(WIDEST * one.minutes / most),
        )
    return table


def _loads(outlook: DeckOutlook) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("new cards")
    for head in load_heads(outlook):
        table.add_column(head, justify="right")
    for name, means in load_lines(outlook):
        table.add_row(name, *means)
    return table
