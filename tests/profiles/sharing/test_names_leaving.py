"""Names, private words and places that must not leave in a shared file, and words that may."""

from __future__ import annotations

import pytest

from trimtab.domain.sharing import TABLES_OF
from trimtab.profiles.appending import sound_profile
from trimtab.profiles.sharing.leaving import find_leaving, title_fault

HEAD = """
[person]
name = "Dr. Hannah Okoro"
[values]
"Hannah's peace" = 3
body = 2
[[people]]
name = "Grandmother"
[[people]]
name = "Ada Obi"
kind = "friend"
"""
GUILTY = """HIV check; Miscarriage group; ADHD coach; Pride choir; Visit Dad's grave; Period pain
rest; Weigh-in; Union meeting; Northwestern ICU huddle; Grief walk; Birth control; IVF clinic;
Methadone; Chemo; AA; Jummah; LGBTQ dinner; Strike vote; Bankruptcy papers; Migraine diary;
St. Mary's rounds; University of Chicago gym; Mercy Hospital choir""".replace("\n", " ").split("; ")
INNOCENT = """Walk; Credit union; Pride and Prejudice; Gravel ride; Reunion call; Weights;
Meal prep; Hospital badge; Read a period novel; University library; Stretch; Call Gran""".replace(
    "\n", " "
).split("; ")


def rows_of(*names: str, value: str = "body"):
    """Practices of these names as they would leave."""
    each = "".join(f'[[practice]]\nname = "{one}"\nvalue = "{value}"\n' for one in names)
    text = HEAD + each
    return find_leaving(text, sound_profile(text, "me.toml"), TABLES_OF["week"])


@pytest.mark.parametrize("name", GUILTY)
def test_what_tells_of_somebody_stays_unless_it_is_ticked(name):
    """Health, identity, faith, union, law and named places, by their plain words."""
    (row,) = (one for one in rows_of(name) if one.thing.table == "practice")
    assert row.is_private or row.doubts


@pytest.mark.parametrize("name", INNOCENT)
def test_what_tells_nothing_leaves(name):
    """Words that only look alike are no reason to ask."""
    (row,) = (one for one in rows_of(name) if one.thing.table == "practice")
    assert (row.is_private, row.doubts, row.thing.name) == (False, (), name)


def test_a_value_that_holds_a_name_leaves_no_trace():
    """Neither among the values nor at what serves it, and both say so."""
    values, practice = rows_of("Walk", value="Hannah's peace")
    assert values.thing.values == {"body": 2}
    assert "value" not in practice.thing.values
    assert values.removed == practice.removed == ("the value Hannah's peace",)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Text Okoro family", "Text my family"),
        ("Text Obi family", "Text a friend's family"),
        ("Hannah's hour", "My hour"),
        ("Ada's run", "A friend's run"),
        ("Call Dr. Ng", "Call Dr. Ng"),
    ],
)
def test_what_stands_for_a_name_reads_well(name, left):
    """Whose family it is stays a sentence, and a title is nobody's name."""
    (row,) = (one for one in rows_of(name) if one.thing.table == "practice")
    assert row.thing.name == left


def test_a_title_holds_nobodys_name():
    """The file says that it tells nothing of whose week it is."""
    profile = sound_profile(HEAD, "me.toml")
    assert "holds the name Hannah" in title_fault("Hannah Okoro week", profile)
    assert title_fault("A week that works", profile) == ""
