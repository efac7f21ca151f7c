"""The year as one quiet picture: weeks with what fits and what is asked, rotations, exams.

Places across are shares of the width there is, heights are pixels: so a picture is as wide as its
page, and its words stay as large as they are elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from trimtab.domain.study_plans import StudyWeek, YearPlan
from trimtab.reports.study_words import count_text, week_questions_text
from trimtab.reports.wording import MONTHS, date_text, dated_text, hours_text, listed_text

MOST_WEEKS = 65
"""Fifteen months are drawn; what lies beyond is told in a line (our choice)."""

LETTER = 7.6
"""Pixels of a letter, about."""

FIRST_NAME, NAME_HEIGHT, ABOVE_WEEKS, BELOW_WEEKS = 14.0, 18.0, 12.0, 42.0
MONTHS_UP = 6.0

WIDEST = 64.0
"""A week is no wider at the least breadth, however few there are."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """Room for a picture, in pixels: it is at least so wide, and its weeks are so high."""

    name: str
    least: float
    deep: float


NARROW, BROAD = Breadth("narrow", 250.0, 96.0), Breadth("broad", 640.0, 130.0)
"""A phone's, and from 46 rem on; the page shows one of them."""


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
    """A place across with a word: an exam or a month. A late one has its word before it."""

    x: float
    y: float
    text: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class YearPicture:
    """Everything that is drawn: across in hundredths of the width, down in pixels."""

    bars: tuple[WeekBar, ...]
    bands: tuple[Band, ...]
    exams: tuple[Mark, ...]
    months: tuple[Mark, ...]
    top_hours: str
    summary: str
    has_empty: bool
    top: float
    base: float
    breadth: str

    @property
    def height(self) -> float:
        """With names of exams above, rotations and months below."""
        return self.base + BELOW_WEEKS


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What places are reckoned by: pixels of a week, of all at the least, and of an hour."""

    each: float
    breadth: Breadth
    most: int

    def across(self, weeks: float) -> float:
        """So many weeks in hundredths of the width."""
        return round(100 * self.each * weeks / self.breadth.least, 3)

    def down(self, minutes: int) -> float:
        """So many minutes in pixels."""
        return round(self.breadth.deep * minutes / self.most, 2)

    def letters(self, weeks: float) -> int:
        """How many letters have room in so many weeks."""
        return int(self.each * weeks / LETTER)


def draw_year(plan: YearPlan) -> tuple[YearPicture, ...]:
    """The months to come for each breadth; empty where there is nothing to draw."""
    weeks = plan.weeks
    return tuple(_drawn(plan, weeks, one) for one in (NARROW, BROAD) if weeks)


def _drawn(plan: YearPlan, weeks: Sequence[StudyWeek], breadth: Breadth) -> YearPicture:
    shown = weeks[:MOST_WEEKS]
    most = max(60, *(week.fits for week in shown))
    sheet = _Sheet(min(WIDEST, breadth.least / len(shown)), breadth, most)
    exams = tuple(_exams(shown, sheet))
    names_end = max((one.y for one in exams), default=0.0)
    base = names_end + ABOVE_WEEKS * 1.5 + breadth.deep
    return YearPicture(
        bars=tuple(_bar(week, place, sheet, base) for place, week in enumerate(shown)),
        bands=tuple(_bands(shown, sheet)),
        exams=exams,
        months=tuple(_months(shown, sheet, base + BELOW_WEEKS - MONTHS_UP)),
        top_hours=f"{hours_text(most)} h",
        summary=_summary(plan, weeks),
        has_empty=any(not week.fits for week in shown),
        top=base - breadth.deep,
        base=base,
        breadth=breadth.name,
    )


def _bar(week: StudyWeek, place: int, sheet: _Sheet, base: float) -> WeekBar:
    fits, cards = sheet.down(week.fits), sheet.down(min(week.cards, week.fits))
    asked = sheet.down(min(week.studied, max(0, sheet.most - week.cards)))
    gap = min(1.5 / sheet.each, 0.15)
    return WeekBar(
        x=sheet.across(place + gap),
        width=sheet.across(1 - 2 * gap),
        fits_y=round(base - fits, 2),
        fits_height=fits,
        y=round(base - cards - asked, 2),
        height=asked,
        cards_y=round(base - cards, 2),
        cards_height=cards,
        is_known=week.known_days == len(week.days),
        title=week_words(week),
    )


def week_words(week: StudyWeek) -> str:
    """A week in words, as the table and the picture tell it."""
    about = "" if week.known_days == len(week.days) else "about "
    hours = f"{hours_text(week.asked)} of {about}{hours_text(week.fits)} h"
    cards = f", {hours_text(week.cards)} h of cards" if week.cards else ""
    return f"Week of {date_text(week.monday)}: {hours}, {week_questions_text(week)}{cards}"


def _bands(weeks: Sequence[StudyWeek], sheet: _Sheet) -> Iterator[Band]:
    place = 0
    named = groupby(weeks, key=lambda week: week.seasons[:1])
    for number, (names, row) in enumerate(named):
        wide, name = len(list(row)), names[0] if names else ""
        fits = len(name) < sheet.letters(wide)
        yield Band(
            sheet.across(place), sheet.across(wide), name if fits else "", is_shaded=number % 2 == 0
        )
        place += wide


def _exams(weeks: Sequence[StudyWeek], sheet: _Sheet) -> Iterator[Mark]:
    """Exams at their days, each name in the first row in which it meets no other.

    From both ends inwards, so that a line begins below the names it would cross.
    """
    whole = sheet.breadth.least / sheet.each
    found = [
        (place + (exam.day.weekday() + 0.5) / 7, exam.name)
        for place, week in enumerate(weeks)
        for exam in week.exams
    ]
    early = sorted(one for one in found if one[0] <= whole / 2)
    late = sorted((one for one in found if one[0] > whole / 2), reverse=True)
    taken: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for x, name in early + late:
        is_late = x > whole / 2
        text = _cut(name, sheet.letters(x if is_late else whole - x))
        wide = (len(text) + 1) * LETTER / sheet.each
        low, high = (x - wide, x) if is_late else (x, x + wide)
        row = next(
            row
            for row in count()
            if all(high <= before or after <= low for before, after in taken[row])
        )
        taken[row].append((low, high))
        yield Mark(sheet.across(x), FIRST_NAME + NAME_HEIGHT * row, text, is_late)


def _cut(name: str, most: int) -> str:
    """A name in so many letters.

    >>> _cut("Step 3", 20), _cut("American Board of Surgery", 15)
    ('Step 3', 'American Board…')
    """
    return name if len(name) <= most else name[: max(1, most - 1)].rstrip() + "…"


def _months(weeks: Sequence[StudyWeek], sheet: _Sheet, y: float) -> Iterator[Mark]:
    """Months where they begin and have room, a January with its year."""
    before, free = 0, 0.0
    whole = sheet.breadth.least / sheet.each
    for place, week in enumerate(weeks):
        month = week.monday.month
        words = MONTHS[month - 1] + (f" {week.monday.year}" if month == 1 else "")
        end = place + (len(words) + 0.5) * LETTER / sheet.each
        if month != before and free <= place and end <= whole:
            yield Mark(sheet.across(place), y, words)
            free = end
        before = month


def _summary(plan: YearPlan, weeks: Sequence[StudyWeek]) -> str:
    shares = [week.share for week in weeks]
    fullest = f"{max(shares, default=0):.0%}".replace("%", " %")
    exams = ", ".join(
        f"{one.exam.name} on {dated_text(one.exam.day, plan.today)}" for one in plan.outlooks
    )
    return (
        f"{count_text(len(weeks), 'week')} until {exams}; "
        f"the fullest week holds {fullest} of what fits."
    )


def beyond_text(plan: YearPlan) -> str:
    """What lies beyond the picture; nothing where all of it is drawn."""
    weeks = plan.weeks[MOST_WEEKS:]
    if not weeks:
        return ""
    exams = [
        f"{one.name} on {dated_text(one.day, plan.today)}" for week in weeks for one in week.exams
    ]
    asked = count_text(sum(week.questions() for week in weeks))
    more = f"{count_text(len(weeks), 'week')} with {asked}, and {listed_text(exams)}"
    return f"Fifteen months are drawn. After them: {more}."
