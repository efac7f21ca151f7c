"""What the last plan had before now counts, and the re-plan asks for what is left."""

from __future__ import annotations

import pytest
from last_plans import block, last_plan, night
from written_weeks import HOME, Written, event, profile, span, written

from trimtab.domain.plans import Block
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.planner.budgets import Budget

DAY = 24 * 60
NOON = 12 * 60
RUN = Practice("Run", "body", 2, (45, 30, 10))
REPORT = Task("Report", "body", 240, 30, 90)


def known(asked, *blocks: Block, now: int, commitments=(), **more) -> Written:
    """The problem of a week of which a last plan with these blocks is known."""
    return written(asked, commitments, now=now, last=last_plan(*blocks, **more))


def budget(week: Written, name: str) -> Budget:
    """The budget of that name."""
    (found,) = (rule for rule in week.problem.budgets if rule.name == name)
    return found


def days_of(week: Written, name: str) -> set[str]:
    """Days on which something may start."""
    return {start[:3] for start in week.starts(name)}


def test_a_repetition_done_takes_the_first_worth():
    """Of two runs of 45 one is done; the second is worth 45 x (0.4 x 0.25 + 0.6 x 0.12)."""
    week = known(profile(practices=(RUN,)), block("mon 18:00", 45, "Run"), now=DAY)
    rule = budget(week, "Run: times in week 1")
    assert rule.high == pytest.approx(1)
    assert rule.worth(rule.high) == pytest.approx(45 * (0.4 * 0.25 + 0.6 * 0.12))


def test_minutes_of_a_value_done_take_the_first_worth():
    """90 minutes asked and 45 done: the rest is worth 27 x 0.35, then 18 x 0.35 and 0.15."""
    week = known(profile(practices=(RUN,)), block("mon 18:00", 45, "Run", value="body"), now=DAY)
    first = 90 * 0.4 * 0.55 + 9 * 0.35
    whole = 90 * (0.4 * 0.55 + 0.3 * 0.35 + 0.3 * 0.15)
    assert budget(week, "body: minutes in week 1").worth(45) == pytest.approx(whole - first)


def test_minutes_of_a_task_done_are_not_asked_again():
    """Of 240 minutes 90 are done, so 150 are left."""
    week = known(profile(tasks=(REPORT,)), block("mon 18:00", 90, "Report", "task"), now=DAY)
    (item,) = (one for one in week.problem.items if one.name == "Report")
    assert item.wanted_minutes == 150
    assert budget(week, "Report: minutes").high == pytest.approx(150)


def test_a_task_that_is_done_is_not_asked():
    """No sitting is left of 90 minutes done of 90."""
    asked = profile(tasks=(Task("Report", "body", 90, 30, 90),))
    week = known(asked, block("mon 18:00", 90, "Report", "task"), now=DAY)
    assert week.starts("Report") == set()


def test_what_a_person_shortened_counts_as_long_as_it_took():
    """A sitting of 90 that stands as 30 leaves 210 minutes."""
    week = known(profile(tasks=(REPORT,)), block("mon 18:00", 30, "Report", "task"), now=DAY)
    assert budget(week, "Report: minutes").high == pytest.approx(210)


def test_once_a_day_is_once():
    """A run done this morning is not asked again today."""
    week = known(profile(practices=(RUN,)), block("mon 07:00", 45, "Run"), now=NOON)
    assert "mon" not in days_of(week, "Run")
    assert "tue" in days_of(week, "Run")


def test_what_is_left_out_is_not_asked_that_day_and_not_done():
    """Monday's run left out: none on Monday, and two are still wanted."""
    out = block("mon 18:00", 45, "Run", mark="skipped")
    week = known(profile(practices=(RUN,)), now=NOON, skipped=(out,))
    assert "mon" not in days_of(week, "Run")
    assert budget(week, "Run: times in week 1").high == pytest.approx(2)


def test_a_must_left_out_is_no_must_that_day():
    """Prayer each day, left out on Tuesday: six days ask for it and Tuesday does not."""
    prayer = Practice("Prayer", "body", 7, (15,), must=True)
    out = block("tue 18:00", 15, "Prayer", mark="skipped")
    week = known(profile(practices=(prayer,)), now=0, skipped=(out,))
    asked = [budget(week, f"Prayer on day {day}").at_least for day in range(1, 8)]
    assert asked == [1, 0, 1, 1, 1, 1, 1]


