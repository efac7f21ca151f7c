"""`trimtab share`: a file made, looked at, taken and undone, with real parts behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trimtab.profiles.reading import read_profile_file
from trimtab.profiles.templates import template_for
from trimtab.wiring.sharing import sharing

MINE, THEIRS = "me.toml", "theirs.toml"


@pytest.fixture
def share(trimtab):
    """Runs `trimtab share` beside a resident's profile and a clerkship student's."""
    Path(MINE).write_text(template_for("resident-nights"))
    Path(THEIRS).write_text(template_for("clerkship"))

    def read(path, zone):
        return read_profile_file(path, zone=zone)

    def call(*words):
        return trimtab("share", *words, sharing=sharing(), read_profile=read)

    return call


def names(path):
    """Practices of a profile."""
    return [one.name for one in read_profile_file(Path(path)).practices]


def test_a_file_is_made_looked_at_taken_and_undone(share):
    """What is private stays; what has a name already stays as it is; undo is letter for letter."""
    made = share("make", "rituals", "boundaries", "nights.toml", "--title", "Nights")
    assert (made.code, made.out) == (0, "")
    assert "5 min, for family (without who it is with)" in made.err
    assert "It stays with you:\n  Evening prayer or quiet: It looks private" in made.err
    assert "prayer" not in Path("nights.toml").read_text()
    look = share("look", "nights.toml", "--into", THEIRS).out
    assert look.startswith("Nights\n  It closes ")
    assert "h a week.\n" in look
    assert "Daylight walk" in look
    assert "(yours differs)\n    yours: twice a week, 30, 15 or 5 min" in look
    before = Path(THEIRS).read_bytes()
    taken = share("take", "nights.toml", "--into", THEIRS)
    assert taken.code == 0
    assert "Daylight walk: added" in taken.out
    assert "What all of the file does to a week:\n  It closes" in taken.err
    assert "Call home" not in taken.out
    assert "Daylight walk" in names(THEIRS)
    assert share("undo", THEIRS).out.startswith("Back as it was: ")
    assert Path(THEIRS).read_bytes() == before
    assert "Nothing was taken" in share("undo", THEIRS).err


def test_each_take_is_undone_and_missing_codes_are_told(share):
    """The last first; a file of codes without any says so."""
    share("make", "rituals", "nights.toml")
    made = share("make", "rituals", "codes", "both.toml")
    assert "No codes are in it" in made.err
    states = [Path(THEIRS).read_bytes()]
    for name in ("Daylight walk", "Run"):
        share("take", "nights.toml", "--into", THEIRS, "--only", name)
        states.append(Path(THEIRS).read_bytes())
    for state in reversed(states[:-1]):
        share("undo", THEIRS)
        assert Path(THEIRS).read_bytes() == state
    assert "Nothing was taken" in share("undo", THEIRS).err


def test_things_are_chosen_replaced_and_renamed_by_name(share):
    """A kind and a table are names for all of theirs."""
    share("make", "week", "nights.toml", "--from", MINE)
    words = ("take", "nights.toml", "--into", THEIRS)
    dry = share(*words, "--only", "Run", "--rename", "Run=Slow run", "--dry-run")
    assert dry.out == "Slow run: added\n"
    assert "Nothing is changed" in dry.err
    found = share(*words, "--without", "rituals", "--without", "values", "--replace", "boundary")
    assert "Screens down before bed" in found.out
    assert "Run" not in names(THEIRS)


def test_a_private_thing_leaves_where_it_is_named(share):
    """And nothing else then."""
    share("make", "rituals", "one.toml", "--only", "evening prayer or quiet", "--rename",
          "Evening prayer or quiet=Quiet")  # fmt: skip
    text = Path("one.toml").read_text()
    assert 'name = "Quiet"' in text
    assert text.count("[[") == 1


def test_mistakes_are_told_and_nothing_changes(share):
    """Names that are not there, halves of a pair, a hostile file, a profile changed since."""
    share("make", "rituals", "nights.toml")
    mine = Path(MINE).read_text()
    Path(MINE).write_text(
        re.sub(r'^name = ".*"', 'name = "Sam"', mine, count=1, flags=re.MULTILINE)
    )
    for words, said in (
        (("make", "rituals", "x.toml", "--only", "Nothing"), "Nothing there is called 'Nothing'"),
        (("make", "codes", "x.toml"), "Nothing is left to share"),
        (("make", "week", "x.toml", "--title", "A week of Sam"), "--title holds the name Sam"),
        (("take", "nights.toml", "--into", THEIRS, "--value", "body=zzz"), "no value 'zzz'"),
        (("take", "nights.toml", "--into", THEIRS, "--value", "zzz=body"), "no value 'zzz'"),
        (("take", "nights.toml", "--into", THEIRS, "--rename", "Run"), "takes two names"),
        (("take", "nights.toml", "--into", THEIRS, "--calendar", "x"), "no such calendar"),
        (("take", "missing.toml", "--into", THEIRS), "missing.toml"),
        (("take", THEIRS, "--into", THEIRS), "no [share]"),
        (("make", "rituals", MINE), "something else"),
    ):
        before = Path(THEIRS).read_bytes(), Path(MINE).read_bytes()
        outcome = share(*words)
        assert outcome.code
        assert said in outcome.err
        assert (Path(THEIRS).read_bytes(), Path(MINE).read_bytes()) == before
    share("take", "nights.toml", "--into", THEIRS)
    Path(THEIRS).write_text(Path(THEIRS).read_text() + "# later\n")
    outcome = share("undo", THEIRS)
    assert "It was changed since" in outcome.err
    assert "theirs.before-share.toml" in outcome.err


def test_codes_wait_for_a_calendar(share):
    """They are left where there is none, and taken for the one that is named."""
    Path("codes.toml").write_text('[share]\nversion = 1\n[codes]\nNF = "19:00-07:00"\n')
    left = share("take", "codes.toml", "--into", THEIRS)
    assert "your profile has none yet" in left.err
    Path(THEIRS).write_text(Path(THEIRS).read_text() + '\n[[calendar]]\nsource = "duty.ics"\n')
    taken = share("take", "codes.toml", "--into", THEIRS, "--calendar", "duty.ics")
    assert taken.out == "NF: hours of a code\n"
    assert "NF" in read_profile_file(Path(THEIRS)).calendars[0].codes
