"""The verifier: a sound plan passes, and each rule broken alone is found and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Block, BlockKind, Certificate, Plan, Unplaced, ValueMinutes
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan, Horizon, Interval
from trimtab.planner.line import WeekRequest
from trimtab.planner.problem import Draft, Group, Item, Part, Problem, Shape
from trimtab.planner.verify import verify_certificate, verify_plan

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 2)
HORIZON = Horizon(MONDAY, 7, "America/New_York")
EVENING = ClockSpan(18 * 60, 21 * 60)


def at(day: int, clock: str) -> datetime:
    """A local time on a day of the week, 0 being Monday."""
    midnight = datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), NEW_YORK)
    return midnight.replace(hour=int(clock[:2]), minute=int(clock[3:]))


def given(name: str, day: int, start: str, end: str, kind: str = "duty", **more) -> Commitment:
    """A commitment, its end on the next day when its clock says so."""
    first, last = at(day, start), at(day + (end <= start), end)
    return Commitment(
        f"{name}{day}", name, first.astimezone(UTC), last.astimezone(UTC), kind, **more
    )


def block(day: int, hours: str, name: str, kind: BlockKind, **more) -> Block:
    """A block from "HH:MM-HH:MM", its end on the next day when its clock says so."""
    start, end = hours.split("-")
    return Block(at(day, start), at(day + (end <= start), end), name, kind, **more)


PROFILE = Profile(
    person=Person(time_zone="America/New_York", commute_minutes=25),
    values={"body": 1.0, "family": 1.0, "learning": 1.0, "faith": 1.0},
    practices=(
        Practice("Run", "body", 3, (45, 30, 10), only=(ClockSpan(6 * 60, 20 * 60),)),
        Practice("Prayer", "faith", 7, (15, 10), only=(EVENING,), must=True),
        Practice("Call home", "family", 2, (40, 15), with_person="Mother"),
        Practice("Read", "learning", 4, (30,), days=("mon", "tue", "wed", "thu"), once_a_day=False),
        Practice("Swim", "body", 1, (30,), prefer=(ClockSpan(22 * 60, 60),)),
    ),
    people=(OtherPerson("Mother", "Africa/Lagos", ClockSpan(7 * 60, 21 * 60 + 30)),),
    tasks=(
        Task("Abstract", "learning", 240, 30, 90, due=at(4, "17:00").astimezone(UTC), study=False),
        Task("Ward", "learning", 60, 30, 60, study=False, starts=at(2, "00:00").astimezone(UTC)),
    ),
    protects=(Protect("Dinner together", "family", EVENING, (60, 30), ("tue", "wed", "sat")),),
    boundaries=(
        Boundary(
            "No work after nine",
            "work",
            ClockSpan(20 * 60, 5 * 60),
            exceptions=(ClockSpan(20 * 60, 21 * 60),),
            except_times_per_week=1,
        ),
        Boundary("No books at noon", "study", ClockSpan(12 * 60, 13 * 60)),
        Boundary("No screens at two", "screens", ClockSpan(14 * 60, 15 * 60)),
        Boundary("No calls at one", "calls", ClockSpan(13 * 60, 14 * 60)),
    ),
)
COMMITMENTS = (
    given("Ward", 0, "07:00", "17:00", leaves_minutes=40),
    given("Home call", 5, "08:00", "20:00", kind="home_call"),
    given("Meeting", 1, "09:00", "10:00", kind="personal"),
    given("Recital", 1, "09:30", "10:30", kind="family"),
    given("Tele-clinic", 3, "09:00", "12:00", kind="clinic", is_remote=True),
)
REQUEST = WeekRequest(PROFILE, HORIZON, COMMITMENTS, now=5 * 60)
PLANNED = (
    block(0, "06:35-07:00", "Travel", "travel"),
    block(0, "17:00-17:25", "Travel", "travel"),
    block(0, "17:40-18:20", "Ward", "task", note="notes and inbox", origin="notes"),
    block(0, "18:30-18:45", "Prayer", "practice", value="faith", dose="ideal"),
    block(0, "22:30-06:30", "Sleep", "sleep"),
    block(1, "06:30-07:15", "Run", "practice", value="body", dose="ideal"),
    block(1, "11:00-12:00", "Abstract", "task", value="learning"),
    block(
        1, "12:00-12:15", "Call home", "people", value="family", dose="enough", note="with Mother"
    ),
    block(1, "18:00-19:00", "Dinner together", "protect", value="family", dose="ideal"),
    block(2, "07:00-07:10", "Run", "practice", value="body", dose="tiny"),
    block(2, "10:00-10:30", "Read", "study", value="learning", dose="ideal"),
    block(2, "11:00-11:30", "Read", "study", value="learning", dose="ideal"),
    block(2, "13:00-14:00", "Ward", "task", value="learning"),
    block(2, "20:00-21:00", "Abstract", "task", value="learning"),
    block(3, "22:00-22:30", "Swim", "practice", value="body", dose="ideal"),
    block(4, "14:00-15:00", "Nap", "nap"),
)


def plan_of(planned: Iterable[Block], commitments: Iterable[Commitment] = COMMITMENTS) -> Plan:
    """A plan of these blocks whose totals are told right."""
    fixed = [
        Block(one.start.astimezone(NEW_YORK), one.end.astimezone(NEW_YORK), one.name, "commitment",
              origin=one.kind)
        for one in commitments
    ]  # fmt: skip
    blocks = sorted([*planned, *fixed], key=lambda one: one.start.astimezone(UTC))
    totals: Counter[str] = Counter()
    for one in planned:
        totals[one.value or ""] += one.minutes
    values = tuple(ValueMinutes(name, 1.0, 100, totals[name]) for name in PROFILE.values)
    return Plan("Sam", HORIZON, tuple(blocks), (), values, Certificate(90.0, 100.0, 50.0, 0.0))


SOUND = plan_of(PLANNED)


def findings(planned: Iterable[Block], request: WeekRequest = REQUEST) -> list[str]:
    """What the verifier finds in a plan of these blocks."""
    return verify_plan(plan_of(list(planned)), request)


def moved(name: str, hours: str, day: int, number: int = 0) -> list[Block]:
    """The sound plan with the `number`-th planned block of that name moved."""
    old = [one for one in PLANNED if one.name == name][number]
    start, end = hours.split("-")
    new = replace(old, start=at(day, start), end=at(day + (end <= start), end))
    return [new if one is old else one for one in PLANNED]


def without(*names: str) -> list[Block]:
    """The sound plan without the blocks of these names."""
    return [one for one in PLANNED if one.name not in names]


def added(*more: Block) -> list[Block]:
    """The sound plan with more blocks."""
    return [*PLANNED, *more]


def run(day: int, hours: str, dose: str = "ideal") -> Block:
    """A run."""
    return block(day, hours, "Run", "practice", value="body", dose=dose)


def sitting(day: int, hours: str) -> Block:
    """A sitting of the abstract."""
    return block(day, hours, "Abstract", "task", value="learning")


def notes(day: int, hours: str) -> Block:
    """Notes of the ward."""
    return block(day, hours, "Ward", "task", note="notes and inbox", origin="notes")


BROKEN: dict[str, tuple[Callable[[], list[Block]], str]] = {
    "two things at once": (lambda: moved("Call home", "11:30-11:45", 1), "overlaps"),
    "over a commitment": (lambda: moved("Call home", "09:45-10:00", 1), "overlaps"),
    "before now": (
        lambda: added(block(0, "04:30-05:00", "Breakfast", "meal")), "outside the time to plan"),
    "beyond the horizon": (
        lambda: added(block(6, "23:30-01:00", "Sleep", "sleep")), "outside the time to plan"),
    "off the grid": (lambda: moved("Nap", "14:02-15:02", 4), "off the 5-minute grid"),
    "a dose nobody asked for": (
        lambda: moved("Run", "06:30-07:10", 1), "dose nobody asked for"),
    "a must made smaller": (lambda: moved("Prayer", "18:30-18:40", 0), "dose nobody asked for"),
    "outside its hours": (lambda: moved("Run", "20:00-20:45", 1), "outside its hours or days"),
    "outside waking hours": (lambda: moved("Call home", "05:00-05:15", 2), "outside its hours"),
    "on the wrong day": (lambda: moved("Read", "10:00-10:30", 4), "outside its hours or days"),
    "after its touching hours": (lambda: moved("Swim", "00:45-01:15", 4), "outside its hours"),
    "twice a day": (lambda: added(run(1, "17:00-17:30")), "Run stands twice on one day"),
    "more often than asked": (
        lambda: added(run(3, "17:00-17:30"), run(4, "17:30-18:00")), "more often than asked"),
    "protected time too late": (
        lambda: moved("Dinner together", "20:30-21:30", 1), "outside its hours or days"),
    "protected on another day": (
        lambda: moved("Dinner together", "18:00-19:00", 3), "outside its hours or days"),
    "protected too short": (
        lambda: moved("Dinner together", "18:00-18:40", 1), "dose nobody asked for"),
    "protected twice": (
        lambda: added(block(1, "19:30-20:00", "Dinner together", "protect", value="family")),
        "Dinner together stands twice on one day"),
    "more minutes than the task has": (
        lambda: added(sitting(3, "15:00-16:30"), sitting(4, "10:00-11:00")),
        "more minutes than it has"),
    "after its due time": (lambda: moved("Abstract", "16:30-17:30", 4), "after its due time"),
    "before it may begin": (
        lambda: moved("Ward", "13:00-14:00", 1, 1), "is before it may begin"),
    "too long a sitting": (lambda: moved("Abstract", "15:00-16:35", 1), "no sitting between"),
    "too short a sitting": (lambda: moved("Abstract", "11:00-11:25", 1), "no sitting between"),
    "notes before six": (
        lambda: [*without("Ward", "Sleep"), notes(1, "05:30-06:00")], "outside waking hours"),
    "notes too late": (
        lambda: [*without("Ward"), notes(2, "16:00-16:40")], "after the hour its notes are wanted"),
    "more notes than it leaves": (lambda: added(notes(0, "19:00-19:30")), "than it leaves"),
    "a task before six": (lambda: moved("Abstract", "05:15-06:15", 2), "outside waking hours"),
    "notes of nothing": (
        lambda: added(block(1, "15:00-15:15", "Recital", "task", origin="notes")),
        "belongs to nothing that has ended"),
    "notes before the duty ends": (
        lambda: [*without("Ward"), notes(0, "06:10-06:25")], "belongs to nothing that has ended"),
    "a call into the night": (
        lambda: moved("Call home", "16:00-16:15", 1), "finds Mother asleep (22:00 there)"),
    "study in its off hours": (
        lambda: moved("Read", "12:30-13:00", 2), "crosses the boundary No books at noon"),
    "a task on screens": (
        lambda: moved("Ward", "13:30-14:30", 2, 1), "crosses the boundary No screens at two"),
    "study on screens": (
        lambda: moved("Read", "14:45-15:15", 2), "crosses the boundary No screens at two"),
    "a call in its off hours": (
        lambda: moved("Call home", "13:15-13:30", 1), "crosses the boundary No calls at one"),
    "exceptions used too often": (
        lambda: moved("Abstract", "20:15-20:45", 1), "No work after nine are used more than 1"),
    "sleep on the way to duty": (
        lambda: [*without("Travel", "Nap"), block(0, "06:00-06:40", "Nap", "nap")],
        "leaves no time for the way to or from Ward"),
    "dinner on the way from duty": (
        lambda: [*without("Travel"), block(0, "17:20-17:30", "Wind down", "wind_down")],
        "leaves no time for the way to or from Ward"),
}  # fmt: skip


def test_a_sound_plan_passes():
    """Nothing is found in a plan that keeps every rule, double-booking and home call included."""
    assert verify_plan(SOUND, REQUEST) == []


@pytest.mark.parametrize("what", BROKEN)
def test_each_rule_broken_alone_is_named(what):
    """The one thing broken is found, in words that name it, and nothing else is."""
    broken, phrase = BROKEN[what]
    found = findings(broken())
    assert found
    assert [finding for finding in found if phrase not in finding] == []


def test_work_in_closed_hours_is_found():
    """A sitting at 21:00 crosses the boundary, whose exception ends then."""
    found = findings(moved("Abstract", "20:30-21:30", 2, number=1))
    assert [f for f in found if "crosses the boundary No work after nine" in f] == found != []


def test_an_exception_within_its_count_is_fine():
    """The sitting at 20:00 stands inside the one exception a week, so the sound plan has it."""
    assert any(one.name == "Abstract" and one.start == at(2, "20:00") for one in PLANNED)
    none_left = replace(PROFILE.boundaries[0], exceptions=())
    request = replace(REQUEST, profile=replace(PROFILE, boundaries=(none_left,)))
    assert "crosses the boundary No work after nine" in findings(PLANNED, request)[0]


def test_a_block_without_length_is_found():
    """A block that ends as it starts is named."""
    start = at(4, "16:00")
    found = findings(added(Block(start, start, "Nothing", "meal")))
    assert found == ["Nothing (meal) Fri 06 Nov 16:00-16:00 has no length"]


@pytest.mark.parametrize(
    "change",
    [
        lambda given: given[1:],
        lambda given: (*given, given[0]),
        lambda given: (replace(given[0], start=given[0].start + timedelta(minutes=5)), *given[1:]),
        lambda given: (replace(given[0], name="Clinic"), *given[1:]),
    ],
    ids=["lost", "doubled", "shortened", "renamed"],
)
def test_a_changed_commitment_is_found(change):
    """A commitment lost, doubled, shortened or renamed is named."""
    plan = plan_of(PLANNED, change(COMMITMENTS))
    found = verify_plan(plan, REQUEST)
    assert any("was lost or invented" in finding for finding in found)


def test_commitments_beyond_the_horizon_need_not_stand_in_the_plan():
    """What ends before the week or starts after it is not missed."""
    before = given("Night", -1, "10:00", "20:00", is_remote=True)
    after = given("Night", 7, "10:00", "20:00", is_remote=True)
    assert verify_plan(SOUND, replace(REQUEST, commitments=(before, *COMMITMENTS, after))) == []


def test_wrong_minutes_of_a_value_are_found():
    """A value said to have a minute more than its blocks is named."""
    body, *others = SOUND.values
    wrong = replace(SOUND, values=(replace(body, planned_minutes=86), *others))
    assert verify_plan(wrong, REQUEST) == ["body is said to have 86 minutes"]


def one_candidate() -> Problem:
    """Two ways to walk, both worth 30, on a line of an hour."""
    draft = Draft(60)
    item = draft.add_item(Item("Walk", "practice", None, 30))
    shape = Shape(item, (Part(0, 30, "Walk", "practice"),), 30)
    draft.add_group(Group(shape, np.array([0, 15], np.int32), np.array([30.0, 30.0]), ()))
    return draft.finish()


def test_a_certificate_is_checked_from_the_definition():
    """A wrong worth, a bound below it and a slot taken twice are found; an honest one passes."""
    problem = one_candidate()
    honest = Certificate(30.0, 31.0, 0.0, 0.0)
    assert verify_certificate(problem, [0], honest) == []
    assert (
        "claims a worth of 29" in verify_certificate(problem, [0], replace(honest, value=29.0))[0]
    )
    assert "its own bound" in verify_certificate(problem, [0], replace(honest, bound=29.0))[0]
    twice = verify_certificate(problem, [0, 1], Certificate(60.0, 61.0, 0.0, 0.0))
    assert twice == ["Two chosen candidates take the same slot"]


@pytest.mark.parametrize(("name", "minutes"), [("Run", 55), ("Abstract", 120)])
def test_what_is_said_to_be_placed_must_stand_in_the_plan(name, minutes):
    """Placed minutes of a practice and of a task are counted anew."""
    right = replace(SOUND, unplaced=(Unplaced(name, 400, minutes, ""),))
    wrong = replace(SOUND, unplaced=(Unplaced(name, 400, minutes + 5, ""),))
    assert verify_plan(right, REQUEST) == []
    (found,) = verify_plan(wrong, REQUEST)
    assert found == f"{name} is said to have {minutes + 5} minutes placed, and has {minutes}"


def test_a_must_that_is_missing_has_to_be_told():
    """A week asked from its start that lacks a must and says nothing of it is not shown."""
    lacking = replace(REQUEST, now=0)
    (found,) = verify_plan(SOUND, lacking)
    assert found == "Prayer must be kept, is missing, and nobody says so"
    told = replace(SOUND, unplaced=(Unplaced("Prayer", 105, 15, ""),))
    assert verify_plan(told, lacking) == []


def test_travel_may_leave_the_grid_and_nothing_else():
    """Ways follow a commitment's own minutes."""
    assert findings(added(block(3, "07:07-07:13", "Travel", "travel"))) == []
    assert findings(added(block(3, "07:07-07:13", "Breakfast", "meal"))) != []


