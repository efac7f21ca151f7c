"""Markets as JSON: whole ones come back as they were, mistakes are told with place and remedy."""

from __future__ import annotations

import json

import pytest

from trimtab.domain.errors import MarketFileError, Problem
from trimtab.domain.markets import Blocking, Couple, Market, Matching, ProgrammeRanks
from trimtab.programmes.market_json import (
    MOST_TOLD,
    market_to_json,
    matching_to_json,
    read_market,
)

MARKET = Market(
    {"Ann": ("City", "Mercy"), "Ben": (), "Cem": ("Mercy",)},
    {"City": ProgrammeRanks(2, ("Ann", "Ben")), "Mercy": ProgrammeRanks(0, ("Cem",))},
    (Couple("Ben", "Cem", (("City", "Mercy"), ("City", ""), ("City", "City"))),),
)


def read(content):
    """A market and its problems as (what, mend), from JSON-ready content."""
    market, problems = read_market(json.dumps(content).encode(), "m.json")
    assert {one.file for one in problems} <= {"m.json"}
    return market, [(one.what, one.mend) for one in problems]


def test_a_market_comes_back_as_it_was():
    """Written and read again, nothing is lost and nothing told; a byte order mark is no harm."""
    content = market_to_json(MARKET)
    assert read(content) == (MARKET, [])
    marked = b"\xef\xbb\xbf" + json.dumps(content).encode()
    assert read_market(marked, "m.json")[0] == MARKET


def test_null_in_a_pair_is_going_unmatched():
    """As the empty name is."""
    content = market_to_json(MARKET)
    content["couples"][0][2][1] = ["City", None]
    assert read(content) == (MARKET, [])


def test_a_member_of_a_couple_needs_no_list():
    """Null stands for an empty one."""
    content = market_to_json(MARKET)
    content["applicants"]["Ben"] = None
    assert read(content) == (MARKET, [])


@pytest.mark.parametrize(
    ("change", "what", "mend"),
    [
        (
            lambda m: m["applicants"]["Ann"].append("Ctiy"),
            'Applicant "Ann", rank 3: "Ctiy" is no',
            'mean "City"?',
        ),
        (
            lambda m: m["applicants"]["Ann"].append("City"),
            'rank 3: "City" is ranked twice',
            "first rank",
        ),
        (
            lambda m: m["applicants"]["Ann"].append(7),
            'Applicant "Ann", rank 3: 7 is no',
            "left out",
        ),
        (
            lambda m: m["applicants"].update(Dee="City"),
            'Applicant "Dee": the list is no list',
            "empty",
        ),
        (lambda m: m["applicants"].update({"": []}), '"applicants" has an empty name', "name"),
        (
            lambda m: m["programmes"]["City"]["ranks"].append("Anne"),
            'Programme "City", rank 3',
            'mean "Ann"?',
        ),
        (
            lambda m: m["programmes"]["City"].update(positions=-1),
            "positions are -1",
            "takes nobody",
        ),
        (lambda m: m["programmes"]["City"].update(positions=True), "positions are true", "whole"),
        (lambda m: m["programmes"]["City"].update(positions=1.5), "positions are 1.5", "whole"),
        (lambda m: m["programmes"]["City"].update(positions=10**9), "positions are 10", "whole"),
        (lambda m: m["programmes"]["City"].pop("positions"), "positions are not given", "whole"),
        (lambda m: m["programmes"]["City"].update(quota=1), '"quota" is no part', "left out"),
        (lambda m: m["programmes"].update(Sea=[]), 'Programme "Sea" is no object', "takes nobody"),
        (lambda m: m.update(couple=[]), '"couple" is no part of a market', '"couples"?'),
        (lambda m: m.update(couples={}), '"couples" is no list', "Write"),
        (lambda m: m["couples"].append(["Ann"]), 'Couple 2, ["Ann"], is not two names', "left out"),
        (
            lambda m: m["couples"].append(["Ann", "Bne", []]),
            'Couple 2: "Bne" is no applicant',
            '"Ben"?',
        ),
        (
            lambda m: m["couples"].append(["Ann", "Ben", []]),
            '"Ben" would be in two couples',
            "own list",
        ),
        (
            lambda m: m["couples"].append(["Ann", "Ann", []]),
            '"Ann" would be with themselves',
            "own",
        ),
        (lambda m: m["couples"][0].__setitem__(2, []), "Couple 1 ranks no pair", "unmatched"),
        (lambda m: m["couples"][0][2].append(["City"]), "Couple 1, rank 4 is no pair", "left out"),
        (lambda m: m["couples"][0][2].append(["City", 3]), "rank 4: 3 is no programme", "left out"),
        (lambda m: m["couples"][0][2].append(["City", ""]), "is ranked twice", "first rank"),
    ],
)
def test_mistakes_are_told_with_place_and_remedy(change, what, mend):
    """One mistake, one problem; the rest of the market is used."""
    content = json.loads(json.dumps(market_to_json(MARKET)))
    change(content)
    market, problems = read(content)
    assert len(problems) == 1
    assert what in problems[0][0]
    assert mend in problems[0][1]
    assert market.applicants["Ann"] == MARKET.applicants["Ann"]
    assert market.programmes["Mercy"] == MARKET.programmes["Mercy"]


