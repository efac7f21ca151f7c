"""Proposals for codes: what the calendar tells first, a guess marked as one, the rest asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trimtab.calendars.code_proposals import propose_codes
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.legend_lines import legend_lines

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
FOLDER = Path(__file__).parents[1] / "data" / "calendars"


def row(title, day, end=None):
    """An all-day event."""
    ends = f"\nDTEND;VALUE=DATE:{end}" if end else ""
    return f"SUMMARY:{title}\nDTSTART;VALUE=DATE:202611{day:02d}{ends}"


def timed(title, day, start, hours):
    """An event with hours in New York."""
    begins = f"DTSTART;TZID=America/New_York:202611{day:02d}T{start:02d}0000"
    return f"SUMMARY:{title}\n{begins}\nDURATION:PT{hours}H"


@pytest.fixture
def propose(read_events):
    """Proposals for a duty calendar of events, as if the profile had these codes."""

    def propose_for(*events, codes=None, code_kinds=None, kind="duty"):
        reading = read_events(*(f"UID:{at}\n{one}" for at, one in enumerate(events)), kind=kind)
        source = CalendarSource("typed.ics", kind, codes=codes or {}, code_kinds=code_kinds or {})
        return propose_codes(reading, source, "America/New_York")

    return propose_for


@pytest.mark.parametrize(
    ("events", "meaning", "basis"),
    [
        (
            [row("ICU", 3), timed("ICU", 4, 6, 12), timed("ICU", 5, 6, 12)],
            "06:00-18:00",
            "calendar",
        ),
        ([row("NF", 3), timed("NF - Smith", 4, 20, 11)], "20:00-07:00", "calendar"),
        ([row("OFF", 3)], "off", "words"),
        ([row("Vacation", 3)], "off", "words"),
        ([row("NF", 3)], "19:00-07:00", "guess"),
        ([row("HC", 3)], "17:00-07:00 home_call", "guess"),
        ([row("Backup call", 3)], "17:00-07:00 home_call", "guess"),
        ([row("XR", 3)], "", "open"),
        ([row("XR", 3), timed("XR", 4, 7, 8), timed("XR", 5, 12, 8)], "", "open"),
    ],
)
def test_what_tells_a_code(propose, events, meaning, basis):
    """The title, then timed events of the name, then its words; a convention is only a guess."""
    (found,) = propose(*events).codes
    assert (found.meaning, found.basis) == (meaning, basis)


def test_hours_in_a_title_are_its_meaning(propose):
    """In a calendar of no stated kind they are proposed; in one of duty they count already."""
    (found,) = propose(row("MICU 0700-1900", 3), kind=None).codes
    assert (found.meaning, found.basis) == ("07:00-19:00", "title")
    assert propose(row("MICU 0700-1900", 3)).codes == ()


def test_how_often_and_when(propose):
    """Days, weekdays and the first and last of a code, the most frequent code first."""
    found = propose(row("XR", 2, 20261107), row("QA", 7), row("XR - Chen", 9)).codes
    assert [(one.code, one.count) for one in found] == [("XR", 6), ("QA", 1)]
    assert (found[0].first.day, found[0].last.day, found[0].weekdays) == (2, 9, (0, 1, 2, 3, 4))
    assert [day.day for day in found[0].examples] == [2, 3, 4]


def test_what_the_profile_says_is_not_proposed_again(propose):
    """A code the profile has is shown with its meaning and stays out of the lines."""
    proposals = propose(row("NF", 3), row("XR", 4), codes={"NF": ((1200, 480),)})
    assert [(one.code, one.meaning, one.basis) for one in proposals.codes] == [
        ("NF", "20:00-08:00", "profile"),
        ("XR", "", "open"),
    ]
    assert not any("NF" in line for line in legend_lines(proposals.codes))


def test_guesses_and_questions_stand_behind_a_sign(propose):
    """Pasted as they are, the lines bring nothing that the calendar does not say."""
    proposals = propose(row("NF", 3), row("XR", 4), row("OFF", 6))
    assert sorted(legend_lines(proposals.codes)) == [
        '"OFF" = "off"',
        '# "NF" = "19:00-07:00"   # a guess: check it',
        '# "XR" = "HH:MM-HH:MM"   # its hours? on 1 day, such as Wed 4 Nov',
        "[calendar.codes]",
    ]


def test_a_birthday_is_no_code(propose):
    """In a calendar that is no roster, only titles like codes are proposed."""
    proposals = propose(row("Mother's birthday", 3), row("NF", 4), kind=None)
    assert [one.code for one in proposals.codes] == ["NF"]
    assert proposals.others == ("Mother's birthday",)


def test_what_proposals_answer_is_not_told_again(propose):
    """The question after each code's hours is the proposal itself."""
    assert propose(row("XR", 3)).problems == ()


def test_a_feed_like_qgendas(read_file):
    """Codes, pseudo-events and leave of one feed."""
    name = "duty-feeds/qgenda.ics"
    reading = read_calendar(
        (FOLDER / name).read_bytes(), CalendarSource(name, "duty"), *NOVEMBER, "America/New_York"
    )
    found = propose_codes(reading, CalendarSource(name, "duty"), "America/New_York").codes
    assert {one.code: one.basis for one in found} == {
        "Vacation": "words",
        "HC": "guess",
        "NF": "guess",
        "No Call Request": "words",
        "XR": "open",
    }
