"""The five example lives, planned for each week of their month and checked as a person would."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.profiles.reading import read_profile_file

pytestmark = pytest.mark.together  # each week is planned once
EXAMPLES = Path(__file__).parents[2] / "examples"
PEOPLE = sorted(path.parent.name for path in EXAMPLES.glob("*/profile.toml"))
WEEKS = [date(2026, 11, 2) + timedelta(weeks=week) for week in range(4)]
CASES = [(person, monday) for person in PEOPLE for monday in WEEKS]
LONG_CALL = timedelta(hours=20)

each_week = pytest.mark.parametrize(
    ("person", "monday"),
    [
        pytest.param(
            person,
            monday,
            id=f"{person}-{monday:%d-%b}",
            marks=[pytest.mark.long] if monday in WEEKS[2:] else [],
        )
        for person, monday in CASES
    ],
)


@cache
def profile_of(person: str) -> Profile:
    """A person's profile."""
    return read_profile_file(EXAMPLES / person / "profile.toml")


@cache
def plan_of(person: str, monday: date) -> Plan:
    """The plan of one week, which the use case has verified."""
    order = PlanOrder(monday, 1, datetime(2026, 11, 1, 3, tzinfo=UTC))
    reader = SourceReader(EXAMPLES / person, read_content)
    return plan_week(profile_of(person), order, reader).plan


def minutes_of(block: Block) -> tuple[datetime, datetime]:
    """A block as instants."""
    return block.start.astimezone(UTC), block.end.astimezone(UTC)


def overlap(block: Block, start: datetime, end: datetime) -> float:
    """Minutes that a block shares with [start, end)."""
    first, last = minutes_of(block)
    return max(0.0, (min(last, end) - max(first, start)).total_seconds() / 60)


def nights(plan: Plan) -> list[tuple[datetime, datetime]]:
    """The whole nights of a week, 18:00 to 12:00, as instants."""
    horizon = plan.horizon
    return [
        (horizon.instant_of(horizon.at_clock(day, 18 * 60)).astimezone(UTC),
         horizon.instant_of(horizon.at_clock(day + 1, 12 * 60)).astimezone(UTC))
        for day in range(horizon.days - 1)
    ]  # fmt: skip


def is_near_night_work(plan: Plan, start: datetime, end: datetime) -> bool:
    """Whether a duty by night or a long call touches this night or the days beside it."""
    day = timedelta(days=1)
    for block in plan.blocks:
        if block.origin not in {"duty", "home_call"}:
            continue
        first, last = minutes_of(block)
        by_night = any(
            overlap(block, dark[0] + timedelta(hours=5), dark[1] - timedelta(hours=6)) >= 120
            for dark in nights(plan)
        )
        is_near = first < end + day and last > start - day
        if is_near and (by_night or last - first >= LONG_CALL):
            return True
    return False


@each_week
def test_the_certified_gap_is_small(person, monday):
    """No plan of these weeks can be more than 2 % better."""
    certificate = plan_of(person, monday).certificate
    assert -1e-9 <= certificate.gap <= 0.02
    assert certificate.routine_bound <= certificate.bound + 1e-6


@each_week
def test_nights_without_night_work_hold_six_hours_of_sleep(person, monday):
    """Wherever no night duty and no long call is near, six hours or more are slept."""
    plan = plan_of(person, monday)
    slept = {
        night: sum(overlap(b, *night) for b in plan.blocks if b.kind == "sleep")
        for night in nights(plan)
        if not is_near_night_work(plan, *night)
    }
    assert {f"{n[0]:%a}": m for n, m in slept.items() if m < 360} == {}


@each_week
def test_the_week_holds_enough_sleep_in_all(person, monday):
    """Sleep and naps of the week come to six hours and a half a day, nights on duty included."""
    plan = plan_of(person, monday)
    slept = sum(b.minutes for b in plan.blocks if b.kind in {"sleep", "nap"})
    assert slept / 7 >= 390


@each_week
def test_musts_are_all_placed_whole(person, monday):
    """Each must stands as often as asked, in its ideal dose, and is never told as missing."""
    plan = plan_of(person, monday)
    for practice in (p for p in profile_of(person).practices if p.must):
        mine = [b for b in plan.blocks if b.name == practice.name and b.dose]
        assert len(mine) == practice.times_per_week
        assert {b.dose for b in mine} == {"ideal"}
        assert practice.name not in {missing.name for missing in plan.unplaced}


