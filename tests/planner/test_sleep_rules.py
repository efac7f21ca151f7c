"""Sleep, naps, meals, buffers and unwinding, one rule at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.bodyclock.efficiency import efficiency_at, sleep_efficiency
from trimtab.domain.practices import Practice
from trimtab.planner.routine_candidates import meal_named_in

NIGHT = sleep_efficiency(23, 31)


def slept(clock: float, minutes: int) -> float:
    """Minutes slept of those in bed from an hour of the day on, those of 23:00 to 07:00 all.

    The planner counts them slot by slot, each by its first minute.
    """
    hours = clock + np.arange(0, minutes, 5) / 60
    return float((efficiency_at(hours) / NIGHT * 5).sum())


NIGHTS = [event(f"NF {day}", f"{day} 19:00", 12) for day in ("mon", "tue", "wed")]


def test_the_night_already_begun_counts_what_was_slept():
    """Given now at midnight after 60 minutes asleep: the first hour's worth is used up."""
    week = written(profile())
    # need 480: 300 at 4, 120 at 2.6, 60 at 1.5; the first 60 are slept; beyond the need -0.4
    beyond = slept(0, 420) - 420
    assert beyond > 0  # these hours are better than the night's as a whole
    expected = 240 * 4 + 120 * 2.6 + 60 * 1.5 - 0.4 * beyond
    assert week.gain(("Sleep", "mon 00:00", 420)) == pytest.approx(expected)
    assert ("mon 00:00", "mon 07:30") in week.spans("Sleep", 420)  # no wind-down, a slow start


def test_the_last_hours_of_a_night_are_slept_on():
    """Given 04:30 and a ward at 07:00: asleep until 06:10, the last moment to rise."""
    week = written(profile(), [event("Ward", "mon 07:00", 9)], now=4 * 60 + 30)
    # home until 06:40, half an hour to rise; the usual time of waking is then 06:10 as well
    assert ("mon 04:30", "mon 06:40") in week.spans("Sleep", 100)
    assert ("mon 04:30", "mon 06:30") in week.spans("Sleep", 90)  # quarters of an hour as well


def test_who_wakes_within_the_half_hour_may_sleep_until_then():
    """Given 05:55 and a ward at 07:00: a quarter of an hour is left of the night."""
    week = written(profile(), [event("Ward", "mon 07:00", 9)], now=5 * 60 + 55)
    assert ("mon 05:55", "mon 06:40") in week.spans("Sleep", 15)


def test_who_is_up_by_habit_has_no_short_sleep():
    """Given 07:30, when nobody sleeps by habit, and a ward at 09:00: no sleep before it."""
    week = written(profile(), [event("Ward", "mon 09:00", 7)], now=7 * 60 + 30)
    assert not week.spans("Sleep", 30)


def test_a_whole_night_is_worth_its_slept_minutes():
    """Given 23:00 to 07:00: all 480 minutes are slept, worth 300 * 4 + 120 * 2.6 + 60 * 1.5."""
    week = written(profile())
    assert slept(23, 480) == pytest.approx(480, abs=0.5)
    assert week.gain(("Sleep", "mon 23:00", 480)) == pytest.approx(1602, abs=0.75)
    assert ("mon 22:30", "tue 07:30") in week.spans("Sleep", 480)  # wind-down and slow start


def test_waking_far_from_the_usual_hour_costs():
    """Rising at 09:00 is 105 minutes past the free quarter hour: 31.5 less."""
    week = written(profile())
    place = ("Sleep", "tue 01:00", 480)
    worth = 300 * 4 + 120 * 2.6 + (slept(1, 480) - 420) * 1.5
    assert week.gain(place) == pytest.approx(worth - 0.3 * (120 - 15))


def test_sleep_beyond_the_need_costs_a_little():
    """Half an hour more than is needed costs 0.4 a minute, drift aside."""
    week = written(profile())
    usual, long = ("Sleep", "mon 23:00", 480), ("Sleep", "mon 23:00", 510)
    drift = -0.3 * (30 - 15)  # rising at 07:30
    more = -slept(7, 30) * 0.4
    assert week.gain(long) - week.gain(usual) == pytest.approx(more + drift, abs=0.75)


def test_only_one_main_sleep_belongs_to_a_night():
    """A second sleep into the same day is impossible."""
    week = written(profile())
    twice = [("Sleep", "mon 21:45", 180), ("Sleep", "tue 01:30", 180)]
    assert week.gain(*twice) == float("-inf")


def test_chronotypes_move_bedtimes_by_an_hour():
    """Bed from 21:45 to 01:30, an hour earlier or later for morning and evening people."""
    earliest = {}
    for kind in ("morning", "intermediate", "evening"):
        week = written(profile(replace(HOME, chronotype=kind)))
        bedtimes = {start[4:] for start in week.starts("Sleep") if start[:3] in {"tue", "wed"}}
        early = min(clock for clock in bedtimes if clock > "12:00")
        late = max(clock for clock in bedtimes if clock < "12:00")
        earliest[kind] = (early, late)
    assert earliest == {
        "morning": ("20:45", "00:30"),
        "intermediate": ("21:45", "01:30"),
        "evening": ("22:45", "02:30"),
    }


