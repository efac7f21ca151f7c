"""Let tests of the use cases import what stands beside the planner's; and one planned week for all.

A store that holds it, and a planner in this process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "planner"))
sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))
from small_week import MONDAY, PROFILE, clinic

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.app.daily.ports import Job, PlanAsk
from trimtab.app.ports import Onlooker
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.plans import Plan
from trimtab.planning.here import PlanningHere
from trimtab.store.in_memory import InMemoryStore
from trimtab.wiring.planning_parts import planner_parts


class ForegroundPlanning(PlanningHere):
    """Plans quickly for real; what would be planned in the background is only written down."""

    def __init__(self) -> None:
        super().__init__(planner_parts())
        self.begun: list[tuple[PlanAsk, Callable[[Plan, bool], None]]] = []

    def begin(self, ask, on_plan, *, id=""):
        """Write down what is to be planned."""
        self.begun.append((ask, on_plan))
        return Job(str(len(self.begun)), "waiting")

    def newest(self) -> Job | None:
        """Nothing is ever under way."""
        return None


def small_store() -> InMemoryStore:
    """A store with the profile and calendar of the small week, and no plan yet."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, MONDAY)
    store.keep_calendar(KeptCalendar("clinic.ics", clinic(), MONDAY))
    return store


@pytest.fixture(scope="session")
def planner() -> ForegroundPlanning:
    """A planner in this process."""
    return ForegroundPlanning()


@pytest.fixture
def planning(planner) -> ForegroundPlanning:
    """That planner, which has begun nothing yet."""
    planner.begun = []
    return planner


@pytest.fixture(scope="session")
def first_plan(planner) -> Plan:
    """The small week as planned on Monday morning."""
    *_, plan = planner._planner.plan_well(ask_now(small_store(), MONDAY, None), Onlooker())
    return plan


@pytest.fixture
def empty_store() -> InMemoryStore:
    """A store with profile and calendar, and no plan."""
    return small_store()


@pytest.fixture
def store(first_plan) -> InMemoryStore:
    """A store in which the plan of the small week stands."""
    store = small_store()
    store.keep_plan(first_plan, MONDAY, profile_revision=1, is_accepted=True)
    return store