def test_without_a_commute_nothing_is_too_near_to_duty():
    """Who lives at the hospital may nap until duty starts."""
    profile = replace(PROFILE, person=replace(PROFILE.person, commute_minutes=0))
    nap = moved("Nap", "05:30-06:35", 0)
    assert findings(nap, replace(REQUEST, profile=profile)) == []


def test_time_with_somebody_is_when_they_are_awake_and_free():
    """A film with Mother at 16:00 finds her asleep in Lagos, at noon taken by her own calendar."""
    film = Protect("Film", "family", ClockSpan(8 * 60, 20 * 60), (60,), with_person="Mother")
    minutes = [HORIZON.minute_of(at(1, clock)) for clock in ("12:30", "14:00")]
    request = replace(
        REQUEST,
        profile=replace(PROFILE, protects=(*PROFILE.protects, film)),
        busy_people={"Mother": (Interval(*minutes),)},
    )

    def shown(hours: str) -> list[str]:
        film_block = block(1, hours, "Film", "protect", value="family", dose="ideal")
        return findings(added(film_block), request)

    assert shown("14:00-15:00") == []
    assert shown("12:15-13:15") == ["Film (protect) Tue 03 Nov 12:15-13:15 finds Mother taken"]
    (asleep,) = shown("16:00-17:00")
    assert asleep.endswith("finds Mother asleep (22:00 there)")


