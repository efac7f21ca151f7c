"""The first word after a start finds a planner that knows the plan that stands."""

from __future__ import annotations

from datetime import timedelta

from small_week import MONDAY

from trimtab.app.daily.making_ready import make_ready
from trimtab.domain.errors import NoSuchBlockError
from trimtab.store.in_memory import InMemoryStore


class _Asked:
    """A planner that notes of what it is asked for places."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.error = error

    def warm_up(self):
        """Note it."""
        self.asked.append("warm_up")

    def places(self, ask, block):
        """Note the block, and fail if told so."""
        self.asked.append(block.name)
        assert block in ask.last.blocks
        if self.error is not None:
            raise self.error


def test_the_plan_that_stands_is_looked_at(store):
    """A practice that lies ahead is asked about, so that its week is solved and known."""
    planning = _Asked()
    make_ready(store, planning, MONDAY + timedelta(hours=1))
    assert planning.asked[0] == "warm_up"
    assert planning.asked[1] in {"Run", "Call home"}


def test_before_the_first_plan_it_is_loaded_alone(empty_store):
    """Neither a store without a plan nor one without a profile has a block to ask about."""
    for one in (empty_store, InMemoryStore()):
        planning = _Asked()
        make_ready(one, planning, MONDAY)
        assert planning.asked == ["warm_up"]


def test_what_goes_wrong_is_told_to_who_asks(store):
    """Nothing is raised before anybody asked for anything."""
    planning = _Asked(NoSuchBlockError("gone"))
    make_ready(store, planning, MONDAY)
    assert len(planning.asked) == 2
