"""What a person says of a block changes the plan that stands, once, and is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from resident_store import MONDAY

from trimtab.app.daily.replanning import BlockKey, Said, refresh_if_due, replan_now, say
from trimtab.domain.errors import NoSuchPlaceError
from trimtab.domain.plans import Block
from trimtab.planning.here import PlanningHere
from trimtab.store.in_memory import InMemoryStore

TUESDAY = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)


def stands(store: InMemoryStore, name: str, after: datetime = TUESDAY) -> Block:
    """The first block of that name after a moment in the plan that stands."""
    kept = store.plan()
    assert kept is not None
    return next(one for one in kept.plan.blocks if one.name == name and one.start > after)


def of(block: Block) -> BlockKey:
    """The key of a block."""
    return BlockKey(block.name, block.kind, block.start)


def test_replan_keeps_the_quick_plan_at_once(store: InMemoryStore, planning: PlanningHere) -> None:
    """A re-plan is kept before anybody waits for the better one, which comes after it."""
    kept = replan_now(store, planning, TUESDAY)
    assert kept.revision == 2
    planning.close()
    after = store.plan()
    assert after is not None
    assert after.revision == 3
    assert after.plan.prices


def test_not_today_leaves_a_block_out(store: InMemoryStore, planning: PlanningHere) -> None:
    """What is left out stands among the skipped, and nowhere on that day."""
    run = stands(store, "Run")
    told = say(store, planning, Said("a", "not_today", of(run), TUESDAY), TUESDAY)
    assert told.has_changed
    assert told.kept is not None
    plan = told.kept.plan
    assert [one.name for one in plan.skipped] == ["Run"]
    assert not any(
        one.name == "Run" and one.start.date() == run.start.date() for one in plan.blocks
    )


def test_the_same_word_counts_once(store: InMemoryStore, planning: PlanningHere) -> None:
    """Said again by the same id, it changes nothing."""
    said = Said("a", "not_today", of(stands(store, "Run")), TUESDAY)
    say(store, planning, said, TUESDAY)
    again = say(store, planning, said, TUESDAY)
    assert not again.has_changed
    assert len(store.marks(MONDAY, MONDAY + timedelta(days=7))) == 1


def test_pinned_stays_marked(store: InMemoryStore, planning: PlanningHere) -> None:
    """A pinned block stands where it was, pinned, until it is let go."""
    run = stands(store, "Run")
    say(store, planning, Said("a", "pinned", of(run), TUESDAY), TUESDAY)
    assert stands(store, "Run") == replace(run, mark="pinned", uid=stands(store, "Run").uid)
    say(store, planning, Said("b", "unpinned", of(run), TUESDAY), TUESDAY)
    assert stands(store, "Run").mark is None


def test_a_word_of_a_block_that_is_gone_is_kept(
    store: InMemoryStore, planning: PlanningHere
) -> None:
    """Nothing moves, the mark is kept, and the answer says so."""
    gone = BlockKey("Run", "practice", TUESDAY)
    told = say(store, planning, Said("a", "done", gone, TUESDAY), TUESDAY)
    assert not told.has_changed
    assert told.remark
    assert len(store.marks(TUESDAY, TUESDAY + timedelta(hours=1))) == 1


def test_moving_where_there_is_no_place_keeps_nothing(
    store: InMemoryStore, planning: PlanningHere
) -> None:
    """A run in the middle of a night shift is refused; plan and marks stay as they were."""
    run, before = stands(store, "Run"), store.plan()
    duty = next(one for one in before.plan.blocks if one.origin == "duty" and one.start > TUESDAY)
    moved = Said("a", "moved", of(run), TUESDAY, moved_to=duty.start + timedelta(hours=2))
    with pytest.raises(NoSuchPlaceError):
        say(store, planning, moved, TUESDAY)
    assert store.plan() == before
    assert not store.marks(MONDAY, MONDAY + timedelta(days=7))


def test_nothing_is_due_of_a_fresh_plan(store: InMemoryStore, planning: PlanningHere) -> None:
    """A page opened a minute later begins nothing; one opened the next day does."""
    planning.close()
    assert refresh_if_due(store, planning, MONDAY + timedelta(minutes=1)) is None
    job = refresh_if_due(store, planning, TUESDAY)
    assert job is not None
    planning.close()
    assert store.plan().made_at == TUESDAY.astimezone(store.plan().made_at.tzinfo)
