"""Where time went, from what a store keeps of weeks as they were lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sample_plans import MONDAY, WeekWriter
from today_plans import PROFILE, night_week

from trimtab.app.daily.absence import absences_until, note_absence
from trimtab.app.looking_back.asked import asked_by, text_at
from trimtab.app.looking_back.time_now import time_audit
from trimtab.domain.diary import CheckIn, Night, Stretch
from trimtab.domain.kept import BlockMark, KeptProfile
from trimtab.domain.people import Profile, Season
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.time import ClockSpan
from trimtab.store.in_memory import InMemoryStore

SUNDAY = MONDAY + timedelta(days=6)
ZONE = WeekWriter(MONDAY).zone
NIGHTS = 24 * 60
"""Minutes of two nights of duty from 19 to 7."""


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}").replace(tzinfo=ZONE)


AFTER = at(23, "08:00")


def lived(*done: str, skipped: str = "") -> InMemoryStore:
    """A store with the week of two nights, some of it marked by name."""
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, at(16, "00:00"))
    plan = night_week()
    blocks = [replace(b, mark="done") if b.name in done else b for b in plan.blocks]
    out = tuple(replace(b, mark="skipped") for b in plan.blocks if b.name == skipped)
    blocks = [b for b in blocks if b.name != skipped]
    plan = replace(plan, blocks=tuple(blocks), skipped=out)
    store.keep_plan(plan, AFTER - timedelta(hours=1), profile_revision=kept.revision)
    return store


def week_of(store, now=AFTER, **more):
    """The audit of the week."""
    return time_audit(store, MONDAY, SUNDAY, now=now, **more)


def test_calendars_are_taken_as_attended_and_all_else_is_not_known():
    """Two nights and a clinic day with their ways are all that is known of a week unspoken of."""
    told = week_of(lived())
    ways = 2 * 25 + 2 * 25 + 2 * 25
    assert told.by_basis == {"calendar": NIGHTS + 8 * 60 + ways}
    assert told.of_value("body").lived == 0
    assert told.of_value("body").unknown == 45 + 30 + 45
    assert told.lived + told.unknown + told.ahead == 7 * 24 * 60


def test_a_mark_makes_a_block_lived():
    """Three runs said to be done are two hours of body."""
    told = week_of(lived("Run"))
    assert (told.of_value("body").lived, told.of_value("body").unknown) == (120, 0)


def test_what_was_left_out_was_planned():
    """Dinner that gave way stands among the planned minutes of family, and apart."""
    family = week_of(lived(skipped="Dinner together")).of_value("family")
    assert (family.planned, family.left_out, family.unknown) == (45 + 40, 45, 40)


def test_what_was_shorter_was_planned_longer():
    """Of 45 minutes planned 10 were lived, and both are told."""
    store = lived()
    plan = store.plan().plan
    run = next(one for one in plan.blocks if one.name == "Run")
    cut = replace(run, end=run.start + timedelta(minutes=10), mark="done")
    blocks = tuple(cut if one == run else one for one in plan.blocks)
    store.keep_plan(replace(plan, blocks=blocks), AFTER, profile_revision=1)
    store.add_mark(
        BlockMark("m", "shorter", "Run", "practice", run.start, run.end, run.end, minutes=10)
    )
    body = week_of(store).of_value("body")
    assert (body.planned, body.lived) == (120, 10)


def test_a_mark_of_a_block_that_stands_no_more_counts():
    """It was said to be done, and the plan of that day was made again without it."""
    store = lived()
    swim = ("Swim", "practice", at(19, "06:00"), at(19, "06:30"), at(19, "07:00"))
    store.add_mark(BlockMark("m", "done", *swim, value="body"))
    assert week_of(store).of_value("body").lived == 30


def test_a_mark_taken_back_counts_no_more():
    """Done, and then undone, is not known."""
    store = lived()
    swim = ("Swim", "practice", at(19, "06:00"), at(19, "06:30"))
    store.add_mark(BlockMark("m", "done", *swim, at(19, "07:00"), value="body"))
    store.add_mark(BlockMark("n", "undone", *swim, at(19, "07:01"), value="m"))
    assert week_of(store).of_value("body").lived == 0


def test_what_was_written_down_comes_first_and_never_twice():
    """An hour written over a duty is an hour of family and one less of duty."""
    store = lived()
    store.keep_entry(
        Stretch(
            id="s", day=date(2026, 11, 16), said_at=AFTER, start=at(16, "20:00"),
            end=at(16, "21:00"), name="Call with Jo", value="family",
        )
    )  # fmt: skip
    told = week_of(store)
    assert told.of_value("family").lived == 60
    assert told.by_basis["calendar"] == NIGHTS + 8 * 60 + 6 * 25 - 60
    assert told.lived + told.unknown == 7 * 24 * 60


def test_a_timer_on_a_planned_thing_takes_its_kind_and_value():
    """What the plan knows by that name lends them."""
    store = lived()
    store.keep_entry(
        Stretch(
            id="t", day=date(2026, 11, 20), said_at=AFTER, start=at(20, "10:00"),
            end=at(20, "10:50"), name="qi abstract", source="timer",
        )
    )  # fmt: skip
    told = week_of(store)
    assert told.of_value("learning").lived == 50
    assert next(one for one in told.by_kind if one.name == "study").lived == 50


def test_sleep_counts_where_it_was_measured_or_said_not_where_it_was_planned():
    """The device comes before what was said of the same night; the plan's sleep is not known."""
    store = lived("Sleep")
    night = {"day": date(2026, 11, 18), "said_at": AFTER}
    store.keep_entry(
        Night(id="n", start=at(18, "08:30"), end=at(18, "14:00"), device="watch", **night)
    )
    for day, source in ((18, "said"), (19, "said"), (20, "plan")):
        store.keep_entry(
            CheckIn(
                day=date(2026, 11, day), said_at=AFTER, sleep_source=source,
                asleep_from=at(day, "01:00"), asleep_until=at(day, "06:00"),
            )
        )  # fmt: skip
    told = week_of(store)
    assert told.by_basis["sleep"] == 330 + 300
    # marked sleeps count where nothing better is known: Monday 0:00-7:15 and Tuesday 8:20-16:50
    assert told.by_basis["mark"] == 435 + 510


