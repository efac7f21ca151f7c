"""The use case: a block of the last plan, and every place it could have as the week is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from trimtab.app import plan_week as planning
from trimtab.app.find_places import find_places
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment
from trimtab.domain.errors import NoSuchBlockError
from trimtab.domain.people import Person, Profile
from trimtab.domain.practices import Practice
from trimtab.planner.solve import Effort

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
ORDER = PlanOrder(MONDAY.date(), 1, MONDAY, wants_trims=False)
PROFILE = Profile(
    person=Person(time_zone="UTC"),
    values={"body": 2.0, "joy": 1.0},
    calendars=(CalendarSource("work.ics"),),
    practices=(
        Practice("Run", "body", 2, (45, 30), once_a_day=True),
        Practice("Read", "joy", 5, (30,)),
    ),
)


@dataclass
class Work:
    """The calendar of someone at work on weekdays, and what else came into it."""

    more: tuple[Commitment, ...] = ()

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Everything there is."""
        ward = (event("Ward", day, 8, 9) for day in range(5))
        return CalendarReading((*ward, *self.more))


def event(name: str, day: int, hour: int, hours: float) -> Commitment:
    """A duty in UTC."""
    start = MONDAY + timedelta(days=day, hours=hour)
    end = start + timedelta(hours=hours)
    return Commitment(f"{name}{day}", name, start, end, "duty", source="work.ics")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Plans with little effort, for what the use case does does not depend on it."""
    monkeypatch.setattr(planning, "Effort", lambda seed: Effort(80, 10, 60, rounds=1, seed=seed))


@pytest.fixture(scope="module")
def last():
    """The plan of that week."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "Effort", lambda seed: Effort(80, 10, 60, rounds=1, seed=seed))
        return plan_week(PROFILE, ORDER, Work()).plan.as_last()


def test_every_place_is_told_with_its_own_among_them(last):
    """Starts rise, its own place costs nothing, and each figure lies above the one below it."""
    found = find_places(PROFILE, ORDER, last, "run", Work())
    block = next(block for block in last.blocks if block.name == "Run")
    assert (found.block.start, found.block.end) == (block.start, block.end)
    starts = [place.start for place in found.places]
    assert starts == sorted(starts)
    (own,) = (place for place in found.places if place.start == block.start)
    assert (own.loss, own.swap_loss, own.is_told) == (0.0, 0.0, False)
    for place in found.places:
        assert place.end - place.start == block.end - block.start
        assert place.least_loss <= place.swap_loss + 1e-6
        assert place.loss is None or place.least_loss - 1e-6 <= place.loss <= place.swap_loss
    assert all(place.loss is not None for place in found.places if place.start.minute % 15 == 0)


def test_each_days_best_are_told_apart_from_one_another(last):
    """At most three a day, an hour and more between them and from where the block is."""
    found = find_places(PROFILE, ORDER, last, "Run", Work())
    days = {place.start.date() for place in found.told}
    assert len(days) >= 5
    for day in days:
        starts = [place.start for place in found.told if place.start.date() == day]
        assert len(starts) <= 3
        every = sorted([*starts, found.block.start])
        gaps = [after - before for before, after in pairwise(every)]
        assert min(gaps) >= timedelta(hours=1)


def test_a_pinned_block_is_let_go_to_be_looked_at(last):
    """Who asks where else it could be is told, pinned or not; the costs are the same."""
    pinned = replace(
        last, blocks=tuple(replace(b, mark="pinned") if b.name == "Run" else b for b in last.blocks)
    )
    free = find_places(PROFILE, ORDER, last, "Run", Work())
    found = find_places(PROFILE, ORDER, pinned, "Run", Work())
    assert len(found.places) > 50
    assert {p.start for p in found.places} == {p.start for p in free.places}


def test_a_block_that_had_to_move_is_followed(last):
    """A new duty takes its place: the places are those of where it stands now."""
    block = next(block for block in last.blocks if block.name == "Run")
    duty = replace(event("Code", 0, 0, 1), start=block.start, end=block.end)
    found = find_places(PROFILE, ORDER, last, "Run", Work((duty,)))
    assert found.block.start != block.start
    assert all(p.end <= duty.start or p.start >= duty.end for p in found.places)


def test_a_block_without_a_place_any_more_is_said(last):
    """Every day is full: the block is not in the week, and nothing else is valued."""
    days = tuple(event("Flood", day, 0, 24) for day in range(7))
    with pytest.raises(NoSuchBlockError, match="Run has no place in the week as it is now"):
        find_places(PROFILE, ORDER, last, "Run", Work(days))


def test_only_blocks_that_lie_ahead_are_looked_at(last):
    """What has begun stays; an unknown name is answered with the nearest."""
    later = replace(ORDER, now=MONDAY + timedelta(days=6, hours=23))
    with pytest.raises(NoSuchBlockError, match="has begun already, so it stays where it is"):
        find_places(PROFILE, later, last, "Run", Work())
    with pytest.raises(NoSuchBlockError, match="The nearest is Run"):
        find_places(PROFILE, ORDER, last, "Ruhn", Work())


def test_in_a_longer_plan_the_blocks_own_week_is_tried():
    """Of two weeks every place is valued by the plain swap, and those of one week tried."""
    order = replace(ORDER, weeks=2)
    last = plan_week(PROFILE, order, Work()).plan.as_last()
    run = max(b.start for b in last.blocks if b.name == "Run")
    found = find_places(PROFILE, order, last, f"Run@{run:%Y-%m-%d}", Work())
    assert {place.start < MONDAY + timedelta(days=7) for place in found.places} == {True, False}
    tried = [place.start for place in found.places if place.loss is not None]
    assert run in tried
    assert min(tried) >= MONDAY + timedelta(days=7)
