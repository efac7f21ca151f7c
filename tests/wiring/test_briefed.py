"""`trimtab brief` over what a data folder keeps."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sample_plans import night_week

from trimtab.domain.schedule_changes import BriefOrder
from trimtab.store.opening import open_store
from trimtab.wiring.briefed import make_brief

MADE = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
PROFILE = '[person]\nname = "Sam"\ntime_zone = "America/New_York"\n'
WORKLOAD = BriefOrder(kind="workload")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A data folder in which a plan from Monday 16 November on stands."""
    with closing(open_store(tmp_path)) as store:
        store.keep_profile(PROFILE, MADE)
        store.keep_plan(night_week(), MADE, profile_revision=1)
    return tmp_path


def test_a_moment_without_an_offset_is_on_the_persons_clock(folder):
    """On Tuesday at 22:00 in New York it is Wednesday in UTC; one day is known, not two."""
    typed = datetime.fromisoformat("2026-11-17T22:00")
    exact = datetime.fromisoformat("2026-11-17T22:00-05:00")
    text = make_brief(folder, typed, WORKLOAD).text
    assert text == make_brief(folder, exact, WORKLOAD).text
    assert "one day is known, Mon 16 Nov" in text
