"""Other times and sizes of what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.request_variants import EARLIEST, LATEST, Rearranging, within
from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.people import Person, Profile
from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.requests import Asked
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.outcomes import Outcome
from trimtab.planner.solve import Effort
from trimtab.planner.solved import solve_week

MONDAY = date(2026, 11, 2)
RULE = Boundary("No work on weekend mornings", "work", ClockSpan(420, 840), ("sat", "sun"))
PROFILE = Profile(
    person=Person(time_zone="UTC"),
    values={"body": 1.0},
    practices=(Practice("Run", "body", 3, (45, 20)),),
    boundaries=(RULE,),
)


def event(
    name: str, day: int, hour: float, hours: float, kind: CommitmentKind = "lecture"
) -> Commitment:
    """A commitment so many days after Monday, in UTC."""
    start = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(days=day, hours=hour)
    return Commitment(f"{name}{day}", name, start, start + timedelta(hours=hours), kind)


WARD = tuple(event("Ward", day + 7 * week, 8, 9, "duty") for week in (0, 1) for day in (0, 1, 3))


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    """Two weeks with three days on the ward each."""
    effort = Effort(60, 10, 40)
    return tuple(
        Outcome(solve_week(WeekRequest(PROFILE, Horizon(day, 7, "UTC"), WARD), effort))
        for day in (MONDAY, date(2026, 11, 9))
    )


def moves(outcomes: tuple[Outcome, ...], *occurrences: Commitment) -> Rearranging:
    """What is asked at these times, in these weeks."""
    asked = Asked(occurrences[0].name, occurrences[0].kind, "UTC", occurrences)
    weeks = tuple(within(outcome.week.horizon, occurrences) for outcome in outcomes)
    kept = [(outcome, week) for outcome, week in zip(outcomes, weeks, strict=True) if week]
    return Rearranging(asked, tuple(o for o, _ in kept), tuple(w for _, w in kept))


def places(found: Rearranging) -> list[Commitment]:
    """Every occurrence of every place suggested."""
    return [one for variant in found.best_places(50) for week in variant.weeks for one in week]


def test_places_are_free_awake_and_by_day(outcomes):
    """No place overlaps duty or sleep, begins before seven or ends after eight at night."""
    committee = moves(outcomes, event("Committee", 1, 18, 1), event("Committee", 8, 18, 1))
    found = places(committee)
    assert found
    for one in found:
        assert one.start.hour * 60 >= EARLIEST
        assert one.end.hour * 60 + one.end.minute <= LATEST
        assert one.start.minute in {0, 30}
        assert not any(one.start < duty.end and duty.start < one.end for duty in WARD)
        outcome = next(o for o in outcomes if within(o.week.horizon, [one]))
        start = outcome.week.horizon.minute_of(one.start)
        assert not any(night.holds(start) for night in outcome.asleep)


def test_work_of_a_weekday_keeps_to_weekdays_and_one_place_a_day(outcomes):
    """Monday to Friday, each day once, the same day in both weeks."""
    committee = moves(outcomes, event("Committee", 1, 18, 1), event("Committee", 8, 18, 1))
    variants = committee.best_places(50)
    days = [variant.said.split()[0] for variant in variants]
    assert set(days) <= {"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"}
    assert len(days) == len(set(days))
    for variant in variants:
        first, second = (week[0] for week in variant.weeks)
        assert second.start - first.start == timedelta(7)


def test_closed_hours_are_no_place(outcomes):
    """Work asked for a Saturday may move to Sunday, yet not into the closed morning."""
    found = places(moves(outcomes, event("Retreat", 5, 15, 2)))
    assert found
    assert not any(one.start.weekday() > 4 and one.start.hour < 14 for one in found)


def test_a_shift_keeps_its_hours(outcomes):
    """Another day, the same hours."""
    found = places(moves(outcomes, event("Extra shift", 5, 14, 6, "duty")))
    assert found
    assert {(one.start.hour, one.end.hour) for one in found} == {(14, 20)}


def test_an_evening_thing_may_move_within_its_evening(outcomes):
    """An hour around its own hours counts as well where they lie outside seven to eight."""
    found = moves(outcomes, event("Committee", 1, 20, 1.5))
    hours = {one.start.hour * 60 + one.start.minute for one in places(found)}
    assert max(hours) > LATEST - 90
    assert max(hours) <= 21 * 60


def test_several_days_a_week_keep_their_days(outcomes):
    """Only their hours move."""
    pair = moves(outcomes, event("Class", 2, 18, 1), event("Class", 4, 18, 1))
    variants = pair.best_places(50)
    assert variants
    assert {variant.said.rpartition(" ")[0] for variant in variants} == {"the same days"}
    days = {one.start.weekday() for variant in variants for week in variant.weeks for one in week}
    assert days == {2, 4}


def test_a_single_time_is_named_by_its_date(outcomes):
    """Not by a weekday that would come back."""
    talk = moves(outcomes[:1], event("Talk", 1, 18, 1))
    assert talk.best_places(1)[0].said.count("2026") == 1


def test_irregular_days_keep_theirs(outcomes):
    """A Tuesday this week and a Friday the next move by the hour alone."""
    odd = moves(outcomes, event("Class", 2, 18, 1), event("Class", 11, 18, 1))
    starts = {one.start.date() for one in places(odd)}
    assert starts == {date(2026, 11, 4), date(2026, 11, 13)}


def test_half_is_half_and_not_less_than_a_quarter_of_an_hour(outcomes):
    """Ninety minutes become forty-five, twenty do not shrink."""
    half = moves(outcomes[:1], event("Committee", 1, 18, 1.5)).half()
    assert half.said == "half as long, 18:00\u201318:45"
    assert [one.end - one.start for week in half.weeks for one in week] == [timedelta(minutes=45)]
    assert moves(outcomes[:1], event("Huddle", 1, 18, 1 / 3)).half() is None


def test_remote_needs_no_way(outcomes):
    """The same hours, marked remote."""
    remote = moves(outcomes[:1], event("Committee", 1, 18, 1.5)).remote()
    assert all(one.is_remote for week in remote.weeks for one in week)


def test_what_comes_weekly_is_told_from_what_does_not(outcomes):
    """Two weeks running are weekly, one is not."""
    assert moves(outcomes, event("A", 1, 18, 1), event("A", 8, 18, 1)).repeats_weekly
    assert not moves(outcomes, event("A", 1, 18, 1)).repeats_weekly


def begun(outcomes: tuple[Outcome, ...], hours: int) -> tuple[Outcome, ...]:
    """The same weeks, the first begun so many hours ago."""
    first = outcomes[0].week.request
    request = replace(first, now=hours * 60)
    return (Outcome(solve_week(request, Effort(60, 10, 40))), outcomes[1])


def test_in_a_week_begun_a_place_counts_where_it_is_to_come(outcomes):
    """On Wednesday, places of Monday are tried in the second week alone, of Friday in both."""
    weekly = (event("Committee", 3, 18, 1), event("Committee", 10, 18, 1))
    found = moves(begun(outcomes, 58), *weekly).best_places(50)
    held = {variant.said.split()[0]: [len(week) for week in variant.weeks] for variant in found}
    assert held["Mondays"] == held["Tuesdays"] == [0, 1]
    assert held["Fridays"] == [1, 1]


def test_a_place_taken_in_one_week_is_none(outcomes):
    """Where a lecture lies in the week begun, that time is not named for the other week either."""
    first = outcomes[0].week.request
    lecture = event("Lecture", 4, 7, 13)
    taken = Outcome(solve_week(replace(first, commitments=(*WARD, lecture)), Effort(60, 10, 40)))
    weekly = (event("Committee", 3, 18, 1), event("Committee", 10, 18, 1))
    found = moves((taken, outcomes[1]), *weekly).best_places(50)
    assert found
    assert not any(variant.said.startswith("Fridays") for variant in found)
