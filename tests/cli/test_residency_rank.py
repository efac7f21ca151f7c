"""`trimtab residency rank`: partners that cannot be, and what is written."""

from __future__ import annotations

import csv
import json

import pytest

TABLE = (
    "id,name,specialty,state,city,chance\n1,Alpha,IM,OH,Columbus,0.5\n2,Beta,IM,OH,Columbus,0.4\n"
)
ME = '[applicant]\nname = "Ann"\nspecialty = "IM"\n'


@pytest.fixture
def rank(trimtab, tmp_path, monkeypatch):
    """The command in a folder with a table, profiles written as given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE)

    def run(*more, couple="", partner=None):
        (tmp_path / "me.toml").write_text(ME + couple)
        if partner is not None:
            (tmp_path / "partner.toml").write_text(partner)
        return trimtab("residency", "rank", "me.toml", "--programmes", "table.csv", *more)

    return run


COUPLE = '[couple]\npartner = "partner.toml"\n'
THEM = '[applicant]\nname = "Ben"\nspecialty = "IM"\n'


@pytest.mark.parametrize(
    ("couple", "more", "said"),
    [
        (COUPLE.replace("partner.toml", "me.toml"), (), "me.toml is your own profile"),
        ("", ("--partner", "./me.toml"), "is your own profile"),
        (COUPLE, (), "says that your partner's profile is partner.toml, and there is no such file"),
        ("", ("--partner-programmes", "table.csv"), "me.toml names none. Add --partner FILE"),
    ],
)
def test_a_partner_who_cannot_be_is_told(rank, couple, more, said):
    """Oneself, nobody, or a file that is not there: with the profile and a remedy."""
    outcome = rank(*more, couple=couple)
    assert outcome.code == 1
    assert said in outcome.err
    assert outcome.out == ""


def test_one_table_for_two_is_told_and_two_are_not(rank, tmp_path):
    """The same file twice is one table, however it is named."""
    said = "You both use one table"
    assert said in rank(couple=COUPLE, partner=THEM).out.replace("\n", " ")
    same = ("--partner-programmes", "./table.csv")
    assert said in rank(*same, couple=COUPLE, partner=THEM).out.replace("\n", " ")
    (tmp_path / "theirs.csv").write_text(TABLE)
    assert said not in rank("--partner-programmes", "theirs.csv", couple=COUPLE, partner=THEM).out


def test_the_list_is_written_as_json_and_as_tables(rank, tmp_path):
    """All at once, with names; two outputs may not share a file."""
    outputs = ("--json", "r.json", "--csv", "r.csv", "--xlsx", "r.xlsx")
    assert rank(*outputs, couple=COUPLE, partner=THEM).code == 0
    pairs = json.loads((tmp_path / "r.json").read_text())["pairs"]
    with (tmp_path / "r.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [one["first_name"] or None for one in rows] == [one["first_name"] for one in pairs]
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert rank("--json", "-", "--csv", "-").code == 2


def test_nan_is_no_correlation(rank):
    """It passed as a number between 0 and 1 and was a fault."""
    outcome = rank("--correlation", "nan")
    assert outcome.code == 2
    assert "not a number" in outcome.err
