"""Evenings, half-days and weekends kept free of work: when, how many, and at what price."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from linear_reference import solve_with_highs
from random_weeks import changes_in
from written_weeks import HOME, MONDAY, Written, event, profile, written

from trimtab.domain.people import Person
from trimtab.domain.plans import KeptFree
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.planner.plan import Planned, make_plan
from trimtab.planner.problem import export_problem
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=60, passes=20, repairs=60)
NOTHING = {"free_evenings": 0, "study_free_half_days": 0, "free_weekends": False}
ESSAY = Task("Essay", "body", 120, 30, 60)


def asked(*tasks: Task, **more):
    """A profile with only the patterns named."""
    return profile(tasks=tasks or (ESSAY,), **{**NOTHING, **more})


def planned(week: Written) -> Planned:
    """Its plan, verified."""
    found = make_plan(week.week.request, QUICK)
    assert verify_plan(found.plan, week.week.request) == []
    return found


def choice(week: Written, name: str, day: int) -> int:
    """The candidate that keeps a stretch of that kind free on a day."""
    items = [(item.name, item.day) for item in week.problem.items]
    numbers = range(week.problem.size)
    (found,) = (j for j in numbers if items[week.problem.item_of[j]] == (name, day))
    return found


def worth_with(week: Written, *chosen: int) -> float:
    """Worth of those candidates over an empty week."""
    return week.problem.worth_of(chosen) - week.problem.worth_of([])


def stretches(week: Written) -> list[tuple[str, str, str]]:
    """What the plan keeps free: kind, start and end."""
    return [
        (one.kind, f"{one.start:%a %H:%M}", f"{one.end:%a %H:%M}")
        for one in planned(week).plan.kept_free
    ]


def test_one_free_evening_is_worth_96_minutes_and_a_second_60_more():
    """90 for the first and 6 for an evening nothing cuts into; then 60 + 6."""
    week = written(asked(free_evenings=2))
    one, two = choice(week, "Free evening", 1), choice(week, "Free evening", 3)
    assert worth_with(week, one) == pytest.approx(96)
    assert worth_with(week, one, two) == pytest.approx(96 + 66)


def test_an_evening_half_taken_by_friends_is_worth_a_little_less():
    """Three of its six hours at a concert take half of the 6."""
    week = written(asked(free_evenings=1), [event("Concert", "tue 19:00", 3, "personal")])
    assert worth_with(week, choice(week, "Free evening", 1)) == pytest.approx(93)


def test_no_more_evenings_are_counted_than_wanted():
    """A second evening where one is wanted is impossible."""
    week = written(asked(free_evenings=1))
    evenings = [choice(week, "Free evening", day) for day in (0, 1)]
    assert week.problem.worth_of(evenings) == float("-inf")


@pytest.mark.parametrize("minutes", [30, 60])
def test_work_and_the_choice_to_keep_its_hours_free_exclude_each_other(minutes):
    """Any sitting that touches the evening makes keeping it free impossible, however short."""
    week = written(asked(free_evenings=1))
    evening = choice(week, "Free evening", 1)
    inside = week.find(("Essay", "tue 17:45", minutes))
    before = week.find(("Essay", "tue 17:00", minutes))
    assert week.problem.worth_of([evening, inside]) == float("-inf")
    assert week.problem.worth_of([evening, before]) > float("-inf")


def test_any_work_that_fitted_before_fits_while_nothing_is_kept_free():
    """Two full sittings in one evening, as many as a day takes, stay possible."""
    week = written(asked(free_evenings=1))
    sittings = [week.find(("Essay", "tue 18:00", 60)), week.find(("Essay", "tue 20:00", 60))]
    assert week.problem.worth_of(sittings) > float("-inf")


def test_study_practices_and_notes_count_as_work_and_a_run_does_not():
    """Cards and the notes of a clinic exclude a free half-day; a run in it does not."""
    week = written(
        profile(
            values={"body": 1.0, "learning": 1.0},
            practices=(
                Practice("Cards", "learning", 2, (20,)),
                Practice("Run", "body", 2, (30,)),
            ),
            **{**NOTHING, "study_free_half_days": 1},
        ),
        [event("Clinic", "mon 09:00", 3, "clinic", leaves_minutes=20)],
    )
    tuesday = choices_of(week, "Free half-day", 1)[0]
    for name, minutes, fits in (("Cards", 20, False), ("Clinic", 20, False), ("Run", 30, True)):
        placed = week.find((name, "tue 09:00", minutes))
        assert (week.problem.worth_of([tuesday, placed]) > float("-inf")) is fits


def choices_of(week: Written, name: str, day: int) -> list[int]:
    """Candidates that keep a stretch of that kind free on a day, by place on the side line."""
    items = [(item.name, item.day) for item in week.problem.items]
    found = [j for j in range(week.problem.size) if items[week.problem.item_of[j]] == (name, day)]
    return sorted(found, key=week.problem.start_minute)


def test_an_evening_beside_duty_call_or_the_way_there_cannot_be_free():
    """Late duty, home call and a night whose way starts at 23:40 hold three evenings."""
    week = written(
        asked(free_evenings=7),
        [
            event("Late", "mon 12:00", 8),
            event("Pager", "tue 17:00", 15, "home_call"),
            event("Night", "thu 00:00", 7),
        ],
    )
    found = {item.day for item in week.problem.items if item.name == "Free evening"}
    assert found == {3, 4, 5, 6}


def test_a_weekend_on_duty_is_not_asked_for():
    """A Sunday night on duty: no weekend to keep, and nothing is said about it."""
    week = written(asked(free_weekends=True), [event("Night", "sun 19:00", 12)])
    assert not any(item.name == "Free weekend" for item in week.problem.items)
    assert planned(week).plan.not_kept == ()


def test_work_moves_out_of_the_free_weekend():
    """Four hours of work that fit anywhere lie on weekdays; the weekend is free from six."""
    week = written(asked(replace(ESSAY, minutes=240), free_weekends=True))
    assert stretches(week) == [("weekend", "Sat 06:00", "Mon 00:00")]


def test_a_task_due_at_night_takes_the_evening_and_another_one_is_kept():
    """Due on Monday night after a day on duty: Monday evening works, some other is free."""
    due = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(hours=22)
    week = written(
        asked(Task("Form", "body", 60, 60, 60, due=due, important=True), free_evenings=1),
        [event("Ward", "mon 07:00", 10.5)],
    )
    ((kind, start, _),) = stretches(week)
    assert kind == "evening"
    assert not start.startswith("Mon")


def test_a_person_without_work_is_told_nothing():
    """With no task, study or notes there is nothing to keep free from."""
    week = written(profile(practices=(Practice("Run", "body", 2, (30,)),)))
    plan = planned(week).plan
    assert (plan.kept_free, plan.not_kept) == ((), ())


def test_evenings_that_all_go_to_duty_are_told():
    """Late duty every day: no evening, and whose fault that is."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    week = written(asked(free_evenings=1), [event("Late", f"{day} 12:00", 9) for day in days])
    (short,) = planned(week).plan.not_kept
    assert (short.kind, short.wanted, short.kept) == ("evening", 1, 0)
    assert short.because == "Each of them touches Late, or the way there."


