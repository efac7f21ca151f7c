"""Jobs in the background: each better plan is heard, and newer jobs and wishes end them."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from small_week import MONDAY, small_ask

from trimtab.app.daily.jobs import MOST_KNOWN, JobBoard
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.planning.following import BackgroundOnlooker, OvertakenError, Precedence, better_text
from trimtab.planning.here import PlanningHere
from trimtab.planning.readings import FRESH_SECONDS, RememberingReader
from trimtab.wiring.planning_parts import planner_parts

HOUR = timedelta(hours=1)


@pytest.fixture
def planning():
    """A planner in this process."""
    planning = PlanningHere(planner_parts())
    yield planning
    planning.close()


def test_each_better_plan_is_heard_and_the_last_is_whole(planning):
    """Quickly first, then with what hours are worth, at last with trims."""
    heard = []
    job = planning.begin(small_ask(), lambda plan, is_last: heard.append((plan, is_last)))
    planning.wait()
    told = [(bool(plan.prices), plan.sought_trims, is_last) for plan, is_last in heard]
    assert told == [(False, False, False), (True, False, False), (True, True, True)]
    found = planning.job(job.id)
    assert (found.state, found.plan) == ("done", heard[-1][0])
    assert found.gap == found.plan.certificate.gap


def test_a_stopped_job_ends_with_what_there_is(planning):
    """Stopped at its first plan, it ends with a verified plan without trims."""
    heard, begun = [], threading.Event()

    def stop(plan, is_last):
        begun.wait(60)
        planning.stop(job.id)
        heard.append((plan, is_last))

    job = planning.begin(small_ask(), stop)
    begun.set()
    planning.wait()
    assert planning.job(job.id).state == "stopped"
    assert heard[-1][1]
    assert not heard[-1][0].sought_trims


def test_only_the_newest_plan_is_heard(planning):
    """A plan begun before another ends without a word."""
    first, second, begun = [], [], threading.Event()

    def overtake(plan, is_last):
        begun.wait(60)
        first.append(is_last)

    one = planning.begin(small_ask(), overtake)
    two = planning.begin(replace(small_ask(), wants_trims=False), lambda *_: second.append(1))
    begun.set()
    planning.wait()
    assert planning.job(one.id).state == "stopped"
    assert planning.job(two.id).state == "done"
    assert True not in first
    assert second


def test_what_goes_wrong_is_said_of_the_job(planning):
    """A mistake in the profile fails the job, in the person's words."""
    job = planning.begin(replace(small_ask(), profile_text="[person"), lambda *_: None)
    planning.wait()
    assert planning.job(job.id).state == "failed"
    assert "This is not TOML" in planning.job(job.id).problem


def test_a_weighing_in_the_background_ends_with_it(planning):
    """The job holds the weighing once it is done."""
    job = planning.begin_weighing(small_ask(), "Journal club Wednesday 15:00 for an hour")
    planning.wait()
    assert planning.job(job.id).weighing.asked.name == "Journal club"


def test_minutes_done_before_leave_less_of_a_task(planning):
    """A task of three hours of which two and a half are done asks for half an hour."""
    ask = replace(small_ask(), done_minutes={"Paper": 150, "Form": 20})
    plan = planning.plan_quickly(ask)
    assert sum(one.minutes for one in plan.blocks if one.name == "Paper") == 30
    assert not any(one.name == "Form" for one in plan.blocks)


def test_the_background_waits_for_what_somebody_waits_for():
    """While something goes first, a look up returns only once it is through."""
    precedence, order = Precedence(), []
    onlooker = BackgroundOnlooker(lambda *_: None, lambda: False, lambda: False, precedence)

    def look_up():
        onlooker.is_stopped()
        order.append("background")

    with precedence.first():
        background = threading.Thread(target=look_up)
        background.start()
        order.append("first")
    background.join()
    assert order == ["first", "background"]


