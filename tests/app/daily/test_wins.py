"""Wins gather by themselves, and what was left out stands beside what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sample_plans import WeekWriter
from today_plans import night_week

from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.wins import done_in, kept_things, let_go, told_first
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block
from trimtab.reports.today_words import let_go_text, win_text
from trimtab.reports.week_layout import lay_out_weeks

PLAN = night_week()
ZONE = WeekWriter(date(2026, 11, 16)).zone


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE)


def mark(verb: str, start: datetime, said: str, name: str = "Run") -> BlockMark:
    """Something said on Monday."""
    return BlockMark(said, verb, name, "practice", start, start, at(16, said))


def test_what_was_planned_before_now_counts():
    """Sleep, a run, study; meals and ways are not worth a line."""
    now = at(16, "12:00")
    kept = kept_things(PLAN, day_at(PLAN, now), now)
    assert [win_text(one) for one in kept] == [
        "7 h 15 min of sleep",
        "Run, 45 min",
        "QI abstract, 1½ h",
    ]


def test_what_runs_counts_once_it_is_said_to_be_done():
    """A mark is enough; it is told first."""
    now = at(16, "10:30")
    blocks = [replace(b, mark="done") if b.name == "QI abstract" else b for b in PLAN.blocks]
    kept = kept_things(replace(PLAN, blocks=tuple(blocks)), day_at(PLAN, now), now)
    assert told_first(kept)[0].name == "QI abstract"


def test_what_was_left_out_stands_beside_what_was_kept_for_its_value():
    """Kindly: for body there was the Wednesday run."""
    out = next(one for one in PLAN.blocks if one.name == "Run" and one.start.day == 19)
    plan = replace(PLAN, blocks=tuple(one for one in PLAN.blocks if one != out), skipped=(out,))
    now = at(19, "20:00")
    (gone,) = let_go(plan, day_at(plan, now), now)
    assert let_go_text(gone) == "Run waits for another day. For body there was Run (2 times)."


def test_what_was_left_out_with_nothing_kept_waits():
    """No word on what did not happen."""
    out = replace(PLAN.blocks[2], value="joy")
    now = at(16, "20:00")
    (gone,) = let_go(replace(PLAN, skipped=(out,)), day_at(PLAN, now), now)
    assert let_go_text(gone) == "Run waits for another day."


def test_done_marks_that_were_taken_back_do_not_count():
    """The last word on each block counts."""
    nine, ten = at(16, "09:00"), at(16, "10:00")
    said = [mark("done", nine, "09:50"), mark("done", ten, "10:50"), mark("undone", ten, "10:51")]
    assert [one.start for one in done_in(said)] == [nine]


def test_the_sleep_after_a_night_is_of_the_date_somebody_wakes_on():
    """The day of a night ends with it, and tells what was slept before it; the next tells it."""
    monday, tuesday = (day_at(PLAN, at(day, "17:30")) for day in (16, 17))
    assert tuesday.start == at(17, "16:50")
    told = [kept_things(PLAN, day, at(17, "17:30")) for day in (monday, tuesday)]
    asleep = [[win_text(one) for one in kept if one.kind == "sleep"] for kept in told]
    assert asleep == [["9 h 15 min of sleep"], ["8½ h of sleep"]]


def test_the_sleep_of_a_day_is_what_stands_over_it():
    """Wins say the number that Week has over each day, naps and all; a nap alone is called so."""
    nap = Block(at(17, "18:00"), at(17, "18:30"), "Nap", "nap")
    plan = replace(PLAN, blocks=tuple(sorted((*PLAN.blocks, nap), key=lambda one: one.start)))
    day, now = day_at(plan, at(17, "20:00")), at(17, "18:45")
    (slept,) = [one for one in kept_things(plan, day, now) if one.kind in {"sleep", "nap"}]
    assert (slept.name, slept.minutes) == ("Sleep", 540)
    assert lay_out_weeks(plan)[0][1].sleep_minutes == 540
    alone = replace(PLAN, blocks=(nap,))
    assert [win_text(one) for one in kept_things(alone, day, now)] == ["Nap, 30 min"]


def test_a_sleep_in_two_parts_is_one_night():
    """What was slept before a feed at three and after it belongs together."""
    whole = PLAN.blocks[0]
    early = replace(whole, end=at(16, "03:00"))
    late = replace(whole, start=at(16, "03:30"))
    plan = replace(PLAN, blocks=(early, late, *PLAN.blocks[1:]))
    now = at(16, "12:00")
    kept = kept_things(plan, day_at(plan, now), now)
    assert win_text(kept[0]) == "6 h 45 min of sleep"
