"""`trimtab residency init`, `list` and `rank`, with the real parts behind them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from trimtab.programmes.reading import read_programmes

EXAMPLES = Path(__file__).parents[2] / "examples/residency"
SENIOR = (str(EXAMPLES / "us-senior.toml"), "--programmes", str(EXAMPLES / "programmes.csv"))
KAPUR = """\
id,name,specialty,chance,worth,price
1,One,internal medicine,0.2,1,2
2,Two,internal medicine,0.5,4,4
3,Three,internal medicine,0.1,9,2
4,Four,internal medicine,0.6,1,5
5,Five,internal medicine,0.1,8,1
"""


@pytest.fixture
def in_folder(tmp_path, monkeypatch):
    """A folder of one's own with a published problem and a profile that says only a specialty."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(KAPUR)
    (tmp_path / "me.toml").write_text('[applicant]\nspecialty = "internal medicine"\n')
    return tmp_path


def as_json(trimtab, *arguments):
    """What `list --json -` prints."""
    outcome = trimtab("residency", "list", *arguments, "--json", "-", "--now", "2026-08-20T12:00")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_a_published_problem_comes_out_as_published(trimtab, in_folder):
    """Rows that give chance and worth come in the order 2, 3, 5, 4, 1, worth 3.5154 together."""
    arguments = ("me.toml", "--programmes", "table.csv", "--correlation", "0")
    found = as_json(trimtab, *arguments, "--count", "5")
    assert [one["id"] for one in found["programmes"]] == ["2", "3", "5", "4", "1"]
    gains = [one["gain"] for one in found["programmes"]]
    assert gains == pytest.approx([2.0, 0.7, 0.54, 0.243, 0.0324])
    assert (found["value"], found["bound"]) == pytest.approx((3.5154, 3.5154))
    assert {"chance", "low", "high", "worth", "signal", "reasons"} <= set(found["programmes"][0])
    assert {"p_unmatched", "cost", "next_application"} <= set(found)


def test_a_column_of_costs_and_a_budget_pose_a_knapsack(trimtab, in_folder):
    """Prices 2, 4, 2, 5, 1 and 8 to spend: rows 2, 3 and 5 for 3.24."""
    arguments = ("me.toml", "--programmes", "table.csv", "--correlation", "0")
    found = as_json(trimtab, *arguments, "--cost-column", "price", "--budget", "8")
    assert sorted(one["id"] for one in found["programmes"]) == ["2", "3", "5"]
    assert (found["value"], found["cost"]) == pytest.approx((3.24, 7))


def test_the_example_gives_a_list_with_its_certificate(trimtab):
    """For $220 at most, with signals, and within a hundredth of the best there can be."""
    found = as_json(trimtab, *SENIOR)
    assert found["cost"] <= 220
    assert {"gold", "silver"} <= {one["signal"] for one in found["programmes"]}
    assert found["value"] <= found["bound"] <= found["value"] * 1.01


def test_the_same_files_give_the_same_bytes(trimtab):
    """Twice the same: byte for byte."""
    once, again = (
        trimtab("residency", "list", *SENIOR, "--json", "-", "--now", "2026-08-20T12:00").out
        for _ in range(2)
    )
    assert once == again


def test_the_list_comes_as_words_and_as_files(trimtab, tmp_path):
    """On the screen, as a table that reads back, as a spreadsheet and as a page."""
    files = {name: tmp_path / f"list.{name}" for name in ("csv", "xlsx", "html")}
    options = [part for name, path in files.items() for part in (f"--{name}", str(path))]
    outcome = trimtab("residency", "list", *SENIOR, *options, "--now", "2026-08-20T12:00")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("Apply to ")
    rows = csv.DictReader(files["csv"].read_text(encoding="utf-8-sig").splitlines())
    names = [row["name"] for row in rows]
    for kind in ("csv", "xlsx"):
        read, problems = read_programmes(files[kind].read_bytes(), f"list.{kind}")
        assert [one.name for one in read] == names
        assert problems == ()
    assert files["html"].read_text().startswith("<!doctype html>")


