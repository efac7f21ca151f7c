"""What a solved week gives, and what another of the same days gives less of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import outcomes as module
from trimtab.planner.line import WeekRequest
from trimtab.planner.outcomes import Outcome, broken_musts, displaced, full_days
from trimtab.planner.requests import with_commitments
from trimtab.planner.solve import Effort
from trimtab.planner.solved import AGAIN, solve_week

RUN = Practice("Run", "body", 3, (45, 30, 10))
PRAYER = Practice("Prayer", "faith", 7, (15,), must=True)
ESSAY = Task("Essay", "learning", 120)
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 9) for day in ("mon", "tue", "thu", "fri"))
REQUEST = WeekRequest(
    profile(
        practices=(RUN, PRAYER),
        tasks=(ESSAY,),
        values={"body": 1.0, "faith": 1.0, "learning": 1.0},
    ),
    Horizon(MONDAY, 7, "UTC"),
    WARD,
)


@pytest.fixture(scope="module")
def before() -> Outcome:
    """Four days on the ward."""
    return Outcome(solve_week(REQUEST, Effort(120, 10, 120)))


def solved_with(before: Outcome, *events) -> Outcome:
    """The same week with more in it."""
    request = with_commitments(before.week, events).request
    return Outcome(solve_week(request, AGAIN, after=before.solved))


@pytest.fixture(scope="module")
def after(before) -> Outcome:
    """With a night shift from Tuesday evening to Wednesday morning."""
    return solved_with(before, event("Night", "tue 19:00", 12))


def test_sleep_is_counted_by_the_night_it_begins_in(before):
    """The last one is whole although it leaves the horizon."""
    nights = set(before.nights) - {date(2026, 11, 1)}  # what is left of Sunday's
    assert nights == {MONDAY + timedelta(days) for days in range(7)}
    assert all(before.nights[night] >= 360 for night in nights)


def test_tasks_and_musts_are_counted_by_name(before):
    """The essay gets its minutes, prayer a quarter of an hour each day."""
    assert before.task_minutes("Essay") == 120
    assert before.must_minutes() == {"Prayer": 105}
    assert before.minutes_by_thing["faith", "Prayer"] == (105, 7)
    assert before.minutes_by_thing["learning", "Essay"] == (120, 0)


def test_a_night_on_duty_costs_sleep_and_fills_the_day(before, after):
    """Tuesday night is lost, Tuesday becomes over-full, and the sums add up."""
    lost = displaced(before, after)
    assert dict(lost.nights)[MONDAY + timedelta(1)] > 0
    assert lost.sleep_minutes == sum(minutes for _, minutes in lost.nights)
    assert lost.minutes == lost.sleep_minutes + lost.pause_minutes + sum(
        value.minutes for value in lost.values
    )
    for value in lost.values:
        assert value.minutes == sum(thing.minutes for thing in value.things)
    assert MONDAY + timedelta(1) in full_days(before, after)


def test_what_it_takes_is_what_gives_way(before, after):
    """Its own hours and ways come out of what matters and open time, minute for minute.

    The tail after the horizon holds part of the last night, on both sides alike.
    """
    lost = displaced(before, after)
    own = 12 * 60 + after.way_minutes - before.way_minutes
    tail = sum(
        after_span.minutes - before_span.minutes
        for after_span, before_span in zip(tails(after), tails(before), strict=True)
    )
    assert lost.minutes + lost.open_minutes + tail == pytest.approx(own, abs=1e-9)


def tails(outcome: Outcome):
    """The last night's stretch beyond the horizon, as counted by sleep alone."""
    limit = outcome.week.horizon.minutes
    beyond = [span for span in outcome.asleep if span.end > limit]
    return [replace(span, start=max(span.start, limit)) for span in beyond]


def test_the_same_week_displaces_nothing(before):
    """Compared with itself, nothing is lost."""
    lost = displaced(before, before)
    assert (lost.minutes, lost.open_minutes, lost.nights, lost.values) == (0, 0, (), ())
    assert broken_musts(before, before) == ()
    assert full_days(before, before) == ()


def test_a_must_that_gives_way_is_named(before):
    """A duty of three days leaves no room for prayer on them."""
    after = solved_with(before, event("Expedition", "wed 00:00", 72))
    assert broken_musts(before, after) == ("Prayer",)


def test_a_sound_week_has_no_findings_and_a_broken_one_has(before, monkeypatch):
    """The independent check speaks for every week compared."""
    assert before.findings() == []
    assert solved_with(before, event("Night", "tue 19:00", 12)).findings() == []
    monkeypatch.setattr(module, "verify_plan", lambda plan, request: ["an overlap"])
    assert before.findings() == ["an overlap"]


def test_notes_are_told_from_the_duty_they_follow():
    """What a clinic leaves behind is called its notes."""
    clinic = event("Clinic", "mon 08:00", 4, "clinic", leaves_minutes=60)
    outcome = Outcome(solve_week(replace(REQUEST, commitments=(clinic,)), Effort(60, 10, 40)))
    names = {piece.name for piece in outcome.pieces if piece.is_notes}
    assert names == {"Notes: Clinic"}
    assert outcome.task_minutes("Clinic") == 0
