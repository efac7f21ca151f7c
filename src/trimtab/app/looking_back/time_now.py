"""Where time went, from what is kept: plans as lived, marks, stretches, sleep and calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.absence import Absence, absences_of, absences_until
from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.ports import Store
from trimtab.app.daily.wins import done_in
from trimtab.domain.diary import CheckIn, Night, Stretch
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, LastPlan
from trimtab.domain.time import Horizon
from trimtab.reflection.audit import OTHER, Basis, Evidence, Planned, TimeAudit, audit

GIVEN = frozenset({"commitment", "travel"})
"""What nobody marks: taken as attended, with the way there and back, unless someone was away."""

ASLEEP = frozenset({"sleep", "nap"})
SITTINGS = frozenset({"task", "study"})
ON_CALL = "home_call"
"""Leaves a person free to live, so it says nothing of where the hours went."""

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)

Asked = Callable[[date, date], Mapping[str, int]]
"""Minutes asked for by value on days, both inclusive, in the order values are told in."""


def time_audit(
    store: Store,
    first: date,
    last: date,
    *,
    now: datetime | None = None,
    asked: Asked | None = None,
) -> TimeAudit:
    """Where the time of these days went, both inclusive, until `now`; of all where it is None.

    `asked` says what practices and protected times were wished for; tasks and notes ask for what
    was planned of them. Raises NoProfileError before the first run.
    """
    zone = zone_now(store)
    span = Horizon(first, (last - first).days + 1, zone.key)
    until = span.instant_of(span.minutes)
    absences = absences_of(store) if now is None else absences_until(store, now)
    known = _known(store, span, min(until, now or until), absences)
    return audit(
        span,
        known.until,
        [*_written(known), *_marked(known), *_slept(known), *_given(known), *_only_planned(known)],
        planned=_planned(known),
        wished=_wished(known, asked(first, last)) if asked else None,
    )


def planned_between(store: Store, first: date, last: date) -> tuple[Block, ...]:
    """Blocks that begin on these days, both inclusive, as each week was planned last.

    Those left out since are among them, and each is as long as it was before a mark cut it short.
    """
    zone = zone_now(store)
    span = Horizon(first, (last - first).days + 1, zone.key)
    known = _known(store, span, span.instant_of(span.minutes), ())
    ends = _whole_ends(known)
    found = (
        replace(one, end=max(one.end, ends.get(_key(one), one.end)))
        for one in (*known.blocks, *known.skipped)
        if first <= one.start.date() <= last
    )
    return tuple(sorted(found, key=_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is kept of a span."""

    until: datetime
    blocks: tuple[Block, ...]
    skipped: tuple[Block, ...]
    marks: tuple[BlockMark, ...]
    stretches: tuple[Stretch, ...]
    sleeps: tuple[tuple[datetime, datetime], ...]
    absences: tuple[Absence, ...]


def _known(store: Store, span: Horizon, until: datetime, absences: tuple[Absence, ...]) -> _Known:
    start, end = span.instant_of(0), span.instant_of(span.minutes)
    first, last = span.first_day - ONE_DAY, span.date_of(span.days)
    plans = list(_weeks(store, span))
    blocks = sorted((b for one in plans for b in one.blocks), key=_order)
    return _Known(
        until=until,
        blocks=tuple(b for b in blocks if b.start < end and start < b.end),
        skipped=tuple(b for one in plans for b in one.skipped if start <= b.start < end),
        marks=store.marks(start - ONE_DAY, end),
        stretches=store.entries(Stretch, first, last),
        sleeps=known_sleeps(store, first, last),
        absences=absences,
    )


def _order(block: Block) -> tuple[datetime, datetime, str]:
    return block.start.astimezone(UTC), block.end.astimezone(UTC), block.name


def _weeks(store: Store, span: Horizon) -> Iterator[LastPlan]:
    """How each week was planned last, cut at its Mondays so that none tells of another's hours.

    The night into a week that nobody planned stays whole.
    """
    zone = ZoneInfo(span.zone)
    monday = span.first_day - timedelta(days=span.first_day.weekday())
    before: LastPlan | None = None
    while monday <= span.date_of(span.days):
        found = store.last_plans(monday, monday)
        if before is not None:
            yield _cut(before, monday - WEEK, zone, is_followed=bool(found))
        before = found[-1] if found else None
        monday += WEEK
    if before is not None:
        yield _cut(before, monday - WEEK, zone, is_followed=False)


def _cut(plan: LastPlan, monday: date, zone: ZoneInfo, *, is_followed: bool) -> LastPlan:
    """A plan of one week: blocks that begin in it, and what its first midnight left of others."""
    start, end = (datetime.combine(day, time(), zone) for day in (monday, monday + WEEK))
    touching = (one for one in plan.blocks if one.start < end and start < one.end)
    return replace(
        plan,
        blocks=tuple(
            replace(
                one, start=max(one.start, start), end=min(one.end, end) if is_followed else one.end
            )
            for one in touching
        ),
        skipped=tuple(one for one in plan.skipped if start <= one.start < end),
    )