def test_after_a_night_on_duty_sleep_falls_by_day():
    """Home at 07:20, sleep may start from 07:35 on and no later than 15:00."""
    week = written(profile(), NIGHTS)
    tuesday = {s for s in week.starts("Sleep") if s[:3] == "tue"}
    assert min(tuesday) == "tue 07:35"
    assert max(tuesday) <= "tue 15:00"
    assert week.starts("Sleep") & {"tue 23:00", "wed 00:00"} == set()


def test_the_last_day_sleep_is_short_so_that_the_next_night_comes():
    """After the last night 270 minutes are wanted, in the block the whole need."""
    week = written(profile(), NIGHTS)
    wanted = {i.day: i.wanted_minutes for i in week.problem.items if i.kind == "sleep"}
    assert (wanted[1], wanted[2], wanted[3], wanted[4]) == (480, 480, 270, 480)


def test_a_nap_comes_before_the_first_night_and_no_other():
    """Given three nights from Monday: naps on Monday afternoon, one of 30 to 150 minutes."""
    week = written(profile(), NIGHTS)
    starts = week.starts("Nap")
    assert {start[:3] for start in starts} == {"mon"}
    assert (min(starts), max(week.starts("Nap", 90))) == ("mon 12:30", "mon 16:25")
    assert {m for m in range(0, 200, 5) if week.starts("Nap", m)} == {30, 60, 90, 120, 150}
    twice = [("Nap", "mon 12:30", 90), ("Nap", "mon 14:30", 90)]
    assert week.gain(*twice) == float("-inf")


def test_a_nap_makes_up_for_a_day_sleep_cut_short():
    """With a dentist at 13:00 between two nights the afternoon may bring a nap, else it may not."""
    dentist = event("Dentist", "tue 13:00", 1, "appointment", location="Main St 1")
    assert {s[:3] for s in written(profile(), [*NIGHTS, dentist]).starts("Nap")} == {"mon", "tue"}


def test_without_a_night_nobody_is_sent_to_nap():
    """Day duty and home call bring no nap."""
    given = [event("Ward", "mon 07:00", 12), event("Call", "tue 18:00", 14, "home_call")]
    assert written(profile(), given).starts("Nap") == set()


def test_a_must_at_dawn_opens_a_second_sleep():
    """With a prayer before seven the morning may bring a second sleep, 60 to 120 minutes."""
    dawn = Practice("Dawn prayer", "body", 7, (10,), only=(span("05:00-06:00"),), must=True)
    week = written(profile(practices=(dawn,)))
    assert second_sleeps(week) == {60, 90, 120}
    assert "tue 06:30" in week.starts("Sleep", 60)
    assert second_sleeps(written(profile())) == set()


def second_sleeps(week) -> set[int]:
    """Lengths of the second sleeps on offer."""
    parts = [part for number in week.numbers("Sleep") for part in week.problem.parts_of(number)]
    return {part.end - part.start for part in parts if part.note == "second sleep"}


def test_an_evening_now_plans_the_coming_night_whole():
    """At 22:00 nothing is slept yet, so the night to come wants all of its minutes."""
    week = written(profile(), now=22 * 60)
    wanted = {i.day: i.wanted_minutes for i in week.problem.items if i.kind == "sleep"}
    assert wanted[1] == 480


def test_a_night_half_over_goes_on_from_now():
    """At 03:00 the night goes on at once, without wind-down, for the four hours left."""
    week = written(profile(), now=27 * 60)
    wanted = {i.day: i.wanted_minutes for i in week.problem.items if i.kind == "sleep"}
    assert wanted[1] == 240
    assert ("tue 03:00", "tue 07:30") in week.spans("Sleep", 240)


def test_nobody_is_woken_at_midnight_to_go_to_bed_again():
    """Given now at midnight, the night goes on at once or is over; just before it, it may wait."""
    week = written(profile())
    numbers = [number for m in range(180, 541, 15) for number in week.numbers("Sleep", m)]
    begun = {week.problem.start_minute(number) for number in numbers}
    assert {minute for minute in begun if minute < 18 * 60} == {0}
    evening = written(profile(), now=22 * 60 + 45)
    begun = {start for m in range(180, 541, 15) for start, _ in evening.spans("Sleep", m)}
    assert {"mon 22:45", "mon 23:30"} <= begun


def test_a_commitment_in_the_night_lowers_what_was_slept():
    """Of 23:00 to 01:30 an hour went to a family event: 90 were slept, 390 are left."""
    week = written(profile(), [event("Birth", "mon 00:00", 1, "family")], now=90)
    wanted = {i.day: i.wanted_minutes for i in week.problem.items if i.kind == "sleep"}
    assert wanted[0] == 390


