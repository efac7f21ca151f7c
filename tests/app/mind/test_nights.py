"""Sleep as devices, check-ins and plans tell of it, and days beside their duty."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from diary_moments import at

from trimtab.app.mind.check_in import CheckInSaid, say_check_in
from trimtab.app.mind.day_scores import day_scores
from trimtab.app.mind.felt import sleepier_by
from trimtab.app.mind.nights import night_before, nights_known, sleeps_known
from trimtab.domain.diary import CheckIn, Night

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)


def night(day: int, begun, ended, minutes: int | None = None) -> Night:
    """A night as a watch wrote it down."""
    return Night(
        id=f"w-{begun.isoformat()}",
        day=date(2026, 11, day),
        said_at=at(30, "12:00"),
        start=begun,
        end=ended,
        device="Watch",
        minutes_asleep=minutes,
    )


def test_without_anything_said_sleep_is_as_planned_naps_too(nights_store):
    """Monday: the night before and the nap before the first night of duty."""
    found = sleeps_known(nights_store, MONDAY, MONDAY)
    assert [(one.start, one.end) for one in found] == [
        (at(16, "00:00"), at(16, "07:30")),
        (at(16, "15:00"), at(16, "17:00")),
    ]


def test_a_device_counts_more_than_what_was_said_and_that_more_than_the_plan(nights_store):
    """Each day by who knows best; naps of the plan stay beside a night that was only said."""
    said = CheckInSaid(mood=5, asleep=(at(16, "01:00"), at(16, "06:00")), sleep_source="said")
    say_check_in(nights_store, said, at(16, "16:30"))
    known = nights_known(nights_store, MONDAY, MONDAY)[MONDAY]
    assert [(one.source, one.minutes) for one in known] == [("said", 300), ("plan", 120)]
    nights_store.keep_entry(night(16, at(16, "01:10"), at(16, "05:40"), 255))
    known = nights_known(nights_store, MONDAY, MONDAY)[MONDAY]
    assert [(one.source, one.minutes) for one in known] == [("device", 255)]


def test_a_sleep_as_planned_that_was_saved_says_nothing_against_a_device(nights_store):
    """A guess beside what was measured is left out, also where the two do not touch."""
    guess = CheckInSaid(mood=5, asleep=(at(16, "00:00"), at(16, "07:30")), sleep_source="plan")
    say_check_in(nights_store, guess, at(16, "16:30"))
    nights_store.keep_entry(night(16, at(16, "09:00"), at(16, "12:00")))
    known = nights_known(nights_store, MONDAY, MONDAY)[MONDAY]
    assert [one.source for one in known] == ["device"]


def test_sleeps_of_several_days_are_in_order_and_apart(nights_store):
    """What two days tell of the same hours is slept once."""
    nights_store.keep_entry(night(17, at(17, "08:00"), at(17, "16:00")))
    said = CheckInSaid(mood=5, asleep=(at(17, "15:00"), at(18, "06:00")), sleep_source="said")
    say_check_in(nights_store, said, at(18, "16:30"))
    found = sleeps_known(nights_store, MONDAY, date(2026, 11, 18))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert found[-1].start == at(17, "16:00")


def test_the_night_for_the_form_is_the_longest_that_is_over(nights_store):
    """A nap is not asked about, nor a sleep that has not ended."""
    found = night_before(nights_store, MONDAY, at(16, "18:00"))
    assert found is not None
    assert (found.start, found.source) == (at(16, "00:00"), "plan")
    assert night_before(nights_store, date(2026, 11, 17), at(17, "12:00")) is None
    assert night_before(nights_store, date(2027, 11, 17), at(30, "12:00")) is None


def test_duty_counts_on_the_day_it_began_and_sleep_on_the_day_it_ended(nights_store):
    """Days without an answer are there too, so that nobody takes them for free."""
    say_check_in(nights_store, CheckInSaid(mood=5, stress=7), at(17, "16:30"))
    days = day_scores(nights_store, MONDAY, FRIDAY)
    assert [one.day.day for one in days] == [16, 17, 18, 19, 20]
    assert [one.duty_minutes for one in days] == [720, 720, 720, 720, 0]
    assert [one.is_night for one in days] == [True, True, True, True, False]
    assert [one.mood for one in days] == [None, 5.0, None, None, None]
    assert days[0].asleep_minutes == 7 * 60 + 30 + 120
    assert days[1].asleep_minutes == 7 * 60


def test_of_days_that_no_plan_covers_nobody_knows_the_duty(nights_store):
    """The week before the first plan has no duty of nought: it has none that is known."""
    days = day_scores(nights_store, MONDAY - timedelta(7), FRIDAY)
    assert [one.duty_minutes for one in days[:7]] == [None] * 7
    assert not any(one.is_work_known for one in days[:7])
    assert all(one.is_work_known for one in days[7:])


def test_no_more_than_four_hundred_days_are_told(nights_store):
    """From the first day there ever was: the newest count."""
    days = day_scores(nights_store, date.min, FRIDAY)
    assert len(days) == 400
    assert days[-1].day == FRIDAY
    assert day_scores(nights_store, FRIDAY, MONDAY) == ()


def test_two_weeks_of_low_energy_say_that_somebody_is_sleepier_than_predicted(nights_store):
    """Energy 1 where a sleepiness of 5 was predicted is 4 points, of which 1.07 are believed.

    4 * 0.5625 / (0.5625 + 1 + 4 / (14 * 0.7 / 1.3)) = 1.075
    """
    for number in range(14):
        nights_store.keep_entry(
            CheckIn(
                day=date(2026, 11, 7) + timedelta(days=number),
                said_at=at(7, "20:00") + timedelta(days=number),
                energy=1,
                predicted_sleepiness=5.0,
            )
        )
    assert round(sleepier_by(nights_store, at(20, "22:00")), 3) == 1.075
    assert sleepier_by(nights_store, at(20, "22:00") + timedelta(days=60)) == 0
