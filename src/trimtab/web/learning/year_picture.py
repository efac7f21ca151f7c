"""The year as one quiet picture: weeks with what fits and what is asked, rotations, exams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from trimtab.domain.study_plans import StudyWeek, YearPlan
from trimtab.reports.wording import MONTHS, date_text, hours_text

WIDTH, LEFT, RIGHT = 340.0, 30.0, 4.0
TOP, DEEP, BELOW = 44.0, 84.0, 34.0
HEIGHT = TOP + DEEP + BELOW
LETTER = 6.4
"""Units of a letter, about."""

NAME_ROWS, ROW_HEIGHT = 3, 11.0
MOST_MONTHS = 78
"""Weeks whose months are told; of more the years are."""

WIDEST = 26.0
"""A week's bar is no wider, however few there are."""


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A week: what fits as an outline, in it questions upon cards as bars, and all in words."""

    x: float
    width: float
    fits_y: float
    fits_height: float
    y: float
    height: float
    cards_y: float
    cards_height: float
    is_known: bool
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """A rotation behind its weeks; its name stands where it has room."""

    x: float
    width: float
    name: str
    is_shaded: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A place across with a word: an exam, a month, or a length on the scale."""

    x: float
    y: float
    text: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class YearPicture:
    """Everything that is drawn, in units of the picture."""

    bars: tuple[WeekBar, ...]
    bands: tuple[Band, ...]
    exams: tuple[Mark, ...]
    months: tuple[Mark, ...]
    top_hours: str
    summary: str
    has_empty: bool
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    top: float = TOP
    base: float = TOP + DEEP
    right: float = WIDTH - RIGHT


def draw_year(plan: YearPlan) -> YearPicture | None:
    """The picture of a year; None where there is nothing to draw."""
    weeks = plan.weeks
    if not weeks:
        return None
    each = min(WIDEST, (WIDTH - LEFT - RIGHT) / len(weeks))
    most = max(60, *(week.fits for week in weeks))
    bars = tuple(_bar(week, LEFT + each * place, each, most) for place, week in enumerate(weeks))
    return YearPicture(
        bars=bars,
        bands=tuple(_bands(weeks, each)),
        exams=tuple(_exams(weeks, each)),
        months=tuple(_months(weeks, each)),
        top_hours=f"{hours_text(most)} h",
        summary=_summary(plan, weeks),
        has_empty=any(not week.fits for week in weeks),
    )


def _bar(week: StudyWeek, x: float, each: float, most: int) -> WeekBar:
    fits = DEEP * week.fits / most
    cards = DEEP * min(week.cards, week.fits) / most
    asked = DEEP * min(week.minutes, max(0, week.fits - week.cards)) / most
    gap = min(1.5, each * 0.15)
    base = TOP + DEEP
    return WeekBar(
        x=round(x + gap, 2),
        width=round(each - 2 * gap, 2),
        fits_y=round(base - fits, 2),
        fits_height=round(fits, 2),
        y=round(base - cards - asked, 2),
        height=round(asked, 2),
        cards_y=round(base - cards, 2),
        cards_height=round(cards, 2),
        is_known=week.known_days == len(week.days),
        title=week_words(week),
    )


def week_words(week: StudyWeek) -> str:
    """A week in words, as the table and the picture tell it."""
    about = "" if week.known_days == len(week.days) else "about "
    hours = f"{hours_text(week.asked)} of {about}{hours_text(week.fits)} h"
    cards = f", {hours_text(week.cards)} h of cards" if week.cards else ""
    return f"Week of {date_text(week.monday)}: {hours}, {week.questions()} questions{cards}"


def _bands(weeks: Sequence[StudyWeek], each: float) -> Iterator[Band]:
    place = 0
    named = groupby(weeks, key=lambda week: week.seasons[:1])
    for number, (names, row) in enumerate(named):
        count = len(list(row))
        width, name = each * count, names[0] if names else ""
        fits = len(name) * LETTER <= width
        yield Band(
            round(LEFT + each * place, 2), round(width, 2), name if fits else "", number % 2 == 0
        )
        place += count


def _exams(weeks: Sequence[StudyWeek], each: float) -> Iterator[Mark]:
    """Exams at their days, names in the first row in which they meet no other.

    Where no row has room the line stands without its name, which the table tells.
    """
    taken: dict[int, list[tuple[float, float]]] = {row: [] for row in range(NAME_ROWS)}
    for place, week in enumerate(weeks):
        for exam in week.exams:
            x = LEFT + each * (place + (exam.day.weekday() + 0.5) / 7)
            is_late, width = x > WIDTH / 2, len(exam.name) * LETTER + LETTER / 2
            ends = (x - width, x) if is_late else (x, x + width)
            free = (
                row
                for row, spans in taken.items()
                if all(ends[1] <= low or high <= ends[0] for low, high in spans)
            )
            row = next(free, None)
            if row is not None:
                taken[row].append(ends)
            name = exam.name if row is not None else ""
            yield Mark(round(x, 2), 10.0 + ROW_HEIGHT * (row or 0), name, is_late)


def _months(weeks: Sequence[StudyWeek], each: float) -> Iterator[Mark]:
    """Months where they begin, or years where there are more weeks than months could be told of."""
    before, last, wants_years = 0, -100.0, len(weeks) > MOST_MONTHS
    for place, week in enumerate(weeks):
        x, month = LEFT + each * place, week.monday.month
        turn = week.monday.year if wants_years else month
        words = str(turn) if wants_years else MONTHS[month - 1]
        if turn != before and x - last >= (len(words) + 0.4) * LETTER:
            yield Mark(round(x, 2), HEIGHT - 4, words)
            last = x
        before = turn


def _summary(plan: YearPlan, weeks: Sequence[StudyWeek]) -> str:
    shares = [week.share for week in weeks]
    fullest = f"{max(shares, default=0):.0%}".replace("%", " %")
    exams = ", ".join(f"{one.exam.name} on {date_text(one.exam.day)}" for one in plan.outlooks)
    return f"{len(weeks)} weeks until {exams}; the fullest week holds {fullest} of what fits."
