"""Rulebooks as data: complete, honest about what nobody has checked, and read with care."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.duty import RULE_KINDS, RULEBOOKS
from trimtab.rulebooks.reading import FOLDER, parse_rulebook, read_rulebook

RULE = """
version = 1
title = "A book"
place = "Here"

[[rule]]
id = "one"
kind = "weekly_hours"
check = "weeks_average_more_than_allowed"
requirement = "A.1"
text = "At most so many."
source = "A paper"
checked = 2026-11-22
limits = { most_minutes = 60, average_days = 28 }
"""


def test_every_file_is_a_rulebook_by_name():
    """The names there are and the files there are agree."""
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(RULEBOOKS)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_every_rule_says_where_it_is_from(name):
    """Id, requirement, own words, source and day it was checked, each rule once."""
    book = read_rulebook(name)
    assert book.rules
    assert len({rule.id for rule in book.rules}) == len(book.rules)
    for rule in book.rules:
        assert rule.kind in RULE_KINDS
        assert rule.requirement
        assert rule.source
        assert rule.text.endswith(".")
        assert rule.checked == date(2026, 11, 22)
        assert (rule.certainty == "unverified") == (rule.source == "from memory")


@pytest.mark.parametrize("name", RULEBOOKS)
def test_what_is_not_checked_is_said(name):
    """Each book names at least one requirement that a calendar cannot decide."""
    book = read_rulebook(name)
    assert book.not_checked
    assert all(one.text.endswith(".") and one.requirement for one in book.not_checked)


def test_the_new_numbers_of_acgme_stand_beside_the_old():
    """VI.F.1 is said to be 6.20 by now; every rule has both."""
    rules = {rule.requirement: rule.renumbered for rule in read_rulebook("acgme").rules}
    assert rules["VI.F.1"] == "6.20"
    assert all(old.startswith("VI.F") and new.startswith("6.2") for old, new in rules.items())


def test_a_sound_book_is_read():
    """What the small book says."""
    book, problems = parse_rulebook(RULE, "small", "small.toml")
    assert problems == ()
    assert book is not None
    assert (book.name, book.title, book.kinds) == ("small", "A book", ("weekly_hours",))
    assert book.rules[0].limit("most_minutes") == 60
    assert book.rules[0].limit("rolling_days", 5) == 5
    with pytest.raises(KeyError):
        book.rules[0].limit("rolling_days")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weeks_average_more_than_allowed", "weeks_average", "there is no check weeks_average"),
        ("most_minutes", "most_minuets", "knows no limit most_minuets"),
        ("most_minutes = 60, ", "", "limits lack most_minutes"),
        ('"weekly_hours"', '"hours"', "rule.0.kind"),
        ("2026-11-22", '"today"', "rule.0.checked"),
        ("source =", "sources =", "rule.0.source"),
        ("version = 1", "version = 2", "version"),
        ('"A book"', '"A book', "not TOML"),
    ],
)
def test_a_mistake_is_named(old, new, said):
    """Every mistake in a book is told with its place, and no book comes of it."""
    book, problems = parse_rulebook(RULE.replace(old, new), "small", "small.toml")
    assert book is None
    assert any(said in str(problem) for problem in problems)
    assert all(problem.file == "small.toml" and problem.mend for problem in problems)
