"""`trimtab plan`, with small parts behind it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.bootstrap import real_services
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError, UnverifiedPlanError
from trimtab.domain.people import Person, Profile

LOCAL = ZoneInfo("America/New_York")
STOPPED = "Stopped early: this is the best week found until then."
NOT_LOOKED_FOR = " Small changes that would help were not looked for."


def test_the_picture_is_the_only_thing_on_standard_output(trimtab):
    """Without --json, standard output holds the week and standard error nothing."""
    outcome = trimtab("plan", "me.toml")
    assert (outcome.code, outcome.out, outcome.err) == (0, "THE WEEK\n", "")


def test_json_to_standard_output_is_json_alone(trimtab, desk):
    """--json - leaves only JSON on standard output; problems go to standard error."""
    desk.problems = (Problem("a.ics", 7, "Odd.", "Mend it."),)
    outcome = trimtab("plan", "me.toml", "--json", "-")
    assert json.loads(outcome.out) == {"version": 1, "person": "You"}
    assert outcome.err == "a.ics:7: Odd. Mend it.\n"
    assert outcome.code == 0


@pytest.mark.parametrize(
    ("option", "printed"),
    [("--ics", "BEGIN:VCALENDAR"), ("--html", "<!doctype html>"), ("--problem", '{"candidates"')],
)
def test_every_form_can_go_to_standard_output(trimtab, option, printed):
    """A lone dash prints it instead of the week, and no file of that name appears."""
    outcome = trimtab("plan", "me.toml", option, "-", "--json", "w.json")
    assert outcome.out.startswith(printed)
    assert "THE WEEK" not in outcome.out
    assert outcome.err == "Written: w.json\n"
    assert not Path("-").exists()


def test_two_things_cannot_share_standard_output(trimtab, desk):
    """Nothing is planned; which two they are is said, and what to do."""
    outcome = trimtab("plan", "me.toml", "--json", "-", "--html", "-")
    assert outcome.code == 2
    assert "--json and --html cannot share standard output." in outcome.err
    assert not desk.planned


def test_every_file_asked_for_is_written(trimtab):
    """JSON, calendar, page and problem are written, and said so on standard error."""
    outcome = trimtab(
        "plan", "--json", "w.json", "--ics", "w.ics", "--html", "w.html", "--problem", "p.json"
    )
    assert json.loads(Path("w.json").read_text())["version"] == 1
    assert Path("w.ics").read_bytes() == b"BEGIN:VCALENDAR\r\n"
    assert Path("w.html").read_text() == "<!doctype html>"
    assert json.loads(Path("p.json").read_text()) == {"candidates": []}
    assert outcome.err == "Written: w.json, w.ics, w.html, p.json\n"
    assert outcome.out == "THE WEEK\n"


def test_a_file_that_cannot_be_written_is_a_clear_error(trimtab):
    """A missing folder gives exit 1 and a sentence that names the file."""
    outcome = trimtab("plan", "--ics", "nowhere/w.ics")
    assert outcome.code == 1
    assert outcome.err == "Cannot write nowhere/w.ics: No such file or directory.\n"


def test_days_and_moment_reach_the_planner(trimtab, desk):
    """--from, --weeks, --now, --seed, --seconds and --exact arrive as typed."""
    trimtab(
        "plan", "me.toml", "--from", "2026-11-16", "--weeks", "2",
        "--now", "2026-11-17T05:40", "--seed", "3", "--seconds", "0.5", "--exact", "20",
    )  # fmt: skip
    order = desk.planned[0][1]
    assert (order.first_day, order.weeks, order.seed, order.seconds) == (
        date(2026, 11, 16),
        2,
        3,
        0.5,
    )
    assert order.exact_seconds == 20
    assert order.now == datetime(2026, 11, 17, 5, 40, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("arguments", "bound", "is_said"),
    [(["--exact", "9"], 9.0, True), (["--exact", "9"], 10.0, False), ([], 9.0, False)],
)
def test_a_proof_is_told_when_it_was_asked_for(trimtab, desk, arguments, bound, is_said):
    """Only --exact that meets the bound says that no better week exists."""
    desk.bound = bound
    outcome = trimtab("plan", *arguments)
    sentence = "Proven: no better week exists for these weights."
    assert (sentence in outcome.err) == is_said
    assert outcome.out == "THE WEEK\n"


def test_a_missing_solver_is_told_before_anything_is_planned(trimtab, desk, monkeypatch):
    """--exact without OR-Tools leaves with 1 and the command that brings it."""
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    outcome = trimtab("plan", "--exact", "5", plan_week=real_services().plan_week)
    assert outcome.code == 1
    assert outcome.err == (
        'OR-Tools is not installed. Get it with: pip install "trimtab[exact]"; '
        'where `make` set Trimtab up: .venv/bin/pip install -e ".[exact]"\n'
    )
    assert outcome.out == ""


def test_without_days_the_week_of_now_is_planned(trimtab, desk):
    """The clock says Wednesday 18 November: the week from Monday 16, from Wednesday on."""
    trimtab("plan", "me.toml")
    order = desk.planned[0][1]
    assert order.first_day == date(2026, 11, 16)
    assert order.now == datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)


def test_days_that_are_over_are_planned_whole_and_said(trimtab, desk):
    """A week before the clock is planned from its start, with a remark; the stamp stays now."""
    outcome = trimtab("plan", "me.toml", "--from", "2026-01-05", "--ics", "w.ics")
    assert desk.planned[0][1].now == datetime(2026, 1, 5, tzinfo=LOCAL)
    assert "days asked for are over" in outcome.err
    assert desk.stamps == [datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)]


def test_calendars_typed_are_read_from_here_and_once(trimtab, desk):
    """A profile's calendars lie beside it, typed ones here; the same file is read only once."""
    desk.profile = replace(desk.profile, calendars=(CalendarSource("duty.ics"),))
    trimtab(
        "plan", "life/me.toml", "--calendar", "life/duty.ics",
        "--calendar", "extra.ics", "--calendar", "./extra.ics",
    )  # fmt: skip
    assert desk.read == [("life", "duty.ics"), (".", "extra.ics")]


