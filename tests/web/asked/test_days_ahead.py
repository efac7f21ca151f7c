"""Days ahead like the last hard ones: from plans and check-ins as kept to the page that says so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from sample_desk import FixedPlanning, desk_over
from sample_plans import NEW_YORK, TRIMS, WeekWriter, empty_week
from starlette.testclient import TestClient

from trimtab.app.mind.notices import tell_if_due
from trimtab.domain.diary import CheckIn, Notice
from trimtab.domain.time import Horizon
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.application import build_application
from trimtab.web.desk import House

MONDAY, WEEKS, HARD = date(2026, 11, 16), 9, 4
DAY = timedelta(days=1)
ZONE = WeekWriter(MONDAY).zone
FRIDAY_EVENING = datetime(2026, 11, 20, 20, 30, tzinfo=ZONE)


def weeks_from(monday, *are_full):
    """A plan: clinic until five on five days, or wards until half past eight on six."""
    week = WeekWriter(monday)
    for number, is_full in enumerate(are_full):
        days = range(7 * number, 7 * number + (6 if is_full else 5))
        hours = "07:00-20:30" if is_full else "08:00-17:00"
        week.add_days(days, hours, "commitment", "Wards", origin="duty")
        nights = "00:30-05:45" if is_full else "22:45-06:30"
        week.add_days(range(7 * number, 7 * number + 7), nights, "sleep", "Sleep")
    horizon = Horizon(monday, 7 * len(are_full), NEW_YORK)
    return replace(empty_week(), blocks=week.in_order(), horizon=horizon)


def said(day, *, is_hard):
    """A day told in the evening; every fifth is left out by who asks."""
    mood, swing = 3 if is_hard else 7, day.day % 2
    at = datetime.combine(day, time(21), ZONE)
    return CheckIn(day=day, said_at=at, mood=mood + swing, energy=mood, stress=11 - mood)


@pytest.fixture
def desk():
    """Nine weeks lived, one of them full and hard; Friday evening, the next week full again."""
    store, first = InMemoryStore(), MONDAY - WEEKS * 7 * DAY
    store.keep_profile(f'[person]\ntime_zone = "{NEW_YORK}"\n', FRIDAY_EVENING)
    for week in range(WEEKS):
        store.keep_last_plan(weeks_from(first + 7 * week * DAY, week == HARD).as_last())
    told = (number for number in range(7 * WEEKS + 5) if number % 5)
    store.keep_entries(tuple(said(first + n * DAY, is_hard=n // 7 == HARD) for n in told))
    plan = replace(weeks_from(MONDAY, False, True), trims=TRIMS)
    store.keep_plan(plan, FRIDAY_EVENING, profile_revision=1)
    return desk_over(store, FixedPlanning(plan), lambda: FRIDAY_EVENING.astimezone(UTC))


def test_a_full_week_ahead_is_told_before_it_begins(desk):
    """One notice, word for word, with what may be done before; the page takes one look to read."""
    tell_if_due(desk.store, desk.now(), desk.new_id)
    [notice] = desk.store.entries(Notice)
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app) as walker:
        today = walker.get("/").text
        page = walker.get(f"/notice/{notice.id}").text
    assert f'href="/notice/{notice.id}"' in today
    text = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))
    for sentence in (
        "The seven days from Mon 23 Nov on look like the last time it got hard.",
        "That was Mon 12 Oct to Sun 18 Oct; these are Mon 23 Nov to Sun 29 Nov.",
        "Duty: about 81 hours a week, usually 50.",
        "Free evenings: 1 a week, usually 6.",
        "Nights under 6 hours: 6 a week, usually 1.",
        "How sure: likely, about 8 in 10. It rests on one week, the only one as full, which was",
        "One thing that may help: one change now, before those days begin.",
        "Duty, evenings and nights as planned are compared with weeks of yours that are over",
    ):
        assert sentence in text
    assert text.index("Try one change") < text.index("Three lighter days")
    assert "<svg" not in page
