"""Tasks and notes, one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.bodyclock.alertness import predict_sleepiness
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.practices import Boundary
from trimtab.domain.tasks import Task
from trimtab.planner.work_candidates import last_sitting, sitting_lengths

FRIDAY = datetime(2026, 11, 6, 17, tzinfo=UTC)
SLIDES = Task("Slides", "body", 120, 30, 60, due=FRIDAY)


def sitting(when: str, minutes: int) -> tuple[str, str, int]:
    """A sitting of the slides."""
    return ("Slides", when, minutes)


def early(when_minute: int, minutes: int) -> float:
    """The little that being early is worth: 0.06 a minute, less towards the end of the week."""
    return 0.06 * minutes * (1 - when_minute / 10_080)


def test_a_task_due_this_week_is_worth_its_minutes_less_its_start():
    """Given one sitting of 60 of 120 minutes on Tuesday noon: 150 + 30.6 - 8 and a little."""
    week = written(profile(tasks=(SLIDES,)))
    # 2.5 a minute, the last as much as the first; minutes of the value 48 * 0.55 + 12 * 0.35
    expected = 60 * 2.5 + 30.6 - 8 + early(1440 + 720, 60)
    assert week.gain(sitting("tue 12:00", 60)) == pytest.approx(expected)


def test_an_important_one_is_worth_more():
    """Its minutes count 1.4 times."""
    week = written(profile(tasks=(replace(SLIDES, important=True),)))
    expected = 60 * 2.5 * 1.4 + 30.6 - 8 + early(1440 + 720, 60)
    assert week.gain(sitting("tue 12:00", 60)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("due", "rate"),
    [
        (FRIDAY, 2.5),
        (FRIDAY - timedelta(days=30), 2.75),  # past its due time it is as urgent as can be
        (datetime(2026, 11, 5, tzinfo=UTC), 2.75),  # due within 72 hours of Monday midnight
        (datetime(2026, 11, 5, 0, 1, tzinfo=UTC), 2.5),
        (FRIDAY + timedelta(days=60), 0.9),
        (None, 0.7),
    ],
)
def test_what_is_due_sooner_is_worth_more(due, rate):
    """A minute is worth 2.5 when due this week, a tenth more when urgent, later 0.9 or 0.7."""
    week = written(profile(values={"body": 1.0}, tasks=(replace(SLIDES, due=due),)))
    (budget,) = (b for b in week.problem.budgets if b.name == "Slides: minutes")
    assert budget.pieces[0][1] == pytest.approx(rate)


def test_a_later_task_takes_its_fair_share_of_this_week():
    """Due in four weeks, 480 minutes are 120 a week; never less than a sitting."""
    due = datetime(2026, 11, 30, tzinfo=UTC)
    for minutes, share in ((480, 120), (500, 135), (40, 30)):
        week = written(profile(tasks=(replace(SLIDES, minutes=minutes, due=due),)))
        (item,) = (item for item in week.problem.items if item.name == "Slides")
        assert item.wanted_minutes == share


def test_sittings_end_by_the_due_time_in_waking_hours():
    """No sitting ends after Friday 17:00, or lies before 06:00 or after 22:00."""
    week = written(profile(tasks=(SLIDES,)))
    starts = week.starts("Slides", 30)
    assert max(s for s in starts if s[:3] == "fri") == "fri 16:30"
    assert not {s for s in starts if s[:3] in {"sat", "sun"}}
    assert min(s[4:] for s in starts) == "06:00"
    assert max(s[4:] for s in starts) <= "21:30"


def test_a_long_sitting_brings_its_break():
    """After 50 minutes and more ten are kept free, after half an hour five."""
    week = written(profile(tasks=(SLIDES,)))
    assert ("mon 09:00", "mon 10:10") in week.spans("Slides", 60)
    assert ("mon 09:00", "mon 09:35") in week.spans("Slides", 30)


def test_no_more_than_the_whole_task_is_worth_placing():
    """Three hours of a task of two are impossible, and so is a third sitting in a day."""
    week = written(profile(tasks=(SLIDES,)))
    hours = [sitting(f"{day} 12:00", 60) for day in ("mon", "tue", "wed")]
    assert week.gain(*hours) == float("-inf")
    thrice = [sitting(f"mon {clock}", 30) for clock in ("09:00", "12:00", "15:00")]
    assert week.gain(*thrice) == float("-inf")
    assert week.gain(*thrice[:2]) > 0


def kss_at(minute: float, *sleeps: tuple[float, float], later: float = 0.0) -> float:
    """Sleepiness at a minute of the week after eight usual nights and more sleeps, in hours."""
    nights = [(24.0 * day - 1 + later, 24.0 * day + 7 + later) for day in range(-8, 1)]
    every = [(start + 216, end + 216) for start, end in (*nights, *sleeps)]
    found = predict_sleepiness(Sleeps.of([every]), np.array([minute / 60 + 216]), -later)
    return float(found.unbounded[0, 0])


def fit_of(kss: float) -> float:
    """How well an hour suits demanding work: all of it up to 3.75, 0.26 less for each point."""
    return min(1.0, max(0.4, 1 - 0.26 * (kss - 3.75)))


def test_demanding_work_is_worth_less_when_people_are_drowsy():
    """30 minutes at 22:00 lose 0.8 a minute for what predicted sleepiness takes off."""
    week = written(profile(tasks=(replace(SLIDES, demanding=True),)))
    worths = week.problem.arrays.worth
    noon, evening = (week.find(sitting(f"mon {c}", 30)) for c in ("12:00", "21:00"))
    lost = worths[noon] - early(720, 30) - worths[evening] + early(1260, 30)
    fit = fit_of(kss_at(1275))
    assert fit < 0.9
    assert lost == pytest.approx((1 - fit) * 30 * 0.8, abs=0.1)


@pytest.mark.parametrize(("chronotype", "later"), [("morning", -1), ("evening", 1)])
def test_late_types_are_awake_an_hour_later(chronotype, later):
    """At 21:00 a morning person is as sleepy as others at 22:00, an evening person as at 20:00."""
    person = replace(HOME, chronotype=chronotype)
    tasks = (replace(SLIDES, demanding=True),)
    week, usual = written(profile(person, tasks=tasks)), written(profile(tasks=tasks))
    place = sitting("mon 21:00", 30)
    here, there = (w.problem.arrays.worth[w.find(place)] for w in (week, usual))
    fits = fit_of(kss_at(1275, later=later)), fit_of(kss_at(1275))
    assert here - there == pytest.approx((fits[0] - fits[1]) * 30 * 0.8, abs=0.1)
    assert (here > there) == (later > 0)


def test_demanding_work_is_worth_less_right_after_a_night():
    """At ten, when someone back from night duty would sleep, it is worth the least it can be."""
    after = written(
        profile(tasks=(replace(SLIDES, demanding=True),)), [event("NF", "mon 19:00", 12)]
    )
    plain = written(profile(tasks=(replace(SLIDES, demanding=True),)))
    place = sitting("tue 10:00", 30)
    tired, rested = (w.problem.arrays.worth[w.find(place)] for w in (after, plain))
    assert rested - tired == pytest.approx(0.6 * 30 * 0.8)


@pytest.mark.parametrize(
    ("kind", "study", "is_closed"),
    [
        ("work", False, True),
        ("work", True, True),
        ("screens", False, True),
        ("study", False, False),
        ("study", True, True),
        ("calls", True, False),
    ],
)
def test_boundaries_close_their_hours_to_tasks(kind, study, is_closed):
    """Work and screens close to every task, study to study ones, calls to none."""
    off = Boundary("Quiet", kind, span("18:00-06:00"))
    asked = profile(tasks=(replace(SLIDES, study=study),), boundaries=(off,))
    starts = {start[4:] for start in written(asked).starts("Slides", 30)}
    assert (max(starts) == "17:30") == is_closed


def test_exceptions_for_tasks_are_counted():
    """Two sittings in the open half hour are fine where two are allowed, not where one is."""
    places = [sitting("mon 18:00", 30), sitting("tue 18:00", 30)]
    for times in (1, 2):
        off = Boundary("Quiet", "work", span("18:00-06:00"), exceptions=(span("18:00-18:30"),),
                       except_times_per_week=times)  # fmt: skip
        week = written(profile(tasks=(SLIDES,), boundaries=(off,)))
        assert (week.gain(*places) > 0) == (times == 2)


def test_small_tasks_are_one_sitting():
    """22 minutes are one sitting of 25."""
    week = written(profile(tasks=(Task("Form", "body", 22, 25, 90),)))
    assert {part.end for n in week.numbers("Form") for part in week.problem.parts_of(n)} == {25}


@pytest.mark.parametrize(
    ("minutes", "shortest", "longest", "lengths"),
    [
        (240, 30, 90, [30, 45, 60, 90]),
        (95, 30, 60, [30, 35, 45, 60]),
        (100, 30, 90, [30, 40, 45, 50, 60, 90]),  # 90 would leave ten: twice 50 will do
        (105, 30, 90, [30, 45, 50, 55, 60, 90]),
        (5, 5, 5, [5]),
        (3, 25, 90, [5]),
        (60, 60, 60, [60]),
    ],
)
def test_sittings_include_what_is_left_over(minutes, shortest, longest, lengths):
    """Lengths go from shortest to longest, with the remainder a whole number of them leaves."""
    assert sitting_lengths(minutes, shortest, longest) == lengths


def sums(lengths, minutes):
    """Whether some of these lengths, repeated as need be, add up to so many minutes."""
    reached = {0}
    for total in range(5, minutes + 1, 5):
        reached |= {total} & {least + length for least in reached for length in lengths}
    return minutes in reached


def test_sittings_can_end_a_task_exactly():
    """Whatever can be reached by sittings from shortest to longest is, with the lengths tried."""
    for shortest in (10, 15, 25, 30, 60):
        for longest in range(shortest, shortest + 70, 15):
            for minutes in range(shortest, 400, 5):
                every = range(shortest, longest + 1, 5)
                lengths = sitting_lengths(minutes, shortest, longest)
                assert sums(lengths, minutes) == sums(every, minutes), (minutes, shortest, longest)
                short = last_sitting(minutes, shortest, longest)
                assert (short > 0) == (not sums(every, minutes))
                assert not short or sums(every, minutes - short)


def test_one_last_sitting_may_be_short_where_none_add_up():
    """100 minutes in sittings of 60 to 90 are 60 and 40, and the 40 comes once."""
    paper = replace(SLIDES, minutes=100, shortest=60, longest=90)
    week = written(profile(tasks=(paper,)))
    assert week.gain(sitting("mon 09:00", 60), sitting("tue 09:00", 40)) > 0
    assert week.gain(sitting("mon 09:00", 40), sitting("tue 09:00", 40)) == float("-inf")


def test_beyond_good_enough_minutes_are_worth_a_fifth():
    """Given 90 of 120 minutes good enough: 90 at 2.5, the next 30 at 0.5."""
    boxed = replace(SLIDES, enough_minutes=90)
    week = written(profile(values={"body": 1.0}, tasks=(boxed,)))
    (budget,) = (b for b in week.problem.budgets if b.name == "Slides: minutes")
    assert budget.pieces == ((90.0, 2.5), (30.0, pytest.approx(0.5)))
    assert sums([60, 45, 30], 90)
    (item,) = (item for item in week.problem.items if item.name == "Slides")
    assert item.wanted_minutes == 90


def test_a_share_of_a_later_task_is_good_enough_in_proportion():
    """Due in four weeks, 480 minutes are 120 a week, half of them enough: 60, or one sitting."""
    due = datetime(2026, 11, 30, tzinfo=UTC)
    for enough, share in ((240, 60), (80, 30), (20, 20)):
        later = replace(SLIDES, minutes=480, enough_minutes=enough, due=due)
        week = written(profile(tasks=(later,)))
        (item,) = (item for item in week.problem.items if item.name == "Slides")
        assert item.wanted_minutes == share


def test_something_important_that_can_wait_keeps_a_sitting_a_week():
    """Undated and important: the first 30 minutes are worth 1.9 each, then 0.98 and 0.7."""
    week = written(profile(tasks=(replace(SLIDES, due=None, important=True),)))
    (budget,) = (b for b in week.problem.budgets if b.name == "Slides: minutes")
    slopes = [slope for _, slope in budget.pieces]
    assert slopes == pytest.approx([1.9, 0.98, 0.7])
    assert [width for width, _ in budget.pieces] == pytest.approx([30, 30, 60])


def test_no_deadline_is_worth_more_than_the_first_hours_of_sleep():
    """However heavy its value, a minute of a task stays below the 4.0 of core sleep."""
    values = {"patients": 100.0, "joy": 1.0, "body": 1.0}
    heavy = replace(SLIDES, value="patients", important=True, urgent=True)
    light = replace(SLIDES, value="joy")
    week = written(profile(values=values, tasks=(heavy, replace(light, name="Card"))))
    slopes = {b.name: b.pieces[0][1] for b in week.problem.budgets if b.name.endswith("minutes")}
    assert slopes["Slides: minutes"] == 3.9
    assert slopes["Card: minutes"] == 2.5  # and no deadline counts less than an average one


def test_what_is_due_takes_less_from_open_time_and_focus():
    """An hour due this week is charged as 24 minutes, an hour that can wait as 60."""
    for due, charged in ((FRIDAY, 24.0), (None, 60.0)):
        week = written(profile(tasks=(replace(SLIDES, due=due),)))
        place = sitting("mon 12:00", 60)
        assert week.total("Focused work on day 1", place) == pytest.approx(charged)
        # the ten minutes of its break belong to it
        assert week.total("Open time in week 1", place) == pytest.approx(charged * 70 / 60)


CLINIC = event("Clinic", "mon 13:00", 4, "clinic", leaves_minutes=40, leaves_before=20 * 60)


def test_notes_are_wanted_between_the_clinic_and_their_hour():
    """Given a clinic until 17:00 that wants notes before 20:00: all sittings lie between."""
    week = written(profile(values={"patients": 1.0}), [CLINIC])
    spans = week.spans("Clinic")
    assert min(start for start, _ in spans) == "mon 17:20"
    assert max(end for _, end in spans) == "mon 20:00"


def test_notes_are_worth_as_much_as_an_important_task():
    """40 minutes: 20 * 2.2 * 1.4 + 20 * 1.9 * 1.4 - 8 - an hour's delay, and minutes of a value."""
    week = written(profile(values={"patients": 1.0}), [CLINIC])
    # minutes of 40: 16 * 0.55 + 12 * 0.35 + 12 * 0.15 = 14.8
    assert week.gain(("Clinic", "mon 18:00", 40)) == pytest.approx(61.6 + 53.2 - 8 - 0.6 + 14.8)
    plain = written(profile(values={"joy": 1.0}), [CLINIC])  # no value that notes serve
    assert plain.gain(("Clinic", "mon 18:00", 40)) == pytest.approx(61.6 + 53.2 - 8 - 0.6)


