"""A store that holds the week of nights, written by hand."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "reports"))
sys.path.insert(0, str(Path(__file__).parent))

from dataclasses import replace

from diary_moments import at
from sample_plans import night_week

from trimtab.domain.body import Alertness
from trimtab.store.in_memory import InMemoryStore

PROFILE = '[person]\nname = "Ada"\ntime_zone = "America/New_York"\n'


@pytest.fixture
def nights_store() -> InMemoryStore:
    """A store with four nights of duty from Monday 16 November on, then days off."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, at(16, "00:00"))
    plan = night_week()
    midnight = plan.horizon.instant_of(0)
    halves = (midnight + timedelta(minutes=30 * number) for number in range(7 * 48))
    points = tuple(Alertness(moment, 5.0, 4.0, 6.0) for moment in halves)
    store.keep_plan(replace(plan, alertness=points), at(16, "00:00"), profile_revision=1)
    return store
