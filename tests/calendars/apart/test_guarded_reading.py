"""Reading as the program does it: kept, else in a child, and never twice what failed."""

from __future__ import annotations

import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.apart.guarded_reading import GuardedReading
from trimtab.calendars.apart.kept_readings import KeptReadings
from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.calendars.contents import Content
from trimtab.calendars.published.replies import write_reply
from trimtab.domain.commitments import CalendarDays, CalendarSource
from trimtab.domain.errors import UnanswerableError, UnreadableFileError
from trimtab.domain.invitations import Answer

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
ROUNDS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Rounds\nDTSTART:20261110T080000Z\nDURATION:PT1H\n"
CONTENT = Content(ROUNDS + b"END:VEVENT\nEND:VCALENDAR\n", "rounds.ics", "rounds.ics")
SOURCE = CalendarSource("rounds.ics")
NO_CHILD = (sys.executable, "-I", "-S", "-c", "raise SystemExit(1)")


@pytest.fixture
def guard(tmp_path):
    """Reads in a real child, and keeps what it read."""
    child = ReadingChild()
    yield GuardedReading(child, KeptReadings(tmp_path / "readings"))
    child.close()


def test_what_did_not_change_is_not_read_again(guard, tmp_path):
    """The second time there is no child at all, and the reading is the same."""
    first = guard.read_content(CONTENT, SOURCE, *NOVEMBER)
    assert first.commitments
    child = ReadingChild(command=NO_CHILD)
    again = GuardedReading(child, KeptReadings(tmp_path / "readings"))
    assert again.read_content(CONTENT, SOURCE, *NOVEMBER) == first
    assert child.process_id is None


def test_a_failure_is_told_and_neither_kept_nor_tried_again(guard, tmp_path):
    """It is one problem about that content; the next command tries anew."""
    guard.child.command = NO_CHILD
    reading = guard.read_content(CONTENT, SOURCE, *NOVEMBER)
    assert str(reading.problems[0]) == (
        "rounds.ics: Calendars are read in a process of their own, and it did not start "
        "(exit code 1); nothing of it is used. Run `trimtab doctor`, or install Trimtab again."
    )
    guard.child.command = ()
    assert guard.read_content(CONTENT, SOURCE, *NOVEMBER) == reading
    other = Content(CONTENT.content + b"\n", "other.ics", "other.ics")
    assert guard.read_content(other, SOURCE, *NOVEMBER).commitments
    anew = GuardedReading(guard.child, KeptReadings(tmp_path / "readings"))
    assert anew.read_content(CONTENT, SOURCE, *NOVEMBER).commitments


def test_the_days_of_a_content_are_found_apart(guard):
    """They come from the child; where it fails, that the content cannot be read is raised."""
    assert guard.days_of(CONTENT, NOVEMBER[0]) == CalendarDays(
        date(2026, 11, 9), date(2026, 11, 11)
    )
    empty = Content(b"", "empty.ics", "empty.ics")
    assert guard.days_of(empty, NOVEMBER[0]) is None
    guard.child.close()
    guard.child.command = NO_CHILD
    with pytest.raises(UnreadableFileError, match=r"Cannot read rounds\.ics: Calendars are read"):
        guard.days_of(CONTENT, NOVEMBER[0])


def test_an_invitation_is_answered_in_the_child(guard):
    """The answer and every refusal come out of it word for word; a dead child is one sentence."""
    lines = ("BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:a@example.org")
    more = ("DTSTART:20261118T140000Z", "SUMMARY:Round", "ORGANIZER:mailto:chair@example.org")
    ends = ("ATTENDEE:mailto:sam@example.org", "END:VEVENT", "END:VCALENDAR", "")
    asked = "\r\n".join((*lines, *more, *ends)).encode()
    answer = Answer("declined", datetime(2026, 11, 16, 8, tzinfo=ZoneInfo("America/New_York")))
    reply = guard.reply_to(Content(asked, "invite.ics", "invite.ics"), answer)
    assert reply == write_reply(asked, "invite.ics", answer)
    assert b"PARTSTAT=DECLINED" in reply.content
    with pytest.raises(UnanswerableError, match="takes the meeting back"):
        guard.reply_to(Content(asked.replace(b"REQUEST", b"CANCEL"), "c.ics"), answer)
    guard.child.close()
    guard.child.command = NO_CHILD
    with pytest.raises(UnreadableFileError, match="did not start"):
        guard.reply_to(Content(asked, "invite.ics"), answer)
