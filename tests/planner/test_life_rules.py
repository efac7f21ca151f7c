"""Practices, protected time and calls, one rule at a time: what a week is worth, exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.domain.people import OtherPerson, Season
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.time import Interval

RUN = Practice("Run", "body", 2, (60,))


def test_one_run_is_worth_its_dose_its_minutes_and_its_repetition():
    """Given one run of 60 minutes of one asked: worth exactly 67.56."""
    week = written(profile(practices=(replace(RUN, times_per_week=1),)))
    # dose 0.6 * 60 * fit 0.85 = 30.6; minutes 24 * 0.55 + 18 * 0.35 + 18 * 0.15 = 22.2;
    # repetition 60 * (0.35 * 0.35 + 0.35 * 0.25 + 0.3 * 0.12) = 14.76
    assert week.gain(("Run", "mon 12:00", 60)) == pytest.approx(67.56)


def test_the_second_run_is_worth_less():
    """Given two runs of two asked: 80.4 for the first, 54.72 for the second."""
    week = written(profile(practices=(RUN,)))
    # first: dose 30.6 + minutes 48 * 0.55 + 12 * 0.35 = 30.6 + repetitions 0.7 * 21 + 0.3 * 15
    assert week.gain(("Run", "mon 12:00", 60)) == pytest.approx(30.6 + 30.6 + 19.2)
    # second: dose 30.6 + minutes 24 * 0.35 + 36 * 0.15 = 13.8 + 0.4 * 15 + 0.6 * 7.2 = 10.32
    both = week.gain(("Run", "mon 12:00", 60), ("Run", "thu 12:00", 60))
    assert both == pytest.approx(80.4 + 54.72)


def test_no_more_runs_are_worth_anything_than_were_asked():
    """A third run of two asked is impossible."""
    week = written(profile(practices=(RUN,)))
    places = [("Run", f"{day} 12:00", 60) for day in ("mon", "wed", "fri")]
    assert week.gain(*places) == float("-inf")


def test_a_practice_stands_once_a_day_unless_it_may_not():
    """Two on one day are impossible when once a day, and fine when not."""
    twice = [("Run", "mon 07:00", 60), ("Run", "mon 18:00", 60)]
    assert written(profile(practices=(RUN,))).gain(*twice) == float("-inf")
    often = replace(RUN, once_a_day=False)
    # as two runs above: 80.4 + 54.72, and nothing is spaced
    assert written(profile(practices=(often,))).gain(*twice) == pytest.approx(135.12)


def test_a_day_holds_at_most_one_more_than_its_share():
    """Of ten walks a week a day holds three, two being its share: a fourth is impossible."""
    often = Practice("Walk", "body", 10, (20,), once_a_day=False)
    week = written(profile(practices=(often,)))
    places = [("Walk", f"mon {clock}", 20) for clock in ("07:00", "10:00", "13:00", "16:00")]
    assert week.gain(*places[:3]) > 0
    assert week.gain(*places) == float("-inf")


def test_runs_on_neighbouring_days_crowd_each_other():
    """Given runs on Monday and Tuesday: 15 less than on Monday and Wednesday."""
    week = written(profile(practices=(RUN,)))
    apart = week.gain(("Run", "mon 12:00", 60), ("Run", "wed 12:00", 60))
    near = week.gain(("Run", "mon 12:00", 60), ("Run", "tue 12:00", 60))
    assert apart - near == pytest.approx(15)  # crowding 0.25 of 60 minutes


def test_smaller_doses_are_worth_more_for_each_minute_the_heavier_the_season():
    """A quarter of the ideal is worth 0.25 ** 0.55 of it, and 0.25 ** 0.4 in a heavy season.

    There half of it is the goal, so that nothing larger is planned.
    """
    asked = profile(practices=(Practice("Run", "body", 7, (40, 20, 10)),))
    heavy = replace(asked, seasons=(Season("MICU", date(2026, 1, 1), date(2026, 12, 31), "heavy"),))
    for given, exponent in ((asked, 0.55), (heavy, 0.4)):
        week = written(given)
        enough, tiny = (week.find(("Run", "mon 12:00", minutes)) for minutes in (20, 10))
        worths = week.problem.arrays.worth
        assert worths[enough] == pytest.approx(0.6 * 40 * 0.85 * 0.5**exponent)
        assert worths[tiny] == pytest.approx(0.6 * 40 * 0.85 * 0.25**exponent)
        assert bool(week.numbers("Run", 40)) is (given is asked)


@pytest.mark.parametrize(
    ("start", "fit"),
    [
        ("mon 06:00", 1.0),  # 06:00 to 07:00, its middle is the edge of the preferred hours
        ("mon 07:30", 1 - 0.45 * 0.25),  # its middle lies one of four hours after 07:00
        ("mon 17:00", 0.55),  # more than four hours away
    ],
)
def test_worth_fades_outside_the_preferred_hours(start, fit):
    """Inside preferred hours a dose is worth all, four hours away 55 % of it."""
    run = replace(RUN, prefer=(span("06:00-07:00"),))
    week = written(profile(practices=(run,)))
    number = week.find(("Run", start, 60))
    assert week.problem.arrays.worth[number] == pytest.approx(0.6 * 60 * fit)


def test_weights_scale_what_a_value_is_worth_within_reason():
    """Three to one: 1.5 and 0.5 of the average; a weight of a hundred counts 2.5 times at most."""
    asked = (replace(RUN, times_per_week=1), Practice("Pray", "faith", 1, (60,)))
    week = written(profile(values={"body": 3.0, "faith": 1.0}, practices=asked))
    run, pray = week.gain(("Run", "mon 12:00", 60)), week.gain(("Pray", "mon 12:00", 60))
    assert (run, pray) == (pytest.approx(67.56 * 1.5), pytest.approx(67.56 * 0.5))
    values = {"body": 100.0, "faith": 1.0, "joy": 1.0, "family": 1.0}
    week = written(profile(values=values, practices=asked))
    assert week.gain(("Run", "mon 12:00", 60)) == pytest.approx(67.56 * 2.5)
    assert week.gain(("Pray", "mon 12:00", 60)) == pytest.approx(67.56 * 0.3)


def test_planned_time_beyond_the_open_share_costs_more_and_more():
    """Given 600 minutes on a day that leaves 378 for plans: the 222 beyond cost 1.3 each."""
    often = Practice("Garden", "body", 14, (300,), once_a_day=False)
    week = written(profile(practices=(often,), open_share=0.8), days=1)
    # 24 h and the 7.5 h of the night after are 1890 minutes, 20 % of them 378
    one, two = ("Garden", "mon 06:00", 300), ("Garden", "mon 12:00", 300)
    free = written(profile(practices=(often,), open_share=0.0), days=1)
    assert free.gain(one, two) - week.gain(one, two) == pytest.approx(222 * 1.3)
    assert free.gain(one) == pytest.approx(week.gain(one))


def test_routine_takes_only_its_share_of_open_time():
    """Lunch of 30 minutes uses 21 of the open time budget when 30 % stay open."""
    week = written(profile())
    assert week.total("Open time in week 1", ("Lunch", "mon 12:30", 30)) == pytest.approx(21)


def test_a_day_holds_so_much_study_and_each_minute_more_costs():
    """Given 300 minutes of study on a day of 240: 60 minutes cost 0.7 each, exactly 42."""
    read = Practice("Read", "body", 1, (300,))
    plain, study = (
        written(profile(practices=(replace(read, study=one),))) for one in (False, True)
    )
    place = ("Read", "mon 12:00", 300)
    assert plain.gain(place) - study.gain(place) == pytest.approx(42)


def test_a_day_of_duty_holds_less_study():
    """With ten hours of duty the day holds 90 minutes: 120 cost 30 * 0.7 = 21."""
    read = Practice("Read", "body", 1, (120,))
    duty = event("Ward", "mon 08:00", 10)
    plain, study = (
        written(profile(practices=(replace(read, study=one),)), [duty]) for one in (False, True)
    )
    place = ("Read", "mon 19:00", 120)
    assert plain.gain(place) - study.gain(place) == pytest.approx(21)


def test_a_must_holds_its_ideal_dose_and_carries_no_worth():
    """Missing it costs 5000 for its day and for its week; only its ideal may be placed."""
    pray = Practice("Pray", "body", 7, (15, 5), only=(span("18:00-19:00"),), must=True)
    week = written(profile(practices=(pray,)))
    assert week.numbers("Pray", 5) == []
    one, two = week.gain(("Pray", "mon 18:00", 15)), week.gain(("Pray", "tue 18:00", 15))
    # dose 0.6 * 15 = 9, minutes 15 * 0.55 = 8.25 and both musts
    assert one == two == pytest.approx(2 * 5000 + 9 + 8.25)


def test_a_weekly_must_counts_its_times():
    """Twice a week on any two days of three: the second counts, a third finds no place."""
    pray = Practice("Pray", "body", 2, (15,), must=True, days=("mon", "wed", "fri"))
    week = written(profile(practices=(pray,)))
    places = [("Pray", f"{day} 12:00", 15) for day in ("mon", "wed", "fri")]
    assert week.gain(*places[:2]) > 10_000
    assert week.gain(*places) == float("-inf")
    assert {start[:3] for start in week.starts("Pray")} == {"mon", "wed", "fri"}


def test_fewer_repetitions_are_wanted_when_the_week_is_partly_over():
    """On Thursday morning four of seven days are left: of seven runs four are wanted."""
    daily = Practice("Walk", "body", 7, (30,))
    week = written(profile(practices=(daily,)), now=3 * 1440 + 480)
    (budget,) = (b for b in week.problem.budgets if b.name == "Walk: times in week 1")
    assert budget.high == pytest.approx(4)
    late = written(profile(practices=(replace(daily, days=("mon",)),)), now=3 * 1440)
    (budget,) = (b for b in late.problem.budgets if b.name == "Walk: times in week 1")
    assert budget.high == 0


def test_a_week_over_wants_no_must_any_more():
    """A weekly must whose days are over is not asked for."""
    pray = Practice("Pray", "body", 1, (15,), must=True, days=("mon",))
    week = written(profile(practices=(pray,)), now=3 * 1440)
    assert all(not budget.at_least for budget in week.problem.budgets if "Pray" in budget.name)


def test_protected_time_lies_in_its_hours_once_a_day():
    """Dinner fits between 18:00 and 21:00 on its days, one a day."""
    dinner = Protect("Evening", "body", span("18:00-21:00"), (60, 30), ("tue", "sat"))
    week = written(profile(protects=(dinner,)))
    starts = week.starts("Evening", 60)
    assert (min(starts), max(starts)) == ("sat 18:00", "tue 20:00")
    assert {start[:3] for start in starts} == {"tue", "sat"}
    twice = [("Evening", "tue 18:00", 60), ("Evening", "tue 19:30", 30)]
    assert week.gain(*twice) == float("-inf")
    # worth 1.15 * 60 = 69 and minutes of 120: 48 * 0.55 + 12 * 0.35 = 30.6
    assert week.gain(("Evening", "tue 18:00", 60)) == pytest.approx(69 + 30.6)


def test_a_dinner_together_is_the_dinner():
    """It brings the worth of a meal, and no other dinner fits that day."""
    dinner = Protect("Dinner together", "body", span("18:00-21:00"), (60, 30), ("tue",))
    week = written(profile(protects=(dinner,)))
    # 69 + 132 for a whole dinner, 45 minutes before its hour, + minutes 60: 22.2
    fit = 1 - 0.3 * 45 / 180
    assert week.gain(("Dinner together", "tue 18:00", 60)) == pytest.approx((69 + 132) * fit + 22.2)
    both = [("Dinner together", "tue 19:00", 30), ("Dinner", "tue 18:00", 40)]
    assert week.gain(*both) == float("-inf")


def test_protected_must_stands_on_every_day_it_can():
    """A must costs 5000 for each day without it, but for days that have no room."""
    dinner = Protect("Evening", "body", span("18:00-21:00"), (60, 30), ("tue", "wed"), must=True)
    week = written(profile(protects=(dinner,)), [event("Ward", "wed 14:00", 10)])
    (tuesday, wednesday) = (
        b for b in week.problem.budgets if b.name in {"Evening on day 2", "Evening on day 3"}
    )
    assert (tuesday.at_least, wednesday.at_least) == (1, 0)
    assert week.numbers("Evening", 30) == []


def test_protected_time_is_at_home():
    """Between two lectures on site nobody dines at home."""
    dinner = Protect("Evening", "body", span("18:00-21:00"), (60, 30), ("mon",))
    talks = [event("Talk", "mon 17:00", 1, "lecture"), event("Talk two", "mon 19:00", 1, "lecture")]
    starts = written(profile(protects=(dinner,)), talks).starts("Evening", 30)
    assert starts == {"mon 20:20", "mon 20:25", "mon 20:30"}


def test_protected_time_past_midnight_belongs_to_the_day_it_begins():
    """22:00 to 01:00 on Friday may be used at half past midnight on Saturday."""
    late = Protect("Star gazing", "body", span("22:00-01:00"), (30,), ("fri",))
    starts = written(profile(protects=(late,))).starts("Star gazing")
    assert "sat 00:30" in starts
    assert {start[:3] for start in starts} == {"fri", "sat"}


MOTHER = OtherPerson("Mother", "America/New_York", span("08:00-22:00"))
CALL = Practice("Call home", "body", 3, (30,), with_person="Mother")
LONDON = replace(HOME, time_zone="Europe/London")


def test_calls_follow_the_others_clock_over_its_change():
    """In the week of 2 March New York is five hours behind London, from Sunday on four."""
    asked = profile(LONDON, people=(MOTHER,), practices=(CALL,))
    week = written(asked, first_day=date(2026, 3, 2))
    starts = week.starts("Call home")
    first = {day: min(s[4:] for s in starts if s[:3] == day) for day in ("mon", "sat", "sun")}
    assert first == {"mon": "13:00", "sat": "13:00", "sun": "12:00"}


def test_calls_follow_ones_own_clock_too():
    """In the week of 23 March London springs on Sunday: 12:00 before, 13:00 after."""
    asked = profile(LONDON, people=(MOTHER,), practices=(CALL,))
    starts = written(asked, first_day=date(2026, 3, 23)).starts("Call home")
    first = {day: min(s[4:] for s in starts if s[:3] == day) for day in ("mon", "sat", "sun")}
    assert first == {"mon": "12:00", "sat": "12:00", "sun": "13:00"}


def test_a_partners_calendar_leaves_their_free_hours():
    """While Mother is taken from 13:00 to 20:00 UTC on Monday, calls wait until 20:00."""
    asked = profile(people=(MOTHER,), practices=(CALL,))
    week = written(asked, busy_people={"Mother": (Interval(13 * 60, 20 * 60),)})
    monday = {start[4:] for start in week.starts("Call home") if start[:3] == "mon"}
    assert min(monday) == "20:00"


def test_a_call_to_somebody_unknown_fits_any_waking_hour():
    """Without a person of that name every waking hour will do."""
    starts = written(profile(practices=(CALL,))).starts("Call home")
    assert {"mon 06:00", "mon 21:30"} <= starts


def test_protected_time_with_someone_waits_for_them():
    """An evening with Mother begins when she is awake and free."""
    evening = Protect("Film", "body", span("10:00-20:00"), (60,), ("mon",), with_person="Mother")
    starts = written(profile(people=(MOTHER,), protects=(evening,))).starts("Film")
    assert min(starts) == "mon 13:00"


def test_a_boundary_closes_its_hours_and_its_exceptions_are_counted():
    """Calls off from 18:00 but for 20:00 to 20:30, twice a week: a third one is impossible."""
    off = Boundary("Quiet", "calls", span("18:00-23:00"), exceptions=(span("20:00-20:30"),),
                   except_times_per_week=2)  # fmt: skip
    week = written(profile(practices=(CALL,), boundaries=(off,)))
    monday = {start[4:] for start in week.starts("Call home") if start[:3] == "mon"}
    assert {clock for clock in monday if clock > "17:30"} == {"20:00"}
    places = [("Call home", f"{day} 20:00", 30) for day in ("mon", "wed", "fri")]
    assert week.gain(*places[:2]) > 0
    assert week.gain(*places) == float("-inf")
    assert week.gain(*places[:2], ("Call home", "fri 12:00", 30)) > 0


def test_two_boundaries_of_one_name_keep_their_own_counts():
    """Each counts its own exceptions, even under the same name."""
    calls = Boundary("Quiet", "calls", span("18:00-23:00"), exceptions=(span("20:00-20:30"),),
                     except_times_per_week=2)  # fmt: skip
    study = replace(calls, kind="study", except_times_per_week=1)
    read = Practice("Read", "body", 2, (30,), study=True)
    week = written(profile(practices=(CALL, read), boundaries=(calls, study)))
    used = [("Call home", "mon 20:00", 30), ("Call home", "tue 20:00", 30)]
    assert week.gain(*used, ("Read", "wed 20:00", 30)) > 0
    assert week.gain(("Read", "wed 20:00", 30), ("Read", "fri 20:00", 30)) == float("-inf")


def test_an_exception_past_midnight_belongs_to_the_evening_before():
    """Off from Friday 21:00 to 06:00 but for 05:00 to 06:00: the open hour is Saturday's."""
    early = replace(CALL, with_person="Ada", prefer=(span("04:00-07:00"),))
    off = Boundary("Quiet", "calls", span("21:00-06:00"), ("fri",), (span("05:00-06:00"),))
    people = (OtherPerson("Ada", "UTC", span("00:00-24:00")),)
    starts = written(profile(people=people, practices=(early,), boundaries=(off,))).starts(
        "Call home"
    )
    assert "sat 05:15" in starts
    assert not {"sat 04:15", "fri 21:15"} & starts
    assert {"fri 04:15", "sun 04:15"} <= starts


def test_an_open_exception_counts_nothing():
    """Without a number exceptions are always open."""
    off = Boundary("Quiet", "calls", span("18:00-23:00"), exceptions=(span("20:00-20:30"),))
    week = written(profile(practices=(CALL,), boundaries=(off,)))
    assert not [budget for budget in week.problem.budgets if "Exceptions" in budget.name]
    assert "mon 20:00" in week.starts("Call home")


def test_home_call_blocks_nothing():
    """A run fits into home call, and not into duty."""
    home, duty = event("Call", "mon 08:00", 10, "home_call"), event("Ward", "mon 08:00", 10)
    assert "mon 12:00" in written(profile(practices=(RUN,)), [home]).starts("Run")
    assert "mon 12:00" not in written(profile(practices=(RUN,)), [duty]).starts("Run")
