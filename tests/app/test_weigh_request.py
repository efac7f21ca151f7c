"""Requests weighed: the weeks with and without them, and where they would fit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app import week_pairs as module
from trimtab.app.ports import WeighOrder
from trimtab.app.request_alternatives import WORTH_SAYING
from trimtab.app.week_pairs import Timeline, remaining
from trimtab.app.weigh_request import IN_CALENDAR, weigh_request
from trimtab.domain.care import Care
from trimtab.domain.commitments import (
    CalendarReading,
    CalendarSource,
    Commitment,
    CommitmentKind,
    DayNote,
)
from trimtab.domain.errors import NothingToWeighError, Problem, UnverifiedPlanError
from trimtab.domain.people import Person, Profile, Season
from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.requests import Asked
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan
from trimtab.domain.weighing import CareTaken, Crossing, KnownWork
from trimtab.planner.outcomes import Outcome
from trimtab.planner.solve import Effort

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
ORDER = WeighOrder(MONDAY, NOW)
RUN = Practice("Run", "body", 3, (45, 30, 10))
DINNER = Practice("Dinner together", "family", 7, (60, 30), only=(ClockSpan(1080, 1260),))
PROFILE = Profile(
    person=Person(time_zone="UTC", commute_minutes=20),
    calendars=(CalendarSource("work.ics"),),
    values={"body": 2.0, "family": 2.0},
    practices=(RUN, DINNER),
)


def event(
    name: str, day: int, hour: float, hours: float, kind: CommitmentKind = "lecture", **more
) -> Commitment:
    """A commitment so many days after Monday 2 November, in UTC."""
    start = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(days=day, hours=hour)
    end = start + timedelta(hours=hours)
    return Commitment(f"{name}{day}", name, start, end, kind, **more)


def asked(*occurrences: Commitment, **more) -> Asked:
    """Something asked at these times."""
    first = occurrences[0]
    return Asked(first.name, first.kind, "UTC", occurrences, first.is_remote, **more)


def weekly(hour: float, hours: float, weeks: int, day: int = 1, **more) -> Asked:
    """A committee on one weekday."""
    return asked(*(event("Committee", day + 7 * n, hour, hours, **more) for n in range(weeks)))


@dataclass
class Calendar:
    """A calendar that holds these events, and what was asked of it."""

    events: tuple[Commitment, ...] = ()
    notes: tuple[DayNote, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: list[date] = field(default_factory=list)

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """What touches the days asked."""
        self.asked.append(first)
        near = (one for one in self.events if first <= one.start.date() <= last)
        return CalendarReading(tuple(near), self.notes, self.problems)


def ward(weeks: int, hours: float = 9) -> Calendar:
    """Weekdays on the ward from eight."""
    days = (7 * week + day for week in range(weeks) for day in range(5))
    return Calendar(tuple(event("Ward", day, 8, hours, "duty") for day in days))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Plans with little effort."""
    monkeypatch.setattr(module, "Effort", lambda seed: Effort(60, 10, 60, seed=seed))


def test_an_hour_at_dinner_costs_dinner():
    """Tuesdays six to nine take the dinner of each Tuesday, and nothing else is so dear."""
    weighing = weigh_request(PROFILE, weekly(18, 3, 2), ORDER, ward(2))
    assert [week.first_day for week in weighing.weeks] == [MONDAY, date(2026, 11, 9)]
    for week in weighing.weeks:
        family = next(value for value in week.displaced.values if value.name == "family")
        assert family.things[0].name == "Dinner together"
        assert family.things[0].times == 1
        assert week.own_minutes == 180
        assert week.least_loss <= week.loss <= week.most_loss
        assert week.loss > 0
    assert weighing.further_weeks == 0
    assert weighing.said.endswith("2 times, on site")
    assert weighing.begins_this_week


@pytest.mark.long
def test_each_week_is_heard_of_as_it_begins():
    """Someone who waits can be told how far it is."""
    heard = []
    weigh_request(
        PROFILE,
        weekly(18, 3, 2),
        ORDER,
        ward(2),
        on_week=lambda number, count: heard.append((number, count)),
    )
    assert heard == [(1, 2), (2, 2)]