def test_protected_time_done_or_left_out_is_settled_for_the_day():
    """Dinner on Monday was early and Tuesday's is left out: neither day asks again."""
    dinner = Protect("Dinner together", "body", span("18:00-21:00"), (60, 30))
    early = block("mon 18:00", 60, "Dinner together", "protect")
    out = block("tue 18:00", 60, "Dinner together", "protect", mark="skipped")
    week = known(profile(protects=(dinner,)), early, now=19 * 60, skipped=(out,))
    assert days_of(week, "Dinner together") == {"wed", "thu", "fri", "sat", "sun"}
    assert "mon" not in days_of(week, "Dinner")


def test_a_meal_eaten_is_not_planned_again():
    """Breakfast at 07:30 is eaten by 08:00, though its hours go on to 10:30."""
    week = known(profile(), block("mon 07:30", 20, "Breakfast", "meal"), now=8 * 60)
    assert "mon" not in days_of(week, "Breakfast")
    assert "mon" in days_of(written(profile(), now=8 * 60), "Breakfast")


def test_a_buffer_and_a_nap_had_are_not_planned_again():
    """An afternoon with a buffer behind it asks for none; nor does a nap come twice."""
    buffer = block("mon 12:30", 45, "Buffer", "buffer")
    nap = block("mon 13:30", 90, "Nap", "nap")
    duty = event("Night", "mon 20:00", 12)
    week = known(profile(), buffer, nap, now=15 * 60, commitments=[duty])
    plain = written(profile(), [duty], now=15 * 60)
    assert ("mon" in days_of(week, "Buffer"), "mon" in days_of(plain, "Buffer")) == (False, True)
    assert (week.starts("Nap"), plain.starts("Nap") == set()) == (set(), False)


def test_a_buffer_that_lies_ahead_stays_in_what_is_left_of_its_afternoon():
    """With 60 minutes left, too few for a new buffer, the one planned is still there."""
    kept = block("mon 18:00", 30, "Buffer", "buffer")
    assert "mon 18:00" in known(profile(), kept, now=17 * 60 + 30).starts("Buffer")
    assert "mon" not in days_of(written(profile(), now=17 * 60 + 30), "Buffer")


def wanted_sleep(week: Written, day: int) -> int:
    """Minutes of sleep still wanted into a day."""
    return next(i.wanted_minutes for i in week.problem.items if (i.name, i.day) == ("Sleep", day))


def test_sleep_counts_as_it_was_planned():
    """Three good hours slept of eight leave about five to come, whatever is usual."""
    short = block("tue 01:00", 180, "Sleep", "sleep")
    assert wanted_sleep(known(profile(), short, now=DAY + 5 * 60), 1) == pytest.approx(300, abs=3)


def test_a_night_slept_is_over():
    """After six of eight hours no other main sleep is offered that day, only later ones."""
    long = block("tue 00:00", 360, "Sleep", "sleep")
    week = known(profile(), long, now=DAY + 6 * 60)
    assert "tue" not in {s[:3] for s in week.starts("Sleep") if s < "tue 12:00"}
    assert wanted_sleep(week, 1) == 0


def test_before_anything_is_known_habit_counts():
    """A plan known since Monday 03:00 leaves four of the seven hours until then to habit."""
    slept = block("mon 03:00", 120, "Sleep", "sleep")
    week = known(profile(), slept, now=5 * 60, since="mon 03:00")
    assert wanted_sleep(week, 0) == 480 - 120 - 240


def test_what_is_under_way_is_kept_to_its_end():
    """At 18:20 the run of 18:00 goes on, and nothing is planned before 18:45."""
    week = known(profile(practices=(RUN,)), block("mon 18:00", 45, "Run"), now=18 * 60 + 20)
    assert week.when(week.week.now) == "mon 18:45"
    assert all(week.problem.start_minute(j) >= week.week.now for j in range(week.problem.size))


def test_a_night_under_way_is_kept_to_its_slow_start():
    """In the wind-down, in the sleep, in the slow start: the night stays whole."""
    asleep = night("mon 23:00", 7.5)
    for now in (22 * 60 + 40, 26 * 60, 30 * 60 + 35):
        assert known(profile(), *asleep, now=now).week.now == 31 * 60


