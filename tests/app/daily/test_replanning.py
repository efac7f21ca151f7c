"""The plan that stands follows what a person says of its blocks, and the days that pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from small_week import MONDAY, PROFILE

from trimtab.app.daily.horizon_now import Days, horizon_for
from trimtab.app.daily.plan_keeping import ask_now, last_now, minutes_done_before
from trimtab.app.daily.replanning import (
    REFRESH_AFTER,
    BlockKey,
    Said,
    plan_anew,
    refresh_if_due,
    replan_now,
    say,
)
from trimtab.app.daily.saying import hear_said
from trimtab.domain.errors import (
    ChangedMeanwhileError,
    NoProfileError,
    NoSuchLengthError,
    NoSuchPlaceError,
)
from trimtab.domain.plans import Block, LastPlan
from trimtab.store.in_memory import InMemoryStore

HOUR = timedelta(hours=1)
SOON = MONDAY + timedelta(minutes=1)


def blocks(store) -> tuple[Block, ...]:
    """Blocks of the plan that stands."""
    return store.plan().plan.blocks


def first(store, name) -> Block:
    """The first block of that name."""
    return next(one for one in blocks(store) if one.name == name)


def of(block) -> BlockKey:
    """The key of a block."""
    return BlockKey(block.name, block.kind, block.start)


def marks(store):
    """Every mark of the week."""
    return store.marks(MONDAY - 24 * HOUR, MONDAY + 14 * 24 * HOUR)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        ("2026-11-16T05:00+00:00", Days(date(2026, 11, 16), 1)),
        ("2026-11-19T23:59+00:00", Days(date(2026, 11, 16), 1)),
        ("2026-11-20T00:00+00:00", Days(date(2026, 11, 16), 2)),
        ("2026-11-22T23:59+00:00", Days(date(2026, 11, 16), 2)),
        ("2026-11-23T00:00+00:00", Days(date(2026, 11, 23), 1)),
    ],
)
def test_the_next_week_is_planned_from_friday_on(moment, days):
    """One week from Monday to Thursday, two from Friday on, counted by the person's days."""
    assert horizon_for(datetime.fromisoformat(moment), "Europe/Lisbon") == days


def test_nothing_is_planned_before_the_first_run(planning):
    """Without a profile nothing is asked."""
    with pytest.raises(NoProfileError):
        plan_anew(InMemoryStore(), planning, MONDAY)
    assert refresh_if_due(InMemoryStore(), planning, MONDAY) is None


def test_a_first_plan_is_kept_as_soon_as_there_is_one(empty_store, planning, first_plan):
    """The first of its plans is kept, those between are not, and the last one is."""
    plan_anew(empty_store, planning, MONDAY)
    on_plan = planning.begun[0][1]
    quick = replace(first_plan, prices=(), trims=())
    on_plan(quick, False)
    assert empty_store.plan().plan == quick
    on_plan(replace(first_plan, trims=()), False)
    assert empty_store.plan().plan == quick
    on_plan(first_plan, True)
    assert empty_store.plan().plan == first_plan
    assert not empty_store.plan().is_accepted


def test_a_replan_is_kept_at_once_and_bettered_later(store, planning, first_plan):
    """The quick plan stands before the background has begun; the better one takes its place."""
    kept = replan_now(store, planning, MONDAY + HOUR)
    assert store.plan() == kept
    assert kept.is_accepted
    ask, on_plan = planning.begun[0]
    assert ask.last.blocks == first_plan.blocks
    on_plan(first_plan, True)
    assert store.plan().revision == kept.revision + 1


def test_a_plan_that_was_overtaken_is_dropped(store, planning, first_plan):
    """What the background made of an earlier state replaces nothing."""
    replan_now(store, planning, MONDAY + HOUR)
    store.keep_profile(PROFILE + "\n", MONDAY + HOUR)
    before = store.plan()
    planning.begun[0][1](first_plan, True)
    assert store.plan() == before