def test_a_span_that_ends_as_it_starts_is_the_whole_day_round():
    """Hours from 07:00 to 07:00 hold a run over any hour, midnight and seven included."""
    round_the_clock = replace(PROFILE.practices[0], only=(ClockSpan(7 * 60, 7 * 60),))
    asked = replace(PROFILE, practices=(round_the_clock, *PROFILE.practices[1:]))
    for hours in ("06:40-07:25", "23:40-00:25"):
        start = [one for one in moved("Run", hours, 4) if one.name != "Swim"]
        assert findings(start, replace(REQUEST, profile=asked)) == []


def test_the_repeated_hour_is_told_apart():
    """On 1 November 01:50 in daylight time comes before 01:10 in standard time."""
    horizon = Horizon(date(2026, 10, 26), 7, "America/New_York")
    first = datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK)
    again = datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)
    duty = Commitment("n", "Shift", first.astimezone(UTC), again.astimezone(UTC), "family")
    nap = Block(again, datetime(2026, 11, 1, 1, 40, tzinfo=NEW_YORK, fold=1), "Nap", "nap")
    early = Block(datetime(2026, 11, 1, 1, 20, tzinfo=NEW_YORK), first, "Wind down", "wind_down")
    shift = Block(first, again, "Shift", "commitment", origin="family")
    plan = Plan("Sam", horizon, (early, shift, nap), (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    request = WeekRequest(Profile(person=PROFILE.person), horizon, (duty,))
    assert verify_plan(plan, request) == []
    clash = replace(plan, blocks=(early, shift, replace(nap, start=first)))
    assert any("overlaps" in finding for finding in verify_plan(clash, request))
