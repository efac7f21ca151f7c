"""Rank lists in words, as JSON and as tables."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedList, RankedPair, RankedProgramme
from trimtab.programmes.writing_ranks import ranking_to_csv, ranking_to_xlsx
from trimtab.reports.residency.rank_json import ranking_to_json
from trimtab.reports.residency.rank_text import print_ranking, single_lines

ROOT = Path(__file__).parents[3]
SURE = Interval(0.5, 0.5, 0.5)


def programme(name):
    """One that is known by its name alone."""
    return Programme(id=f"id-{name}", name=name, specialty="internal medicine")


def single(names, **more):
    """A rank list of programmes by name."""
    return RankedList(
        applicant=Applicant(specialties=("internal medicine",)),
        season=2027,
        entries=tuple(
            RankedProgramme(programme=programme(name), worth=50, reach=SURE, odds=0.1)
            for name in names
        ),
        value=10,
        value_by_chance=10,
        p_unmatched=Interval(0.2, 0.1, 0.4),
        correlation=Interval(0.3, 0.1, 0.6),
        **more,
    )


def pair(first, second, *, near=True, apart=False, worth=100.0):
    """Two by name, None for no match."""
    return RankedPair(
        first=first and programme(first),
        second=second and programme(second),
        worth=worth,
        is_apart=apart,
        is_near=near,
        odds=0.1,
    )


def couple(*entries, first="Ann", **more):
    """A couple's list of these pairs."""
    return RankedCouple(
        first=Applicant(name=first, specialties=("internal medicine",)),
        second=Applicant(specialties=("internal medicine",)),
        season=2027,
        entries=entries,
        value=47.6,
        together=Interval(0.3, 0.2, 0.4),
        both=Interval(0.4, 0.3, 0.5),
        either=Interval(0.8, 0.7, 0.9),
        seasons=20_000,
        most=300,
        **{"unknown": 0.0, **more},
    )


def printed(ranked):
    """What stands on a wide screen."""
    console = Console(file=io.StringIO(), width=200)
    print_ranking(ranked, console)
    return console.file.getvalue()


def test_brackets_in_names_are_brackets():
    """No name is taken for an instruction, in a cell or above a column."""
    assert "Mercy [/x] [north]" in printed(single(["Mercy [/x] [north]"]))
    said = printed(couple(pair("A [b]", "C [/]"), first="Ann [red]"))
    assert all(name in said for name in ("A [b]", "C [/]", "Ann [red]"))


def test_one_is_this_one():
    """No list of one stands in an order."""
    assert printed(single(["A"])).startswith(
        "Rank this one. Chance of ending unmatched: about 20 %"
    )
    assert printed(couple(pair("A", "B"))).startswith(
        "Rank this pair. Together: about 30 % (20\u201340)."
    )


def test_distance_is_told_beside_each_pair():
    """Apart, not known, near, and one alone, whose worth may be nothing."""
    said = printed(
        couple(
            pair("A", "B"),
            pair("C", "D", near=False),
            pair("E", "F", near=False, apart=True),
            pair("G", None, near=False, apart=True, worth=0.0),
            unknown=0.25,
        )
    )
    lines = [re.sub(r" +", " ", line).strip() for line in said.splitlines()]
    assert "1 A B 100 10 %" in lines
    assert "2 C D, near? 100 10 %" in lines
    assert "3 E F, apart 100 10 %" in lines
    assert "4 G no match 0 10 %" in lines
    assert "and 25 % where how near is not known" in said


def test_what_was_left_out_is_told_with_its_loss():
    """Pairs beyond the most, those nobody can have, and that no fee is known."""
    said = printed(couple(pair("A", "B"), left_out=140, value_lost=2.4, impossible=1))
    assert "140 pairs beyond the 300 that may be ranked are left out" in said
    assert "It costs 2.4 of 50 points." in said
    assert "1 pair left out: both of you at a programme with one position." in said
    assert "What ranking as a couple costs is not in the season's rules" in said


@pytest.mark.parametrize(("count", "shown"), [(50, 50), (60, 50)])
def test_long_lists_are_cut_on_the_screen(count, shown):
    """The rest is said to be in the files."""
    said = printed(single([f"Place {n}" for n in range(count)]))
    assert said.count("Place ") == shown
    told = "The first 50 are shown; all of them with --csv, --xlsx or --json."
    assert (told in said) is (count > shown)


def test_more_than_may_be_ranked_is_told_with_what_the_most_costs():
    """And how to have those alone that interviewed."""
    ranked = single(["A", "B", "C"], most=2, costs_from=1, cost=115)
    assert any("holds 2 at most" in line and "2 cost $115" in line for line in single_lines(ranked))
    ranked = single(["A", "B", "C"], most=5, costs_from=1, cost=145)
    assert "The fee covers 1 ranks; these 3 cost $145." in single_lines(ranked)


def test_json_names_everything_and_every_key_is_documented():
    """docs/reference/rank-json.md has each key of both kinds."""
    page = (ROOT / "docs/reference/rank-json.md").read_text()
    documented = set(re.findall(r"`([a-z_]+)`", page))
    alone, pairs = (
        ranking_to_json(one) for one in (single(["A"]), couple(pair("A", "B"), pair("A", None)))
    )
    assert pairs["pairs"][0]["first_name"] == "A"
    assert pairs["pairs"][1]["second"] is pairs["pairs"][1]["second_name"] is None
    assert (pairs["together_low"], pairs["together"], pairs["together_high"]) == (0.2, 0.3, 0.4)
    keys = {*alone, *alone["ranks"][0], *pairs, *pairs["pairs"][0]}
    assert keys - documented == set()


def test_tables_hold_every_place_with_names():
    """CSV and workbook say the same; the same list gives the same bytes."""
    ranked = single([f"Place {n}" for n in range(60)])
    rows = list(csv.DictReader(io.StringIO(ranking_to_csv(ranked))))
    assert (len(rows), rows[59]["rank"], rows[59]["name"]) == (60, "60", "Place 59")
    content = ranking_to_xlsx(ranked)
    assert content == ranking_to_xlsx(ranked)
    sheet = load_workbook(io.BytesIO(content)).active
    assert (sheet.title, sheet.max_row) == ("Ranks", 61)


def test_a_couple_s_table_says_how_near():
    """Near, apart, and empty where it is not known or one goes unmatched."""
    ranked = couple(
        pair("=A", "B"),
        pair("C", "D", near=False, apart=True),
        pair("E", "F", near=False),
        pair(None, "H", near=False, apart=True),
    )
    rows = list(csv.DictReader(io.StringIO(ranking_to_csv(ranked))))
    assert [one["distance"] for one in rows] == ["near", "apart", "", ""]
    assert rows[0]["first_name"] == "'=A"
    assert rows[3]["first_id"] == ""