def test_what_is_written_gives_the_same_list_again(trimtab, tmp_path):
    """The table holds those left out too, and its advice is not taken for signals sent."""
    table = tmp_path / "list.csv"
    once = as_json(trimtab, *SENIOR, "--csv", str(table))
    again = as_json(trimtab, SENIOR[0], "--programmes", str(table))
    for key in ("id", "signal"):
        assert [one[key] for one in again["programmes"]] == [one[key] for one in once["programmes"]]
    assert again["considered"] == once["considered"]
    assert again["value"] == pytest.approx(once["value"])


def test_an_unknown_column_of_costs_stops_and_names_the_columns(trimtab, in_folder):
    """No list without the budget that was asked for."""
    arguments = ("me.toml", "--programmes", "table.csv", "--cost-column", "Hotel")
    outcome = trimtab("residency", "list", *arguments, "--html", "list.html")
    assert outcome.code == 1
    assert 'There is no column headed "Hotel"' in outcome.err
    assert '"worth", "price"' in outcome.err
    assert not (in_folder / "list.html").exists()


@pytest.mark.parametrize("content", ["", "%PDF-1.7", "name,specialty\nA,dermatology\n"])
def test_a_table_of_no_use_ends_with_one_and_writes_nothing(trimtab, in_folder, content):
    """Nothing in it, another kind of file, and no row of the specialty applied in."""
    (in_folder / "table.csv").write_text(content)
    outcome = trimtab(
        "residency", "list", "me.toml", "--programmes", "table.csv", "--csv", "list.csv"
    )
    assert outcome.code == 1
    assert "Nothing here can be used" in outcome.err
    assert not (in_folder / "list.csv").exists()


def test_a_missing_table_is_told(trimtab, in_folder):
    """A file that is not there leaves with 1 and a sentence."""
    outcome = trimtab("residency", "list", "me.toml", "--programmes", "nowhere.csv")
    assert outcome.code == 1
    assert "nowhere.csv" in outcome.err


def test_mistakes_of_a_profile_are_told_at_once(trimtab, in_folder):
    """An unknown key and an odd score, both with their lines."""
    (in_folder / "me.toml").write_text(
        '[applicant]\nspecialty = "internal medicine"\nstep2 = 2450\nspecality = "x"\n'
    )
    outcome = trimtab("residency", "list", "me.toml", "--programmes", "table.csv")
    assert outcome.code == 1
    assert "me.toml:3" in outcome.err
    assert "me.toml:4" in outcome.err


def test_a_first_profile_is_written_once(trimtab, in_folder):
    """It can be used as it stands, and is not written over."""
    assert trimtab("residency", "init", "first.toml").code == 0
    assert trimtab("residency", "list", "first.toml", "--programmes", "table.csv").code == 0
    assert trimtab("residency", "init", "first.toml").code == 1
    assert trimtab("residency", "init", "first.toml", "--force").code == 0
    assert trimtab("residency", "init", "-").out.startswith("# ")


def test_a_rank_list_comes_as_words_and_json(trimtab, in_folder):
    """By worth, 9, 8, 4, 1, 1, whatever the chances; odds and no match sum to one."""
    arguments = ("residency", "rank", "me.toml", "--programmes", "table.csv", "--correlation", "0")
    assert trimtab(*arguments).out.startswith("Rank these 5 in this order.")
    found = json.loads(trimtab(*arguments, "--json", "-").out)
    assert [one["id"] for one in found["ranks"]] == ["3", "5", "2", "1", "4"]
    shares = [one["odds"] for one in found["ranks"]]
    assert sum(shares) + found["p_unmatched"]["middle"] == pytest.approx(1)


def test_a_couple_ranks_pairs(trimtab):
    """The partner that the profile names is found, and pairs come out."""
    files = (str(EXAMPLES / "couple-first.toml"), "--programmes", SENIOR[-1], "--seasons", "500")
    outcome = trimtab("residency", "rank", *files, "--json", "-")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    assert 0 <= found["together"] <= found["both"] <= found["either"] <= 1
    worths = [one["worth"] for one in found["pairs"]]
    assert worths == sorted(worths, reverse=True)
