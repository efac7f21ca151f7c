"""Where blocks lie in a picture of days: columns by local date, heights by the wall clock.

Choice for days with a clock change: every day is drawn 24 h tall and a block covers the clock
times it touches. A skipped hour stays in the picture, empty or covered; what happens in an hour
shown twice shares that hour side by side. Real lengths are always told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trimtab.domain.commitments import DayNote
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import MINUTES_PER_DAY, Horizon, Interval, subtract_intervals

NIGHT_END = 6 * 60
NIGHT_DUTY_MINUTES = 180  # of midnight to six; a late evening or an early start has fewer
SLEEP_AFTER_NIGHT_MINUTES = 5 * 60
OPEN_GAP_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a block on one local day, in wall-clock minutes after its midnight.

    `lane` of `lanes` say which share of the column it gets among those it overlaps.
    `is_rail` marks home call: a line of its own beside life going on.
    """

    block: Block
    top: int
    bottom: int
    starts_here: bool
    ends_here: bool
    lane: int = 0
    lanes: int = 1
    is_rail: bool = False

    @property
    def minutes(self) -> int:
        """Clock minutes covered on this day."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: its segments by start, notes, sleep, and the shapes behind them.

    `nights` cover night duty through the sleep after it; `open_gaps` is what stays open
    from where the plan begins. `sleep_minutes` is the sleep that ends on it, with its naps: a
    night counts whole on the day somebody wakes to.
    `minutes` is the real length of the day; `is_begun` says that some of it was over before
    anything was planned.
    """

    number: int
    date: date
    minutes: int
    segments: tuple[Segment, ...]
    notes: tuple[DayNote, ...]
    nights: tuple[Interval, ...]
    open_gaps: tuple[Interval, ...]
    sleep_minutes: int
    is_begun: bool

    @property
    def has_rail(self) -> bool:
        """Whether home call runs beside this day."""
        return any(segment.is_rail for segment in self.segments)


def lay_out_weeks(plan: Plan) -> tuple[tuple[Day, ...], ...]:
    """Days of the plan, seven at a time."""
    nights = _find_nights(plan)
    days = [_lay_out_day(plan, number, nights) for number in range(plan.horizon.days)]
    return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def _lay_out_day(plan: Plan, number: int, nights: Sequence[Interval]) -> Day:
    horizon = plan.horizon
    start, end = horizon.day_start(number), horizon.day_start(number + 1)
    today = Interval(start, end)
    on_date = horizon.date_of(number)
    segments = _give_lanes(_segments_on(plan, today))
    return Day(
        number=number,
        date=on_date,
        minutes=today.minutes,
        segments=segments,
        notes=tuple(note for note in plan.day_notes if note.first <= on_date <= note.last),
        nights=tuple(clock_extent(horizon, night, today) for night in _touching(nights, today)),
        open_gaps=_open_gaps(segments, _gone_by(plan, today)),
        sleep_minutes=sleep_ending_on(plan, on_date),
        is_begun=start < plan.known_since,
    )


def sleep_ending_on(plan: Plan, day: date) -> int:
    """Minutes of the sleeps and naps that end on a day; a last night cut at its midnight does not.

    It is what somebody has slept who gets through that day, and what their wins say of it.
    """
    return sum(
        block.minutes
        for block in plan.blocks
        if block.kind in {"sleep", "nap"} and plan.horizon.to_local(block.end).date() == day
    )


def span_of(block: Block, horizon: Horizon) -> Interval:
    """A block in real minutes from the origin, at least one long so that it can be seen."""
    start = horizon.minute_of(block.start)
    return Interval(start, max(start + 1, horizon.minute_of(block.end)))


def clock_extent(horizon: Horizon, span: Interval, today: Interval) -> Interval:
    """Wall-clock minutes that `span` touches within `today`."""
    first, last = max(span.start, today.start), min(span.end, today.end)
    if today.minutes == MINUTES_PER_DAY:
        return Interval(first - today.start, last - today.start)
    clocks = [horizon.clock_of(minute) for minute in range(first, last)]
    return Interval(min(clocks), max(clocks) + 1)


