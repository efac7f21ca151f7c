"""Answers to invitations: whose, to whom, of which occurrence, and what cannot be answered."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from trimtab.calendars.published.replies import write_reply
from trimtab.domain.errors import UnanswerableError
from trimtab.domain.invitations import KIND_WORDS, SERIES_WORDS, Answer

NOW = datetime(2026, 11, 15, 12, tzinfo=ZoneInfo("America/New_York"))
ZONES = """\
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
EVENT = """\
BEGIN:VEVENT
UID:0400E008-committee
ORGANIZER;CN="Ng, Chair":mailto:chair@hospital.example
ATTENDEE;CN=Sam;RSVP=TRUE;PARTSTAT=NEEDS-ACTION:MAILTO:Sam@hospital.example
ATTENDEE;CN=Lee:mailto:lee@hospital.example
SUMMARY:Committee\\, quality
DTSTART;TZID=Eastern Standard Time:20261117T170000
DTEND;TZID=Eastern Standard Time:20261117T183000
RRULE:FREQ=WEEKLY;COUNT=8
SEQUENCE:2
END:VEVENT
"""
MOVED = """\
BEGIN:VEVENT
UID:0400E008-committee
RECURRENCE-ID;TZID=Eastern Standard Time:20261124T170000
ORGANIZER:mailto:chair@hospital.example
SUMMARY:Committee\\, moved
DTSTART;TZID=Eastern Standard Time:20261125T180000
DTEND;TZID=Eastern Standard Time:20261125T190000
SEQUENCE:3
END:VEVENT
"""


