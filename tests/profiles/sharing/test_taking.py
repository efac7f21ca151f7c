"""A shared file is taken as chosen: nothing is replaced by itself, and it can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.errors import ProfileError
from trimtab.domain.sharing import Choice, Order
from trimtab.profiles.appending import sound_profile
from trimtab.profiles.reading import read_profile
from trimtab.profiles.sharing.offered import shared_template
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.sharing.taking import beside, take, unknown_values
from trimtab.profiles.sharing.undoing import put_back, standing_names
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for

TODAY = date(2026, 11, 17)
MINE = """# mine
[values]
body = 3       # my body

[[calendar]]
source = "duty.ics"
codes = { NF = "20:00-08:00", OFF = "off" }

[[practice]]
name = "Run"           # as ever
value = "body"
times_per_week = 2
note = "with the dog"

[[boundary]]
name = "No work after nine"
off = "21:00-06:00"
"""
THEIRS = """[share]
version = 1
title = "Theirs"
[[practice]]
name = "run"
value = "body"
times_per_week = 4
doses = [40, 10]
[[practice]]
name = "Stretch"
value = "joy"
after = "run"
[[practice]]
name = "Long table"
every_weeks = 2
[[boundary]]
name = "No work after nine"
off = "21:00-06:00"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
[codes]
NF = "19:00-07:00"
OFF = "off"
HC = "17:00-07:00 home_call"
"""


def theirs(text=THEIRS):
    """A shared file, read."""
    shared, problems = read_shared(text.encode(), "theirs.toml")
    assert problems == ()
    return shared


def taken(choices=None, values=None, mine=MINE):
    """The profile with what was taken, and the sentences."""
    order = Order(today=TODAY, choices=choices or {}, values=values or {})
    return take(mine, theirs(), order)


def test_each_thing_stands_beside_what_is_there():
    """Another way to write the same is the same; a name is a name in capitals or not."""
    assert [(one.thing.name, one.standing, one.offered) for one in beside(MINE, theirs())] == [
        ("run", "clash", "run (2)"),
        ("Stretch", "new", ""),
        ("Long table", "new", ""),
        ("No work after nine", "same", ""),
        ("NF", "clash", ""),
        ("OFF", "same", ""),
        ("HC", "new", ""),
    ]


def test_by_itself_only_what_is_new_is_taken():
    """Every letter of one's own stays, a new value gets a weight, and a rhythm begins today."""
    found = taken()
    profile = sound_profile(found.text, "me.toml")
    assert [one.name for one in profile.practices] == ["Run", "Stretch", "Long table"]
    assert {**profile.values, "life": 0} == {"body": 3, "joy": 1, "life": 0}
    assert profile.practices[0].times_per_week == 2
    assert profile.practices[1].after == "Run"
    assert profile.practices[2].rhythm.weeks == 2
    assert set(profile.calendars[0].codes) == {"NF", "OFF", "HC"}
    assert profile.calendars[0].codes["NF"] == ((1200, 480),)
    assert found.text.startswith("# mine\n[values]\nbody = 3       # my body\n")
    assert found.sentences == ("Stretch: added", "Long table: added", "HC: hours of a code")


def test_a_choice_replaces_or_renames_and_keeps_what_is_nobody_elses():
    """One's own note stays with what is replaced; what rides with a renamed one follows it."""
    run = ("practice", "run")
    replaced = sound_profile(taken({run: Choice("replace")}).text, "me.toml").practices
    assert (replaced[0].name, replaced[0].times_per_week) == ("Run", 4)
    assert replaced[0].doses == (40, 10)
    assert replaced[0].note == "with the dog"
    renamed = sound_profile(taken({run: Choice("rename", "Slow run")}).text, "me.toml").practices
    assert [one.name for one in renamed] == ["Run", "Slow run", "Stretch", "Long table"]
    assert renamed[2].after == "Slow run"


