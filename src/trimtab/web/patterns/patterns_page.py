"""The page Patterns: what goes with good days, and what cannot be told yet."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.looking_back.patterns_now import NEEDED_DAYS, days_before, patterns_now
from trimtab.app.mind.parts import is_on
from trimtab.reflection.found_patterns import LEAST_DAYS_EACH, Pattern, Patterns
from trimtab.web.desk import desk_of
from trimtab.web.patterns import words
from trimtab.web.patterns.pictures import Interval, interval_of
from trimtab.web.rendering import page

OFF = "patterns/off.html.j2"


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern as the page tells it."""

    text: str
    days: str
    picture: Interval
    measure: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """Every estimate made, for who wants to see them all."""

    feature: str
    measure: str
    points: str
    days: int


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    if not is_on(desk.store, "patterns"):
        return page(request, OFF)
    found = patterns_now(desk.store, desk.now())
    context = {
        "rows": [_row(one) for one in found.shown],
        "all_rows": [_table_row(one) for one in found.looked_at],
        "too_few": [
            (words.short_text(one.feature.key), words.too_few_text(one)) for one in found.too_few
        ],
        "days": found.days,
        "older": 0 if found.days >= NEEDED_DAYS else days_before(desk.store, desk.now()),
        "needed": NEEDED_DAYS,
        "least": LEAST_DAYS_EACH,
        "is_enough": found.days >= NEEDED_DAYS,
        "looked_at": _looked_at(found),
    }
    return page(request, "patterns/patterns.html.j2", context)


def _looked_at(found: Patterns) -> int:
    return len({one.feature.key for one in found.looked_at})


def _row(pattern: Pattern) -> Row:
    return Row(
        words.pattern_text(pattern),
        words.days_text(pattern),
        interval_of(pattern.points, pattern.measure),
        words.MEASURES[pattern.measure],
    )


def _table_row(pattern: Pattern) -> TableRow:
    sign = -1 if pattern.measure == "stress" else 1
    middle, *ends = pattern.points
    low, high = sorted(sign * one for one in ends)
    points = f"{sign * middle:+.1f} ({low:+.1f} to {high:+.1f})".replace("-", "\N{MINUS SIGN}")
    feature = words.feature_text(pattern.feature.key).rstrip(",")
    return TableRow(feature, words.MEASURES[pattern.measure], points, pattern.days)