def test_an_hour_nobody_misses_costs_nothing_that_can_be_told():
    """A remote hour on a free Saturday afternoon comes out of open time."""
    talk = asked(event("Talk", 5, 14, 1, is_remote=True))
    week = weigh_request(PROFILE, talk, ORDER, ward(1)).weeks[0]
    assert week.displaced.minutes == 0
    assert week.displaced.open_minutes == 60
    assert week.way_minutes == 0


def test_hours_of_care_are_told_and_no_other_time_lies_in_them():
    """Only the person can be there for Mia by day on the weekend: the way to a talk counts too."""
    care = Care("Mia", ClockSpan(420, 1140), ("sat", "sun"))
    profile = replace(PROFILE, care=(care,))
    talk = asked(event("Talk", 5, 10, 2))
    weighing = weigh_request(profile, talk, ORDER, ward(1))
    start = datetime(2026, 11, 7, 9, 40, tzinfo=UTC)
    assert weighing.care == (CareTaken("Mia", start, start + timedelta(hours=2, minutes=40)),)
    assert weighing.alternatives
    for one in weighing.alternatives:
        assert one.instead_of is None
        assert not one.said.startswith(("Sat", "Sun"))


def test_a_request_that_stands_in_the_calendar_takes_its_own_hours_of_care():
    """Its own entry is not why the person is away."""
    profile = replace(PROFILE, care=(Care("Mia", ClockSpan(420, 1140), ("sat",)),))
    talk = event("Talk", 5, 10, 2)
    held = ward(1)
    weighing = weigh_request(profile, asked(talk), ORDER, Calendar((*held.events, talk)))
    assert [one.name for one in weighing.care] == ["Mia"]


def test_weeks_beyond_the_limit_are_estimated():
    """Two weeks are planned, three taken to be like them; the total is five of their mean."""
    order = replace(ORDER, weeks=2)
    weighing = weigh_request(PROFILE, weekly(18, 3, 5), order, ward(5))
    assert (len(weighing.weeks), weighing.further_weeks, weighing.all_weeks) == (2, 3, 5)
    assert weighing.planned_until is None
    planned = sum(week.displaced.minutes for week in weighing.weeks)
    assert weighing.total.minutes == pytest.approx(planned * 5 / 2)


def test_weeks_after_the_roster_ends_are_estimated():
    """Where calendars hold no duty any more nobody knows; that is said, not taken for free time."""
    weighing = weigh_request(PROFILE, weekly(18, 3, 4), ORDER, ward(2))
    assert (len(weighing.weeks), weighing.further_weeks) == (2, 2)
    assert weighing.planned_until == date(2026, 11, 15)
    assert weighing.known == KnownWork(date(2026, 11, 13))
    assert not weighing.begins_unknown


def test_a_roster_that_ends_before_the_request_is_not_taken_for_free_time():
    """Work is known until 6 November: of four weeks from the 17th on, one is planned.

    The next is taken to be like it, as the season lasts; of two in no season nothing is said.
    """
    wards = replace(PROFILE, seasons=(Season("Wards", MONDAY, date(2026, 11, 29)),))
    later = asked(*(event("Committee", 15 + 7 * n, 18, 3) for n in range(4)))
    weighing = weigh_request(wards, later, ORDER, ward(1))
    assert weighing.known == KnownWork(date(2026, 11, 6))
    assert weighing.begins_unknown
    assert (len(weighing.weeks), weighing.further_weeks, weighing.untold_weeks) == (1, 1, 2)
    (week,) = weighing.weeks
    assert weighing.total.minutes == pytest.approx(week.displaced.minutes * 2)


def test_a_free_week_within_a_roster_is_known_to_be_free():
    """Duty comes again three weeks on; so does a weekend after the last duty say nothing."""
    again = replace(ward(1), events=(*ward(1).events, event("Ward", 28, 8, 9, "duty")))
    weighing = weigh_request(PROFILE, asked(event("Talk", 15, 14, 1)), ORDER, again)
    assert weighing.known is None
    saturday = asked(event("Choir", 5, 14, 1, "personal"))
    assert weigh_request(PROFILE, saturday, ORDER, ward(1)).known is None