def test_a_value_counts_as_one_of_ones_own():
    """Nothing new is weighed then."""
    assert unknown_values(MINE, theirs()) == ("joy",)
    assert unknown_values("", theirs()) == ()
    profile = sound_profile(taken(values={"joy": "body"}).text, "me.toml")
    assert "joy" not in profile.values
    assert profile.practices[1].value == "body"


def test_what_cannot_be_kept_is_refused_with_nothing_changed():
    """A name that is not free or not plain; codes without a calendar."""
    run = ("practice", "run")
    for name, said in (("Run", "stands there"), ("Stretch", "stands there"), ("=x", "sign =")):
        with pytest.raises(ProfileError, match=said):
            taken({run: Choice("rename", name)})
    with pytest.raises(ProfileError, match="Codes belong to a calendar"):
        taken(mine="[values]\nbody = 1\n")


def test_what_rides_with_something_left_out_stands_alone():
    """It is taken all the same."""
    mine = MINE.replace('name = "Run"', 'name = "Swim"')
    found = taken({("practice", "run"): Choice("leave")}, mine=mine)
    assert sound_profile(found.text, "me.toml").practices[1].after is None


def test_every_week_of_a_role_can_be_taken_into_every_other():
    """New things alone or all in place of what is there; each is sound and put back whole."""
    for number, role in enumerate(TEMPLATE_ROLES):
        mine = template_for(TEMPLATE_ROLES[number - 1])
        week = theirs(shared_template(role).decode())
        replaced = {one.key: Choice("replace") for one in week.things}
        choices = replaced if number % 2 else {}
        found = take(mine, week, Order(today=TODAY, choices=choices))
        assert found.sentences
        assert read_profile(found.text, "me.toml")[1] == ()
        assert put_back(mine, found.text, found.text).text == mine


def test_undo_leaves_what_was_changed_since():
    """A task added later stays; so does a practice that was taken and changed."""
    choices = {("practice", "run"): Choice("replace"), ("code", "NF"): Choice("replace")}
    after = taken(choices).text
    later = after.replace('name = "Stretch"\n', 'name = "Stretch"\ntimes_per_week = 7\n')
    later += '\n[[task]]\nname = "Later"\n'
    undone = put_back(MINE, after, later)
    profile = sound_profile(undone.text, "me.toml")
    assert [one.name for one in profile.tasks] == ["Later"]
    assert {one.name: one.times_per_week for one in profile.practices} == {"Run": 2, "Stretch": 7}
    assert profile.practices[0].note == "with the dog"
    assert set(profile.calendars[0].codes) == {"NF", "OFF"}
    assert profile.calendars[0].codes["NF"] == ((1200, 480),)
    assert "Long table" in undone.sentences
    assert "Stretch" not in undone.sentences


def test_values_that_something_serves_stay():
    """Those of the file come in place of mine, but for what a practice of mine is for."""
    week = theirs("[share]\nversion = 1\n[values]\njoy = 2\nquiet = 1\n[messages]\nvalue = 'joy'\n")
    mine = MINE.replace("body = 3 ", "family = 2\nbody = 3 ")
    found = take(mine, week, Order(today=TODAY, choices={("values", ""): Choice("replace")}))
    profile = sound_profile(found.text, "me.toml")
    assert {key: profile.values[key] for key in ("joy", "quiet", "body")} == {
        "joy": 2, "quiet": 1, "body": 3,
    }  # fmt: skip
    assert "family" not in profile.values
    bare = MINE.replace("[values]\nbody = 3       # my body\n", "")
    new = sound_profile(take(bare, week, Order(today=TODAY)).text, "me.toml")
    assert new.values["body"] == 1


def test_what_no_longer_stands_is_not_called_taken():
    """A practice that was changed since is the person's own."""
    after = taken().text
    later = after.replace('name = "Stretch"\n', 'name = "Stretch"\ntimes_per_week = 7\n')
    assert "Stretch" in standing_names(MINE, after, after)
    assert "Stretch" not in standing_names(MINE, after, later)
    assert standing_names(MINE, after, MINE) == ()
