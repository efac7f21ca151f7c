"""Past weeks of duty: what rules say of them, and how sleepy people are predicted at their ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.briefs.figures import brief_figures
from trimtab.app.briefs.past_duty import findings_of, past_ends
from trimtab.domain.duty import DutyReport
from trimtab.domain.plans import Block, LastPlan
from trimtab.rulebooks.reading import read_rulebook
from trimtab.store.in_memory import InMemoryStore

MONDAY = date(2026, 11, 2)
MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)


def block(hours: tuple[float, float], kind: str, name: str) -> Block:
    """A block between two hours after Monday's midnight."""
    start, end = (MIDNIGHT + timedelta(hours=hour) for hour in hours)
    origin = "duty" if kind == "commitment" else ""
    return Block(start, end, name, kind, origin=origin)


def lived_week(*, nights: int = 5) -> InMemoryStore:
    """Sleep by day and duty by night from the third day on, as it was planned."""
    blocks = [block((24 * day - 1, 24 * day + 7), "sleep", "Sleep") for day in (1, 2)]
    for day in range(2, 2 + nights):
        blocks.append(block((24 * day + 19, 24 * day + 31), "commitment", "Night"))
        blocks.append(block((24 * day + 33, 24 * day + 40), "sleep", "Sleep"))
    store = InMemoryStore()
    store.keep_last_plan(LastPlan("Sam", MONDAY, 7, tuple(blocks)))
    return store


def work_of(store: InMemoryStore) -> list[Block]:
    """Duty of that week."""
    (plan,) = store.last_plans(MONDAY, MONDAY)
    return [one for one in plan.blocks if one.kind == "commitment"]


def test_ends_are_told_once_sleep_is_known_for_three_days():
    """The first nights pass unseen; later ends have a range, and the way home is after it."""
    store = lived_week()
    found = list(past_ends(store, work_of(store), (MONDAY, MONDAY + timedelta(6))))
    settled = MIDNIGHT + timedelta(days=3, hours=31)  # the first sleep ended on Tuesday at 07:00
    assert [one.end for one in found] == [one.end for one in work_of(store) if one.end >= settled]
    for one in found:
        assert one.at_end.low < one.at_end.kss < one.at_end.high
        assert one.at_end.kss > 5
        assert one.on_way.time == one.end + timedelta(minutes=30)


def test_a_way_home_is_told_where_there_is_one():
    """Not of who works at home, nor where a clinic begins within the hour."""
    store, now = lived_week(), MIDNIGHT + timedelta(days=7)
    assert all(one.on_way for one in brief_figures(store, now).ends)
    assert not any(one.on_way for one in brief_figures(store, now, has_way=False).ends)
    (week,) = store.last_plans(MONDAY, MONDAY)
    soon = block((24 * 4 + 8, 24 * 4 + 8.5), "commitment", "Clinic")
    store.keep_last_plan(replace(week, blocks=(*week.blocks, soon)))
    nights = [one for one in brief_figures(store, now).ends if one.name == "Night"]
    assert [one.end.day for one in nights if one.on_way is None] == [6]


def test_what_nobody_slept_by_is_not_predicted():
    """Without any sleep known there is nothing to go by."""
    store = InMemoryStore()
    store.keep_last_plan(LastPlan("Sam", MONDAY, 7, tuple(work_of(lived_week()))))
    assert list(past_ends(store, work_of(store), (MONDAY, MONDAY + timedelta(6)))) == []


def test_rules_are_asked_of_past_weeks_too():
    """A duty of 30 hours is told by the same rulebook; what was found ahead stands there once."""
    work = [block((7, 37), "commitment", "Call")]
    alone = findings_of(DutyReport(read_rulebook("acgme"), "UTC"), work, "UTC")
    assert {one.rule for one in alone} == {"continuous_duty"}
    assert findings_of(DutyReport(read_rulebook("acgme"), "UTC", findings=alone), work, "UTC") == (
        alone
    )
    assert findings_of(None, work, "UTC") == ()
