"""`trimtab residency match`, with small parts behind it, and once for real."""

from __future__ import annotations

import json

import pytest

from trimtab.domain.errors import Problem, UnreadableFileError
from trimtab.wiring import matching_markets

MARKET = ("residency", "match", "market.json")


def test_the_matching_is_shown_and_problems_told(trimtab, desk):
    """Words on the screen, mistakes of the file on standard error; tries and seed by default."""
    desk.problems = (Problem("market.json", None, "Odd.", "Mend it."),)
    outcome = trimtab(*MARKET)
    assert (outcome.code, outcome.out, outcome.err) == (
        0,
        "THE MATCHING\n",
        "market.json: Odd. Mend it.\n",
    )
    assert desk.markets_matched[0][1:] == (32, 0)


def test_json_is_printed_in_place_of_the_words(trimtab, desk):
    """--json - prints it; tries and seed reach the engine."""
    outcome = trimtab(*MARKET, "--json", "-", "--tries", "5", "--seed", "7")
    assert json.loads(outcome.out) == {"matches": {"Ann": "City"}}
    assert desk.markets_matched[0][1:] == (5, 7)


@pytest.mark.parametrize("option", [("--tries", "0"), ("--seed", "-1")])
def test_odd_numbers_are_wrong_usage(trimtab, option):
    """No tries and negative seeds leave with 2."""
    assert trimtab(*MARKET, *option).code == 2


def test_the_real_parts_match_a_file(tmp_path, capsys):
    """Read, matched, written as words and as JSON."""
    market = {
        "applicants": {"Ann": ["City"]},
        "programmes": {"City": {"positions": 1, "ranks": ["Ann"]}},
    }
    path = tmp_path / "market.json"
    path.write_text(json.dumps(market))
    ports = matching_markets.markets()
    read, problems = ports.read_market(path)
    matching = ports.match_market(read, 1, 0)
    assert ports.matching_as_json(matching, problems)["matches"] == {"Ann": "City"}
    ports.show_matching(matching)
    assert capsys.readouterr().out == (
        "1 of 1 applicant matched.\n  Ann  City\n"
        "Stable: nobody would rather have each other than what they have.\n"
    )
    with pytest.raises(UnreadableFileError, match="no such file"):
        ports.read_market(tmp_path / "none.json")
