"""What leaves a profile: names, notes and dates are taken off, what looks private stays."""

from __future__ import annotations

from trimtab.domain.sharing import SHARE_KINDS, TABLES_OF, Shared
from trimtab.profiles.appending import sound_profile
from trimtab.profiles.sharing.leaving import find_leaving, fitted
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.sharing.writing import write_shared

PROFILE = """
[person]
name = "Sam Rivera"
email = "sam@example.org"

[values]
family = 3
faith = 2

[[calendar]]
source = "https://calendar.example.org/private-1234.ics"
name = "Amion"
row = "Okafor"
kind = "duty"
codes = { NF = "19:00-07:00", "Okafor" = "off" }

[[people]]
name = "Ada Obi"
kind = "friend"

[[people]]
name = "Mother"

[[practice]]
name = "Call Ada on Amion days"
value = "family"
with = "Ada Obi"
note = "her number is in the drawer"
on = [2026-12-05]

[[practice]]
name = "Walk with Mother"
value = "family"
with = "Mother"

[[practice]]
name = "Stretch"
after = "Walk with Mother"

[[practice]]
name = "Evening prayer"
value = "faith"

[[practice]]
name = "Sam's hour"
private = true

[[protect]]
name = "Dinner"
with = "Ada Obi"
between = "18:00-21:00"

[[task]]
name = "Secret abstract"
"""


def leaving(kind):
    """What would leave of a kind."""
    return find_leaving(PROFILE, sound_profile(PROFILE, "me.toml"), TABLES_OF[kind])


def test_names_notes_and_dates_are_taken_off():
    """A friend is a friend; Mother is nobody's own name; each is said."""
    rows = {one.thing.name: one for one in leaving("rituals")}
    call = rows["Call a friend on Amion days"]
    assert set(call.thing.values) == {"name", "value"}
    assert call.removed == ("who it is with", "the note", "its dates", "the name Ada")
    assert call.doubts == (
        "it is on dates of its own",
        '"Amion" is the name of a calendar',
    )
    assert rows["Walk with Mother"].removed == ("who it is with",)
    assert rows["My hour"].removed == ("the name Sam",)


def test_what_looks_private_is_called_so():
    """By its value, or as the person said; a value of that kind leaves no trace."""
    assert {one.thing.name for one in leaving("rituals") if one.is_private} == {
        "Evening prayer", "My hour",
    }  # fmt: skip
    values = next(one for one in leaving("week") if one.thing.table == "values")
    assert values.thing.values == {"family": 3}
    assert values.removed == ("the value faith",)


def test_a_code_that_is_somebodys_name_is_doubted():
    """The row of a calendar is the person's own name in it."""
    doubts = {one.thing.name: one.doubts for one in leaving("codes")}
    assert doubts == {"NF": (), "Okafor": ('"Okafor" is the name of a calendar',)}


def test_nothing_of_the_person_is_in_any_file():
    """Every kind, with all rows: no name, address, note or task; and it is read as it was."""
    for kind in SHARE_KINDS:
        rows = [one for one in leaving(kind) if not (one.is_private or one.doubts)]
        shared = Shared("All of it", tuple(fitted([one.thing for one in rows], {})), "resident")
        content, problems = write_shared(shared, "out.toml")
        if not rows:
            continue
        assert problems == ()
        assert read_shared(content, "out.toml")[0] == shared
        for secret in (b"Ada", b"Obi", b"Sam", b"Rivera", b"example", b"drawer", b"Secret", b"Ok"):
            assert secret not in content


def test_what_leans_on_what_stays_stands_alone():
    """A name given for the file is followed; a value that stays is left out."""
    things = [one.thing for one in leaving("rituals")]
    walk = next(one for one in things if one.name == "Walk with Mother")
    new = fitted(things, {walk.key: "Walk"})
    assert next(one for one in new if one.name == "Stretch").values["after"] == "Walk"
    alone = [one for one in things if one.name == "Stretch"]
    assert "after" not in next(iter(fitted(alone, {}))).values


def test_words_that_no_file_may_hold_are_doubted_at_home():
    """A sign, two of one name; how an emoji is drawn is left out by itself."""
    text = """
[[practice]]
name = "Gym @ work"
[[practice]]
name = "Tea \N{HOT BEVERAGE}\ufe0f"
[[boundary]]
name = "Screens"
days = ["mon"]
[[boundary]]
name = "Screens"
days = ["tue"]
"""
    rows = find_leaving(text, sound_profile(text, "me.toml"), TABLES_OF["week"])
    assert [(one.thing.name, one.doubts) for one in rows] == [
        ("Gym @ work", ("it holds the sign @, which no shared file may",)),
        ("Tea \N{HOT BEVERAGE}", ()),
        ("Screens", ()),
        ("Screens", ("another has this name, so call one of them otherwise",)),
    ]
