"""Invitations as something asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.content_reading import read_content
from trimtab.calendars.contents import Content
from trimtab.calendars.invitations import is_invitation, read_invitation, read_invitation_file
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.requests import Asked, asked_text

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=ZoneInfo("America/New_York"))
DASH = "\u2013"


def invitation(*lines: str, method: str = "REQUEST") -> bytes:
    """A calendar with one event made of these lines."""
    event = ["BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT"]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}"]
    return "\r\n".join([*head, *event, "END:VCALENDAR", ""]).encode()


def read_bytes(content: bytes, now: datetime) -> Asked:
    """What an invitation with these bytes asks from `now` on."""
    return read_invitation(Content(content, "c.ics", "c.ics"), now, read_content)


WEEKLY = (
    "SUMMARY:Quality committee",
    "DTSTART;TZID=America/New_York:20261117T170000",
    "DTEND;TZID=America/New_York:20261117T183000",
)


def test_an_invitation_is_read_with_its_series():
    """METHOD:REQUEST, ten Tuesdays over the end of summer time or not, in the person's zone."""
    content = invitation(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=10")
    asked = read_bytes(content, NOW)
    assert asked_text(asked, NOW.date()).replace(DASH, "-") == (
        "Quality committee: Tuesdays 17:00-18:30 until Tue 19 Jan 2027, 10 times"
    )
    assert not asked.has_no_end


def test_an_invitation_from_elsewhere_is_shown_on_the_persons_clock():
    """22:00 in London is 17:00 in New York."""
    content = invitation(
        "SUMMARY:Panel (Zoom)",
        "DTSTART;TZID=Europe/London:20261117T220000",
        "DURATION:PT1H",
    )
    asked = read_bytes(content, NOW)
    assert asked_text(asked, NOW.date()).replace(DASH, "-") == (
        "Panel (Zoom): Tue 17 Nov 2026 17:00-18:00"
    )
    assert asked.is_remote


@pytest.mark.parametrize(
    ("rule", "has_no_end"),
    [
        ("RRULE:FREQ=WEEKLY", True),
        ("RRULE:FREQ=WEEKLY;\r\n BYDAY=TU", True),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270131T000000Z", False),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;\r\n COUNT=4", False),
    ],
)
def test_a_series_without_an_end_is_told_from_one_with(rule, has_no_end):
    """An end may stand on a folded line."""
    assert read_bytes(invitation(*WEEKLY, rule), NOW).has_no_end == has_no_end


def test_only_what_is_still_ahead_is_asked():
    """The first Tuesday is over on Wednesday."""
    content = invitation(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3")
    later = NOW.replace(day=18)
    assert len(read_bytes(content, later).occurrences) == 2


def test_several_events_are_named_together():
    """Up to three names stand side by side, more are counted."""

    def events(count: int) -> bytes:
        one = (
            b"BEGIN:VEVENT\r\nUID:%d@example.org\r\nSUMMARY:Day %d\r\n"
            b"DTSTART:20261118T%d0000Z\r\nDURATION:PT30M\r\nEND:VEVENT\r\n"
        )
        body = b"".join(one % (n, n, n + 13) for n in range(1, count + 1))
        return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + body + b"END:VCALENDAR\r\n"

    assert read_bytes(events(2), NOW).name == "Day 1 / Day 2"
    assert read_bytes(events(5), NOW).name == "Day 1 and 4 more"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (invitation(*WEEKLY, method="CANCEL"), "takes something back"),
        (invitation("SUMMARY:Leave", "DTSTART;VALUE=DATE:20261118"), "all-day entries alone"),
        (invitation("SUMMARY:Old", "DTSTART:20250101T100000Z", "DURATION:PT1H"), "Nothing in this"),
        (b"hello", "not a calendar"),
    ],
)
def test_nothing_to_weigh_is_told(content, why):
    """Cancelled, all-day, over, or no calendar at all."""
    with pytest.raises(UnreadableFileError, match=why):
        read_bytes(content, NOW)


def test_a_file_is_read_from_where_it_is(tmp_path: Path):
    """And a missing one is a clear error."""
    (tmp_path / "c.ics").write_bytes(invitation(*WEEKLY))
    assert read_invitation_file(tmp_path / "c.ics", NOW, read_content).name == "Quality committee"
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_invitation_file(tmp_path / "d.ics", NOW, read_content)


def test_paths_are_told_from_sentences():
    """By their ending, in any case."""
    assert is_invitation(" Invite.ICS ")
    assert not is_invitation("Committee Tuesdays 17:00-18:30")
