"""Pictures of a planned list: a curve, bars and bands, as numbers ready to be drawn.

Positions are per cent of the picture's width from the left and of its height from the top.
"""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.applications import PlannedList
from trimtab.domain.chances import Interval
from trimtab.reports.residency.list_words import percent_text, points_text

MOST_ROWS_OF_A_CURVE = 12
"""Lengths that the table beside the curve names (our choice)."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place of a picture."""

    text: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Value by number of applications: the line's points, this list on it, labels, a sentence.

    `stop` is where more hardly help, where that is not the list's own end.
    `rows` tell the same as a table: applications, value, cost, chance of no match.
    """

    points: str
    at_left: float
    at_top: float
    labels: tuple[Label, ...]
    here: Label
    stop: Label | None
    sentence: str
    rows: tuple[tuple[int, str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several bars from nought: what it stands for, its width, and what it says."""

    name: str
    width: float
    text: str
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A chance from 0 to 100: its middle, and where the band around it begins and how wide."""

    middle: float
    left: float
    width: float


def draw_curve(planned: PlannedList) -> Curve | None:
    """The value of the best list by its length; None where fewer than two lengths are known."""
    lengths = planned.lengths
    if len(lengths) < 2 or lengths[-1].value <= 0:
        return None
    widest, highest = lengths[-1].applications, max(one.value for one in lengths)
    chosen = len(planned.entries)
    left = 100 * min(1.0, chosen / widest)
    top = 100 - 100 * min(1.0, planned.value / highest)
    points = " ".join(
        f"{100 * one.applications / widest:.2f},{100 - 100 * one.value / highest:.2f}"
        for one in lengths
    )
    return Curve(
        points=points,
        at_left=left,
        at_top=top,
        labels=(
            Label("0", 0, 100),
            Label(f"{widest:,} applications", 100, 100),
            Label(f"{points_text(highest)} points", 0, 0),
        ),
        here=Label(f"{chosen:,}: {points_text(planned.value)} points", left, top),
        stop=_stop_label(planned, widest, highest),
        sentence=_curve_sentence(planned),
        rows=_curve_rows(planned),
    )


def _stop_label(planned: PlannedList, widest: int, highest: float) -> Label | None:
    """Where to stop on the curve; None where that is the list's end, or off the curve."""
    stop = planned.stop.applications if planned.stop else len(planned.entries)
    at = next((one for one in planned.lengths if one.applications == stop), None)
    if at is None or stop == len(planned.entries):
        return None
    return Label(f"stop: {stop:,}", 100 * stop / widest, 100 - 100 * at.value / highest)


def _curve_sentence(planned: PlannedList) -> str:
    """What the curve shows, for those who cannot see it."""
    half = next(
        (one for one in planned.lengths if one.value * 2 >= planned.value > 0), planned.lengths[-1]
    )
    first = (
        "first application alone gives"
        if half.applications == 1
        else f"first {half.applications} applications give"
    )
    return (
        f"The {first} half of what the whole list gives; each one more gives less. This list has "
        f"{len(planned.entries):,}."
    )


def _curve_rows(planned: PlannedList) -> tuple[tuple[int, str, float, str], ...]:
    lengths = planned.lengths
    step = max(1, -(-len(lengths) // MOST_ROWS_OF_A_CURVE))
    chosen = {len(planned.entries), lengths[-1].applications}
    return tuple(
        (one.applications, points_text(one.value), one.cost, percent_text(one.p_unmatched))
        for number, one in enumerate(lengths)
        if number % step == 0 or one.applications in chosen
    )


def draw_unmatched(planned: PlannedList) -> tuple[Bar, ...]:
    """The chance of no match at each correlation, on a line from 0 to 100 %."""
    usual = min(
        planned.unmatched_at,
        key=lambda one: abs(one.correlation - planned.correlation.middle),
        default=None,
    )
    return tuple(
        Bar(
            name=f"{one.correlation:g}",
            width=100 * one.p_unmatched,
            text=percent_text(one.p_unmatched),
            is_usual=one is usual,
        )
        for one in planned.unmatched_at
    )


def draw_band(chance: Interval) -> Band:
    """A chance on a line from 0 to 100 %.

    >>> draw_band(Interval(0.25, 0.125, 0.5))
    Band(middle=25.0, left=12.5, width=37.5)
    """
    return Band(100 * chance.middle, 100 * chance.low, 100 * (chance.high - chance.low))
