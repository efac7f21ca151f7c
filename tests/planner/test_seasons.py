"""Seasons: goals and weights by day, care around heavy spells, rosters not out yet, tentative."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from written_weeks import MONDAY, Written, event, profile, written

from trimtab.domain.people import Season
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=60, passes=20, repairs=60)
DAY = timedelta(days=1)
RUN = Practice("Run", "body", 7, (40, 20, 10))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def season(first: int, last: int, intensity: str = "heavy", **more) -> Season:
    """A season from day to day of the week, numbered from Monday."""
    return Season("MICU", MONDAY + first * DAY, MONDAY + last * DAY, intensity, **more)


def planned(week: Written):
    """Its plan, verified."""
    plan = make_plan(week.week.request, QUICK).plan
    assert verify_plan(plan, week.week.request) == []
    return plan


def budget(week: Written, name: str):
    """The budget of that name."""
    (found,) = (one for one in week.problem.budgets if one.name == name)
    return found


def test_a_heavy_season_aims_at_the_second_dose_on_its_days():
    """Heavy until Wednesday: 40 minutes may be run from Thursday on."""
    week = written(profile(practices=(RUN,), seasons=(season(0, 2),)))
    assert {start[:3] for start in week.starts("Run", 40)} == {"thu", "fri", "sat", "sun"}
    assert {start[:3] for start in week.starts("Run", 20)} == set(DAYS)


def test_a_must_never_shrinks_in_a_heavy_season():
    """Its one dose stays."""
    asked = profile(practices=(replace(RUN, must=True),), seasons=(season(0, 6),))
    assert {start[:3] for start in written(asked).starts("Run", 40)} == set(DAYS)


@pytest.mark.parametrize(("last", "minutes"), [(6, 140), (2, 3 * 20 + 4 * 40), (-1, 280)])
def test_what_is_asked_follows_the_goal(last, minutes):
    """Seven runs: 20 minutes on heavy days, 40 on others."""
    seasons = (season(0, last),) if last >= 0 else ()
    plan = planned(written(profile(practices=(RUN,), seasons=seasons)))
    assert [value.wanted_minutes for value in plan.values] == [minutes]


def test_a_week_at_its_goal_lacks_nothing():
    """Seven runs of 20 minutes in a heavy week are all that was asked, and that is said."""
    plan = planned(written(profile(practices=(RUN,), seasons=(season(0, 6),))))
    assert plan.unplaced == ()
    said = "MICU is a heavy season: the second dose of each practice is good enough."
    assert plan.remarks[0] == said


def test_each_week_is_asked_for_by_its_own_season():
    """Heavy, then not: 140 minutes in the first week and 280 in the second."""
    week = written(profile(practices=(RUN,), seasons=(season(0, 6),)), days=14)
    first, second = (budget(week, f"body: minutes in week {k}") for k in (1, 2))
    assert sum(width for width, _ in first.pieces[:3]) == pytest.approx(140)
    assert sum(width for width, _ in second.pieces[:3]) == pytest.approx(280)


def test_weights_change_with_the_season_day_by_day():
    """Body weighs 3 of a mean of 2 from Thursday on, and 1 of 1 before."""
    walk = Practice("Walk", "body", 7, (40,))
    turned = season(3, 6, "regular", values={"body": 3.0})
    asked = profile(values={"body": 1.0, "joy": 1.0}, practices=(walk,), seasons=(turned,))
    week = written(asked)
    before, after = (week.find(("Walk", f"{day} 12:00", 40)) for day in ("wed", "thu"))
    worths = week.problem.arrays.worth
    assert worths[before] == pytest.approx(0.6 * 40 * 0.85)
    assert worths[after] == pytest.approx(1.5 * 0.6 * 40 * 0.85)


def test_the_weight_shown_is_the_mean_of_the_days():
    """Four days at 3 and three at 1 are 15 / 7."""
    turned = season(3, 6, "regular", values={"body": 3.0})
    plan = planned(written(profile(practices=(RUN,), seasons=(turned,))))
    assert plan.values[0].weight == pytest.approx(15 / 7)


def nights(count: int, first: int = 0) -> list:
    """So many nights on duty in a row, from day `first` of the week."""
    return [event(f"Night {day}", f"{DAYS[day]} 19:00", 12) for day in range(first, first + count)]


@pytest.mark.parametrize(
    ("commitments", "seasons", "spells"),
    [
        (nights(2), (), []),
        (nights(3), (), [(0, 2)]),
        ([], (season(1, 3),), [(1, 3)]),
        ([], (season(1, 3), season(4, 6)), [(1, 6)]),
        ([], (season(0, 6), season(2, 3, "light")), [(0, 1), (4, 6)]),
        ([event(f"Ward {d}", f"{d} 07:00", 12) for d in DAYS[:5]], (), [(0, 4)]),
        ([event(f"Ward {d}", f"{d} 07:00", 11) for d in DAYS[:5]], (), []),
        (nights(3), (season(4, 6),), [(0, 2), (4, 6)]),
        (nights(3), (season(3, 4),), [(0, 4)]),
    ],
)
def test_spells_are_named_or_found_in_the_roster(commitments, seasons, spells):
    """Heavy seasons, three nights in a row, sixty hours in seven days; neighbours are one."""
    week = written(profile(seasons=seasons), commitments).week
    found = [((one.first - MONDAY).days, (one.last - MONDAY).days) for one in week.spells]
    assert found == spells


def test_a_spell_that_ended_before_the_horizon_is_known_from_the_roster():
    """Three nights until Monday morning, read from further back: Monday is light."""
    past = [replace(one, start=one.start - 3 * DAY, end=one.end - 3 * DAY) for one in nights(3)]
    request = WeekRequest(profile(), written(profile()).week.horizon, roster=tuple(past))
    week = replace(written(profile()).week, request=request)
    assert week.light_days == {MONDAY}
    assert week.days_after_spells == {MONDAY, MONDAY + DAY}


def test_more_sleep_is_worth_something_beside_a_spell_and_not_elsewhere():
    """Heavy from Thursday to Friday: the nights around it carry another hour."""
    week = written(profile(seasons=(season(3, 4),)))
    more = {day + 1 for day in range(7) if SleepDay(week.week, day).recovery}
    assert more == {3, 4, 6, 7}  # into Wed and Thu, and into Sat and Sun


def test_days_beside_a_spell_hold_less_focused_work():
    """Three quarters of four hours on Tuesday, Wednesday, Saturday and Sunday."""
    week = written(profile(seasons=(season(3, 4),)))
    limits = [budget(week, f"Focused work on day {day}").pieces[0][0] for day in range(1, 8)]
    assert limits == [240, 180, 180, 150, 150, 180, 180]


def due(day: int, hour: int) -> datetime:
    """An hour of a day of the week, in UTC."""
    return datetime.combine(MONDAY + day * DAY, datetime.min.time(), UTC) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("when", "is_asked"),
    [(None, False), (due(9, 0), False), (due(6, 12), True), (due(5, 20), True)],
)
def test_the_first_day_after_holds_only_what_is_due_by_the_next(when, is_asked):
    """Heavy until Friday: on Saturday a task due on Sunday may lie, a later one may not."""
    essay = Task("Essay", "body", 120, 30, 60, due=when)
    week = written(profile(tasks=(essay,), seasons=(season(0, 4),)))
    assert any(start.startswith("sat") for start in week.starts("Essay")) is is_asked


def test_the_care_around_a_spell_is_said():
    """Which days, which spell, and what is different on them."""
    essay = Task("Essay", "body", 120, 30, 60)
    plan = planned(written(profile(tasks=(essay,), seasons=(season(2, 3),))))
    care = "a little more sleep, a little less focused work."
    before, after = plan.remarks
    assert before == f"Mon 2 Nov and Tue 3 Nov come before MICU: {care}"
    light = "Fri 6 Nov holds no task but what is due."
    assert after == f"Fri 6 Nov and Sat 7 Nov come after MICU: {care} {light}"


def test_a_week_whose_roster_is_not_out_is_planned_like_one_on_duty():
    """Seven days at 60 h: 60 h less free time, and focused work as on days on duty."""
    usual = season(0, 6, "regular", duty_hours_per_week=60)
    bare, week = written(profile()), written(profile(seasons=(usual,)))
    limits = [budget(one, "Open time in week 1").pieces[0][0] for one in (bare, week)]
    assert limits[0] - limits[1] == pytest.approx(0.7 * 60 * 60)
    assert budget(week, "Focused work on day 3").pieces[0][0] == 90
    plan = planned(week)
    assert plan.unpublished_minutes == 60 * 60
    (said,) = plan.remarks
    assert said.startswith("No duty of MICU is out yet for Mon 2 Nov to Sun 8 Nov: 60 h a week")


def test_a_single_duty_says_that_the_roster_is_out():
    """With one duty in the week its free days are days off, not unknown ones."""
    usual = season(0, 13, "regular", duty_hours_per_week=60)
    week = written(profile(seasons=(usual,)), [event("Ward", "wed 07:00", 10)], days=14).week
    assert set(week.unpublished) == {MONDAY + number * DAY for number in range(7, 14)}


def test_days_off_are_no_unpublished_days():
    """A vacation in a season with usual hours is a vacation."""
    usual = season(0, 6, "regular", duty_hours_per_week=60)
    away = frozenset(MONDAY + number * DAY for number in range(5))
    week = written(profile(seasons=(usual,)), days_off=away).week
    assert set(week.unpublished) == {date(2026, 11, 7), date(2026, 11, 8)}


def test_what_is_tentative_holds_its_hours_and_is_said_in_one_line():
    """Two tentative nights: nothing lies in them, and the plan names them."""
    maybe = [replace(one, is_tentative=True, name="NF") for one in nights(2)]
    plan = planned(written(profile(practices=(RUN,)), maybe))
    said = "Tentative, its hours held as if certain: NF on Mon 2 Nov and Tue 3 Nov, 24 h."
    assert said in plan.remarks
    assert {block.note.split(";")[0] for block in plan.blocks if block.is_fixed} == {"tentative"}


def test_notes_count_as_focused_work_and_as_hours_worked():
    """Forty minutes of notes use the day's focus, and stand beside the clinic's hours."""
    clinic = [event("Clinic", "mon 09:00", 8, "clinic", leaves_minutes=40)]
    week = written(profile(), clinic)
    assert week.total("Focused work on day 1", ("Clinic", "mon 18:00", 40)) == 40
    said = "Notes and inbox take 40 min, beside 8 h on duty, in clinic and in teaching."
    assert said in planned(week).remarks


@pytest.mark.parametrize("before", [18 * 60, 19 * 60])
def test_notes_wanted_by_an_hour_that_is_over_are_told_to_go_to_the_next_day(before):
    """A ward until seven cannot have its notes done by six or seven that day."""
    ward = [event("Ward", "mon 07:00", 12, leaves_minutes=40, leaves_before=before)]
    clock = f"{before // 60}:00"
    said = f"Ward ends at {clock} or later: notes are to be done by {clock} the next day."
    assert said in planned(written(profile(), ward)).remarks
    later = [replace(ward[0], leaves_before=before + 70)]
    assert not any("or later" in one for one in planned(written(profile(), later)).remarks)


def spoiled(plan, name: str, **change):
    """The plan with the first block of that name changed."""
    victim = next(block for block in plan.blocks if block.name == name)
    moved = {key: change[key](victim) for key in change}
    blocks = tuple(replace(b, **moved) if b is victim else b for b in plan.blocks)
    return replace(plan, blocks=blocks)


def test_the_verifier_finds_a_dose_too_large_for_the_season():
    """A run of forty minutes in a heavy week."""
    week = written(profile(practices=(RUN,), seasons=(season(0, 6),)))
    wrong = spoiled(planned(week), "Run", end=lambda block: block.start + timedelta(minutes=40))
    told = verify_plan(wrong, week.week.request)
    assert any("more than a heavy season asks" in finding for finding in told)


@pytest.mark.parametrize(
    ("seasons", "commitments", "light"),
    [
        ((season(0, 1),), [], 2),
        ((), nights(3), 3),
        ((), [event(f"Ward {day}", f"{day} 07:00", 12) for day in DAYS[:5]], 5),
        ((season(0, 1, "regular"),), nights(2), None),
    ],
    ids=["season", "nights", "hours", "no spell"],
)
def test_the_verifier_finds_work_on_a_light_day(seasons, commitments, light):
    """A sitting moved to the first day after a spell, by whatever it is one."""
    essay = Task("Essay", "body", 60, 60, 60)
    asked = profile(tasks=(essay,), seasons=seasons, free_weekends=False, study_free_half_days=0)
    week = written(asked, commitments)
    noon = due(4 if light is None else light, 12)
    wrong = spoiled(
        planned(week), "Essay", start=lambda _: noon, end=lambda _: noon + timedelta(hours=1)
    )
    found = [told for told in verify_plan(wrong, week.week.request) if "light day" in told]
    assert bool(found) is (light is not None)