def invitation(*parts, method="METHOD:REQUEST\n"):
    """A calendar file of these parts."""
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{method}{''.join(parts)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


INVITATION = invitation(ZONES, EVENT)
SAM = "sam@hospital.example"


def answer(participation="declined", **more):
    """An answer of Sam's."""
    return Answer(participation, NOW, **{"attendee": SAM, "is_sure": True, **more})


def event_of(content):
    """The one event of a reply, checked to be one."""
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "REPLY"
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (event,) = calendar.events
    return event


@pytest.mark.parametrize("participation", ["accepted", "tentative", "declined"])
def test_an_answer_holds_what_the_standard_asks_for(participation):
    """One attendee with the answer, the organiser, UID, SEQUENCE and stamp of the moment."""
    reply = write_reply(INVITATION, "inv.ics", answer(participation))
    event = event_of(reply.content)
    assert event["ATTENDEE"].params["PARTSTAT"] == participation.upper()
    assert event["ATTENDEE"].lower() == f"mailto:{SAM}"
    assert "RSVP" not in event["ATTENDEE"].params
    assert event["ORGANIZER"] == "mailto:chair@hospital.example"
    assert event["ORGANIZER"].params["CN"] == "Ng, Chair"
    assert (event["UID"], event["SEQUENCE"]) == ("0400E008-committee", 2)
    assert event["DTSTAMP"].dt == datetime(2026, 11, 15, 17, tzinfo=UTC)
    assert "RECURRENCE-ID" not in event
    assert str(event.get("COMMENT", "")) == SERIES_WORDS[participation] == reply.words
    assert (reply.name, reply.organizer) == ("Committee, quality", "chair@hospital.example")


@pytest.mark.parametrize(("comment", "said"), [("Away; sorry, Sam\nAda", True), ("", False)])
def test_own_words_stand_as_they_were_typed(comment, said):
    """A comment survives commas and line breaks, and an empty one leaves none."""
    event = event_of(write_reply(INVITATION, "inv.ics", answer(comment=comment)).content)
    assert ("COMMENT" in event) is said
    assert str(event.get("COMMENT", "")) == comment


def test_one_occurrence_is_answered_by_its_own_time():
    """The reply names the occurrence in the invitation's zone, which it defines."""
    content = write_reply(INVITATION, "inv.ics", answer(only=date(2026, 12, 1))).content
    assert b"RECURRENCE-ID;TZID=Eastern Standard Time:20261201T170000\r\n" in content
    assert b"BEGIN:VTIMEZONE\r\nTZID:Eastern Standard Time\r\n" in content
    assert event_of(content)["DTSTART"].dt.hour == 17


def test_an_occurrence_that_was_moved_keeps_its_own_sequence():
    """Its RECURRENCE-ID is where it was, its start where it is."""
    content = write_reply(
        invitation(ZONES, MOVED, EVENT), "inv.ics", answer(only=date(2026, 11, 24))
    ).content
    event = event_of(content)
    assert (event["SEQUENCE"], event["SUMMARY"]) == (3, "Committee, moved")
    assert event["RECURRENCE-ID"].dt.day == 24
    assert event["DTSTART"].dt.day == 25


@pytest.mark.parametrize(
    ("start", "day", "identity"),
    [
        ("DTSTART:20261118T003000Z", date(2026, 11, 24), b"RECURRENCE-ID:20261125T003000Z"),
        ("DTSTART;VALUE=DATE:20261117", date(2026, 11, 24), b"RECURRENCE-ID;VALUE=DATE:20261124"),
        (
            "DTSTART;TZID=Europe/London:20261117T220000",
            date(2026, 11, 24),
            b"RECURRENCE-ID;TZID=Europe/London:20261124T220000",
        ),
    ],
)
def test_a_day_is_that_of_the_persons_clock(start, day, identity):
    """Half past midnight in UTC is the evening before in New York; a zone not defined is known."""
    lines = [line for line in EVENT.splitlines() if not line.startswith(("DTSTART", "DTEND"))]
    text = "\n".join([*lines[:-1], start, lines[-1], ""])
    content = write_reply(invitation(text), "inv.ics", answer(only=day)).content
    assert identity + b"\r\n" in content
    assert (b"TZID:Europe/London" in content) is (b"London" in identity)
    assert "RECURRENCE-ID" in event_of(content)


@pytest.mark.parametrize(
    ("only", "rule", "identity", "when"),
    [
        (25, "", "24", "2026-11-25, moved from 2026-11-24"),
        (24, "", "24", "2026-11-25, moved from 2026-11-24"),
        (25, "DAILY;COUNT=20", "25", "2026-11-25"),
        (24, "DAILY;COUNT=20", "24", "2026-11-25, moved from 2026-11-24"),
    ],
)
def test_an_occurrence_that_was_moved_is_found_on_either_day(only, rule, identity, when):
    """No occurrence is made up where it is now, and one that is there of its own comes first."""
    series = EVENT.replace("WEEKLY;COUNT=8", rule) if rule else EVENT
    asked = answer(only=date(2026, 11, only))
    reply = write_reply(invitation(ZONES, series, MOVED), "inv.ics", asked)
    assert f"RECURRENCE-ID;TZID=Eastern Standard Time:202611{identity}T170000".encode() in (
        reply.content
    )
    assert reply.when == when


@pytest.mark.parametrize("day", [24, 25])
def test_a_cancelled_occurrence_is_not_answered(day):
    """Neither on the day it was nor on the one it was moved to."""
    gone = MOVED.replace("SEQUENCE:3", "SEQUENCE:3\nSTATUS:CANCELLED")
    with pytest.raises(UnanswerableError, match="is cancelled"):
        write_reply(invitation(EVENT, gone), "inv.ics", answer(only=date(2026, 11, day)))


@pytest.mark.parametrize("kind", ["ROOM", "resource"])
def test_a_room_is_nobody_who_answers(kind):
    """Where one person and a room are invited, it is the person."""
    room = f"CN=Lee;CUTYPE={kind}:mailto:room4@"
    with_room = invitation(ZONES, EVENT.replace("CN=Lee:mailto:lee@", room))
    alone = answer(attendee=None, is_sure=False)
    assert write_reply(with_room, "inv.ics", alone).attendee.lower() == SAM


@pytest.mark.parametrize(
    ("event", "only", "said"),
    [
        (EVENT, None, ("The last of it is over.",)),
        (EVENT, date(2026, 12, 1), ("It is over: it was on 2026-12-01.",)),
        (
            EVENT.replace("RRULE:FREQ=WEEKLY;COUNT=8\n", ""),
            None,
            ("It is over: it was on 2026-11-17.",),
        ),
        (EVENT.replace(";COUNT=8", ""), None, ()),
    ],
)
def test_what_is_over_is_told(event, only, said):
    """An old invitation is answered, and it is said that it is old."""
    late = datetime(2027, 5, 3, 12, tzinfo=NOW.tzinfo)
    asked = Answer("accepted", late, attendee=SAM, only=only)
    assert write_reply(invitation(ZONES, event), "inv.ics", asked).remarks == said
    assert write_reply(invitation(ZONES, event), "inv.ics", answer(only=only)).remarks == ()


def test_kind_words_are_of_a_series_or_of_one_meeting():
    """Words on this time are for one of them; a whole series is another matter."""
    one = write_reply(INVITATION, "inv.ics", answer(only=date(2026, 12, 1)))
    assert one.words == KIND_WORDS["declined"]
    assert "cannot take part in these" in write_reply(INVITATION, "inv.ics", answer()).words


def test_own_words_cannot_steer_anything():
    """Escapes and turned lines are left out, in the file and where they are shown; emoji stay."""
    typed = answer(comment="A\x1b[31m\u202eb\x07\r\nc\x85 \U0001f469\u200d\u2695\ufe0f")
    reply = write_reply(INVITATION, "inv.ics", typed)
    assert reply.words == "A[31mb\nc \U0001f469\u200d\u2695\ufe0f"
    assert str(event_of(reply.content)["COMMENT"]) == reply.words


def test_a_single_meeting_is_answered_whole_on_its_day():
    """Without a series, its own day needs no occurrence named."""
    single = invitation(ZONES, EVENT.replace("RRULE:FREQ=WEEKLY;COUNT=8\n", ""))
    event = event_of(write_reply(single, "inv.ics", answer(only=date(2026, 11, 17))).content)
    assert "RECURRENCE-ID" not in event


def test_who_answers_is_told_by_the_profile_or_by_being_alone():
    """A known address answers, invited or not; only where none is known the only one invited."""
    alone = invitation(ZONES, EVENT.replace("ATTENDEE;CN=Lee:mailto:lee@hospital.example\n", ""))
    by_profile = answer(is_sure=False)
    unknown = answer(attendee="else@example.org", is_sure=False)
    assert write_reply(INVITATION, "inv.ics", by_profile).attendee.lower() == SAM
    forwarded = write_reply(alone, "inv.ics", unknown)
    assert forwarded.attendee == "else@example.org"
    assert event_of(forwarded.content)["ATTENDEE"] == "mailto:else@example.org"
    told = "You are not on its list (sam@hospital.example); this answers as else@example.org."
    assert forwarded.remarks[0].startswith(told)
    assert write_reply(alone, "inv.ics", answer(attendee=None, is_sure=False)).attendee


def test_someone_the_invitation_does_not_name_may_say_so():
    """Where nobody is listed, as in a mailing list's invitation, the typed address answers."""
    lines = [line for line in EVENT.splitlines() if not line.startswith("ATTENDEE")]
    open_to_all = invitation(ZONES, "\n".join([*lines, ""]))
    event = event_of(write_reply(open_to_all, "inv.ics", answer()).content)
    assert event["ATTENDEE"] == f"mailto:{SAM}"


@pytest.mark.parametrize(
    ("content", "asked", "said"),
    [
        (invitation(EVENT, method="METHOD:CANCEL\n"), answer(), "takes the meeting back"),
        (invitation(EVENT, method="METHOD:REPLY\n"), answer(), "an answer itself"),
        (invitation(EVENT, method="METHOD:PUBLISH\n"), answer(), "nobody waits"),
        (invitation(EVENT, method="METHOD:COUNTER\n"), answer(), "another time"),
        (invitation(EVENT, method="METHOD:WAVE\n"), answer(), "METHOD is WAVE"),
        (invitation(), answer(), "holds no event"),
        (b"", answer(), "holds no event"),
        (b"x" * (10 * 2**20 + 1), answer(), "more than the 10 MiB"),
        (invitation(EVENT.replace("UID:0400E008-committee\n", "")), answer(), "no UID"),
        (invitation(EVENT, EVENT.replace("0400", "0500")), answer(), "2 different events"),
        (invitation(EVENT.replace("SEQUENCE", "STATUS:CANCELLED\nSEQUENCE")), answer(), "back"),
        (invitation(EVENT.replace("ORGANIZER;", "X-ORGANIZER;")), answer(), "nobody to answer to"),
        (invitation(EVENT.replace("chair@", "chair at ")), answer(), "nobody to answer to"),
        (INVITATION, answer(attendee="chair@hospital.example"), "organises it"),
        (INVITATION, answer(attendee="Sam"), "Sam is no e-mail address"),
        (INVITATION[:700], answer(), "cut off. Save the attachment again"),
        (INVITATION, answer(attendee=None, is_sure=False), "2 people are invited: sam@.*--as"),
        (INVITATION, answer(only=date(2026, 11, 18)), "nothing of it begins on 2026-11-18"),
    ],
)
def test_what_cannot_be_answered_says_why_and_what_to_do(content, asked, said):
    """Cancellations, answers, newsletters and strangers' mail each have a sentence."""
    with pytest.raises(UnanswerableError, match=said):
        write_reply(content, "inv.ics", asked)


def test_a_title_cannot_steer_the_terminal():
    """Escape sequences and line breaks in a title are shown as blanks."""
    nasty = invitation(ZONES, EVENT.replace("Committee", "Com\x1b[31mmit\\ntee\u202e"))
    name = write_reply(nasty, "inv.ics", answer()).name
    assert name == "Com [31mmit tee , quality"


@given(st.binary(max_size=400), st.integers(0, len(INVITATION)))
def test_no_bytes_break_it(noise, at):
    """Whatever is pushed into an invitation, the answer is one event or a sentence."""
    try:
        reply = write_reply(INVITATION[:at] + noise + INVITATION[at:], "inv.ics", answer())
    except UnanswerableError:
        return
    assert reply.content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert b"\n" not in reply.content.replace(b"\r\n", b"")