def test_meals_are_worth_their_dose_and_hour():
    """Lunch at 12:30: 106 for 30 minutes, 88 for 15; 14 minutes off its moment 2.3 % less."""
    week = written(profile())
    assert week.gain(("Lunch", "mon 12:30", 30)) == pytest.approx(106)
    assert week.gain(("Lunch", "mon 12:30", 15)) == pytest.approx(88)
    assert week.gain(("Lunch", "mon 12:45", 30)) == pytest.approx(106 * (1 - 0.3 * 14 / 180))
    assert week.gain(("Lunch", "mon 14:30", 30)) == pytest.approx(106 * (1 - 0.3 * 119 / 180))
    twice = [("Lunch", "mon 12:30", 30), ("Lunch", "mon 13:30", 15)]
    assert week.gain(*twice) == float("-inf")


@pytest.mark.parametrize(
    ("name", "meal"),
    [
        ("Dinner together", "Dinner"),
        ("Sunday brunch", "Breakfast"),
        ("Working LUNCH", "Lunch"),
        ("Iftar", "Dinner"),
        ("Run", None),
    ],
)
def test_names_of_protected_time_say_which_meal_they_are(name, meal):
    """Words for meals are known in any case."""
    found = meal_named_in(name)
    assert (found.name if found else None) == meal


def test_a_buffer_is_a_must_that_may_shrink():
    """Each free afternoon holds one: 45 minutes are worth 27 and the must, 30 worth 18."""
    week = written(profile())
    assert week.gain(("Buffer", "mon 14:00", 45)) == pytest.approx(1000 + 27)
    assert week.gain(("Buffer", "mon 14:00", 30)) == pytest.approx(1000 + 18)
    twice = [("Buffer", "mon 14:00", 45), ("Buffer", "mon 15:00", 30)]
    assert week.gain(*twice) == float("-inf")


def test_no_buffer_is_asked_of_a_day_on_duty():
    """An afternoon with less than 90 free minutes has none, nor has one in scraps."""
    busy = event("Ward", "mon 08:00", 9.5)
    scraps = [event(f"Talk {h}", f"tue {h}:00", 0.75, "personal") for h in range(12, 19)]
    week = written(profile(), [busy, *scraps])
    days = {start[:3] for start in week.starts("Buffer")}
    assert days == {"wed", "thu", "fri", "sat", "sun"}


def test_unwinding_follows_duty_on_arriving_home():
    """Home at 18:20, 30 minutes are worth 42 and the must; up to an hour later a little less."""
    week = written(profile(), [event("Ward", "mon 08:00", 10)])
    starts = week.starts("Unwind")
    assert (min(starts), max(starts)) == ("mon 18:20", "mon 19:20")
    assert week.gain(("Unwind", "mon 19:20", 30)) == pytest.approx(1000 + 1.4 * 30 - 0.2 * 60)
    assert week.gain(("Unwind", "mon 18:20", 30)) == pytest.approx(1000 + 1.4 * 30)
    assert week.gain(("Unwind", "mon 18:20", 10)) == pytest.approx(1000 + 1.4 * 10)


def test_no_unwinding_where_there_is_no_room_or_no_need():
    """Two hours of duty need none; a recital all evening long leaves none."""
    short = event("Clinic", "mon 09:00", 2, "clinic")
    full = [event("Ward", "tue 08:00", 10), event("Recital", "tue 18:20", 2, "family")]
    assert written(profile(), [short, *full]).starts("Unwind") == set()


def test_unwinding_shrinks_to_what_fits():
    """With 15 minutes until the recital only 15 and 10 are on offer."""
    given = [event("Ward", "tue 08:00", 10), event("Recital", "tue 18:35", 2, "family")]
    week = written(profile(), given)
    lengths = {m for m in (30, 15, 10) if week.numbers("Unwind", m)}
    assert lengths == {15, 10}


@pytest.mark.parametrize(("until", "by_day"), [(1, False), (2.5, False), (3.5, True)])
def test_who_is_home_for_hours_of_the_night_sleeps_at_night(until, by_day):
    """A late shift ends at one, half past two, half past three: then fewer hours are wanted."""
    late = event("Late", "mon 16:00", 8 + until)
    week = written(profile(), [late])
    wanted = {i.day: i.wanted_minutes for i in week.problem.items if i.kind == "sleep"}
    assert wanted[1] == (270 if by_day else 480)


def test_after_a_night_people_go_to_bed_within_two_hours():
    """Home at 07:20: asleep from 07:35 to 09:35, not at noon."""
    week = written(profile(), [event("NF", "mon 19:00", 12)])
    begun = {
        week.problem.start_minute(number) + 15
        for minutes in range(180, 331, 30)
        for number in week.numbers("Sleep", minutes)
        if 1440 <= week.problem.start_minute(number) < 1440 + 16 * 60
    }
    assert min(begun) == 1440 + 7 * 60 + 35
    assert max(begun) == 1440 + 9 * 60 + 35


def test_after_a_sleep_by_day_nobody_goes_to_bed_early():
    """The evening after a night on duty: from half past ten, not from a quarter to."""
    week = written(profile(), [event("NF", "mon 19:00", 12)])
    evenings = [
        week.problem.start_minute(number) + 30
        for number in week.numbers("Sleep", 480)
        if 1440 + 18 * 60 <= week.problem.start_minute(number) < 2 * 1440
    ]
    assert min(evenings) == 1440 + 22 * 60 + 30
