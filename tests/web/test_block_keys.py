"""Keys name blocks in pages and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from sample_plans import night_week

from trimtab.web.block_keys import find_block, key_of


def test_every_block_of_a_week_is_found_by_its_key():
    """Each of a week's blocks has a key of its own, by which the plan gives it back."""
    plan = night_week()
    assert len({key_of(block) for block in plan.blocks}) == len(plan.blocks)
    assert [find_block(plan, key_of(block)) for block in plan.blocks] == list(plan.blocks)


def test_a_key_stays_while_kind_name_and_start_stay():
    """Marks, length, notes and the zone of the start change no key; name, kind and start do."""
    block = next(one for one in night_week().blocks if one.kind == "practice")
    key = key_of(block)
    later = block.end + timedelta(minutes=5)
    assert key_of(replace(block, end=later, mark="pinned", note="tiny", value=None)) == key
    assert key_of(replace(block, start=block.start.astimezone(UTC))) == key
    others = [
        replace(block, name=f"{block.name} "),
        replace(block, kind="study"),
        replace(block, start=block.start - timedelta(minutes=5)),
    ]
    assert key not in [key_of(other) for other in others]


def test_a_key_says_nothing_of_the_block():
    """A key is 18 hex digits, whatever the block is called."""
    keys = [key_of(block) for block in night_week().blocks]
    assert all(len(key) == 18 and int(key, 16) >= 0 for key in keys)


def test_what_was_left_out_is_found_too():
    """A block that was left out keeps its key, so that it can come back."""
    plan = night_week()
    gone = next(one for one in plan.blocks if one.kind == "practice")
    left = replace(plan, blocks=(), skipped=(replace(gone, mark="skipped"),))
    assert find_block(left, key_of(gone)).mark == "skipped"


def test_an_unknown_key_finds_nothing():
    """A key of no block of the plan gives None."""
    assert find_block(night_week(), "0" * 18) is None
