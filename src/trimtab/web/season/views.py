"""Records of the Season page, ready for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from trimtab.app.daily.season_ahead import Coming, RestIdea, SeasonAhead
from trimtab.app.daily.season_days import DayAhead
from trimtab.app.daily.season_weeks import WeekAhead
from trimtab.domain.dates import ahead_text
from trimtab.reports import season_words as words
from trimtab.reports.wording import MONTHS, date_text, dates_text

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAY_LOOKS = {
    "night": ("N", "night of duty", "k-sleep"),
    "duty": ("D", "on duty", "k-commitment"),
    "after": ("A", "after a night", "k-wind_down"),
    "teaching": ("T", "teaching", "k-study"),
    "call": ("H", "home call", "k-travel"),
    "off": ("F", "time off", "k-protect"),
    "free": ("", "free", "free"),
    "unknown": ("?", "not known yet", "unknown"),
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the strip: its number, a letter for what it is, and that in words."""

    number: int
    letter: str
    classes: str
    title: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in the strip."""

    dates: str
    load: str
    load_class: str
    sentence: str
    seasons: str
    cells: tuple[DayCell, ...]
    coming: tuple[str, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class MonthStrip:
    """The weeks whose Thursday lies in a month."""

    name: str
    weeks: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True)
class ComingRow:
    """Something on a day, with what is to be done for it."""

    when: str
    name: str
    ahead: str
    step: str
    is_exam: bool


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """Days that would do for rest, and what the button adds."""

    title: str
    reason: str
    name: str
    start: str
    end: str
    button: str


def month_strips(ahead: SeasonAhead) -> tuple[MonthStrip, ...]:
    """The weeks ahead by month."""

    def month(week: WeekAhead) -> tuple[int, int]:
        thursday = week.days[3].day
        return thursday.year, thursday.month

    return tuple(
        MonthStrip(
            f"{MONTH_NAMES[number - 1]} {year}", tuple(_week_row(week, ahead) for week in weeks)
        )
        for (year, number), weeks in groupby(ahead.weeks, key=month)
    )


def _week_row(week: WeekAhead, ahead: SeasonAhead) -> WeekRow:
    last = week.days[-1].day
    here = [one for one in ahead.coming if one.day <= last and one.last >= week.monday]
    return WeekRow(
        dates=dates_text(week.monday, last),
        load=words.LOADS[week.load],
        load_class=f"load-{week.load}",
        sentence=words.week_sentence(week),
        seasons=", ".join(week.seasons),
        cells=tuple(_cell(day, ahead) for day in week.days),
        coming=tuple(one.name for one in here),
        is_now=week.monday <= ahead.today <= last,
    )


def _cell(day: DayAhead, ahead: SeasonAhead) -> DayCell:
    letter, said, look = DAY_LOOKS[_what(day)]
    classes = ["day", look]
    if day.day == ahead.today:
        classes.append("today")
    if any(one.day <= day.day <= one.last for one in ahead.coming):
        classes.append("marked")
    return DayCell(day.day.day, letter, " ".join(classes), f"{date_text(day.day)}: {said}")


def _what(day: DayAhead) -> str:
    if day.is_night:
        return "night"
    if day.minutes and not day.is_after_night:
        return "teaching" if day.is_teaching else "duty"
    if day.is_home_call:
        return "call"
    if day.is_after_night:
        return "after"
    if day.is_off:
        return "off"
    return "free" if day.is_known else "unknown"


def coming_rows(ahead: SeasonAhead) -> Iterator[ComingRow]:
    """Dates, exams and occasions in order of days."""
    for one in ahead.coming:
        yield ComingRow(
            when=dates_text(one.day, one.last) + _year(one, ahead),
            name=one.name,
            ahead=ahead_text(one.day, ahead.today) if one.day >= ahead.today else "now",
            step=_step(one, ahead),
            is_exam=one.what == "exam",
        )


def _year(one: Coming, ahead: SeasonAhead) -> str:
    return "" if one.last.year == ahead.today.year else f" {one.last.year}"


def _step(one: Coming, ahead: SeasonAhead) -> str:
    """The step that is open next, and from when."""
    steps = one.turn.open_steps if one.turn else ()
    if not steps:
        return ""
    begins = steps[0].begins
    if begins <= ahead.today:
        return f"Open now: {steps[0].step.name}."
    return f"From {begins.day} {MONTHS[begins.month - 1]}: {steps[0].step.name}."


def idea_rows(ideas: tuple[RestIdea, ...]) -> Iterator[IdeaRow]:
    """Where rest would fit."""
    for idea in ideas:
        yield IdeaRow(
            words.idea_title(idea),
            words.idea_reason(idea),
            words.idea_name(idea),
            idea.first.isoformat(),
            idea.last.isoformat(),
            "Keep for rest" if idea.what == "recovery" else "Keep as a break",
        )