def test_two_calendars_of_one_name_in_two_folders_are_both_read(trimtab, desk, tmp_path):
    """A typed calendar that shares its name with the profile's is told apart by its full path."""
    desk.profile = replace(desk.profile, calendars=(CalendarSource("duty.ics"),))
    trimtab("plan", "life/me.toml", "--calendar", "duty.ics")
    assert desk.read == [("life", "duty.ics"), (".", str(tmp_path / "duty.ics"))]


@pytest.mark.parametrize(
    ("of_calendar", "of_machine", "planned_in"),
    [("Africa/Lagos", "Europe/Paris", "Africa/Lagos"), (None, "Europe/Paris", "Europe/Paris")],
)
def test_without_a_profile_the_calendar_names_the_zone(
    trimtab, desk, of_calendar, of_machine, planned_in
):
    """The zone comes from the calendar, else from the machine, silently."""
    desk.calendar_zone, desk.zone = of_calendar, of_machine
    outcome = trimtab("plan", "--calendar", "duty.ics")
    profile = desk.planned[0][0]
    assert profile.person.time_zone == planned_in
    assert profile.calendars == (CalendarSource("duty.ics"),)
    assert outcome.err == ""


def test_without_any_zone_times_are_in_utc_and_said(trimtab, desk):
    """Nothing names a zone: UTC, with a sentence on standard error."""
    desk.zone = None
    outcome = trimtab("plan")
    assert desk.planned[0][0].person.time_zone == "UTC"
    assert "all times are in UTC" in outcome.err