def test_teaching_counts_as_work_where_there_is_no_duty():
    """A student's lectures end on Friday."""
    lectures = Calendar(tuple(event("Pathology", day, 9, 2) for day in range(5)))
    weighing = weigh_request(PROFILE, asked(event("Talk", 15, 14, 1)), ORDER, lectures)
    assert weighing.known == KnownWork(date(2026, 11, 6), is_teaching=True)


def test_a_life_without_a_roster_is_planned_as_it_is():
    """Where no week holds any work, all are planned."""
    weighing = weigh_request(PROFILE, weekly(18, 3, 2), ORDER, Calendar())
    assert (len(weighing.weeks), weighing.planned_until) == (2, None)


@pytest.mark.long
def test_what_has_no_end_is_weighed_over_the_weeks_asked():
    """A year of Tuesdays without an end: the weeks planned are all that is told."""
    order = replace(ORDER, weeks=2)
    endless = replace(weekly(18, 3, 8), has_no_end=True)
    weighing = weigh_request(PROFILE, endless, order, ward(8))
    assert (weighing.all_weeks, weighing.further_weeks) == (2, 0)


def test_weeks_without_it_are_not_planned():
    """Every other week: only those in which it takes place are read and counted."""
    calendar = ward(4)
    every_other = asked(event("Committee", 1, 18, 3), event("Committee", 15, 18, 3))
    weighing = weigh_request(PROFILE, every_other, ORDER, calendar)
    assert [week.first_day for week in weighing.weeks] == [MONDAY, date(2026, 11, 16)]
    assert {date(2026, 11, 1), date(2026, 11, 15)} <= set(calendar.asked)
    assert date(2026, 11, 8) not in calendar.asked


def test_a_later_week_is_said_to_be_one():
    """It begins in two weeks, not in this one."""
    later = asked(event("Talk", 15, 14, 1))
    weighing = weigh_request(PROFILE, later, ORDER, ward(3))
    assert weighing.weeks[0].first_day == date(2026, 11, 16)
    assert not weighing.begins_this_week


def test_what_is_over_cannot_be_weighed():
    """From a day after it, nothing is left."""
    with pytest.raises(NothingToWeighError, match="Talk does not take place from 2026-11-09"):
        weigh_request(
            PROFILE, asked(event("Talk", 1, 14, 1)), WeighOrder(date(2026, 11, 9), NOW), ward(1)
        )


@pytest.mark.long
def test_double_bookings_and_closed_hours_are_named():
    """It falls into duty on two Tuesdays, and within a boundary; private things cross none."""
    rule = Boundary("No work after nine", "work", ClockSpan(1260, 360))
    profile = replace(PROFILE, boundaries=(rule,))
    during = weigh_request(profile, weekly(10, 1, 2), ORDER, ward(2))
    assert [(one.name, one.times) for one in during.overlaps] == [("Ward", 2)]
    assert during.boundaries == ()
    late = weigh_request(profile, weekly(21, 1, 2), ORDER, ward(2))
    assert [(one.name, one.times, one.first_day) for one in late.boundaries] == [
        ("No work after nine", 2, date(2026, 11, 3))
    ]
    choir = weigh_request(profile, weekly(21, 1, 1, kind="personal"), ORDER, ward(1))
    assert choir.boundaries == ()


def test_what_a_night_falls_into_next_morning_is_told_with_its_moment():
    """From 19:00 on Tuesday: the boundary closes at 21:00, the ward begins at 8:00 next day."""
    off = Boundary("No work after nine", "work", ClockSpan(21 * 60, 5 * 60))
    night = asked(event("Extra night", 1, 19, 14, "duty"))
    weighing = weigh_request(replace(PROFILE, boundaries=(off,)), night, ORDER, ward(1))
    (boundary,) = weighing.boundaries
    (clash,) = weighing.overlaps
    assert (boundary.times, boundary.begins) == (1, datetime(2026, 11, 3, 21, tzinfo=UTC))
    assert clash == Crossing(
        "Ward", 1, date(2026, 11, 4), begins=datetime(2026, 11, 4, 8, tzinfo=UTC), is_work=True
    )


