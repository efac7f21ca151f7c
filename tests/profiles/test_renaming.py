"""Somebody gets another name, and everything in the profile that names them follows."""

from __future__ import annotations

import tomllib

import pytest

from trimtab.profiles.editing import find_mistakes, set_keys
from trimtab.profiles.renaming import kept_with, rename_person
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for

WHOLE = """\
[person]
time_zone = "America/New_York"

[days]
hide = ["Partner's birthday", "Columbus Day"]

[publish]
free_for = "Partner"

[[people]]
name = "Partner"  # us

[[people]]
name = "Partners in Lagos"

[[practice]]
name = "Dinner with Partner"  # at the table
with = "Partner"

[[practice]]
name = "Dishes"
after = "Dinner with Partner"

[[practice]]
name = "Call with Partners in Lagos"
with = "Partners in Lagos"

[[protect]]
name = "Dinner together"
with = 'Partner'

[[care]]
name = "Mia"
by = ["me", "Partner"]
covers = [{ name = "Partner", days = ["mon"], between = "07:00-18:00" }]
"""


def test_everything_that_names_somebody_follows_and_nothing_else():
    """Whole words alone: others whose name begins alike stay, remarks and all."""
    after = set_keys(rename_person(WHOLE, "Partner", "Maria"), ("people", 0), {"name": "Maria"})
    assert find_mistakes(after) == ()
    expected = WHOLE.replace("'Partner'", '"Maria"').replace("Partners", "P-s")
    assert after == expected.replace("Partner", "Maria").replace("P-s", "Partners")
    assert kept_with(after, "Maria") == ("Dinner with Maria", "Dinner together", "Mia")
    assert kept_with(after, "Partner") == ()


def test_a_name_that_another_thing_has_already_is_not_given_twice():
    """The practice keeps its own name and is with the new one all the same."""
    text = WHOLE.replace('name = "Dishes"', 'name = "Dinner with Maria"')
    after = tomllib.loads(rename_person(text, "Partner", "Maria"))["practice"]
    assert [one["name"] for one in after[:2]] == ["Dinner with Partner", "Dinner with Maria"]
    assert after[0]["with"] == "Maria"


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_everybody_in_every_template_can_be_renamed(role):
    """Also to a name with signs that TOML and patterns know."""
    text = template_for(role)
    for number, one in enumerate(tomllib.loads(text).get("people", [])):
        new = f'"Amma" \\1 ({number})'
        text = set_keys(rename_person(text, one["name"], new), ("people", number), {"name": new})
        assert find_mistakes(text) == ()
