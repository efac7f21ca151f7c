"""`trimtab calendar`: which calendars are looked at, and where the words go."""

from __future__ import annotations

import json
from datetime import date

import pytest

from trimtab.domain.commitments import CalendarDays, CalendarSource
from trimtab.domain.people import Person, Profile

PROFILE = Profile(
    Person(time_zone="America/New_York"),
    calendars=(
        CalendarSource("a.ics", "duty", codes={"NF": ((1140, 420),)}),
        CalendarSource("b.ics"),
    ),
)


def test_a_file_is_shown(trimtab, desk):
    """All days of a short roster, and the words on standard output."""
    outcome = trimtab("calendar", "show", "a.csv")
    assert (outcome.code, outcome.out) == (0, "a.csv\n")
    (shown,) = desk.shown
    assert (shown.first, shown.last) == (date(2026, 11, 2), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        (("--from", "2026-12-07"), date(2026, 12, 7), date(2027, 1, 3)),
        (("--from", "2026-12-07", "--weeks", "1"), date(2026, 12, 7), date(2026, 12, 13)),
        (("--weeks", "2"), date(2026, 11, 2), date(2026, 11, 15)),
    ],
)
def test_the_days_shown(trimtab, desk, options, first, last):
    """As asked, else from the first day of a short roster on."""
    trimtab("calendar", "show", "a.csv", *options)
    assert (desk.shown[0].first, desk.shown[0].last) == (first, last)


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (None, date(2026, 11, 18)),
        (CalendarDays(date(2026, 1, 1), date(2027, 6, 30)), date(2026, 11, 18)),
        (CalendarDays(date(2026, 1, 1), date(2026, 2, 1), is_endless=True), date(2026, 11, 18)),
        (CalendarDays(date(2027, 1, 1), date(2027, 12, 31)), date(2027, 1, 2)),
    ],
)
def test_long_calendars_are_shown_from_today(trimtab, desk, days, first):
    """Four weeks from today, or from the first day of one that begins later."""
    desk.days = days
    trimtab("calendar", "show", "a.csv")
    assert desk.shown[0].first == first


def test_a_profiles_calendars_are_shown_as_it_has_them(trimtab, desk, tmp_path):
    """All of them, or the one named, with its kind and codes."""
    desk.profile = PROFILE
    (tmp_path / "me.toml").touch()
    assert trimtab("calendar", "show", "me.toml").out == "a.ics, b.ics\n"
    desk.read_sources.clear()
    assert trimtab("calendar", "show", "a.ics", "me.toml").out == "a.ics\n"
    assert desk.read_sources[-1][0] == PROFILE.calendars[0]


def test_a_row_may_be_named(trimtab, desk):
    """--row says whose row of a roster is read."""
    trimtab("calendar", "show", "a.csv", "--row", "Okafor")
    assert desk.read_sources[-1][0].row == "Okafor"


def test_json_goes_to_standard_output_or_a_file(trimtab, tmp_path):
    """In place of the words, or beside them."""
    printed = trimtab("calendar", "show", "a.csv", "--json", "-")
    assert json.loads(printed.out) == {"version": 1, "zone": "America/New_York"}
    beside = trimtab("calendar", "codes", "a.csv", "--json", "codes.json")
    assert beside.out == "THE CODES OF a.csv\n"
    assert json.loads((tmp_path / "codes.json").read_text())["source"] == "a.csv"


def test_codes_are_looked_for_as_if_there_were_none(trimtab, desk):
    """The reading has no codes, the proposals know what the profile says."""
    desk.profile = PROFILE
    assert trimtab("calendar", "codes", "a.ics", "me.toml").code == 0
    assert desk.read_sources[-1][0].codes == {}
    assert desk.coded == [PROFILE.calendars[0]]


def test_codes_are_written_where_asked(trimtab, tmp_path):
    """--write changes the profile, and says so."""
    (tmp_path / "me.toml").write_text("# mine\n")
    outcome = trimtab("calendar", "codes", "a.ics", "me.toml", "--write")
    assert (tmp_path / "me.toml").read_text() == "# mine\n# codes\n"
    assert outcome.err.endswith("Written: me.toml\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show",), "Which calendar?"),
        (("show", "a.toml", "b.toml"), "One profile at a time"),
        (("codes", "a.ics", "--write"), "needs the profile"),
        (("codes",), "Missing argument"),
    ],
)
def test_wrong_usage_leaves_with_two(trimtab, arguments, words):
    """Each says what is missing."""
    outcome = trimtab("calendar", *arguments)
    assert outcome.code == 2
    assert words in outcome.err
