"""The verifier's rules on messages, pockets, stacks and short sittings: each broken alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, BlockKind, Certificate, Plan, ValueMinutes
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Messages, Task
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.verify import verify_plan

MONDAY = date(2026, 11, 2)
HORIZON = Horizon(MONDAY, 7, "UTC")


def at(clock: str, day: int = 0) -> datetime:
    """A time on a day of the week, 0 being Monday."""
    midnight = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=day)
    return midnight + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))


def block(hours: str, name: str, kind: BlockKind, day: int = 0, **more) -> Block:
    """A block from "HH:MM-HH:MM"."""
    start, end = hours.split("-")
    return Block(at(start, day), at(end, day), name, kind, **more)


def habit(hours: str, name: str, day: int = 0) -> Block:
    """A repetition of a practice."""
    return block(hours, name, "practice", day, value="body", dose="ideal")


def messages(hours: str, day: int = 0) -> Block:
    """Messages."""
    return block(hours, "Messages", "task", day, origin="messages")


def sitting(hours: str, day: int = 0) -> Block:
    """A sitting of the paper."""
    return block(hours, "Paper", "task", day, value="body")


PROFILE = Profile(
    person=Person(time_zone="UTC", commute_minutes=20),
    values={"body": 1.0},
    practices=(
        Practice("Burst", "body", 14, (10,), once_a_day=False, pocket=True),
        Practice("Run", "body", 3, (40,)),
        Practice("Stretch", "body", 7, (10,), after="Run"),
        Practice("Breathe", "body", 7, (5,), after="Get home"),
        Practice("Sun", "body", 7, (10,), after="Wake up"),
        Practice("Floss", "body", 7, (5,), before="Wind down"),
        Practice("Brush", "body", 7, (5,), before="Wind down"),
        Practice("Gratitude", "body", 7, (5,), after="Dinner"),
    ),
    protects=(Protect("Supper with Jo", "body", ClockSpan(18 * 60, 21 * 60), (60,)),),
    tasks=(Task("Paper", "body", 100, 60, 60),),
    messages=Messages(12, (9 * 60, 16 * 60), ("mon", "tue"), None, 30),
)
WARD = Commitment("w", "Ward", at("10:00"), at("15:00"), "duty")
REQUEST = WeekRequest(PROFILE, HORIZON, (WARD,))
SOUND = (
    block("06:00-06:30", "Slow start", "buffer"),
    habit("06:30-06:40", "Sun"),
    habit("07:00-07:40", "Run"),
    habit("07:40-07:50", "Stretch"),
    messages("08:30-08:45"),
    habit("09:00-09:10", "Burst"),
    block("09:40-10:00", "Travel", "travel"),
    block("15:00-15:20", "Travel", "travel"),
    habit("15:35-15:40", "Breathe"),
    habit("15:45-15:55", "Burst"),
    messages("16:30-16:45"),
    sitting("17:00-18:00"),
    block("18:00-19:00", "Supper with Jo", "protect", value="body", dose="ideal"),
    habit("19:00-19:05", "Gratitude"),
    habit("21:50-21:55", "Brush"),
    habit("21:55-22:00", "Floss"),
    block("22:00-22:30", "Wind down", "wind_down"),
    messages("09:00-09:15", 1),
    sitting("17:00-17:40", 1),
)


def findings(blocks, profile: Profile = PROFILE, *beside: Commitment) -> list[str]:
    """What the verifier finds in a plan of these blocks; `beside` are further commitments."""
    commitments = (WARD, *beside)
    fixed = [Block(c.start, c.end, c.name, "commitment", origin=c.kind) for c in commitments]
    total: Counter[str] = Counter()
    for one in blocks:
        total[one.value or ""] += one.minutes
    values = (ValueMinutes("body", 1.0, 100, total["body"]),)
    everything = tuple(sorted([*blocks, *fixed], key=lambda one: one.start))
    plan = Plan("Sam", HORIZON, everything, (), values, Certificate(1.0, 1.0, 0.0, 0.0))
    return verify_plan(plan, replace(REQUEST, profile=profile, commitments=commitments))


def moved(hours: str, name: str, number: int = 0, day: int | None = None) -> list[Block]:
    """The sound plan with the `number`-th block of that name at other hours."""
    old = [one for one in SOUND if one.name == name][number]
    start, end = hours.split("-")
    which = old.start.weekday() if day is None else day
    new = replace(old, start=at(start, which), end=at(end, which))
    return [new if one is old else one for one in SOUND]


BROKEN = {
    "messages too far": (lambda: moved("08:25-08:40", "Messages"), "near no time"),
    "messages on a day not asked": (
        lambda: moved("09:00-09:15", "Messages", 2, day=3), "near no time"),
    "messages twice for one time": (
        lambda: [*SOUND, messages("09:15-09:30")], "near no time"),
    "messages too long": (lambda: moved("08:30-08:50", "Messages"), "not as long as messages"),
    "a pocket too near": (
        lambda: [*SOUND, habit("17:00-17:10", "Burst", 2), habit("18:55-19:05", "Burst", 2)],
        "Burst stands twice within two hours"),
    "stretching without a run": (
        lambda: moved("07:45-07:55", "Stretch"), "does not stand right after Run"),
    "too long after getting home": (
        lambda: moved("15:40-15:45", "Breathe"), "does not stand right after Get home"),
    "away from waking up": (
        lambda: moved("06:35-06:45", "Sun"), "does not stand right after Wake up"),
    "away from bed": (
        lambda: moved("21:40-21:45", "Brush"), "does not stand right before Wind down"),
    "away from dinner": (
        lambda: moved("19:05-19:10", "Gratitude"), "does not stand right after Dinner"),
    "two short sittings": (
        lambda: moved("17:00-17:40", "Paper", 0), "more than one sitting below its shortest"),
    "a sitting of odd length": (
        lambda: moved("17:00-17:30", "Paper", 1), "no sitting between"),
}  # fmt: skip


def test_a_sound_plan_passes():
    """Messages within their drift, habits beside their anchors, one short last sitting."""
    assert findings(SOUND) == []


@pytest.mark.parametrize("what", BROKEN)
def test_each_rule_broken_alone_is_named(what):
    """The one thing broken is found, in words that name it, and nothing else is."""
    broken, phrase = BROKEN[what]
    found = findings(broken())
    assert found
    assert [finding for finding in found if phrase not in finding] == []


def test_messages_outside_their_hours_are_found():
    """One that begins too early, and one that ends too late."""
    for hours, told in (
        ({"earliest": 8 * 60 + 30, "latest": 16 * 60 + 45}, 0),
        ({"earliest": 8 * 60 + 35}, 1),
        ({"latest": 16 * 60 + 40}, 1),
    ):
        narrow = replace(PROFILE, messages=replace(PROFILE.messages, **hours))
        found = [one for one in findings(SOUND, narrow) if "outside the hours" in one]
        assert len(found) == told, hours


def test_messages_nobody_asked_for_are_found():
    """Without messages in the profile none may stand in the plan."""
    found = findings(SOUND, replace(PROFILE, messages=None))
    assert len([finding for finding in found if "was never asked for" in finding]) == 3


def test_a_pocket_too_long_is_found():
    """A pocket of twenty minutes is none."""
    burst = replace(PROFILE.practices[0], doses=(20,))
    asked = replace(PROFILE, practices=(burst, *PROFILE.practices[1:]))
    blocks = [*(one for one in SOUND if one.name != "Burst"), habit("20:00-20:20", "Burst", 3)]
    assert findings(blocks, asked) == [
        "Burst (practice) Thu 05 Nov 20:00-20:20 is no pocket of 15 minutes"
    ]


def test_a_short_sitting_is_none_where_sittings_add_up():
    """120 minutes in sittings of 60 need no sitting of 40."""
    asked = replace(PROFILE, tasks=(replace(PROFILE.tasks[0], minutes=120),))
    (found,) = findings(SOUND, asked)
    assert found.endswith("is no sitting between its shortest and longest")


def test_without_a_commute_one_is_home_as_duty_ends():
    """Who lives at the hospital gets home at 15:00."""
    person = replace(PROFILE.person, commute_minutes=0)
    there = [one for one in SOUND if one.name != "Travel"]
    found = findings(there, replace(PROFILE, person=person))
    assert found == [
        "Breathe (practice) Mon 02 Nov 15:35-15:40 does not stand right after Get home"
    ]


def test_an_appointment_on_the_way_home_counts_as_duty_does():
    """At the dentist until 20:00 while the family event lasts until 20:30: home by then."""
    dentist = Commitment("d", "Dentist", at("19:30"), at("20:00"), "appointment")
    party = Commitment("p", "Party", at("19:15"), at("20:25"), "family")
    there = [*SOUND, habit("20:25-20:30", "Breathe")]
    assert not [one for one in findings(there, PROFILE, dentist, party) if "Get home" in one]
    assert [one for one in findings(there, PROFILE, party) if "Get home" in one]


@pytest.mark.parametrize(("until", "count"), [("15:30", 0), ("15:00", 1)])
def test_a_call_on_the_way_home_hides_the_way_and_not_the_getting_home(until, count):
    """A call by telephone until 15:30 covers the way; without one a way home must be seen."""
    call = Commitment("c", "Call", at("14:30"), at(until), "personal", is_remote=True)
    there = [one for one in SOUND if one.start != at("15:00")]
    found = [one for one in findings(there, PROFILE, call) if "Get home" in one]
    assert len(found) == count
