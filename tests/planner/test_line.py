"""The line: stays on site, ways there and back, free stretches, night duty."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.domain.commitments import Commitment
from trimtab.domain.time import WEEKDAYS, Interval


def ways(*commitments: Commitment, commute: int = 20, now: int = 0) -> list[tuple[str, str]]:
    """Travel of a week with these commitments, start and end."""
    person = replace(HOME, commute_minutes=commute)
    week = written(profile(person), commitments, now=now)
    return [(week.when(way.start), week.when(way.end)) for way in week.week.travel]


def test_duty_has_a_way_there_and_back():
    """The commute stands right before and after."""
    found = ways(event("Ward", "mon 08:00", 10))
    assert found == [("mon 07:40", "mon 08:00"), ("mon 18:00", "mon 18:20")]


def test_going_home_between_two_things_on_site_takes_two_hours_there():
    """With 159 minutes between nobody goes home, with 160 (two ways and two hours) they do."""
    ward = event("Ward", "mon 08:00", 4)
    near = [ward, event("Clinic", "mon 14:39", 2, "clinic")]
    far = [ward, event("Clinic", "mon 14:40", 2, "clinic")]
    assert ways(*near) == [("mon 07:40", "mon 08:00"), ("mon 16:39", "mon 16:59")]
    assert ways(*far) == [
        ("mon 07:40", "mon 08:00"),
        ("mon 12:00", "mon 12:20"),
        ("mon 14:20", "mon 14:40"),
        ("mon 16:40", "mon 17:00"),
    ]


@pytest.mark.parametrize(
    ("kind", "more"),
    [("duty", {"is_remote": True}), ("family", {}), ("personal", {}), ("home_call", {})],
)
def test_nobody_travels_to_what_is_remote_or_at_home(kind, more):
    """Remote duty, family and personal events and home call have no way."""
    assert ways(event("Something", "mon 08:00", 4, kind, **more)) == []


def test_an_appointment_is_three_quarters_of_the_commute_away():
    """A commute of 25 minutes makes a way of 18, rounded up to 20."""
    found = ways(event("Dentist", "mon 10:00", 1, "appointment"), commute=25)
    assert found == [("mon 09:40", "mon 10:00"), ("mon 11:00", "mon 11:20")]


def test_the_longest_way_counts_for_a_stay():
    """An appointment followed by clinic right away is as far as the clinic."""
    found = ways(
        event("Dentist", "mon 08:00", 1, "appointment"),
        event("Clinic", "mon 09:00", 1, "clinic"),
        commute=40,
    )
    assert found == [("mon 07:20", "mon 08:00"), ("mon 10:00", "mon 10:40")]


def test_a_way_gives_way_to_another_commitment():
    """A family call in the middle of the way leaves its pieces, and none of it during the call."""
    found = ways(event("Ward", "mon 08:00", 4), event("School", "mon 07:45", 1 / 6, "family"))
    assert found[:2] == [("mon 07:40", "mon 07:45"), ("mon 07:55", "mon 08:00")]


def test_ways_before_now_are_past():
    """A way already behind is not travelled again."""
    found = ways(event("Ward", "mon 08:00", 4), now=9 * 60)
    assert found == [("mon 12:00", "mon 12:20")]


def test_stays_know_their_night_and_their_hours():
    """19:00 to 07:00 is a night of 12 hours, 17:00 to 01:00 is none; lectures are no duty."""
    asked = profile()
    (night,) = written(asked, [event("NF", "mon 19:00", 12)]).week.stays
    (evening,) = written(asked, [event("ED", "mon 17:00", 8)]).week.stays
    (talk,) = written(asked, [event("Talk", "mon 12:00", 1, "lecture")]).week.stays
    assert (night.is_night, night.duty_minutes, night.home_at) == (True, 720, 31 * 60 + 20)
    assert (evening.is_night, evening.duty_minutes) == (False, 480)
    assert (talk.is_night, talk.duty_minutes) == (False, 0)


@pytest.mark.parametrize(("hours", "is_night"), [(6, True), (5.9, False)])
def test_three_hours_of_the_night_make_a_night_duty(hours, is_night):
    """From 20:00 to 02:00 three hours lie after 23:00: a night; six minutes less is none."""
    (stay,) = written(profile(), [event("ED", "mon 20:00", hours)]).week.stays
    assert stay.is_night is is_night


def test_double_booked_duty_is_counted_once():
    """Two duties at the same time make one stay whose minutes count once."""
    both = [event("Ward", "mon 08:00", 8), event("Clinic", "mon 10:00", 8, "clinic")]
    (stay,) = written(profile(), both).week.stays
    assert (stay.interval.minutes, stay.duty_minutes) == (600, 600)
    assert len(stay.commitments) == 2


def test_remote_and_on_site_work_are_stays_of_their_own():
    """Remote duty is a stay, to unwind from, at home."""
    remote = event("Tele-ICU", "mon 08:00", 8, is_remote=True)
    (stay,) = written(profile(), [remote]).week.stays
    assert (stay.is_remote, stay.way_back, stay.home_at) == (True, 0, 16 * 60)


def test_what_is_remote_between_two_things_on_site_sends_nobody_home():
    """A remote clinic at noon between two shifts, near or overlapping: one stay on site."""
    ward = event("Ward", "mon 08:00", 4)
    for start, hours in (("mon 13:00", 4), ("mon 11:00", 6)):
        remote = event("Tele-clinic", "mon 10:30", 2, "clinic", is_remote=True)
        later = event("Clinic", start, hours, "clinic")
        on_site, at_a_screen = written(profile(), [ward, remote, later]).week.stays
        assert (len(on_site.commitments), at_a_screen.is_remote) == (2, True)
        assert ways(ward, remote, later) == [("mon 07:40", "mon 08:00"), ("mon 17:00", "mon 17:20")]


def test_stretches_lie_on_the_grid_around_odd_minutes():
    """Between 07:07 and 08:03 nothing is free, and the grid starts again at 08:05."""
    week = written(profile(), [event("School", "mon 07:07", 56 / 60, "family")]).week
    before, after = week.stretches
    assert (before.interval.end, after.interval.start) == (7 * 60 + 5, 8 * 60 + 5)


def test_time_between_two_things_on_site_is_not_at_home():
    """Only the stretches before and after a split day are at home."""
    split = [event("Ward", "mon 08:00", 4), event("Clinic", "mon 13:00", 3, "clinic")]
    week = written(profile(), split, days=1).week
    assert [stretch.at_home for stretch in week.stretches] == [True, False, True]


def test_seconds_of_a_calendar_are_covered():
    """An event from 10:00:30 to 11:00:30 takes the minutes from 10:00 to 11:01."""
    odd = event("Odd", "mon 10:00", 1, "personal")
    half = odd.start.replace(second=30) - odd.start
    week = written(profile(), [replace(odd, start=odd.start + half, end=odd.end + half)]).week
    assert week.taken[0].interval == Interval(600, 661)


def test_free_minutes_leave_out_what_others_took_but_not_home_call():
    """Of the two days from now, four hours go to a meeting and none to home call."""
    given = [
        event("Meeting", "mon 10:00", 4, "personal"),
        event("Call", "mon 09:00", 9, "home_call"),
    ]
    week = written(profile(), given, days=2, now=480).week
    assert week.free_minutes == 2 * 1440 - 480 - 240
    assert week.committed_minutes(Interval(0, 720)) == 120


def test_now_is_rounded_up_and_stays_within_the_horizon():
    """A minute past the slot waits for the next one; before and after are the edges."""
    assert [written(profile(), days=1, now=n).week.now for n in (-5, 1, 10_000)] == [0, 5, 1440]


def test_windows_begin_on_their_days_and_join_where_they_touch():
    """22:00 to 01:00 on Sunday reaches into this Monday; touching spans are one."""
    week = written(profile()).week
    (early, late) = week.windows([span("22:00-01:00")], ("sun",))
    assert (early, late) == (Interval(-120, 60), Interval(6 * 1440 + 1320, 7 * 1440 + 60))
    joined = week.windows([span("06:00-22:00"), span("22:00-06:00")], WEEKDAYS)
    assert joined == [Interval(-1440 + 360, 7 * 1440 + 360)]


def test_a_week_after_now_has_nothing_left_to_plan():
    """When now is past the horizon no candidate is written."""
    assert written(profile(), days=1, now=5000).problem.size == 0
