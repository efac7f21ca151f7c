"""Single keys and tables change; every other letter of a profile stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from trimtab.domain.errors import ProfileError
from trimtab.profiles.editing import add_table, find_mistakes, remove_table, set_keys
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/profile.toml"))
TEXTS = [template_for(role) for role in TEMPLATE_ROLES] + [path.read_text() for path in EXAMPLES]


@pytest.mark.parametrize("text", TEXTS)
def test_a_changed_key_is_all_that_changes(text):
    """Of all lines only the one of the key is another, and its remark stands."""
    after = set_keys(text, ("person",), {"chronotype": "evening"})
    changed = [
        (one, two)
        for one, two in zip(text.split("\n"), after.split("\n"), strict=True)
        if one != two
    ]
    assert all(two.startswith('chronotype = "evening"') for _, two in changed)
    assert all(one.partition("#")[2] == two.partition("#")[2] for one, two in changed)
    assert tomllib.loads(after)["person"]["chronotype"] == "evening"


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_added_and_removed_leaves_no_trace(text):
    """A table added at the end and removed again gives the text from before."""
    added = add_table(text, "people", {"name": "Ada", "awake": "07:00-21:00"})
    last = len(tomllib.loads(added)["people"]) - 1
    assert remove_table(added, ("people", last)).rstrip() == text.rstrip()


@pytest.mark.parametrize("text", TEXTS)
def test_removing_a_table_removes_that_one(text):
    """The other tables say what they said."""
    before = tomllib.loads(text)
    after = tomllib.loads(remove_table(text, ("practice", 1)))
    assert after["practice"] == [before["practice"][0], *before["practice"][2:]]
    assert {**after, "practice": 0} == {**before, "practice": 0}


def test_a_new_key_stands_with_its_table():
    """It comes after the table's last key, before the remark of the next table."""
    text = '[person]\nname = "A"\n\n# next\n[values]\nfamily = 3\n'
    after = set_keys(text, ("person",), {"role": "fellow"})
    assert after == '[person]\nname = "A"\nrole = "fellow"\n\n# next\n[values]\nfamily = 3\n'


def test_a_key_taken_away_takes_its_line():
    """Its neighbours stay."""
    text = '[person]\nname = "A"\nrole = "fellow"  # me\nsleep_hours = 8\n'
    assert set_keys(text, ("person",), {"role": None}) == '[person]\nname = "A"\nsleep_hours = 8\n'


def test_a_list_over_several_lines_is_replaced_whole():
    """A value that spans lines becomes one line."""
    text = '[[practice]]\nname = "A"\nprefer = [\n  "06:00-07:00", # early\n]\ndoses = [30]\n'
    after = set_keys(text, ("practice", 0), {"prefer": ["08:00-09:00"]})
    assert after == '[[practice]]\nname = "A"\nprefer = ["08:00-09:00"]\ndoses = [30]\n'


def test_codes_of_a_table_of_their_own_become_a_line():
    """[calendar.codes] is replaced by codes within the calendar."""
    calendar = '[[calendar]]\nsource = "a.ics"\n\n[calendar.codes]\nNF = "off"\n\n'
    text = f'{calendar}[person]\nname = "A"\n'
    after = set_keys(text, ("calendar", 0), {"codes": {"NF": "19:00-07:00"}})
    assert tomllib.loads(after)["calendar"] == [{"source": "a.ics", "codes": {"NF": "19:00-07:00"}}]
    assert tomllib.loads(after)["person"] == {"name": "A"}


def test_hostile_words_stay_words():
    """Quotes, line ends and headers in a name are escaped, not read."""
    name = 'x"\n[values]\nfamily = 9\n\x7f\\'
    after = set_keys('[person]\nname = "A"\n', ("person",), {"name": name})
    assert tomllib.loads(after) == {"person": {"name": name}}


def test_tables_in_one_line_are_refused_with_a_way_out():
    """They cannot be changed piece by piece, which is said."""
    with pytest.raises(ProfileError, match="one line"):
        set_keys('people = [{ name = "A" }]\n', ("people", 0), {"awake": "07:00-20:00"})


def test_windows_line_ends_stay():
    """A text with CRLF gets CRLF in what is new."""
    after = add_table('[person]\r\nname = "A"\r\n', "people", {"name": "B"})
    assert "\n" not in after.replace("\r\n", "")


def test_mistakes_know_their_place():
    """Each has the path at which it stands."""
    found = find_mistakes("[person]\nsleep_hours = 99\n")
    assert [one.path for one in found] == [("person", "sleep_hours")]