def test_what_a_commitment_cuts_short_ends_where_one_leaves_for_it():
    """Dinner at 18:00 ends at 18:40: the way to a duty at 19:00 takes 20 minutes."""
    dinner = block("mon 18:00", 60, "Dinner", "meal")
    duty = event("Night", "mon 19:00", 12)
    week = known(profile(), dinner, now=18 * 60 + 20, commitments=[duty])
    assert [week.when(one.interval.end) for one in week.week.history.done] == ["mon 18:40"]


def test_what_a_commitment_covers_did_not_happen():
    """A run under a duty that was added to the calendar later is not done."""
    duty = event("Ward", "mon 17:00", 3)
    run = block("mon 18:00", 45, "Run")
    week = known(profile(practices=(RUN,)), run, now=DAY, commitments=[duty])
    assert week.week.history.done == ()


def test_notes_of_a_duty_that_ended_are_owed_until_they_are_done():
    """Ended at 17:00 and not written by 20:00: still wanted; written: not."""
    ward = event("Ward", "mon 08:00", 9, leaves_minutes=20)
    owed = known(profile(), now=20 * 60, commitments=[ward])
    notes = block("mon 17:20", 20, "Ward", "task", origin="notes")
    written_up = known(profile(), notes, now=20 * 60, commitments=[ward])
    assert (bool(owed.starts("Ward")), written_up.starts("Ward")) == (True, set())


def test_sittings_and_focus_of_today_are_used_up():
    """Two sittings done leave none of the two a day; their 180 minutes use up focus."""
    sittings = [block(f"mon {hour}", 90, "Report", "task") for hour in ("07:00", "09:00")]
    asked = profile(tasks=(Task("Report", "body", 600, 90, 90), Task("Ward", "body", 240)))
    week = known(asked, *sittings, now=NOON)
    plain = written(asked, now=NOON)
    name = "Report: sittings on day 1"
    assert budget(plain, name).high - budget(week, name).high == pytest.approx(2)
    focus = "Focused work on day 1"
    free = [budget(one, focus).pieces[0][0] for one in (plain, week)]
    assert free[0] - free[1] == pytest.approx(180)


def test_an_exception_used_is_used_up():
    """A boundary opened once a week and used on Monday stays closed."""
    rule = Boundary("No work", "work", span("18:00-06:00"), exceptions=(span("18:00-19:00"),),
                    except_times_per_week=1)  # fmt: skip
    asked = profile(tasks=(REPORT,), boundaries=(rule,))
    week = known(asked, block("mon 18:00", 60, "Report", "task"), now=DAY)
    assert budget(week, "Exceptions to No work in week 1").high == 0


def test_spacing_looks_back():
    """After Monday's run, Tuesday's is worth a quarter of its minutes less than Wednesday's."""
    week = known(profile(practices=(RUN,)), block("mon 18:00", 45, "Run"), now=DAY)
    tuesday, wednesday = (week.gain(("Run", f"{day} 07:00", 45)) for day in ("tue", "wed"))
    assert wednesday - tuesday == pytest.approx(0.25 * 45)


def test_repetitions_within_a_day_keep_their_distance_from_those_done():
    """A walk done at 12:10 closes the hour of one o'clock, not that of two."""
    walk = Practice("Walk", "body", 14, (10,), once_a_day=False)
    week = known(profile(practices=(walk,)), block("mon 12:10", 10, "Walk"), now=NOON + 30)
    limits = [budget(week, f"Walk apart on day 1, {hour}:00").high for hour in (12, 13, 14)]
    assert limits == [0, 0, 1]


def test_lengths_of_the_last_plan_stay_possible():
    """A sitting of a length not tried else, and a start off the quarter hour, are candidates."""
    asked = profile(HOME, practices=(RUN,), tasks=(REPORT,))
    week = known(
        asked, block("tue 18:05", 45, "Run"), block("wed 09:10", 55, "Report", "task"), now=NOON
    )
    assert "tue 18:05" in week.starts("Run", 45)
    assert "wed 09:10" in week.starts("Report", 55)
    assert "wed 09:10" not in written(asked, now=NOON).starts("Report", 55)