def test_steps_only_ever_get_better():
    """A gap that is larger than one told before is not told; one overtaken hears no more."""
    told = []
    onlooker = BackgroundOnlooker(
        lambda step, gap: told.append((step, gap)),
        lambda: False,
        lambda: bool(told[1:]),
        Precedence(),
    )
    onlooker.hear(90, 100)
    onlooker.hear(50, 100)
    onlooker.hear(98.8, 100)
    assert [step for step, _ in told] == [better_text(0.1), better_text(0.012)]
    with pytest.raises(OvertakenError):
        onlooker.is_stopped()


def test_calendars_are_read_again_after_some_minutes_and_files_never():
    """What is elsewhere may change; a file that is kept is the same."""
    clock, read = [0.0], []

    def reader(source, first, last, zone):
        read.append(source.source)
        return CalendarReading()

    remembering = RememberingReader(reader, lambda: clock[0], {"kept.ics"}.__contains__)
    for seconds in (0.0, FRESH_SECONDS - 1, FRESH_SECONDS + 1):
        clock[0] = seconds
        for name in ("kept.ics", "feed at a.org"):
            remembering(CalendarSource(name), MONDAY.date(), MONDAY.date(), "UTC")
    assert read == ["kept.ics", "feed at a.org", "feed at a.org"]


def test_old_jobs_are_forgotten():
    """A board knows the newest jobs; what is over changes no more."""
    board = JobBoard()
    jobs = [board.open("Reading") for _ in range(MOST_KNOWN + 1)]
    assert board.find(jobs[0].id) is None
    board.change(jobs[1].id, state="done")
    board.change(jobs[1].id, step="again")
    assert board.find(jobs[1].id).step == "Reading"


def test_a_trim_made_in_a_week_is_found_once(planning, monkeypatch):
    """The same week with the same small change is not tried again, whatever the moment."""
    planner, found = planning._planner, []
    ask = replace(small_ask(), trims=("Leave early",))

    def make(gathered, _order, changes):
        found.append(changes)
        return replace(gathered, remarks=(*gathered.remarks, "Made."))

    monkeypatch.setattr("trimtab.app.with_trims.with_trims", make)
    first = planner.plan_quickly(ask)
    again = planner.plan_quickly(replace(ask, now=MONDAY + HOUR, last=first.as_last()))
    planner.plan_quickly(replace(ask, trims=("Leave late",)))
    assert found == [("Leave early",), ("Leave late",)]
    assert "Made." in first.remarks
    assert "Made." in again.remarks
    assert (first.moved, again.moved is None) == (None, False)


def test_a_pinned_block_is_let_go_and_solved_once(planning, monkeypatch):
    """Its places are found again without solving the week a second time."""
    plan = planning.plan_quickly(small_ask())
    run = next(one for one in plan.blocks if one.name == "Run")
    pinned = replace(run, mark="pinned")
    blocks = tuple(pinned if one == run else one for one in plan.blocks)
    ask = replace(small_ask(), last=replace(plan.as_last(), blocks=blocks))
    first = planning.places(ask, pinned)
    monkeypatch.setattr("trimtab.app.plan_week.solve_gathered", None)
    assert planning.places(ask, pinned) == first
    assert len(first.shades) > 1


def test_who_waits_takes_what_was_read_before():
    """A calendar read long ago is not read again while somebody waits for a plan."""
    clock = [0.0]
    read = []
    source = CalendarSource("https://example.invalid/a.ics", "duty")
    days = (MONDAY.date(), MONDAY.date(), "UTC")

    def read_calendar(*_):
        read.append(clock[0])
        return CalendarReading()

    reader = RememberingReader(read_calendar, lambda: clock[0], lambda _: False)
    reader.remembered(source, *days)
    clock[0] = 2 * FRESH_SECONDS
    reader.remembered(source, *days)
    assert read == [0.0]
    reader(source, *days)
    assert read == [0.0, clock[0]]