def test_notes_without_an_hour_have_a_day():
    """Without `leaves_before` they may wait until the same time a day later, in waking hours."""
    week = written(profile(), [replace(CLINIC, leaves_before=None)])
    spans = week.spans("Clinic", 40)
    assert max(end for _, end in spans) == "tue 17:00"
    assert not {start for start, _ in spans if not "06:00" <= start[4:] < "22:00"}


def test_notes_whose_hour_has_passed_wait_for_the_next_day():
    """A clinic that ends at 20:30 wants its notes before 20:00 on the day after."""
    late = event("Late", "mon 16:30", 4, "clinic", leaves_minutes=20, leaves_before=20 * 60)
    spans = written(profile(), [late]).spans("Late", 20)
    assert max(end for _, end in spans) == "tue 20:00"


def test_notes_after_a_night_may_be_written_at_once():
    """After a duty until 04:00 notes may stand until 06:00, within two hours of its end."""
    night = event("ED", "mon 18:00", 10, leaves_minutes=20)
    starts = written(profile(), [night]).starts("ED", 20)
    assert min(starts) == "tue 04:20"
    assert "tue 05:30" in starts


def test_notes_of_what_ends_elsewhere_are_not_asked():
    """Clinics that ended before now or end after the horizon leave nothing to this plan."""
    later = event("Later", "sun 20:00", 6, "clinic", leaves_minutes=40)
    week = written(profile(), [CLINIC, later], now=1440)
    assert week.numbers("Clinic") == week.numbers("Later") == []


def test_notes_keep_to_work_boundaries():
    """With work closed from 18:00 notes end by then."""
    off = Boundary("Evening", "work", span("18:00-06:00"))
    spans = written(profile(boundaries=(off,)), [CLINIC]).spans("Clinic", 40)
    assert max(end for _, end in spans) == "mon 18:00"
