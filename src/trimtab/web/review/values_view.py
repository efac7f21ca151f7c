"""Values over time as a page draws them: a bar for each period, and what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.app.looking_back.values_over_time import Period, changes
from trimtab.domain.diary import SeasonNote
from trimtab.reports.wording import capital_text, date_text, listed_text

PAINTS = ("protect", "practice", "study", "meal", "task", "nap", "people", "travel")
"""Kinds whose colours values borrow, in the order values were first named."""

WIDTH_ON_A_PHONE, WIDTH_ON_A_DESK = 328, 690
LETTER, MARGIN = 8.2, 10
"""Pixels of a letter, and beside a name: a name that has no room stands in the sentence alone."""

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Share:
    """One value of a bar: where it begins and how wide it is, in hundredths.

    Its name stands in it where there is room, `needs_a_desk` where that is so on wide screens only.
    """

    name: str
    paint: str
    start: float
    width: float
    is_named: bool
    needs_a_desk: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One period, the newest first."""

    heading: str
    shares: tuple[Share, ...]
    sentence: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValuesView:
    """Every period shown, and the names that head the table."""

    names: tuple[str, ...]
    periods: tuple[PeriodView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """What somebody wrote of a season."""

    id: str
    heading: str
    rows: tuple[tuple[str, str], ...]


def values_view(found: Sequence[Period], today: date) -> ValuesView:
    """Periods as a page shows them."""
    names = tuple(dict.fromkeys(name for one in found for name, _ in one.weights))
    paints = {name: PAINTS[number % len(PAINTS)] for number, name in enumerate(names)}
    shown = [
        PeriodView(
            _heading(one, today),
            tuple(_shares(one, paints)),
            f"{_most(one)} {_sentence(more, less, is_first=number == 0)}",
            tuple(f"{dict(one.weights).get(name, 0):g}" for name in names),
        )
        for number, (one, (more, less)) in enumerate(zip(found, changes(found), strict=True))
    ]
    return ValuesView(names, tuple(reversed(shown))[:MOST_SHOWN])


def _heading(one: Period, today: date) -> str:
    since = "From" if one.first > today else "Since"
    season = f", {one.season}" if one.season else ""
    return f"{since} {date_text(one.first)} {one.first.year}{season}"


def _shares(one: Period, paints: dict[str, str]) -> list[Share]:
    found, start = [], 0.0
    for name, share in one.shares.items():
        needed = LETTER * len(name) + MARGIN
        found.append(
            Share(
                name,
                paints[name],
                round(start, 2),
                round(100 * share, 2),
                is_named=share * WIDTH_ON_A_DESK >= needed,
                needs_a_desk=share * WIDTH_ON_A_PHONE < needed,
            )
        )
        start += 100 * share
    return found


def _most(one: Period) -> str:
    """What weighs most."""
    names = heaviest(one.weights)
    return f"{capital_text(listed_text(names))} weigh{'s' * (len(names) == 1)} most."


def heaviest(weights: Sequence[tuple[str, float]]) -> list[str]:
    """Those of the largest weight, up to three.

    >>> heaviest([("family", 3.0), ("joy", 2.0), ("body", 3.0)])
    ['family', 'body']
    """
    most = max((weight for _, weight in weights), default=0.0)
    return [name for name, weight in weights if weight == most][:3]


def _sentence(more: Sequence[str], less: Sequence[str], *, is_first: bool) -> str:
    """What changed from the period before.

    >>> _sentence(["family"], ["joy", "body"], is_first=False)
    'Family weighs more than before; joy and body weigh less.'
    """
    if is_first:
        return "How it began."
    parts = [
        f"{listed_text(names)} {'weighs' if len(names) == 1 else 'weigh'} {word}"
        for names, word in ((more, "more than before"), (less, "less"))
        if names
    ]
    return f"{capital_text('; '.join(parts))}." if parts else "The same weights as before."


def note_view(note: SeasonNote) -> NoteView:
    """A note as the page lists it, nothing of what was left open."""
    season = f", {note.season}" if note.season else ""
    rows = (
        ("Who I am becoming", note.becoming),
        ("Roles", listed_text(note.roles)),
        ("Still fits", note.fits),
        ("No longer does", note.lets_go),
        ("What weighed most then", listed_text(heaviest(note.values))),
    )
    return NoteView(
        note.id,
        f"{date_text(note.day)} {note.day.year}{season}",
        tuple((name, text) for name, text in rows if text),
    )