def test_days_off_are_named():
    """A committee in the vacation."""
    calendar = replace(ward(1), notes=(DayNote("Vacation", date(2026, 11, 3), date(2026, 11, 4)),))
    weighing = weigh_request(PROFILE, weekly(18, 1, 1), ORDER, calendar)
    assert weighing.days_off == (date(2026, 11, 3),)


@pytest.mark.parametrize("kind", ["lecture", "personal"])
def test_no_other_time_lies_on_days_off(kind):
    """Away from Tuesday to Sunday: of work and of life alike, Monday alone is free for it."""
    away = DayNote("Holiday: Lisbon", date(2026, 11, 3), date(2026, 11, 8))
    request = weekly(18, 1, 1, kind=kind)
    weighing = weigh_request(PROFILE, request, ORDER, replace(ward(1, 6), notes=(away,)))
    assert weighing.is_on_days_off
    assert weighing.days_off == (date(2026, 11, 3),)
    assert weighing.alternatives
    assert all(one.said.startswith("Mon 2 Nov") for one in weighing.alternatives)
    assert {one.instead_of for one in weighing.alternatives} == {None}


def test_every_time_at_which_the_person_is_not_free_is_told():
    """Two Saturdays: a wedding, then leave; a Tuesday on the ward, and one that is free."""
    wedding = event("Wedding", 5, 13, 6, "family")
    away = DayNote("Vacation", date(2026, 11, 14), date(2026, 11, 15))
    request = asked(*(event("Talk", day, hour, 1) for day, hour in ((1, 14), (5, 14), (12, 14))))
    calendar = Calendar((*ward(2).events, wedding), (away,))
    weighing = weigh_request(PROFILE, request, ORDER, calendar)
    assert [(one.start.day, one.by) for one in weighing.taken] == [
        (3, "work"),
        (7, "life"),
        (14, "leave"),
    ]
    free = asked(event("Talk", 1, 19, 1))
    assert weigh_request(PROFILE, free, ORDER, calendar).taken == ()


def test_a_season_of_leave_is_days_off():
    """A week that the profile calls vacation is offered as little as one of a calendar."""
    leave = Season("Vacation", MONDAY, date(2026, 11, 8), "light")
    profile = replace(PROFILE, seasons=(leave,))
    weighing = weigh_request(profile, weekly(18, 1, 1), ORDER, Calendar())
    assert weighing.is_on_days_off
    assert weighing.alternatives == ()


def test_a_series_is_rearranged_in_the_weeks_that_are_not_off():
    """The first week is leave: what is offered was tried in the second, at no day off of it."""
    notes = (
        DayNote("Vacation", MONDAY, date(2026, 11, 8)),
        DayNote("Vacation", date(2026, 11, 11), date(2026, 11, 15)),
    )
    weighing = weigh_request(PROFILE, weekly(18, 3, 2), ORDER, replace(ward(2), notes=notes))
    assert not weighing.is_on_days_off
    assert weighing.alternatives
    assert {one.weeks_planned for one in weighing.alternatives} == {1}
    moved = [one.said for one in weighing.alternatives if one.change == "time"]
    assert all(said.startswith(("Mondays", "Tuesdays")) for said in moved)


def test_a_task_that_becomes_late_is_named():
    """An essay that needs every free hour until Wednesday loses what the shift takes."""
    due = datetime(2026, 11, 4, 12, tzinfo=UTC)
    essay = Task("Essay", "body", 1500, 30, 180, due=due, important=True)
    profile = replace(PROFILE, practices=(), tasks=(essay,))
    shift = asked(event("Extra shift", 1, 8, 12, "duty"))
    late = weigh_request(profile, shift, ORDER, Calendar()).late
    assert [(task.name, task.due) for task in late] == [("Essay", due)]
    assert late[0].minutes > 0


