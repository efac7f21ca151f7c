"""The planner in a process of its own answers as the one here does, and is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from small_week import small_ask

from trimtab.app.daily.ports import PlanAsk
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.domain.errors import (
    OtherPlanError,
    ProfileError,
    UnclearLineError,
    UnreadableFileError,
)
from trimtab.domain.plans import Plan
from trimtab.planning.messages import PlannerGoneError, PlanningFaultError
from trimtab.planning.opening import open_planning
from trimtab.planning.process import PlanningProcess
from trimtab.wiring.planning_parts import planner_parts

LIGHT = """
import sys
import trimtab.wiring.serving, trimtab.web.application
import trimtab.app.daily.replanning, trimtab.planning.process, trimtab.wiring.planning_parts
heavy = {"numpy", "numba", "icalendar"} & set(sys.modules)
sys.exit(", ".join(sorted(heavy)))
"""


@pytest.fixture(scope="module")
def planning():
    """A planner in a process of its own."""
    planning = PlanningProcess(planner_parts)
    yield planning
    planning.close()


@pytest.fixture(scope="module")
def ask() -> PlanAsk:
    """A small week on Monday morning."""
    return small_ask()


class Hearing:
    """Hears plans and waits for the last of them."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []
        self.has_last = threading.Event()

    def __call__(self, plan: Plan, is_last: bool) -> None:  # noqa: FBT001
        self.plans.append(plan)
        if is_last:
            self.has_last.set()


@pytest.fixture(scope="module")
def quick(planning, ask) -> Plan:
    """That week as planned quickly."""
    return planning.plan_quickly(ask)


def test_who_asks_loads_nothing_heavy():
    """The server knows the port and the use cases without numpy, numba or calendar libraries."""
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], check=False, capture_output=True, text=True
    )
    assert not done.stderr.strip()


def test_the_last_plan_is_the_command_lines_own(planning, ask, quick):
    """What the background ends with is what `trimtab plan` makes of the same ask and seed."""
    heard = Hearing()
    job = planning.begin(ask, heard)
    assert heard.has_last.wait(120)
    parts = planner_parts()
    opened = parts.open_calendars(
        parts.read_profile(ask.profile_text), ask.calendars, wants_fresh=False
    )
    order = parts.with_rulebook(PlanOrder(ask.first_day, ask.weeks, ask.now), opened.profile)
    plan = plan_week(opened.profile, order, opened.read_calendar).plan
    problems = parts.find_past_due(opened.profile, ask.now) + plan.problems
    last = heard.plans[-1]
    certificate = replace(plan.certificate, seconds=last.certificate.seconds)
    assert last == replace(plan, certificate=certificate, problems=problems)
    assert len(problems) == 1
    assert planning.newest().id == job.id
    assert len(heard.plans) == 2


def test_no_word_holds_an_address(ask, planning):
    """A feed that cannot be reached is told by its name, and its address stands nowhere."""
    address = "https://127.0.0.1:9/secret-token-1234.ics"
    text = ask.profile_text + f'\n[[calendar]]\nsource = "{address}"\nname = "Rota"\n'
    with pytest.raises(UnreadableFileError) as raised:
        planning.plan_quickly(replace(ask, profile_text=text))
    assert raised.value.path == "Rota"
    assert "secret-token" not in repr((raised.value, vars(raised.value)))


def test_a_calendar_that_is_not_kept_is_told(ask, planning):
    """No file of the machine is read in place of one that was never handed over."""
    with pytest.raises(UnreadableFileError, match="not kept here"):
        planning.plan_quickly(replace(ask, calendars={}))


def test_places_are_shaded_without_solving_again(planning, ask, quick):
    """The block's own place is among the shades, and the best of them is 1."""
    run = next(one for one in quick.blocks if one.name == "Run")
    shading = planning.places(replace(ask, last=quick.as_last()), run)
    assert run.start in {shade.start for shade in shading.shades}
    assert max(shade.goodness for shade in shading.shades) == 1
    words = planning.place_words(replace(ask, last=quick.as_last()), run, shading.shades[0].start)
    assert words[0].startswith(("It would cost", "The week would gain"))


def test_a_request_is_weighed(planning, ask):
    """In the background too, the job ends with what gives way."""
    text = "Journal club Wednesday 15:00 for an hour"
    assert planning.weigh(ask, text).weeks
    with pytest.raises(UnclearLineError):
        planning.weigh(ask, "Journal club on 2020-01-01 15:00 for an hour")


def test_errors_travel_whole(planning, ask):
    """An error with attributes of its own is the same on this side, message and all."""
    with pytest.raises(ProfileError) as raised:
        planning.plan_quickly(replace(ask, profile_text="[person]\nnme = 1"))
    assert raised.value.problems[0].line == 2
    with pytest.raises(OtherPlanError):
        planning.plan_quickly(replace(ask, now=datetime(2027, 1, 1, tzinfo=UTC)))


def test_a_fault_tells_its_place_and_nothing_of_the_person(planning, ask):
    """What nobody foresaw is told by where it is in the sources."""
    with pytest.raises(PlanningFaultError) as raised:
        planning.plan_quickly(replace(ask, weeks="secret"))
    assert "secret" not in str(raised.value)
    assert ".py:" in str(raised.value)


def test_a_process_that_dies_is_started_again(planning, ask, quick):
    """What was under way is begun once more, and the job says so."""
    heard = Hearing()
    job = planning.begin(ask, heard)
    os.kill(planning.process_id, signal.SIGKILL)
    assert heard.has_last.wait(120)
    assert planning.job(job.id).plan is not None


def test_one_that_dies_twice_is_given_up():
    """Nobody waits forever: what cannot be done is told, and nothing is tried a third time."""
    planning = PlanningProcess(_parts_that_end)
    with pytest.raises(PlannerGoneError):
        planning.plan_quickly(None)
    planning.close()


def test_where_no_process_starts_planning_is_here(monkeypatch, ask):
    """A machine without room for a process plans in this one."""
    monkeypatch.setattr(PlanningProcess, "start", _refuse)
    assert type(open_planning(planner_parts)).__name__ == "PlanningHere"


def _refuse(_):
    raise OSError


def _parts_that_end():
    os._exit(3)


def test_months_ahead_are_read_where_the_planner_is(planning, ask):
    """The process reads the calendars of half a year, in order, without planning."""
    reading = planning.look_ahead(ask, date(2026, 11, 16), date(2027, 5, 16))
    starts = [one.start for one in reading.commitments]
    assert len(starts) == 5
    assert starts == sorted(starts)