def test_a_replan_in_between_is_told(store, planning, first_plan, monkeypatch):
    """Two re-plans at once: the second to end is told that the plan changed meanwhile."""

    def plan_meanwhile(_):
        store.keep_plan(first_plan, MONDAY, profile_revision=1)
        return first_plan

    monkeypatch.setattr(planning, "plan_quickly", plan_meanwhile)
    with pytest.raises(ChangedMeanwhileError):
        replan_now(store, planning, MONDAY + HOUR)


def test_nothing_is_due_until_it_is(store, planning):
    """A page begins a plan where calendars may have changed, the day or the profile has."""
    assert refresh_if_due(store, planning, SOON) is None
    assert refresh_if_due(store, planning, MONDAY + REFRESH_AFTER) is not None
    assert planning.begun[0][0].wants_fresh
    store.keep_profile(PROFILE + "\n", SOON)
    assert refresh_if_due(store, planning, SOON) is not None


def test_on_friday_the_plan_grows_by_a_week(store, planning):
    """From Friday on two weeks are planned, the first as it stood."""
    friday = MONDAY + 4 * 24 * HOUR
    assert refresh_if_due(store, planning, friday) is not None
    kept = replan_now(store, planning, friday)
    assert kept.plan.horizon.days == 14
    before = {one.start for one in first_plan_blocks(kept, friday)}
    assert before


def first_plan_blocks(kept, until) -> list[Block]:
    """What stood before a moment."""
    return [one for one in kept.plan.blocks if one.start < until]


def test_a_new_week_begins_from_what_was_planned_of_it(store, planning):
    """The week that turned is planned again around its own plan, not from nothing."""
    sunday = MONDAY + 6 * 24 * HOUR
    kept = replan_now(store, planning, sunday)
    monday = MONDAY + 7 * 24 * HOUR
    last = last_now(store, monday)
    assert last == kept.plan.as_last()
    ask = ask_now(store, monday, last)
    assert (ask.first_day, ask.weeks) == (date(2026, 11, 23), 1)
    assert last_now(store, monday + 14 * 24 * HOUR) is None


def test_sittings_of_weeks_before_count_for_a_task(store):
    """Minutes planned of a task before these days are done, since the profile last changed."""
    minutes = sum(one.minutes for one in blocks(store) if one.name == "Paper")
    next_week = Days(date(2026, 11, 23), 1)
    assert minutes_done_before(store, next_week)["Paper"] == minutes > 0
    store.keep_profile(PROFILE, MONDAY + 7 * 24 * HOUR)
    assert not minutes_done_before(store, next_week)


def test_not_today_leaves_a_block_out(store, planning):
    """It stands among what was left out, and not on that day; the mark is kept."""
    run = first(store, "Run")
    told = say(store, planning, Said("a", "not_today", of(run), SOON), SOON)
    assert told.has_changed
    plan = told.kept.plan
    assert [one.name for one in plan.skipped] == ["Run"]
    day = run.start.date()
    assert not any(one.name == "Run" and one.start.date() == day for one in plan.blocks)
    assert [(one.verb, one.name, one.end) for one in marks(store)] == [
        ("not_today", "Run", run.end)
    ]


def test_the_same_word_counts_once(store, planning):
    """Said again by the same id, it changes nothing."""
    said = Said("a", "not_today", of(first(store, "Run")), SOON)
    say(store, planning, said, SOON)
    again = say(store, planning, said, SOON)
    assert not again.has_changed
    assert len(marks(store)) == 1


def test_what_was_left_out_is_taken_back(store, planning):
    """The block is in the plan again, where it was, and all that moved for it too."""
    before, run = blocks(store), first(store, "Run")
    say(store, planning, Said("a", "not_today", of(run), SOON), SOON)
    assert blocks(store) != before
    told = say(store, planning, Said("b", "undone", of(run), SOON + HOUR), SOON + HOUR)
    assert told.has_changed
    assert hours(blocks(store)) == hours(before)
    again = say(store, planning, Said("c", "undone", of(run), SOON + HOUR), SOON + HOUR)
    assert not again.has_changed


