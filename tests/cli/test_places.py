"""`trimtab places`, with small parts behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.errors import NoSuchBlockError, Problem
from trimtab.domain.plans import LastPlan

LOCAL = ZoneInfo("America/New_York")
TWO_WEEKS = LastPlan("You", date(2026, 11, 9), 14, ())


def test_the_block_and_the_days_reach_the_planner(trimtab, desk):
    """The last plan's days, the name as typed, --now and --seed."""
    desk.last = TWO_WEEKS
    outcome = trimtab(
        "places", "last.json", "Run@tue 18:00", "me.toml",
        "--now", "2026-11-17T05:40", "--seed", "3",
    )  # fmt: skip
    assert (outcome.code, outcome.out, outcome.err) == (0, "THE PLACES\n", "")
    ((last, typed, order),) = desk.places_of
    assert (last, typed) == (TWO_WEEKS, "Run@tue 18:00")
    assert (order.first_day, order.weeks, order.seed) == (date(2026, 11, 9), 2, 3)
    assert order.now == datetime(2026, 11, 17, 5, 40, tzinfo=LOCAL)


def test_json_alone_goes_to_standard_output(trimtab, desk):
    """--json - prints it instead of the words; problems go to standard error."""
    desk.problems = (Problem("a.ics", 7, "Odd.", "Mend it."),)
    outcome = trimtab("places", "last.json", "Run", "me.toml", "--json", "-")
    assert json.loads(outcome.out) == {"version": 1, "block": "Run"}
    assert outcome.err == "a.ics:7: Odd. Mend it.\n"


def test_json_to_a_file_is_written_beside_the_words(trimtab):
    """The file is written whole, and said so."""
    outcome = trimtab("places", "last.json", "Run", "me.toml", "--json", "p.json")
    assert json.loads(Path("p.json").read_text())["block"] == "Run"
    assert (outcome.out, outcome.err) == ("THE PLACES\n", "Written: p.json\n")


def test_a_block_that_is_not_there_is_a_clear_error(trimtab, desk):
    """Exit 1 and the sentence that names the nearest."""
    desk.failure = NoSuchBlockError("The plan has no block named 'Ruhn'. The nearest is Run.")
    outcome = trimtab("places", "last.json", "Ruhn", "me.toml")
    assert (outcome.code, outcome.out) == (1, "")
    assert "The nearest is Run" in outcome.err


def test_the_plan_of_another_person_is_refused(trimtab, desk):
    """The profile must be the one the plan was made from."""
    desk.last = replace(TWO_WEEKS, person="Sam")
    outcome = trimtab("places", "last.json", "Run", "me.toml")
    assert outcome.code == 1
    assert "the plan of Sam" in outcome.err
    assert desk.places_of == []


@pytest.mark.parametrize("wrong", [[], ["last.json"], ["last.json", "Run", "--now", "soon"]])
def test_wrong_usage_leaves_with_two(trimtab, wrong):
    """A plan and a block must be named."""
    assert trimtab("places", *wrong).code == 2
