"""A person on the Sunday evening of a week with nights, some of it spoken of."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[2] / "reports"))
sys.path.insert(0, str(Path(__file__).parent))

from reviewed_week import SUNDAY_EVENING, lived_week
from sample_desk import FixedPlanning, desk_over
from today_plans import PROFILE

from trimtab.domain.diary import CheckIn
from trimtab.domain.kept import Win
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House


@pytest.fixture
def desk():
    """That person's desk."""
    plan, store = lived_week(), InMemoryStore()
    kept = store.keep_profile(PROFILE, SUNDAY_EVENING - timedelta(days=7))
    store.keep_plan(plan, SUNDAY_EVENING, profile_revision=kept.revision, is_accepted=True)
    store.add_win(Win("w", date(2026, 11, 18), "Asked for help", SUNDAY_EVENING))
    for day, energy in ((16, 8), (17, 3), (18, 7), (19, 4)):
        store.keep_entry(CheckIn(day=date(2026, 11, day), said_at=SUNDAY_EVENING, energy=energy))
    return desk_over(store, FixedPlanning(plan), lambda: SUNDAY_EVENING)


@pytest.fixture
def client(desk):
    """A browser without script at that desk."""
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as walker:
        yield walker