def hours(found) -> set[tuple[str, datetime, datetime]]:
    """What stands when."""
    return {(one.name, one.start, one.end) for one in found}


def test_pinned_stays_until_it_is_let_go(store, planning):
    """A pinned block stands where it was, and is marked as long as it is pinned."""
    run = first(store, "Run")
    say(store, planning, Said("a", "pinned", of(run), SOON), SOON)
    assert (first(store, "Run").start, first(store, "Run").mark) == (run.start, "pinned")
    say(store, planning, Said("b", "unpinned", of(run), SOON + HOUR), SOON + HOUR)
    assert first(store, "Run").mark is None


def test_done_marks_what_has_begun(store, planning):
    """What is over is marked; what has not begun stays, and nothing is kept that would say done."""
    run = first(store, "Run")
    early = say(store, planning, Said("a", "done", of(run), SOON), SOON)
    assert not early.has_changed
    assert "has not begun yet" in early.remark
    assert not marks(store)
    later = run.end + HOUR
    told = say(store, planning, Said("b", "done", of(run), later), later)
    assert told.has_changed
    assert first(store, "Run").mark == "done"


def test_shorter_is_shorter_or_refused():
    """More minutes than it has pin nothing; the nearest shorter dose counts; else it is said."""
    six = datetime(2026, 11, 16, 18, tzinfo=UTC)
    run = Block(six, six + timedelta(minutes=45), "Run", "practice")
    last = LastPlan("Ada", date(2026, 11, 16), 7, (run,))
    profile = '[[practice]]\nname = "Run"\nvalue = "body"\ndoses = [45, 30, 10]'

    def shorter(minutes, block=run):
        said = Said("a", "shorter", of(block), six - HOUR, minutes=minutes)
        there = replace(last, blocks=(block,))
        (cut,) = hear_said(there, said, six - HOUR, profile).last.blocks
        return cut.minutes

    assert (shorter(44), shorter(25), shorter(5)) == (30, 30, 10)
    with pytest.raises(NoSuchLengthError, match="45 min now, so that is not shorter"):
        shorter(60)
    tiny = replace(run, end=six + timedelta(minutes=10))
    with pytest.raises(NoSuchLengthError, match="10 min is the shortest"):
        shorter(5, tiny)


def test_done_sooner_than_planned_is_done():
    """A call of the evening made by noon counts in the last free time that held it, else waits."""
    noon = datetime(2026, 11, 16, 12, 2, tzinfo=UTC)
    call = Block(
        noon.replace(hour=18, minute=0), noon.replace(hour=18, minute=30), "Call", "practice"
    )
    tea = Block(noon.replace(hour=11, minute=50), noon.replace(minute=10), "Tea", "meal")
    last = LastPlan("Ada", date(2026, 11, 16), 7, (tea, call))
    heard = hear_said(last, Said("a", "done", of(call), noon), noon, "")
    done = next(one for one in heard.last.blocks if one.name == "Call")
    assert (done.start, done.end) == (
        noon.replace(hour=11, minute=20),
        noon.replace(hour=11, minute=50),
    )
    night = noon.replace(hour=0)
    assert hear_said(last, Said("b", "done", of(call), night), night, "").remark


def test_what_failed_is_not_begun_by_each_page(empty_store, planning):
    """A page begins a plan, the next one a moment later does not; a changed profile counts anew."""
    assert refresh_if_due(empty_store, planning, MONDAY) is not None
    assert refresh_if_due(empty_store, planning, SOON) is None
    assert refresh_if_due(empty_store, planning, MONDAY + HOUR) is not None
    empty_store.keep_profile(PROFILE + "\n", SOON)
    assert refresh_if_due(empty_store, planning, MONDAY + HOUR) is not None


def test_shorter_ahead_is_the_nearest_dose(store, planning):
    """Half an hour wanted of a run ahead is its dose of thirty minutes, where it stands."""
    run = first(store, "Run")
    assert run.minutes == 45
    say(store, planning, Said("a", "shorter", of(run), SOON, minutes=27), SOON)
    now = first(store, "Run")
    assert (now.start, now.minutes, now.mark) == (run.start, 30, "pinned")


