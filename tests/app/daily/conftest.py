"""One planned example for all tests of the daily loop, and a store that holds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from resident_store import MONDAY, store_of_example

from trimtab.app.daily.plan_keeping import ask_now
from trimtab.domain.plans import Plan
from trimtab.planning.here import PlanningHere
from trimtab.planning_parts import planner_parts
from trimtab.store.in_memory import InMemoryStore


@pytest.fixture(scope="session")
def planning() -> Iterator[PlanningHere]:
    """A planner in this process."""
    planning = PlanningHere(planner_parts())
    yield planning
    planning.close()


@pytest.fixture(scope="session")
def first_plan(planning: PlanningHere) -> Plan:
    """The resident's week as planned quickly on Monday morning."""
    return planning.plan_quickly(ask_now(store_of_example(), MONDAY, None))


@pytest.fixture
def store(first_plan: Plan) -> InMemoryStore:
    """A store in which the resident's plan stands."""
    store = store_of_example()
    store.keep_plan(first_plan, MONDAY, profile_revision=1)
    return store
