"""Records of the household's page, ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.app.household.ahead import CareSpan, HouseholdAhead
from trimtab.app.household.two_lives import DayOfTwo, LifeSpan, WeekOfTwo
from trimtab.reports import household_words as words
from trimtab.reports.wording import WEEKDAYS, date_text, duration_text

GAPS_FIRST = 4
"""Gaps that stand at the top of the page; the others open below them (our choice)."""

LEFT, DAY_WIDTH, COLUMN, HEIGHT, TOP = 26, 48, 21, 288, 28
"""The picture of a week: five minutes a unit down, two columns a day."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap: where nobody would be there, how far away it is, and what would close it."""

    sentence: str
    when: str
    closings: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in the picture."""

    x: int
    y: int
    width: int
    height: int
    what: str


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A day of the picture: where it stands, and its name."""

    x: int
    middle: int
    weekday: str
    day: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A week of two people, and where nobody would be there."""

    days: tuple[DayColumn, ...]
    bars: tuple[Bar, ...]
    hours: tuple[tuple[int, int], ...]
    width: int = LEFT + 7 * DAY_WIDTH
    height: int = TOP + HEIGHT + 6
    left: int = LEFT
    top: int = TOP


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of two in words."""

    day: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week of two, with the ways to the weeks beside it."""

    name: str
    heading: str
    picture: Picture
    lines: tuple[DayLine, ...]
    shared: str
    dinners: str
    kept: tuple[str, ...]
    planned: tuple[str, ...]
    before: str
    after: str
    not_known: str = ""
    has_open: bool = False


def gap_rows(ahead: HouseholdAhead) -> tuple[GapRow, ...]:
    """Every gap, the nearest first."""
    return tuple(_gap_row(one, ahead) for one in ahead.gaps)


def _gap_row(gap: CareSpan, ahead: HouseholdAhead) -> GapRow:
    closings = tuple(words.closing_text(one, ahead.now) for one in gap.closings)
    when = words.away_text(gap, ahead.today)
    return GapRow(words.gap_sentence(gap), when, closings, gap.start.isoformat())


def week_view(week: WeekOfTwo, ahead: HouseholdAhead) -> WeekView:
    """A week of two beside each other."""
    first = week.days[0].day
    this = ahead.homes.horizon.first_day
    last = this + timedelta(days=ahead.homes.horizon.days - 7)
    return WeekView(
        name=week.person.name,
        heading=f"{date_text(first)} to {date_text(week.days[-1].day)}",
        picture=_picture(week, ahead.gaps),
        lines=tuple(_day_line(one, week) for one in week.days),
        shared=duration_text(week.shared_minutes) if week.shared_minutes else "",
        dinners=_dinners(week) + _calls(week),
        kept=tuple(one.name for one in week.kept),
        planned=tuple(
            f"{one.name}, {date_text(one.start.date())} {words.times_text(one.start, one.end)}"
            for one in week.planned
        ),
        before=(first - timedelta(days=7)).isoformat() if first > this else "",
        after=(first + timedelta(days=7)).isoformat() if first < last else "",
        not_known="" if any(one.is_known for one in week.days) else _not_known(week, first, "week"),
        has_open=any(span.is_open for one in week.days for span in one.theirs),
    )


def _dinners(week: WeekOfTwo) -> str:
    """The evenings with both at the table; nothing where no evening is known of both."""
    known = [one for one in week.days if one.is_known and one.is_mine_known]
    days = [one.day for one in known if one.has_dinner]
    if not known:
        return ""
    if not days:
        evening = "No evening" if len(known) == len(week.days) else "No evening that is known"
        return f"{evening} has both at the table."
    if len(days) == len(week.days):
        return "Every evening has both at the table."
    names = [date_text(day) for day in days]
    return f"Both can be at the table: {', '.join(names)}."


def _calls(week: WeekOfTwo) -> str:
    days = [date_text(one.day) for one in week.days if one.has_dinner and one.has_call_at_dinner]
    return f" A home call may end it: {', '.join(days)}." if days else ""


def _picture(week: WeekOfTwo, gaps: Iterable[CareSpan]) -> Picture:
    days, bars = [], list[Bar]()
    held = list(gaps)
    for number, one in enumerate(week.days):
        x = LEFT + number * DAY_WIDTH
        days.append(DayColumn(x, x + COLUMN, WEEKDAYS[one.day.weekday()], one.day.day))
        bars += [_bar(x, 2 * COLUMN, span, one.day, "shared") for span in one.shared]
        bars += [_bar(x, COLUMN, span, one.day, _what("mine", span)) for span in one.mine]
        bars += [
            _bar(x + COLUMN, COLUMN, span, one.day, _what("theirs", span)) for span in one.theirs
        ]
        bars += [_bar(x, 2 * COLUMN, span, one.day, "nobody") for span in _on_day(held, one.day)]
    hours = tuple((hour, TOP + hour * 12) for hour in range(0, 25, 6))
    return Picture(tuple(days), tuple(bars), hours)


def _what(whose: str, span: LifeSpan) -> str:
    may_change = span.is_tentative or span.is_call or span.is_open
    return f"{whose} perhaps" if may_change else whose


def _on_day(gaps: Iterable[CareSpan], day: date) -> Iterator[LifeSpan]:
    for one in gaps:
        if one.start.date() <= day <= one.end.date():
            yield LifeSpan(one.start, one.end)


def _bar(x: int, width: int, span: LifeSpan, day: date, what: str) -> Bar:
    start = _unit(span.start) if span.start.date() == day else 0
    end = _unit(span.end) if span.end.date() == day else HEIGHT
    return Bar(x, TOP + start, width, max(2, end - start), what)


def _unit(moment: object) -> int:
    hour, minute = getattr(moment, "hour", 0), getattr(moment, "minute", 0)
    return int(hour) * 12 + int(minute) // 5


def _not_known(week: WeekOfTwo, day: date, what: str) -> str:
    """Why nobody can tell of a day, or of the week that begins with it."""
    name = week.person.name
    if week.begins and day < week.begins:
        return words.begin_sentence(name, week.begins)
    return f"{name}'s roster is not out for this {what}."


def _day_line(day: DayOfTwo, week: WeekOfTwo) -> DayLine:
    name = week.person.name
    lines = [
        *(f"You: {_span_text(one)}" for one in day.mine),
        *(f"{name}: {_span_text(one)}" for one in day.theirs),
    ]
    both = [words.times_text(one.start, one.end) for one in day.shared]
    if both:
        lines.append(f"Both home and awake: {', '.join(both)}")
    if not day.is_known:
        lines.append(_not_known(week, day.day, "day"))
    return DayLine(date_text(day.day), tuple(lines) or ("Nothing takes either of you.",))


def _span_text(one: LifeSpan) -> str:
    if one.is_open:
        return f"{one.name}, hours not known"
    perhaps = ", may still change" if one.is_tentative else ""
    if one.is_call:
        perhaps = f", on call at home{perhaps}"
    return f"{one.name} {words.times_text(one.start, one.end)}{perhaps}"