def test_shorter_of_what_has_begun_is_how_long_it_took(store, planning):
    """Twelve minutes of a run count as ten, and the rest of its time is free."""
    run = first(store, "Run")
    later = run.end + HOUR
    say(store, planning, Said("a", "shorter", of(run), later, minutes=12), later)
    now = first(store, "Run")
    assert (now.start, now.minutes, now.mark) == (run.start, 10, "done")


def test_longer_ahead_is_the_nearest_larger_dose(store, planning):
    """A run made shorter grows again where it stands, and no further than its ideal."""
    run = first(store, "Run")
    say(store, planning, Said("a", "shorter", of(run), SOON, minutes=27), SOON)
    say(store, planning, Said("b", "longer", of(run), SOON + HOUR, minutes=90), SOON + HOUR)
    now = first(store, "Run")
    assert (now.start, now.minutes, now.mark, now.dose) == (run.start, 45, "pinned", run.dose)
    with pytest.raises(NoSuchLengthError, match="45 min is the longest"):
        say(store, planning, Said("c", "longer", of(run), SOON + HOUR, minutes=90), SOON + HOUR)


def test_a_block_is_moved(store, planning):
    """It stands pinned where it was moved; taken back, it is where it was."""
    run = first(store, "Run")
    there = datetime(2026, 11, 21, 10, 0, tzinfo=run.start.tzinfo)
    told = say(store, planning, Said("a", "moved", of(run), SOON, moved_to=there), SOON)
    moved = [one for one in told.kept.plan.blocks if one.name == "Run" and one.start == there]
    assert [one.mark for one in moved] == ["pinned"]
    say(store, planning, Said("b", "undone", of(run), SOON + HOUR), SOON + HOUR)
    assert first(store, "Run").start == run.start
    assert not any(one.name == "Run" and one.start == there for one in blocks(store))


def test_moving_where_there_is_no_place_keeps_nothing(store, planning):
    """A run in the middle of a clinic is refused; plan and marks stay as they were."""
    run, before = first(store, "Run"), store.plan()
    there = first(store, "Clinic").start + 2 * HOUR
    with pytest.raises(NoSuchPlaceError):
        say(store, planning, Said("a", "moved", of(run), SOON, moved_to=there), SOON)
    assert store.plan() == before
    assert not marks(store)


def test_a_word_of_what_is_gone_is_kept(store, planning):
    """Nothing moves, the mark is kept, and the answer says so."""
    gone = BlockKey("Run", "practice", MONDAY + timedelta(minutes=7))
    told = say(store, planning, Said("a", "done", gone, SOON), SOON)
    assert not told.has_changed
    assert "kept" in told.remark
    assert [one.id for one in marks(store)] == ["a"]


def test_a_late_word_gives_way_to_a_newer_one(store, planning):
    """Of two words of a block the one said later counts, whichever arrives first."""
    run = first(store, "Run")
    say(store, planning, Said("b", "pinned", of(run), SOON + HOUR), SOON + HOUR)
    late = say(store, planning, Said("a", "not_today", of(run), SOON), SOON + 2 * HOUR)
    assert not late.has_changed
    assert first(store, "Run").mark == "pinned"
    assert {one.id for one in marks(store)} == {"a", "b"}


def test_what_was_said_in_time_counts_late(store, planning):
    """Left out in the morning without a connection, heard at night: it was left out."""
    run = first(store, "Run")
    late = run.end + HOUR
    told = say(store, planning, Said("a", "not_today", of(run), run.start - HOUR), late)
    assert [one.name for one in told.kept.plan.skipped] == ["Run"]


def test_what_others_decide_is_not_left_out(store, planning):
    """A clinic stays, and so does a night; the answer says what to do."""
    for name, word in (("Clinic", "calendar"), ("Sleep", "move")):
        block = first(store, name)
        told = say(store, planning, Said(name, "not_today", of(block), SOON), SOON)
        assert not told.has_changed
        assert word in told.remark.lower()