def known_sleeps(store: Store, first: date, last: date) -> tuple[tuple[datetime, datetime], ...]:
    """Sleeps that a device wrote down, or else the person said, of nights that end on these days.

    A sleep that a check-in took over from the plan is a plan.
    """
    nights = store.entries(Night, first, last)
    measured = {one.day for one in nights}
    said = [
        (one.asleep_from, one.asleep_until)
        for one in store.entries(CheckIn, first, last)
        if one.day not in measured and one.sleep_source in {"said", "device"}
    ]
    known = [(start, end) for start, end in said if start is not None and end is not None]
    return tuple(sorted([(one.start, one.end) for one in nights] + known))


def _written(known: _Known) -> Iterator[Evidence]:
    """Stretches that were written down or timed; what a plan knows by that name lends its kind."""
    alike = {one.shown_name.casefold(): one for one in known.blocks if one.kind not in GIVEN}
    for one in known.stretches:
        block = alike.get(one.name.casefold())
        yield Evidence(
            start=one.start,
            end=one.end,
            name=one.name,
            kind=block.kind if block else OTHER,
            basis="timer" if one.source == "timer" else "written",
            value=one.value or (block.value if block else None),
            said_at=one.said_at,
        )


def _marked(known: _Known) -> Iterator[Evidence]:
    """Blocks said to be done, as long as they took, and marks of blocks that stand no more."""
    stand = {_key(one) for one in (*known.blocks, *known.skipped)}
    done = [one for one in known.blocks if one.mark == "done" and one.kind not in GIVEN]
    yield from (_evidence(one, "mark") for one in done if not _is_known_sleep(one, known))
    for mark in done_in(known.marks):
        if _key(mark) in stand or mark.said_at < mark.start:
            continue
        taken = timedelta(minutes=mark.minutes) if mark.minutes is not None else None
        end = mark.end if taken is None else mark.start.astimezone(UTC) + taken
        yield Evidence(
            start=mark.start,
            end=end,
            name=mark.name,
            kind=mark.kind,
            basis="mark",
            value=mark.value,
            said_at=mark.said_at,
        )


def _key(one: Block | BlockMark) -> tuple[str, str, datetime]:
    return one.kind, one.name, one.start.astimezone(UTC)


def _is_known_sleep(block: Block, known: _Known) -> bool:
    """Whether a planned sleep that was marked is one of which the true hours are known."""
    is_touched = any(start < block.end and block.start < end for start, end in known.sleeps)
    return block.kind in ASLEEP and is_touched


def _slept(known: _Known) -> Iterator[Evidence]:
    for start, end in known.sleeps:
        yield Evidence(start=start, end=end, name="Sleep", kind="sleep", basis="sleep")


def _given(known: _Known) -> Iterator[Evidence]:
    """What calendars give, with the way there and back; nothing of days that someone was away."""
    for one in known.blocks:
        was_here = not any(absence.holds(one.end) for absence in known.absences)
        if one.kind in GIVEN and one.origin != ON_CALL and was_here:
            yield _evidence(one, "calendar")


def _only_planned(known: _Known) -> Iterator[Evidence]:
    """All that is known where nobody said anything; not sleep of which the true hours are."""
    for one in known.blocks:
        if one.origin != ON_CALL and not _is_known_sleep(one, known):
            yield _evidence(one, "plan")


def _evidence(block: Block, basis: Basis) -> Evidence:
    return Evidence(
        start=block.start,
        end=block.end,
        name=block.shown_name,
        kind=kind_of(block),
        basis=basis,
        value=None if block.is_fixed else block.value,
    )


def kind_of(block: Block) -> str:
    """A block's kind; of what calendars give, theirs."""
    return block.origin if block.is_fixed and block.origin else block.kind


def _planned(known: _Known) -> Iterator[Planned]:
    """Everything planned, as long as it was before it was cut short."""
    ends = _whole_ends(known)
    for block in (*known.blocks, *known.skipped):
        yield Planned(
            start=block.start,
            end=max(block.end, ends.get(_key(block), block.end)),
            kind=kind_of(block),
            value=None if block.is_fixed else block.value,
            is_left_out=block.mark == "skipped",
        )


def _whole_ends(known: _Known) -> dict[tuple[str, str, datetime], datetime]:
    """When blocks that were marked were to end before that."""
    ends: dict[tuple[str, str, datetime], datetime] = {}
    for mark in known.marks:
        ends[_key(mark)] = max(mark.end, ends.get(_key(mark), mark.end))
    return ends


def _wished(known: _Known, asked: Mapping[str, int]) -> dict[str, int]:
    """What was asked for, and of work with an end what was planned of it."""
    wished = dict(asked)
    for one in (*known.blocks, *known.skipped):
        if one.kind in SITTINGS and one.dose is None and one.value is not None:
            wished[one.value] = wished.get(one.value, 0) + one.minutes
    return wished