@each_week
def test_every_event_stands_once_and_whole(person, monday):
    """Commitments are those of the calendars, double bookings included, each once."""
    profile = profile_of(person)
    reader = SourceReader(EXAMPLES / person, read_content)
    plan = plan_of(person, monday)
    first, last = monday, monday + timedelta(days=6)
    given: Counter[tuple[str, datetime, datetime]] = Counter()
    for source in profile.calendars:
        for one in reader(source, first, last, profile.person.time_zone).commitments:
            given[one.name, one.start, one.end] = 1
    starts, ends = (plan.horizon.instant_of(m) for m in (0, plan.horizon.minutes))
    expected = {key for key in given if key[2] > starts and key[1] < ends}
    shown = Counter((b.name, *minutes_of(b)) for b in plan.blocks if b.is_fixed)
    assert set(shown) == expected
    assert set(shown.values()) <= {1}


@each_week
def test_nothing_is_practised_in_the_depth_of_the_night(person, monday):
    """Practices, tasks, study, meals and calls lie outside 23:00 to 05:00."""
    waking = {"practice", "task", "study", "people", "meal", "protect"}
    deep = [
        f"{b.name} {b.start:%a %H:%M}"
        for b in plan_of(person, monday).blocks
        if b.kind in waking
        and b.note != "notes and inbox"
        and (b.start.hour >= 23 or b.start.hour < 5 or (b.end.hour, b.end.minute) > (23, 0))
    ]
    assert deep == []


@each_week
def test_work_keeps_to_its_boundaries(person, monday):
    """No sitting stands in hours closed to work, but for the exceptions, counted."""
    plan = plan_of(person, monday)
    practices = {p.name for p in profile_of(person).practices}
    sittings = [b for b in plan.blocks if b.kind == "task"]
    asked = tuple(f"{exam.name}: " for exam in profile_of(person).exams)
    studied = [b for b in plan.blocks if b.kind == "study" and not b.name.startswith(asked)]
    sittings += [b for b in studied if b.name not in practices]
    for boundary in (b for b in profile_of(person).boundaries if b.kind == "work"):
        inside = [b for b in sittings if minutes_within(plan, b, [boundary.off], boundary.days)]
        for block in inside:
            closed = minutes_within(plan, block, [boundary.off], boundary.days)
            opened = minutes_within(plan, block, boundary.exceptions)
            assert closed <= opened, (boundary.name, block)
        assert len(inside) <= (boundary.except_times_per_week or len(inside))


def minutes_within(plan, block, spans, days=("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
    """Minutes of a block that lie in daily spans of the given days."""
    horizon = plan.horizon
    found = 0.0
    for day in range(-1, horizon.days):
        for span in spans if horizon.weekday_of(day) in days else ():
            hours = horizon.span_on(day, span)
            ends = (horizon.instant_of(minute) for minute in (hours.start, hours.end))
            found += overlap(block, *ends)
    return found


@each_week
def test_a_fifth_of_free_waking_time_stays_open(person, monday):
    """What is left open is counted from the blocks, and is at least 20 % of free waking time."""
    plan = plan_of(person, monday)
    routine = {"sleep", "nap", "meal", "buffer", "wind_down", "travel"}
    asleep = sum(b.minutes for b in plan.blocks if b.kind in routine)
    planned = sum(b.minutes for b in plan.blocks if not b.is_fixed and b.kind not in routine)
    waking = plan.horizon.minutes - committed_minutes(plan) - asleep
    assert plan.free_waking_minutes == waking
    assert plan.open_minutes == waking - planned
    assert plan.open_minutes >= 0.2 * waking


def committed_minutes(plan: Plan) -> int:
    """Minutes of the week that commitments take, home call apart, counted slot by slot."""
    taking = [b for b in plan.blocks if b.is_fixed and b.origin != "home_call"]
    spans = [tuple(plan.horizon.minute_of(end) for end in minutes_of(b)) for b in taking]
    return sum(
        any(start <= minute < end for start, end in spans) for minute in range(plan.horizon.minutes)
    )


@each_week
def test_what_is_missing_says_why(person, monday):
    """Each thing missing or smaller has fewer minutes than wanted and a sentence about it."""
    for missing in plan_of(person, monday).unplaced:
        assert missing.placed_minutes < missing.wanted_minutes
        assert missing.because.endswith(".")
        assert missing.because[0].isupper() or missing.because[0].isdigit()


def test_the_parent_stays_home_where_nobody_else_can_be_there():
    """Robin works early on Wednesday and Thursday: no ride before school; one waits for Sunday."""
    plan = plan_of("attending-parent", WEEKS[1])
    rides = [block.start for block in plan.blocks if block.name == "Early ride"]
    assert rides
    early = [f"{at:%a}" for at in rides if f"{at:%H:%M}" < "08:10"]
    assert not {"Wed", "Thu", "Sun"} & set(early)
