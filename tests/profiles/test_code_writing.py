"""A legend is added under its calendar; whatever else a profile says stays."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from trimtab.domain.errors import ProfileError
from trimtab.domain.shown_calendars import CodeProposal, CodeProposals
from trimtab.profiles.code_writing import add_codes

DAY = date(2026, 11, 16)
PROFILE = """\
# mine
[[calendar]]
source = "a.ics"   # work

[[calendar]]
source = "b.ics"
kind = "duty"

[[practice]]
name = "Run"
value = "body"
doses = [30]
"""


def proposal(code, meaning="", basis="open"):
    """A code seen on one day."""
    return CodeProposal(code, 1, DAY, DAY, (0,), (DAY,), meaning, basis, "")


CODES = (
    proposal("NF", "19:00-07:00", "calendar"),
    proposal("HC", "17:00-07:00 home_call", "guess"),
    proposal("XR"),
)


def written(text, source="a.ics", codes=CODES):
    """The profile with the codes."""
    return add_codes(text.encode(), CodeProposals(source, codes), "me.toml").decode()


@pytest.mark.parametrize(("source", "at"), [("a.ics", 0), ("b.ics", 1)])
def test_codes_stand_under_their_calendar(source, at):
    """What is certain counts; guesses and questions are comments; the other lines are the same."""
    text = written(PROFILE, source)
    assert tomllib.loads(text)["calendar"][at]["codes"] == {"NF": "19:00-07:00"}
    assert '# "HC" = "17:00-07:00 home_call"   # a guess: check it' in text
    lines = text.splitlines()
    assert [line for line in lines if line in PROFILE.splitlines()][:2] == PROFILE.splitlines()[:2]
    assert set(PROFILE.splitlines()) <= set(lines)


def test_a_table_of_codes_is_continued():
    """Codes there already stay, and new ones follow them."""
    text = PROFILE.replace('kind = "duty"\n', '[calendar.codes]\n"D" = "07:00-19:00"\n')
    codes = tomllib.loads(written(text, "b.ics"))["calendar"][1]["codes"]
    assert codes == {"D": "07:00-19:00", "NF": "19:00-07:00"}


def test_a_calendar_the_profile_lacks_is_added():
    """At the end, as a duty calendar."""
    calendars = tomllib.loads(written(PROFILE, "c.ics"))["calendar"]
    assert calendars[2] == {"source": "c.ics", "kind": "duty", "codes": {"NF": "19:00-07:00"}}


def test_line_endings_and_a_mark_stay():
    """A file of Windows stays one."""
    content = b"\xef\xbb\xbf" + PROFILE.replace("\n", "\r\n").encode()
    added = add_codes(content, CodeProposals("a.ics", CODES), "me.toml")
    assert added.startswith(b"\xef\xbb\xbf# mine\r\n")
    assert b"\n" not in added.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PROFILE.replace('"duty"', '"duty"\ncodes = { "D" = "off" }'), "stand in one line"),
        ('calendar = [{ source = "b.ics" }]\n', "stand in one line"),
        ("[values\n", "This is not TOML"),
    ],
)
def test_what_cannot_be_added_to_is_told(text, words):
    """Inline tables and broken files are left as they are."""
    with pytest.raises(ProfileError, match=words):
        written(text, "b.ics")


def test_nothing_new_is_told():
    """Codes the profile has are not written again."""
    with pytest.raises(ProfileError, match="nothing to add"):
        written(PROFILE, codes=(proposal("NF", "19:00-07:00", "profile"),))


def test_a_value_over_several_lines_is_never_cut():
    """Where the last value goes on over lines, its end is found or nothing is done."""
    text = PROFILE.replace('"duty"', '"duty"\nleaves_minutes = 4\nrow = """\nOka\nfor"""')
    try:
        calendars = tomllib.loads(written(text, "b.ics"))["calendar"]
    except ProfileError:
        return
    assert calendars[1]["row"] == "Oka\nfor"