def test_days_away_count_nothing_even_of_calendars():
    """Somebody was last here on Monday: no night of duty is taken as attended after it."""
    store = InMemoryStore()
    kept = store.keep_profile(PROFILE, at(16, "00:00"))
    store.keep_plan(night_week(), at(16, "09:00"), profile_revision=kept.revision)
    assert [one.since for one in absences_until(store, AFTER)] == [at(17, "00:00")]
    assert week_of(store).lived == 25  # the way to Monday's night
    note_absence(store, store.plan(), AFTER)
    store.keep_plan(night_week(), AFTER, profile_revision=kept.revision)
    assert week_of(store).lived == 25


def test_a_week_under_way_has_its_days_ahead():
    """On Tuesday at noon, five and a half days are neither lived nor unknown."""
    told = week_of(lived(), now=at(17, "12:00"))
    assert told.ahead == 7 * 24 * 60 - 36 * 60
    assert told.of_value("family").ahead == 40


def test_two_weeks_never_count_the_night_between_them_twice():
    """A night from Sunday to Monday stands in both plans and is eleven hours once."""
    store = lived()
    for week in (0, 1):
        writer = WeekWriter(MONDAY + timedelta(weeks=week))
        writer.add(6 - 7 * week, "20:00-07:00", "commitment", "NF", origin="duty")
        plan = replace(night_week(), blocks=writer.in_order()).as_last()
        store.keep_last_plan(replace(plan, first_day=writer.first_day))
    told = time_audit(store, MONDAY, SUNDAY + timedelta(days=7), now=at(30, "12:00"))
    assert told.lived == 11 * 60
    assert next(one for one in told.by_kind if one.name == "duty").planned == 11 * 60


def test_a_life_with_no_plan_yet_is_all_unknown():
    """The first week before anything stands in it."""
    store = InMemoryStore()
    store.keep_profile(PROFILE, at(16, "00:00"))
    told = week_of(store)
    assert (told.unknown, told.unplanned, told.by_value) == (7 * 24 * 60, 7 * 24 * 60, ())


PROFILES = Profile(
    values={"body": 3.0, "family": 2.0},
    seasons=(Season("MICU", MONDAY, MONDAY + timedelta(days=2), "heavy"),),
    practices=(Practice("Run", "body", 3, (45, 30, 10)),),
    protects=(
        Protect("Dinner", "family", ClockSpan(18 * 60, 21 * 60), (60, 30), days=("sat", "sun")),
    ),
)


def test_what_was_asked_follows_season_and_days():
    """Three runs a week: 30 min on the heavy days, 45 on others; dinner on two days."""
    asked = asked_by(lambda _: PROFILES)
    # 3/7 a day: 3 heavy days of 30 min and 4 of 45: 3/7 * (90 + 180) = 115.7
    assert asked(MONDAY, SUNDAY) == {"body": 116, "family": 120}
    assert asked(MONDAY, MONDAY) == {"body": 13, "family": 0}


def test_tasks_ask_for_what_was_planned_of_them():
    """An abstract has an end, so its sittings are what it asks."""
    told = week_of(lived(), asked=asked_by(lambda _: PROFILES))
    assert [(one.name, one.wished) for one in told.by_value] == [
        ("body", 116), ("family", 120), ("learning", 90), ("faith", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), [(15, "old"), (17, "old"), (18, "new"), (30, "new")])
def test_the_profile_is_that_of_the_day(day, text):
    """Before the first one was kept, that is the nearest there is."""
    history = (
        KeptProfile("new", 2, datetime(2026, 11, 18, tzinfo=UTC)),
        KeptProfile("old", 1, datetime(2026, 11, 16, tzinfo=UTC)),
    )
    assert text_at(history, datetime(2026, 11, day, 12, tzinfo=UTC)) == text