@pytest.mark.parametrize(
    ("of_machine", "of_calendar", "planned_in"),
    [
        ("Europe/Paris", "Africa/Lagos", "Europe/Paris"),
        (None, "Africa/Lagos", "Africa/Lagos"),
        (None, None, "UTC"),
    ],
)
def test_a_profile_without_a_zone_takes_the_machines(
    trimtab, desk, of_machine, of_calendar, planned_in
):
    """Then the calendar's, and only without either UTC, which is said."""
    desk.profile = Profile(Person(time_zone=""), calendars=(CalendarSource("duty.ics"),))
    desk.zone, desk.calendar_zone = of_machine, of_calendar
    outcome = trimtab("plan", "me.toml")
    assert desk.planned[0][0].person.time_zone == planned_in
    assert ("all times are in UTC" in outcome.err) == (planned_in == "UTC")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--weeks", "5"],
        ["--weeks", "0"],
        ["--from", "16.11.2026"],
        ["--from", "9999-12-31"],
        ["--now", "soon"],
        ["--now", "0001-01-01T00:00"],
        ["--seconds", "0"],
        ["--exact", "0"],
        ["--exact", "long"],
        ["--seed", "-1"],
        ["--colour"],
        ["one.toml", "two.toml"],
    ],
)
def test_wrong_usage_leaves_with_two(trimtab, desk, wrong):
    """A value that cannot be meant is told with exit 2, and nothing is planned."""
    outcome = trimtab("plan", *wrong)
    assert outcome.code == 2
    assert outcome.err.startswith("Usage: trimtab plan")
    assert outcome.out == ""
    assert desk.planned == []


def test_every_mistake_in_a_profile_is_listed(trimtab):
    """A profile with two mistakes stops with exit 1 and both of them."""
    mistakes = [Problem("me.toml", 3, "A.", "Mend."), Problem("me.toml", 9, "B.", "Mend.")]

    def refuse(path: Path, zone: str) -> None:
        raise ProfileError(mistakes)

    outcome = trimtab("plan", "me.toml", read_profile=refuse)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "me.toml:3: A. Mend.\nme.toml:9: B. Mend.\n"


@pytest.mark.parametrize(
    "failure",
    [UnreadableFileError("duty.ics", "it is not there"), UnverifiedPlanError(["overlap"])],
)
def test_errors_of_ours_are_told_as_they_are(trimtab, desk, failure):
    """An error meant for the person is its own message, with exit 1."""
    desk.failure = failure
    outcome = trimtab("plan")
    assert (outcome.code, outcome.err) == (1, f"{failure}\n")


def test_a_task_past_its_due_time_is_told(trimtab):
    """A task overdue at the start of the plan is a remark on standard error, and in the plan."""
    overdue = Problem("me.toml", None, "QI abstract was due.", "Give it a new `due`.")
    outcome = trimtab(
        "plan",
        "me.toml",
        "--json",
        "-",
        find_past_due=lambda profile, now, file: (overdue,),
        week_as_json=lambda plan: {"problems": [str(problem) for problem in plan.problems]},
    )
    assert json.loads(outcome.out) == {"problems": [str(overdue)]}
    assert str(overdue) in outcome.err


def test_trims_are_looked_for_unless_told_not_to(trimtab, desk):
    """`--no-trims` asks for the plan alone."""
    trimtab("plan")
    trimtab("plan", "--no-trims")
    assert [order.wants_trims for _, order in desk.planned] == [True, False]


@pytest.mark.parametrize(
    ("sought_trims", "typed", "said"),
    [
        (False, (), f"{STOPPED}{NOT_LOOKED_FOR}"),
        (False, ("--no-trims",), STOPPED),
        (True, (), STOPPED),
    ],
)
def test_a_plan_that_was_stopped_says_so(trimtab, desk, sought_trims, typed, said):
    """The week is shown as always, exit 0, and one line says that more was to be had."""
    desk.was_stopped, desk.sought_trims = True, sought_trims
    outcome = trimtab("plan", *typed)
    assert (outcome.code, outcome.out, outcome.err) == (0, "THE WEEK\n", f"{said}\n")


def test_an_interrupted_command_leaves_with_130(trimtab, desk):
    """Ctrl-C outside the search ends the command, without a word of ours."""
    desk.failure = KeyboardInterrupt()
    outcome = trimtab("plan")
    assert (outcome.code, outcome.out, outcome.err.strip()) == (130, "", "")
