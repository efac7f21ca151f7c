"""`trimtab awake`, with small parts behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trimtab.domain.errors import NoSuchPersonError, Problem


def test_the_hours_of_this_week_are_shown(trimtab, desk):
    """Of everyone, from Monday, without looking for trims."""
    desk.problems = (Problem("a.ics", 7, "Odd.", "Mend it."),)
    outcome = trimtab("awake")
    assert (outcome.code, outcome.out) == (0, "THE HOURS\n")
    assert outcome.err == "a.ics:7: Odd. Mend it.\n"
    ((name, order),) = desk.sought
    assert name is None
    assert (order.first_day, order.weeks, order.wants_trims) == (date(2026, 11, 16), 1, False)


def test_a_name_and_a_profile_are_told_apart_by_the_ending(trimtab, desk):
    """In either order, with days and moment as for a plan."""
    trimtab("awake", "Mother", "life.toml", "--from", "2026-12-07", "--weeks", "2")
    trimtab("awake", "life.toml", "Mother")
    assert [name for name, _ in desk.sought] == ["Mother", "Mother"]
    assert (desk.sought[0][1].first_day, desk.sought[0][1].weeks) == (date(2026, 12, 7), 2)


def test_json_is_printed_or_written(trimtab):
    """In place of the words, or beside them."""
    assert '"person": "You"' in trimtab("awake", "--json", "-").out
    assert trimtab("awake", "--json", "hours.json").out == "THE HOURS\n"
    assert Path("hours.json").exists()


def test_somebody_unknown_is_told(trimtab, desk):
    """With the names there are, and with no word on how little of the week is left."""
    desk.failure = NoSuchPersonError("Ann", ["Mother"])
    outcome = trimtab("awake", "Ann", "--now", "2026-11-22T18:00")
    assert (outcome.code, outcome.err) == (
        1,
        "Nobody is called Ann here. The profile names Mother.\n",
    )


def test_a_week_nearly_over_is_told_beside_the_hours(trimtab):
    """On Sunday evening the next one may be meant."""
    assert "Little of this week" in trimtab("awake", "--now", "2026-11-22T18:00").err


@pytest.mark.parametrize("words", [("A", "B"), ("a.toml", "b.toml")])
def test_two_of_a_kind_are_refused(trimtab, words):
    """A name of two words wants quotes."""
    outcome = trimtab("awake", *words)
    assert outcome.code == 2
    assert "in quotes, one person" in outcome.err