def test_a_name_twice_in_an_object_is_told():
    """JSON keeps the last one silently; we do not."""
    text = b'{"applicants": {"Ann": [], "Ann": []}, "programmes": {}}'
    assert '"Ann" stands 2 times in one object.' in read_market(text, "m.json")[1][0].what


def test_many_mistakes_are_summed_up():
    """After some, their number is told."""
    content = {"applicants": {"Ann": ["x"] * (MOST_TOLD + 7)}, "programmes": {}}
    problems = read(content)[1]
    assert len(problems) == MOST_TOLD + 1
    assert problems[-1][0] == "And 7 more mistakes."


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"", 1, "not JSON"),
        (b'{"applicants":\n nothing}', 2, "not JSON"),
        (b"[]", None, "object in braces"),
        (b"\xff\xfe\x00", None, "UTF-8"),
        (b"[" * 100_000, None, "too deep"),
        (b'{"applicants": {}}', None, '"programmes" is not there'),
        (b'{"applicants": [], "programmes": {}}', None, '"applicants" is not there'),
    ],
)
def test_what_is_no_market_is_an_error(content, line, what):
    """With the line where it is known, and what a market looks like."""
    with pytest.raises(MarketFileError) as caught:
        read_market(content, "m.json")
    assert caught.value.problems[0].line == line
    assert what in caught.value.problems[0].what
    assert "positions" in caught.value.problems[0].mend


def test_a_matching_says_all_that_is_known():
    """Every key that the documentation names."""
    matching = Matching(
        {"Ann": "City"}, ("Ben", "Cem"), (Blocking(("Ben", "Cem"), ("City",)),), True, 8
    )
    assert matching_to_json(matching, (Problem("m.json", None, "Odd.", "Mend it."),)) == {
        "matches": {"Ann": "City"},
        "unmatched": ["Ben", "Cem"],
        "stable": False,
        "blocking": [{"applicants": ["Ben", "Cem"], "programmes": ["City"]}],
        "none_exists": True,
        "tries": 8,
        "problems": [{"file": "m.json", "line": None, "what": "Odd.", "mend": "Mend it."}],
    }


def test_a_number_of_thousands_of_digits_is_no_market():
    """Python reads none such; the limit is named."""
    text = b'{"applicants": {}, "programmes": {"City": {"positions": ' + b"9" * 5000 + b"}}}"
    with pytest.raises(MarketFileError, match="whole numbers from 0 to 1,000,000"):
        read_market(text, "m.json")


def test_positions_beyond_the_limit_are_told_with_it():
    """It is read, too many, and the limit stands in the remedy."""
    content = market_to_json(MARKET)
    content["programmes"]["City"]["positions"] = 10**30
    market, problems = read(content)
    assert market.programmes["City"].positions == 0
    assert "from 0 to 1,000,000" in problems[0][1]


def test_half_a_character_in_a_name_is_told_and_left_out():
    """Nothing could write it; the rest of the market, as JSON too, can be written as UTF-8."""
    content = market_to_json(MARKET)
    content["applicants"]["A\ud800"] = ["City"]
    content["programmes"]["City"]["ranks"].append("A\ud800")
    market, problems = read(content)
    assert market == MARKET
    assert "holds half a character" in problems[0][0]
    assert all("".join(one).encode() for one in problems)


def test_who_stays_in_another_couple_is_not_said_to_go_alone():
    """Ben goes with Cem as before; only whoever is in no other goes by their own list."""
    content = market_to_json(MARKET)
    content["couples"].append(["Ann", "Ben", [["City", "City"]]])
    market, problems = read(content)
    assert market.couples == MARKET.couples
    assert problems[0][1] == (
        "The couple is left out, and whoever is in no other goes by their own list."
    )
