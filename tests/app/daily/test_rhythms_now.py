"""The next turn of what is not for every week, from weeks as they were lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.daily.lived_now import lived_now
from trimtab.app.daily.rhythms_now import next_turns, rhythms_in
from trimtab.domain.lived import NOTHING_KNOWN
from trimtab.domain.plans import Block, LastPlan
from trimtab.store.in_memory import InMemoryStore

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PROFILE = """[person]
time_zone = "UTC"

[[practice]]
name = "Date"
value = "family"
every_weeks = 2
"""


def store_with(mark: str | None) -> InMemoryStore:
    """Somebody whose date was planned on Thursday of the week before, and what became of it."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, NOW - timedelta(days=30))
    start = datetime(2026, 11, 12, 18, tzinfo=UTC)
    block = Block(start, start + timedelta(minutes=90), "Date", "people", "family", "ideal")
    blocks = () if mark == "skipped" else (replace(block, mark=mark),)
    skipped = (replace(block, mark="skipped"),) if mark == "skipped" else ()
    store.keep_last_plan(LastPlan("You", date(2026, 11, 9), 7, blocks, skipped))
    return store


@pytest.mark.parametrize(
    ("mark", "turn"),
    [("done", date(2026, 11, 26)), (None, date(2026, 11, 26)), ("skipped", MONDAY)],
)
def test_it_goes_on_from_what_was_kept_and_comes_again_when_missed(mark, turn):
    """What nothing was said of is taken as kept, as everywhere."""
    assert next_turns(store_with(mark), NOW) == {"Date": turn}
    assert lived_now(store_with(mark), NOW).next_turns == {"Date": turn}


def test_nothing_is_known_where_nobody_has_a_rhythm():
    """An empty store, a weekly practice, a text that is none."""
    store = InMemoryStore()
    assert next_turns(store, NOW) == {}
    store.keep_profile('[[practice]]\nname = "Run"\n', NOW)
    assert next_turns(store, NOW) == {}
    assert lived_now(store, NOW) == NOTHING_KNOWN
    assert rhythms_in("[[practice") == {}