def test_tasks_done_in_one_week_are_not_planned_in_the_next():
    """Two hours of essay are planned once over two weeks, on both sides."""
    essay = Task("Essay", "body", 120, 30, 90)
    profile = replace(PROFILE, practices=(), tasks=(essay,))
    weighing = weigh_request(profile, weekly(18, 1, 2), ORDER, ward(2))
    assert all(not week.displaced.values for week in weighing.weeks)
    timeline = Timeline(profile)
    assert timeline.missing_minutes("Essay") == 120
    timeline.begin(NOW + timedelta(days=7), NOW)
    assert timeline.missing_minutes("Essay") == 120


def test_good_enough_shrinks_with_what_a_week_has_done():
    """Of 90 minutes with 60 good enough, 55 done leave 35 with 5, 70 leave 20 with 0."""
    report = Task("Report", "body", 90, 30, 60, enough_minutes=60)
    left = [remaining(report, done) for done in (0, 55, 70, 90)]
    assert [task.minutes for task in left] == [90, 35, 20, 0]
    assert [task.asked_minutes for task in left] == [60, 5, 0, 0]
    assert [task.shortest for task in left] == [30, 30, 20, 30]


def test_what_is_left_goes_into_a_batch_only_if_the_whole_did():
    """A scrap of a long task is no small thing; a small one stays what it is."""
    essay, form = Task("Essay", "body", 120), Task("Form", "body", 20)
    assert not remaining(essay, 105).is_batched
    assert remaining(form, 10).is_batched


def test_a_task_that_stops_at_good_enough_is_carried_into_the_weeks_after():
    """Due in the second week, most of it done in the first: three weeks pass their check."""
    due = datetime(2026, 11, 13, 12, tzinfo=UTC)
    report = Task("Report", "body", 90, due=due, enough_minutes=60)
    profile = replace(PROFILE, practices=(), tasks=(report,))
    weighing = weigh_request(profile, weekly(17, 1.5, 3), ORDER, Calendar())
    assert len(weighing.weeks) == 3
    assert not weighing.late


def test_a_task_that_is_good_enough_when_it_is_due_is_not_late():
    """With 60 of 90 minutes good enough, what is missing counts to the 60."""
    report = Task("Report", "body", 90, enough_minutes=60)
    timeline = Timeline(replace(PROFILE, tasks=(remaining(report, 65),)))
    assert timeline.missing_minutes("Report") == 0


def test_tasks_due_before_a_later_week_count_as_done():
    """In the week itself one that is past due still waits."""
    task = Task("Essay", "body", 120, due=NOW - timedelta(days=1))
    timeline = Timeline(replace(PROFILE, tasks=(task,)))
    timeline.begin(NOW, NOW)
    assert timeline.missing_minutes("Essay") == 120
    timeline.begin(NOW + timedelta(days=7), NOW)
    assert timeline.missing_minutes("Essay") == 0


def test_what_stands_in_the_calendar_already_is_taken_out_of_the_weeks_without_it():
    """An invitation that the calendar shows already still costs what it costs."""
    committee = weekly(18, 3, 1)
    calendar = Calendar((*ward(1).events, *committee.occurrences))
    weighing = weigh_request(PROFILE, committee, ORDER, calendar)
    assert weighing.weeks[0].displaced.minutes > 0
    assert weighing.remarks == (IN_CALENDAR,)
    assert weighing.overlaps == ()


def test_problems_of_the_first_week_are_told_once():
    """And remarks of the request with them."""
    odd = Problem("work.ics", 3, "Odd.", "Mend it.")
    request = replace(weekly(18, 1, 2), remarks=("An hour is assumed.",))
    weighing = weigh_request(PROFILE, request, ORDER, replace(ward(2), problems=(odd,)))
    assert weighing.problems == (odd,)
    assert weighing.remarks == ("An hour is assumed.",)