def _segments_on(plan: Plan, today: Interval) -> list[Segment]:
    spans = [(block, span_of(block, plan.horizon)) for block in plan.blocks]
    return [
        _segment(plan.horizon, block, span, today) for block, span in spans if span.overlaps(today)
    ]


def _segment(horizon: Horizon, block: Block, span: Interval, today: Interval) -> Segment:
    extent = clock_extent(horizon, span, today)
    return Segment(
        block=block,
        top=extent.start,
        bottom=extent.end,
        starts_here=span.start >= today.start,
        ends_here=span.end <= today.end,
        is_rail=block.origin == "home_call",
    )


def _give_lanes(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    ordered = sorted(segments, key=lambda segment: (segment.top, -segment.bottom))
    laid: list[Segment] = [segment for segment in ordered if segment.is_rail]
    for cluster in _clusters([segment for segment in ordered if not segment.is_rail]):
        laid.extend(_lanes_in(cluster))
    return tuple(sorted(laid, key=lambda segment: (segment.top, segment.lane, -segment.bottom)))


def _clusters(segments: Sequence[Segment]) -> list[list[Segment]]:
    clusters: list[list[Segment]] = []
    reach = -1
    for segment in segments:
        if segment.top >= reach:
            clusters.append([])
        clusters[-1].append(segment)
        reach = max(reach, segment.bottom)
    return clusters


def _lanes_in(cluster: Sequence[Segment]) -> list[Segment]:
    ends: list[int] = []
    lanes: list[int] = []
    for segment in cluster:
        lane = next((at for at, end in enumerate(ends) if end <= segment.top), len(ends))
        ends[lane : lane + 1] = [segment.bottom]
        lanes.append(lane)
    return [
        replace(segment, lane=lane, lanes=len(ends))
        for segment, lane in zip(cluster, lanes, strict=True)
    ]


def _gone_by(plan: Plan, today: Interval) -> int:
    """Clock minutes of a day that lie before the plan begins."""
    if plan.planned_from >= today.end:
        return MINUTES_PER_DAY
    return plan.horizon.clock_of(plan.planned_from) if plan.planned_from > today.start else 0


def _open_gaps(segments: Sequence[Segment], gone: int) -> tuple[Interval, ...]:
    taken = [Interval(each.top, each.bottom) for each in segments if not each.is_rail]
    taken += [Interval(0, gone)] if gone else []
    gaps = subtract_intervals(Interval(0, MINUTES_PER_DAY), taken)
    return tuple(gap for gap in gaps if gap.minutes >= OPEN_GAP_MINUTES)


def _touching(spans: Iterable[Interval], today: Interval) -> list[Interval]:
    return [span for span in spans if span.overlaps(today)]


def _find_nights(plan: Plan) -> list[Interval]:
    sleeps = [
        span_of(block, plan.horizon) for block in plan.blocks if block.kind in {"sleep", "nap"}
    ]
    duties = [span_of(block, plan.horizon) for block in plan.blocks if _may_be_night(block)]
    nights = []
    for duty in duties:
        after = [
            sleep
            for sleep in sleeps
            if duty.end <= sleep.start <= duty.end + SLEEP_AFTER_NIGHT_MINUTES
        ]
        if after and _night_minutes(plan.horizon, duty) >= NIGHT_DUTY_MINUTES:
            nights.append(Interval(duty.start, after[0].end))
    return nights


def _may_be_night(block: Block) -> bool:
    return block.kind == "commitment" and block.origin != "home_call"


def _night_minutes(horizon: Horizon, duty: Interval) -> int:
    day = horizon.day_of(duty.end - 1)
    night = Interval(horizon.day_start(day), horizon.at_clock(day, NIGHT_END))
    return night.overlap_minutes(duty)
