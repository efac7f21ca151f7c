"""`trimtab residency simulate`, with small parts behind it, and once for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trimtab.cli.residency.market_services import NationWanted
from trimtab.wiring import matching_markets

EXAMPLES = Path(__file__).parents[2] / "examples/residency"
NATIONAL = ("residency", "simulate", "--national", "4")


def test_what_is_asked_for_reaches_the_seasons(trimtab, desk):
    """The usual size on one worker, unless other things are asked."""
    assert trimtab(*NATIONAL).out == "THE NATION\n"
    trimtab(*NATIONAL, "--applicants", "500", "--workers", "3", "--seed", "8")
    trimtab(*NATIONAL, "--scheduler", "tcp://127.0.0.1:8786")
    assert desk.nations == [
        NationWanted(seasons=4),
        NationWanted(seasons=4, applicants=500, workers=3, seed=8),
        NationWanted(seasons=4, scheduler="tcp://127.0.0.1:8786"),
    ]
    assert json.loads(trimtab(*NATIONAL, "--json", "-").out) == {"seasons": 4}


@pytest.mark.parametrize(
    "typed",
    [
        (),
        ("--national", "0"),
        ("--national", "2", "--applicants", "3"),
        ("--national", "2", "--workers", "0"),
        ("--national", "2", "--workers", "2", "--scheduler", "tcp://127.0.0.1:8786"),
        ("--national", "2", "--scheduler", " "),
        ("--national", "2", "me.toml"),
        ("--national", "2", "--programmes", "p.csv"),
        ("--national", "2", "--seasons", "1000"),
        ("me.toml", "--programmes", "p.csv", "--workers", "1"),
        ("me.toml", "--programmes", "p.csv", "--correlation", "nan"),
    ],
)
def test_odd_usage_leaves_with_2(trimtab, typed):
    """Nothing to simulate, too few of anything, or two places to run at."""
    assert trimtab("residency", "simulate", *typed).code == 2


def test_what_belongs_to_the_other_kind_is_named(trimtab):
    """One's own season and national ones are two things; the message says which is which."""
    outcome = trimtab(*NATIONAL, "me.toml", "--count", "3")
    assert "me.toml and --count are for your own season" in outcome.err
    outcome = trimtab("residency", "simulate", "me.toml", "--applicants", "50")
    assert "--applicants is for national seasons" in outcome.err


def test_one_of_a_couple_is_told_that_these_are_their_seasons_alone(trimtab):
    """And which command tells the odds of pairs."""
    files = (str(EXAMPLES / "couple-first.toml"), "--programmes", str(EXAMPLES / "programmes.csv"))
    few = ("--count", "5", "--now", "2026-08-20T12:00", "--seasons", "1")
    outcome = trimtab("residency", "simulate", *files, *few)
    assert outcome.out.startswith("1 season of applying")
    assert "These are your seasons alone" in outcome.out
    assert "trimtab residency rank" in outcome.out


def test_limits_of_a_list_hold_for_its_seasons(trimtab):
    """Five applications are five at most, whatever the profile could pay."""
    files = (str(EXAMPLES / "us-senior.toml"), "--programmes", str(EXAMPLES / "programmes.csv"))
    limits = ("--count", "5", "--now", "2026-08-20T12:00", "--seasons", "100")
    outcome = trimtab("residency", "simulate", *files, *limits)
    assert outcome.out.startswith("100 seasons of applying to the 5 on your list.")


def test_the_real_parts_simulate_a_small_nation(capsys):
    """In this process, as words that say it is made up, and as JSON that says so too."""
    ports = matching_markets.markets()
    odds = ports.simulate_nation(NationWanted(seasons=2, applicants=100, seed=1))
    ports.show_nation(odds)
    shown = capsys.readouterr().out
    assert shown.startswith("2 made-up seasons, seed 1:\n100 applicants, 14 programmes, 92 pos")
    assert "Everybody here is made up" in shown
    assert "about 93.5 % matched and 73.5 % went to one of their first three" in " ".join(
        shown.split()
    )
    content = ports.nation_as_json(odds)
    assert content["synthetic"] is True
    assert [sum(one["applicants"].values()) for one in content["seasons"]] == [100, 100]
    assert json.loads(json.dumps(content)) == content
    ports.show_nation(ports.simulate_nation(NationWanted(seasons=1, applicants=100)))
    shown = capsys.readouterr().out
    assert "% (" not in shown
    assert "One season tells nothing of how seasons vary" in shown