def test_better_places_cost_clearly_less_and_are_free():
    """For dinner time on Tuesdays some places leave dinner alone; at most three, best first."""
    weighing = weigh_request(PROFILE, weekly(18, 3, 2), ORDER, ward(2))
    own = weighing.weeks
    mean = sum(week.loss for week in own) / len(own)
    assert 0 < len(weighing.alternatives) <= 3
    losses = [one.loss for one in weighing.alternatives]
    assert losses == sorted(losses)
    assert all(loss <= WORTH_SAYING * mean for loss in losses)
    assert all(one.minutes < one.instead_of for one in weighing.alternatives)


def test_where_the_hours_are_taken_free_ones_are_named():
    """A committee during the ward round: places outside duty, with nothing to compare them to."""
    weighing = weigh_request(PROFILE, weekly(10, 1, 2), ORDER, ward(2, hours=6))
    assert weighing.alternatives
    assert {one.instead_of for one in weighing.alternatives} == {None}
    assert {one.change for one in weighing.alternatives} == {"time"}


def test_what_costs_nothing_needs_no_other_place():
    """No suggestion where there is nothing to gain."""
    talk = asked(event("Talk", 5, 14, 1, is_remote=True))
    assert weigh_request(PROFILE, talk, ORDER, ward(1)).alternatives == ()


def test_times_of_different_lengths_are_weighed_where_they_are():
    """A rota of unequal duties has no one length to move."""
    rota = asked(event("Rota", 1, 18, 3), event("Rota", 3, 18, 2))
    assert weigh_request(PROFILE, rota, ORDER, ward(1)).alternatives == ()


def test_a_plan_that_fails_its_check_is_not_told(monkeypatch):
    """Both sides pass the independent check, or nothing is said."""
    monkeypatch.setattr(Outcome, "findings", lambda self: ["an overlap"])
    with pytest.raises(UnverifiedPlanError, match="an overlap"):
        weigh_request(PROFILE, weekly(18, 1, 1), ORDER, ward(1))


@pytest.mark.long
def test_the_same_request_gives_the_same_answer():
    """Same input and seed, same weighing."""
    once, again = (weigh_request(PROFILE, weekly(18, 3, 2), ORDER, ward(2)) for _ in range(2))
    assert once == again


def test_home_call_at_the_same_hours_is_named():
    """Home call leaves the person free, and may still call them away."""
    calendar = Calendar((*ward(1).events, event("Home call", 5, 8, 24, "home_call")))
    talk = asked(event("Talk", 5, 14, 1, is_remote=True))
    (call,) = weigh_request(PROFILE, talk, ORDER, calendar).overlaps
    assert (call.name, call.times, call.first_day) == ("Home call", 1, date(2026, 11, 7))
    assert not call.takes_the_person


def test_a_week_begun_counts_where_the_request_is_still_to_come():
    """On Monday morning Tuesday lies ahead: both weeks are tried, not the second alone."""
    now = WeighOrder(MONDAY, NOW + timedelta(hours=6))
    weighing = weigh_request(PROFILE, weekly(18, 3, 2), now, ward(2))
    assert weighing.alternatives
    assert {one.weeks_planned for one in weighing.alternatives if one.change != "time"} <= {2}
    assert any(one.weeks_planned == 2 for one in weighing.alternatives)


@pytest.mark.long
def test_other_times_name_what_they_fall_into_in_any_week():
    """Of six weeks four are planned anew; a course in the fifth, all week long, is still named."""
    course = (event("Course", 28 + day, 6, 17) for day in (0, 2, 3, 4))
    calendar = Calendar((*ward(6, hours=6).events, *course))
    alternatives = weigh_request(PROFILE, weekly(10, 1, 6), ORDER, calendar).alternatives
    moved = [one for one in alternatives if "Tuesdays" not in one.said]
    assert moved
    for one in moved:
        assert "Course" in [other.name for other in one.overlaps]


def test_a_night_on_duty_is_told_as_a_night_that_moves():
    """A shift from Saturday evening on: that night goes, wherever its sleep is made up."""
    shift = asked(event("Extra shift", 5, 19, 12, "duty"))
    week = weigh_request(PROFILE, shift, ORDER, ward(1)).weeks[0]
    (night,) = week.moved_nights
    assert night.day == date(2026, 11, 7)
    assert night.minutes > 180
    assert night.day_minutes + night.nap_minutes > 0
