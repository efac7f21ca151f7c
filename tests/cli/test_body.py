"""`trimtab body`, with small parts behind it."""

from __future__ import annotations

import json

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
