"""Two processes: what somebody waits for goes to one, long work to the other."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from small_week import small_ask

from trimtab.app.daily.ports import Job
from trimtab.domain.plans import Block
from trimtab.planning.pair import PlanningPair
from trimtab.wiring.planning_parts import planner_parts


class _Child:
    """A process that only notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.state = "running"
        self.hear = None

    def plan_quickly(self, ask):
        self.asked.append("plan_quickly")

    def places(self, ask, block):
        self.asked.append("places")

    def prepare(self, ask):
        self.asked.append(("prepare", ask))

    def begin(self, ask, on_plan, *, has_quick):
        self.asked.append(("begin", has_quick))
        self.hear = on_plan
        return self.newest()

    def newest(self):
        return Job("one", self.state) if self.hear else None


@pytest.fixture
def pair():
    """Both processes, never started."""
    made = PlanningPair(planner_parts)
    made.at_once, made.in_background = _Child(), _Child()
    return made


def _block(hour: int) -> Block:
    start = small_ask().now.replace(hour=hour)
    return Block(name="Run", kind="practice", start=start, end=start.replace(minute=30))


def _standing(*blocks: Block):
    return replace(small_ask(), last=SimpleNamespace(blocks=blocks))


def test_places_are_asked_of_who_knows_the_week(pair):
    """While the background plans it is left alone; once it is done it knows its own plan."""
    pair.begin(small_ask(), lambda *_: None)
    pair.in_background.hear(SimpleNamespace(blocks=(_block(18),)), True)
    pair.places(_standing(_block(18)), _block(18))
    assert pair.at_once.asked[-1] == "places"
    pair.in_background.state = "done"
    pair.places(_standing(_block(18)), _block(18))
    assert pair.in_background.asked[-1] == "places"


def test_places_of_another_plan_are_asked_at_once(pair):
    """A plan that came of a mark is known where it was made."""
    pair.begin(small_ask(), lambda *_: None)
    pair.in_background.hear(SimpleNamespace(blocks=(_block(18),)), True)
    pair.in_background.state = "done"
    pair.places(_standing(_block(19)), _block(19))
    assert "places" not in pair.in_background.asked


def test_a_quick_plan_is_not_made_twice(pair):
    """The background is told that one of the very same ask was made."""
    pair.plan_quickly(small_ask())
    pair.begin(small_ask(), lambda *_: None)
    pair.begin(replace(small_ask(), seed=1), lambda *_: None)
    assert pair.in_background.asked == [("begin", True), ("begin", False)]


def test_the_last_plan_makes_the_other_ready(pair):
    """Who answers at once reads the calendars before anybody waits for it."""
    heard = []
    pair.begin(replace(small_ask(), wants_fresh=True), lambda *told: heard.append(told))
    pair.in_background.hear("first", False)
    pair.in_background.hear("last", True)
    assert heard == [("first", False), ("last", True)]
    assert pair.at_once.asked == [("prepare", small_ask())]
