"""The picture of a week as records for the template: places as classes, never as style."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from trimtab.domain.plans import Block, HourPrice, Plan
from trimtab.domain.time import Horizon, Interval, clock_text
from trimtab.reports import hour_worth, tokens, wording
from trimtab.reports.block_words import more_text, part_text, start_text, texture_classes
from trimtab.reports.week_layout import Day, Segment, lay_out_weeks
from trimtab.reports.week_picture import Box, draw_boxes, fit_words
from trimtab.web.block_keys import key_of

ROWS_A_DAY = 288
ROW_MINUTES = 5
MOST_LANES = 6
GLANCE_WIDTH = 60
TALL = (150, 300, 480)
"""Minutes from which a block in a day's list is one step taller (our choice)."""

VerbsOf = Callable[[Block], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block on one day: `classes` say where it is drawn, `can` what may be asked of it."""

    key: str
    name: str
    kind: str
    classes: str
    short: str
    words_at: str
    start: str
    part: str
    more: str
    title: str
    starts_at: str
    ends_at: str
    is_fixed: bool
    mark: str
    can: str


@dataclass(frozen=True, slots=True)
class OpenView:
    """A stretch that stays open, told between blocks where days are lists."""

    times: str
    length: str


@dataclass(frozen=True, slots=True)
class HourView:
    """An hour's tint beside the day, and what it says on a pointer."""

    classes: str
    title: str


@dataclass(frozen=True, slots=True)
class GlanceView:
    """A block in the small picture of a day, in units of a sixtieth and of five minutes."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DayView:
    """One day, ready for the template: blocks and open stretches in order."""

    anchor: str
    day: date
    heading: str
    letter: str
    sleep: str
    notes: tuple[str, ...]
    rows: tuple[BlockView | OpenView, ...]
    nights: tuple[str, ...]
    has_rail: bool
    hours: tuple[HourView, ...]
    glance: tuple[GlanceView, ...]
    now_class: str = ""

    @property
    def blocks(self) -> tuple[BlockView, ...]:
        """The blocks alone."""
        return tuple(row for row in self.rows if isinstance(row, BlockView))

    @property
    def is_today(self) -> bool:
        """Whether the present lies in it."""
        return bool(self.now_class)


def draw_week(plan: Plan, number: int, now: datetime, verbs_of: VerbsOf) -> tuple[DayView, ...]:
    """The days of one week of a plan; `verbs_of` says what may be asked of a block."""
    return tuple(_day_view(day, plan, now, verbs_of) for day in lay_out_weeks(plan)[number])


def _day_view(day: Day, plan: Plan, now: datetime, verbs_of: VerbsOf) -> DayView:
    boxes = draw_boxes(day.segments)
    blocks = [
        (segment.top, _block_view(segment, box, plan.horizon, verbs_of))
        for segment, box in zip(day.segments, boxes, strict=True)
    ]
    gaps = [(gap.start, _open_view(gap)) for gap in day.open_gaps]
    rows: list[tuple[int, BlockView | OpenView]] = [*blocks, *gaps]
    change = wording.clock_change_text(day.minutes)
    local = plan.horizon.to_local(now)
    is_today = local.date() == day.date
    return DayView(
        anchor=f"day-{day.date.isoformat()}",
        day=day.date,
        heading=wording.date_text(day.date),
        letter=wording.WEEKDAYS[day.date.weekday()][:2],
        sleep="" if day.is_begun else f"{wording.duration_text(day.sleep_minutes)} sleep",
        notes=(*((change,) if change else ()), *(note.name for note in day.notes)),
        rows=tuple(view for _, view in sorted(rows, key=lambda row: row[0])),
        nights=tuple(place_classes(night.start, night.end) for night in day.nights),
        has_rail=day.has_rail,
        hours=tuple(_hour_view(hour) for hour in plan.prices if hour.start.date() == day.date),
        glance=tuple(glance_of(segment) for segment in day.segments),
        now_class=f"at-{(local.hour * 60 + local.minute) // ROW_MINUTES}" if is_today else "",
    )


def place_classes(top: int, bottom: int) -> str:
    """Classes of a stretch of clock minutes on the five-minute grid, at least one row tall.

    >>> place_classes(60, 90), place_classes(1438, 1440)
    ('at-12 for-6', 'at-287 for-1')
    """
    first = min(ROWS_A_DAY - 1, round(top / ROW_MINUTES))
    rows = max(1, min(ROWS_A_DAY, round(bottom / ROW_MINUTES)) - first)
    return f"at-{first} for-{rows}"


def _block_view(segment: Segment, box: Box, horizon: Horizon, verbs_of: VerbsOf) -> BlockView:
    block = segment.block
    start, part, more = (
        start_text(segment, horizon), part_text(segment, horizon), more_text(segment, horizon)
    )  # fmt: skip
    words = fit_words(segment, box, block.shown_name, start)
    return BlockView(
        key=key_of(block),
        name=block.shown_name,
        kind=block.kind,
        classes=f"{texture_classes(segment)} {_places(segment, box)} n-{min(words.lines, 8)}",
        short=words.name,
        words_at=words.time,
        start=start if segment.starts_here else part,
        part=part,
        more=more,
        title=f"{block.shown_name}, {wording.times_text(block, horizon)}, {more}",
        starts_at=_instant(block.start),
        ends_at=_instant(block.end),
        is_fixed=block.is_fixed,
        mark=block.mark or "",
        can=" ".join(verbs_of(block)),
    )


def _places(segment: Segment, box: Box) -> str:
    top = box.top * ROWS_A_DAY * ROW_MINUTES / 100
    bottom = (box.top + box.height) * ROWS_A_DAY * ROW_MINUTES / 100
    lanes = min(segment.lanes, MOST_LANES)
    lane = min(segment.lane, lanes - 1)
    tall = sum(segment.minutes >= least for least in TALL)
    return f"{place_classes(round(top), round(bottom))} lane-{lane}-of-{lanes} tall-{tall}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="minutes")


def _hour_view(hour: HourPrice) -> HourView:
    top = hour.start.hour * 60 + hour.start.minute
    tint = round(tokens.worth_tint(hour.worth_minutes) * 100)
    stretch = hour_worth.Stretch((hour,))
    given = " given" if hour.is_given else ""
    return HourView(
        f"{place_classes(top, top + 60)} of-{tint}{given}", f"{stretch.times}: {stretch.text}"
    )


def glance_of(segment: Segment) -> GlanceView:
    """A block in the small picture of its day."""
    share = GLANCE_WIDTH / segment.lanes
    return GlanceView(
        kind=segment.block.kind,
        x=GLANCE_WIDTH - 6 if segment.is_rail else round(segment.lane * share, 2),
        y=round(segment.top / ROW_MINUTES, 1),
        width=6 if segment.is_rail else round(share, 2),
        height=round(max(2, segment.minutes / ROW_MINUTES), 1),
    )


def _open_view(gap: Interval) -> OpenView:
    times = f"{clock_text(gap.start)}–{clock_text(gap.end)}"  # noqa: RUF001 - between times
    return OpenView(times, wording.duration_text(gap.minutes))
