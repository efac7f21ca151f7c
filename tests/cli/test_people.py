"""`trimtab people`, with small parts behind it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "all "),
        (("--days",), "days "),
        (("--coming", "--to", "Mother"), "coming Mother"),
    ],
)
def test_what_is_asked_for_is_shown(trimtab, words, part):
    """Everything, or days or what is coming alone."""
    outcome = trimtab("people", *words)
    assert (outcome.code, outcome.out) == (0, f"PEOPLE {part}\n")


def test_json_is_printed_or_written(trimtab):
    """In place of the words, or beside them."""
    assert '"person": "You"' in trimtab("people", "--json", "-").out
    assert trimtab("people", "--json", "people.json").out == "PEOPLE all \n"
    assert Path("people.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--days", "--coming"), "not both"),
        (("--to", "Mother"), "--to goes with --coming"),
    ],
)
def test_options_that_do_not_go_together_are_refused(trimtab, words, said):
    """With what goes with what."""
    outcome = trimtab("people", *words)
    assert outcome.code == 2
    assert said in outcome.err