def test_work_worth_more_than_the_evening_is_named():
    """Two long days of a task that only fits the evenings take both, and the plan says so."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    due = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=7)
    thesis = Task("Thesis", "body", 1200, 60, 90, due=due, important=True)
    ward = [event(f"Ward {day}", f"{day} 07:00", 10.5) for day in days]
    plan = planned(written(asked(thesis, free_evenings=1), ward)).plan
    (short,) = plan.not_kept
    assert short.because.startswith("The nearest is ")
    assert short.because.endswith("evening, which holds Thesis.")


def test_each_week_keeps_its_own_evening():
    """Four weeks, an evening in each."""
    week = written(asked(replace(ESSAY, minutes=600), free_evenings=1), days=28)
    kept = planned(week).plan.kept_free
    assert [(one.start.date() - MONDAY).days // 7 for one in kept] == [0, 1, 2, 3]


def test_a_choice_moves_where_that_makes_room_for_what_is_due():
    """Seven sittings before Wednesday is over, as many as it takes, and an evening free."""
    due = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=2, hours=23)
    cards = Task("Cards", "body", 300, 30, 30, due=due)
    ward = [event(f"Ward {day}", f"{day} 06:00", 18) for day in ("mon", "tue")]
    plan = planned(written(asked(cards, free_evenings=1), ward)).plan
    assert sum(block.minutes for block in plan.blocks if block.name == "Cards") == 210
    assert len(plan.kept_free) == 1


def test_the_optimum_of_a_week_with_choices_lies_within_value_and_bound():
    """HiGHS, from the exported problem alone, finds no better week than the bound."""
    ward = [event(f"Ward {day}", f"{day} 07:00", 10) for day in ("mon", "tue", "wed")]
    week = written(profile(tasks=(replace(ESSAY, minutes=180),)), ward, days=4)
    found = make_plan(week.week.request, QUICK)
    exported = export_problem(found.problem, found.solution.chosen, {})
    best = solve_with_highs(exported, integral=True, seconds=30).value
    assert found.plan.certificate.value <= best + 1e-6 <= found.plan.certificate.bound + 2e-6


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe"])
def test_stretches_keep_their_clock_times_when_clocks_change(zone):
    """Both changes of 2026 to 2030: evenings 18:00-24:00, mornings 06:00-13:00, work outside."""
    person = Person(time_zone=zone, commute_minutes=20)
    wish = {"free_evenings": 7, "study_free_half_days": 7, "free_weekends": True}
    for day in changes_in(zone):
        first = day - timedelta(days=6)
        asks = profile(person, tasks=(ESSAY,), **wish)
        week = written(asks, first_day=first)
        kept = planned(week).plan.kept_free
        clocks = {(one.kind, f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in kept}
        assert clocks <= {
            ("evening", "18:00", "00:00"),
            ("half_day", "06:00", "13:00"),
            ("half_day", "13:00", "20:00"),
            ("weekend", "06:00", "00:00"),
        }
        assert len({kind for kind, _, _ in clocks}) == 3


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lambda k: replace(k, start=k.start + timedelta(hours=1)), "has other hours than its kind"),
        (lambda k: replace(k, kind="half_day"), "has other hours than its kind"),
        (
            lambda k: KeptFree("evening", k.start - timedelta(days=1), k.end - timedelta(days=1)),
            "is taken by Late",
        ),
    ],
)
def test_the_verifier_finds_a_false_free_evening(spoil, finding):
    """Wrong hours, a wrong kind, or an evening on duty."""
    week = written(asked(free_evenings=1), [event("Late", "mon 12:00", 9)], days=2)
    plan = planned(week).plan
    spoiled = replace(plan, kept_free=tuple(spoil(one) for one in plan.kept_free))
    assert any(finding in told for told in verify_plan(spoiled, week.week.request))


def test_the_verifier_finds_work_in_a_free_evening():
    """A sitting moved into the evening that is said to be free."""
    week = written(asked(free_evenings=1), days=1)
    plan = planned(week).plan
    there = plan.kept_free[0].start + timedelta(minutes=15)
    blocks = tuple(
        replace(b, start=there, end=there + timedelta(minutes=b.minutes)) if b.kind == "task" else b
        for b in plan.blocks
    )
    told = verify_plan(replace(plan, blocks=blocks), week.week.request)
    assert any("lies in a time kept free" in finding for finding in told)


def test_the_verifier_finds_more_than_was_asked_and_a_wrong_count():
    """Two free evenings where none is wanted; a shortfall that is none."""
    week = written(asked(free_evenings=1))
    plan = planned(week).plan
    none = replace(week.week.request, profile=asked(free_evenings=0))
    assert any("more than asked" in told for told in verify_plan(plan, none))
    late = [event("Late", f"{day} 12:00", 9) for day in ("mon", "tue")]
    short = written(asked(free_evenings=1), late, days=2)
    plan = planned(short).plan
    wrong = replace(plan, not_kept=tuple(replace(one, wanted=3) for one in plan.not_kept))
    assert any("miscounts" in told for told in verify_plan(wrong, short.week.request))


def test_one_zone_is_as_good_as_another():
    """The same week in another zone keeps the same evening."""
    kept = []
    for zone in ("UTC", "Asia/Kathmandu"):
        week = written(profile(replace(HOME, time_zone=zone), tasks=(ESSAY,)))
        kept.append([f"{one.start:%a %H:%M}" for one in planned(week).plan.kept_free])
        assert all(one.start.tzinfo == ZoneInfo(zone) for one in planned(week).plan.kept_free)
    assert kept[0] == kept[1]
