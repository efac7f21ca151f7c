"""`trimtab body`, with small parts behind it."""

from __future__ import annotations

import json

import pytest

from trimtab.domain.errors import Problem

FROM = ("--sleep", "sleep.csv", "--from", "2025-01-06T07:00")


def test_the_days_are_shown_and_problems_told(trimtab, desk):
    """Words on the screen; a moment without an offset is on the machine's clock."""
    desk.problems = (Problem("sleep.csv", 4, "It overlaps.", "Correct it."),)
    outcome = trimtab("body", *FROM)
    assert (outcome.code, outcome.out) == (0, "THE DAYS\n")
    assert outcome.err == "sleep.csv:4: It overlaps. Correct it.\n"
    assert str(desk.begun[0].tzinfo) == "America/New_York"


def test_json_alone_goes_to_standard_output(trimtab):
    """--json - prints it instead of the words, of the model asked for."""
    outcome = trimtab("body", *FROM, "--model", "unified", "--json", "-")
    assert json.loads(outcome.out) == {"version": 1, "model": "unified"}


def test_an_unknown_model_is_refused(trimtab):
    """The models there are stand in the message."""
    outcome = trimtab("body", *FROM, "--model", "guess")
    assert outcome.code == 2
    assert "three_process" in outcome.err


def test_without_a_sleep_log_a_week_is_planned(trimtab):
    """The sleep and alertness of the week a profile and calendars lead to; no trims are sought."""
    outcome = trimtab("body", "--calendar", "duty.ics", "--from", "2026-11-16")
    assert outcome.code == 0
    assert outcome.out.startswith("THE SLEEP OF")
    told = json.loads(trimtab("body", "--calendar", "duty.ics", "--json", "-").out)
    assert told["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sleep", "sleep.csv"), "--sleep needs --from"),
        (("me.toml", *FROM), "--sleep stands alone"),
        (("--calendar", "duty.ics", "--model", "unified"), "--model goes with --sleep"),
    ],
)
def test_what_does_not_go_together_is_refused(trimtab, arguments, said):
    """Wrong usage, with what to do instead."""
    outcome = trimtab("body", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
