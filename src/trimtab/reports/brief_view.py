"""The figures behind a page that asks for a change, as pages and files show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.briefs.figures import brief_figures
from trimtab.app.briefs.roster_before import NO_ROSTER, RosterBefore
from trimtab.app.daily.ports import Store
from trimtab.app.mind.brief import WEEKS, brief_text
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.one_change import Days
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.schedule_changes import ScheduleChange
from trimtab.domain.weighing import Weighing
from trimtab.reports import brief_words as words
from trimtab.reports.brief_picture import WeeksPicture, weeks_picture
from trimtab.reports.brief_words import BriefRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """Everything that stands behind the words; all but `too_few` is empty where little is known.

    Where `has_calls`, each week's third cell tells of days on call from home; where `has_ways`,
    the second of each end tells of the way home.
    """

    too_few: str
    weeks: tuple[BriefRow, ...]
    has_calls: bool
    picture: WeeksPicture | None
    rest: str
    protected: str
    findings: tuple[str, ...]
    ends: tuple[BriefRow, ...]
    has_ways: bool
    sleepiness: str = words.SLEEPINESS


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAsk:
    """What the words ask for: a change, or a talk about the load; `about` are days of a notice.

    `tried` is a week planned with the change, `is_felt` whether own scores are to stand in it,
    `roster` is what calendars tell of days gone by and of leave.
    """

    change: ScheduleChange | None = None
    tried: Weighing | None = None
    is_felt: bool = False
    about: Days | None = None
    roster: RosterBefore = NO_ROSTER


def brief_view(store: Store, now: datetime, roster: RosterBefore = NO_ROSTER) -> BriefView:
    """The figures as they are known now."""
    figures = brief_figures(store, now, before=roster.days, has_way=roster.has_way)
    return BriefView(
        too_few=words.too_few_text(figures),
        weeks=words.week_rows(figures),
        has_calls=any(week.call_days for week in figures.weeks),
        picture=weeks_picture(figures),
        rest=words.rest_text(figures),
        protected=words.protected_text(figures),
        findings=words.finding_texts(figures),
        ends=words.end_rows(figures, own_zone(store).key),
        has_ways=words.has_ways(figures),
    )


def letter_text(store: Store, today: date, asked: LetterAsk) -> str:
    """The words of the page, to change."""
    if asked.change is None:
        return brief_text(store, today, asked.about, before=asked.roster.days)
    felt: tuple[str, ...] = ()
    if asked.is_felt:
        days = day_scores(store, today - timedelta(weeks=WEEKS), today - timedelta(days=1))
        felt = tuple(words.felt_lines(days))
    first = words.trial_day(today, asked.roster.leave)
    wish = words.wish_for(asked.change, first, asked.tried, felt)
    return brief_text(store, today, wish=wish, before=asked.roster.days)


def figure_lines(view: BriefView) -> tuple[str, ...]:
    """The figures as lines of a terminal."""
    if view.too_few:
        return (view.too_few,)
    weeks = (_week_line(row, has_calls=view.has_calls) for row in view.weeks)
    ends = (_end_line(row) for row in view.ends)
    lines = (*weeks, view.rest, view.protected, *view.findings, *ends)
    return tuple(line for line in (*lines, view.sleepiness if view.ends else "") if line)


def _week_line(row: BriefRow, *, has_calls: bool) -> str:
    """One week as a line."""
    called = f", {row.cells[2]} on call from home" if has_calls else ""
    return f"{row.name}: {row.cells[0]}, {row.cells[1]} evenings free{called}"


def _end_line(row: BriefRow) -> str:
    """One duty's end as a line; of the way home where it has one."""
    on_way = "".join(f", {cell} on the way home" for cell in row.cells[1:] if cell)
    return f"{row.name}: {row.cells[0]} as it ends{on_way}"
