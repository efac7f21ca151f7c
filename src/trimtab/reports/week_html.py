"""A plan as one page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trimtab.domain.plans import HourPrice, Plan, ValueMinutes
from trimtab.domain.time import Horizon, Interval, clock_text
from trimtab.reports import alert_words, hour_worth, tokens, wording
from trimtab.reports.alert_picture import draw_day
from trimtab.reports.block_words import more_text, part_text, start_text, texture_classes
from trimtab.reports.coffee_words import coffee_text
from trimtab.reports.duty_words import duty_texts
from trimtab.reports.help_card import help_card
from trimtab.reports.moved_words import moved_texts
from trimtab.reports.week_layout import Day, Segment, lay_out_weeks
from trimtab.reports.week_picture import Box, Words, draw_boxes, fit_words, true_box


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block on one day, ready for the template.

    `part` tells its times as this day sees them: whole, or until when.
    """

    name: str
    classes: str
    box: Box
    exact: Box
    words: Words
    minutes: int
    start: str
    part: str
    more: str
    title: str


@dataclass(frozen=True, slots=True)
class OpenView:
    """A stretch that stays open, shown between blocks where days are lists."""

    times: str
    length: str


@dataclass(frozen=True, slots=True)
class HourView:
    """An hour's tint beside the day: where it is, how strong, and what it says on a pointer."""

    style: str
    title: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """One day, ready for the template: blocks and open stretches in order."""

    anchor: str
    heading: str
    letter: str
    sleep: str
    notes: tuple[str, ...]
    rows: tuple[BlockView | OpenView, ...]
    nights: tuple[str, ...]
    has_rail: bool
    hours: tuple[HourView, ...]

    @property
    def blocks(self) -> list[BlockView]:
        """The blocks alone."""
        return [row for row in self.rows if isinstance(row, BlockView)]


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value's bar: widths in per cent of the longest, and the words beside it."""

    name: str
    asked: float
    planned: float
    text: str


def render_week(plan: Plan) -> str:
    """The page for a plan, the same bytes for the same plan."""
    weeks = lay_out_weeks(plan)
    return (
        _environment()
        .get_template("week.html.j2")
        .render(
            plan=plan,
            words=wording,
            moved=moved_texts(plan),
            tokens=tokens,
            period=wording.period_text(plan.horizon),
            weeks=[[_day_view(day, plan) for day in days] for days in weeks],
            worth=hour_worth,
            sleep=wording.sleep_text(
                [day.sleep_minutes for days in weeks for day in days if not day.is_begun]
            ),
            values=_value_views(plan.values),
            about=wording.about_texts(plan),
            alertness=[[draw_day(day) for day in days] for days in alert_words.alert_weeks(plan)],
            alert_words=alert_words,
            coffee=coffee_text(plan),
            duty=duty_texts(plan),
            help_card=help_card((), None),
            hour_marks=[clock_text(hour * 60) for hour in range(0, 24, 3)],
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trimtab.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _day_view(day: Day, plan: Plan) -> DayView:
    horizon = plan.horizon
    boxes = draw_boxes(day.segments)
    blocks = [
        (segment.top, _block_view(segment, box, horizon))
        for segment, box in zip(day.segments, boxes, strict=True)
    ]
    gaps = [(gap.start, _open_view(gap)) for gap in day.open_gaps]
    rows: list[tuple[int, BlockView | OpenView]] = [*blocks, *gaps]
    rows.sort(key=lambda row: row[0])
    change = wording.clock_change_text(day.minutes)
    return DayView(
        anchor=f"day-{day.date.isoformat()}",
        heading=wording.date_text(day.date),
        letter=wording.WEEKDAYS[day.date.weekday()][:2],
        sleep="" if day.is_begun else f"{wording.duration_text(day.sleep_minutes)} sleep",
        notes=(*((change,) if change else ()), *(note.name for note in day.notes)),
        rows=tuple(view for _, view in rows),
        nights=tuple(_shape(night) for night in day.nights),
        has_rail=day.has_rail,
        hours=tuple(_hour_view(hour) for hour in plan.prices if hour.start.date() == day.date),
    )


def _hour_view(hour: HourPrice) -> HourView:
    top = (hour.start.hour * 60 + hour.start.minute) / 14.4
    stretch = hour_worth.Stretch((hour,))
    return HourView(
        style=f"--t:{top:.3f}%;--h:4.167%;--o:{tokens.worth_tint(hour.worth_minutes)}",
        title=f"{stretch.times}: {stretch.text}",
        is_given=hour.is_given,
    )


def _shape(span: Interval) -> str:
    return f"--t:{span.start / 14.4:.3f}%;--h:{span.minutes / 14.4:.3f}%"


def _open_view(gap: Interval) -> OpenView:
    times = f"{clock_text(gap.start)}–{clock_text(gap.end)}"  # noqa: RUF001 - between times
    return OpenView(times, wording.duration_text(gap.minutes))


def _block_view(segment: Segment, box: Box, horizon: Horizon) -> BlockView:
    block = segment.block
    start, part = start_text(segment, horizon), part_text(segment, horizon)
    more = more_text(segment, horizon)
    return BlockView(
        name=block.shown_name,
        classes=texture_classes(segment),
        box=box,
        exact=true_box(segment),
        words=fit_words(segment, box, block.shown_name, start),
        minutes=segment.minutes,
        start=start if segment.starts_here else part,
        part=part,
        more=more,
        title=f"{block.shown_name}, {wording.times_text(block, horizon)}, {more}",
    )


def _value_views(values: tuple[ValueMinutes, ...]) -> list[ValueView]:
    longest = max((max(each.wanted_minutes, each.planned_minutes) for each in values), default=0)
    scale = 100 / longest if longest else 0.0
    return [
        ValueView(
            name=each.name,
            asked=each.wanted_minutes * scale,
            planned=each.planned_minutes * scale,
            text=wording.value_text(each),
        )
        for each in values
    ]
