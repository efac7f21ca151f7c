"""Somebody asks: pasted, weighed, mended, answered in one's own tone, kept only if wanted."""

from __future__ import annotations

import html
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_desk import ZONE, FixedPlanning, desk_over, filled_store

from trimtab.app.answering.answered import Said, keep_answered
from trimtab.app.daily.ports import Job
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.diary import RequestAnswered

sys.path.insert(0, str(Path(__file__).parents[2] / "reports"))

from sample_weighings import FULL, PLAIN

DASH = "\u2013"
MAIL = """Hi Sam,

could you join our audit committee? We meet Tuesdays 17:00-18:30 until 31 January.

Best wishes,
Ann Lee"""
INVITE = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:board-1
DTSTAMP:20261110T120000Z
DTSTART:20261124T140000Z
DTEND:20261124T150000Z
SUMMARY:Quality board
ORGANIZER;CN=Ann Lee:mailto:ann@example.org
ATTENDEE;CN=Sam;RSVP=TRUE:mailto:sam@example.org
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


class Weighing(FixedPlanning):
    """Planning whose weighing is under way until it is told what comes of it."""

    def __init__(self, plan) -> None:
        super().__init__(plan)
        self.known = Job("w", "running", "Planning week 1 of 2, with it and without")
        self.asked: list[str] = []

    def begin_weighing(self, _ask, text) -> Job:
        self.asked.append(text)
        return self.known

    def job(self, _id) -> Job | None:
        return self.known

    def stop(self, _id) -> None:
        self.known = replace(self.known, state="stopped")

    def end(self, weighing) -> None:
        """What came of it."""
        self.known = replace(self.known, state="done", weighing=weighing)


@pytest.fixture
def planning(example_plan) -> Weighing:
    """Someone who weighs."""
    return Weighing(example_plan)


@pytest.fixture
def desk(example_plan, planning):
    """The example person, with someone who weighs."""
    return desk_over(filled_store(example_plan), planning)


@pytest.fixture
def weighed(client, planning) -> str:
    """Where the pasted e-mail stands weighed."""
    place = client.post("/requests", data={"request": MAIL}).headers["location"]
    planning.end(PLAIN)
    return place


def text_of(client, path: str) -> str:
    """A page's text."""
    return html.unescape(client.get(path).text)


def test_what_was_pasted_is_weighed_with_an_answer_for_now(client, planning):
    """The page says how far it is, gives a pause to copy at once, and stops with nothing kept."""
    place = client.post("/requests", data={"request": MAIL}).headers["location"]
    assert planning.asked == ['"Audit committee" Tuesdays 17:00-18:30 until 31 January']
    page = text_of(client, place)
    assert "Planning week 1 of 2" in page
    assert "Hi Ann Lee," in page
    assert "you hear from me by Thu 19 Nov" in page
    client.post(f"{place}/stop")
    assert "nothing was kept" in text_of(client, place)


def test_a_weighed_request_has_answers_that_say_nothing_of_the_weeks(client, weighed):
    """Five kinds at most; what the weighing does not show, none of them claims."""
    page = text_of(client, weighed)
    assert "This week it would take 1½ h of what matters" in page
    drafts = page.split("<textarea")[2:]
    words = " ".join(one.partition("</textarea>")[0] for one in drafts)
    assert "my answer is no this time" in words
    assert "ask me again around" in words
    assert "it ends on Tue 5 Jan" in words
    assert "already taken" not in words
    assert "sleep" not in words
    assert "Nothing better was found among what was tried" in page


def test_only_what_the_weighing_shows_is_said(client, planning, weighed):
    """Duty at those hours is told without its name; another time is the planner's own."""
    planning.end(FULL)
    page = text_of(client, weighed)
    assert "At those hours I am already taken on Tue 24 Nov." in page
    assert "What I could do instead: half as long, 17:00-17:45" in page


def test_tone_greeting_and_closing_stay_and_the_name_does_not(client, desk, weighed):
    """The next request begins with the tone chosen, and with nobody's name."""
    typed = {"tone": "formal", "asker": "Dr. Lee", "greeting": "", "closing": "Best, Sam"}
    answer = client.post(f"{weighed}/voice", data={**typed, "at_most": "twice a month"})
    assert answer.headers["location"] == f"{weighed}#answers"
    page = text_of(client, weighed)
    assert "Dear Dr. Lee," in page
    assert "within this limit: at most twice a month" in page
    assert "Best, Sam" in page
    kept = desk.store.settings()
    assert kept["answer_tone"] == "formal"
    assert "Dr. Lee" not in " ".join(kept.values())
    again = client.post("/requests", data={"request": "Board Tue 24 Nov 9:00-10:00"})
    assert "Hello,\n\nThank you for your request regarding" in text_of(
        client, again.headers["location"]
    )


def test_what_was_understood_is_mended_in_place(client, planning, weighed):
    """Each part is a field; what cannot be read stays as typed, beside what is wrong."""
    page = text_of(client, weighed)
    for value in ("Audit committee", "Tuesdays", f"17:00{DASH}18:30", "Sun 31 Jan 2027"):
        assert f'value="{value}"' in page
    parts = {"name": "Audit", "days": "Mondays", "hours": "8:00-9:00", "where": "Room 4"}
    assert client.post(f"{weighed}/mend", data=parts).status_code == 303
    assert planning.asked[-1] == '"Audit" Mondays 8:00-9:00, at Room 4'
    wrong = client.post(f"{weighed}/mend", data={**parts, "hours": "soon"})
    assert wrong.status_code == 409
    assert 'value="soon"' in wrong.text
    assert 'role="alert"' in wrong.text


def test_an_answer_opens_as_mail_and_is_kept_only_if_wanted(client, desk, weighed):
    """The list tells what a no made room for; it holds neither who asked nor the words."""
    words = "Hello,\r\n\r\nno & thanks"
    sent = client.post(f"{weighed}/answer", data={"kind": "decline", "do": "mail", "words": words})
    assert "mailto:?subject=Re%3A%20Audit%20committee&amp;body=Hello%2C%0D%0A%0D%0Ano%20%26" in (
        sent.text
    )
    assert desk.store.entries(RequestAnswered) == ()
    data = {"kind": "decline", "do": "keep", "words": words}
    client.post(f"{weighed}/answer", data=data)
    client.post(f"{weighed}/answer", data=data)
    (kept,) = desk.store.entries(RequestAnswered)
    assert (kept.asked, kept.answer) == ("Committee: Tuesdays", "decline")
    page = text_of(client, "/requests")
    assert "You said no. <bdi>Committee: Tuesdays</bdi>." in page
    assert "No makes room for 3 h of what matters." in page
    client.post("/requests/forget", data={"id": kept.id})
    assert desk.store.entries(RequestAnswered) == ()


def test_an_invitation_is_weighed_and_answered_as_a_file(client, planning, desk):
    """The answer's file says the same words beside its no."""
    text = desk.store.profile().text.replace("[person]", '[person]\nemail = "sam@example.org"', 1)
    desk.store.keep_profile(text, desk.now())
    place = client.post("/requests", files={"file": ("i.ics", INVITE)}).headers["location"]
    planning.end(PLAIN)
    assert planning.asked == [f'"Quality board" Tue 24 Nov 2026 09:00{DASH}10:00']
    data = {"kind": "decline", "do": "file", "words": "No, thank you."}
    reply = client.post(f"{place}/answer", data=data)
    assert reply.headers["content-type"].startswith("text/calendar")
    assert b"METHOD:REPLY" in reply.content
    assert b"PARTSTAT=DECLINED" in reply.content
    assert b"COMMENT:No\\, thank you." in reply.content


def test_an_invitation_at_irregular_times_is_weighed_as_it_stands(client, planning):
    """Ten times that no few words can say go to the weighing as the file lists them."""
    days = "".join(f",202612{day:02}T140000Z" for day in (1, 4, 9, 10, 15, 17, 21, 22, 28))
    many = INVITE.replace(b"SUMMARY", f"RDATE:{days[1:]}\r\nSUMMARY".encode())
    place = client.post("/requests", files={"file": ("i.ics", many)}).headers["location"]
    (asked,) = planning.asked
    assert len(asked.occurrences) == 10
    assert "listed" not in asked.name
    assert any("follow no rule" in one for one in asked.remarks)
    planning.end(PLAIN)
    page = text_of(client, place)
    assert "Words for an answer" in page
    assert "Mend it" not in page


def test_all_answers_are_deleted_at_once(client, desk):
    """Offered from two on."""
    for number in range(2):
        assert "Delete all of these" not in client.get("/requests").text
        said = Said(f"Talk {number}", "decline")
        keep_answered(desk.store, said, desk.now(), ZONE, f"a{number}")
    assert "Delete all of these" in client.get("/requests").text
    client.post("/requests/forget-all")
    assert desk.store.entries(RequestAnswered) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Paste the e-mail"), ("something <b>soon</b>", "does not say at what time")],
)
def test_what_cannot_be_read_is_told_beside_what_was_typed(client, text, told):
    """The mistake stands at the field, which keeps the words."""
    answer = client.post("/requests", data={"request": text})
    assert answer.status_code == 409
    assert told in answer.text
    assert f"{html.escape(text)}</textarea>" in answer.text


VAGUE = """Hi Sam,

could I pick your brain sometime? I am free most days.

Best,
Jo"""


def test_what_names_no_hours_is_answered_without(client, desk, planning):
    """In the person's own tone, by the name below it; one plain sentence says what is missing."""
    desk.store.keep_setting("answer_tone", "formal")
    answer = client.post("/requests", data={"request": VAGUE})
    page = html.unescape(answer.text)
    assert (answer.status_code, planning.asked) == (409, [])
    assert "Add the day and hours, or answer without them below." in page
    assert "Examples" not in page
    assert f"{VAGUE}</textarea>" in page.replace("\r\n", "\n")
    words = re.findall(r"data-copy>(.*?)</textarea>", page, re.DOTALL)
    assert len(words) == 3
    assert all(one.startswith("Dear Jo,\n\nThank you for your request. I ") for one in words)
    task = client.post("/requests", data={"request": "Could you review it by Friday?"})
    assert 'goes under Tasks. <a href="/tasks">' in task.text
    assert "trimtab task" not in task.text


def test_of_a_swap_it_is_said_which_half_is_weighed(client, planning):
    """Beside the weighing, or beside what is missing."""
    swap = "Could you take my call on Nov 28{}? I'd take your Sunday Dec 6 in return."
    asked = {"request": swap.format(" 7:00-19:00")}
    place = client.post("/requests", data=asked).headers["location"]
    assert "Dec 6" not in planning.asked[-1]
    planning.end(PLAIN)
    assert "They offer a swap: only what you would take on is weighed." in text_of(client, place)
    unread = client.post("/requests", data={"request": swap.format("")})
    assert "They offer a swap: write what you would take on, with its day and hours." in unread.text


def test_an_invitation_that_cannot_be_read_has_no_words(client):
    """Nothing is known of what it asks, nor typed."""
    wrong = client.post("/requests", files={"file": ("i.ics", b"no calendar")})
    assert wrong.status_code == 409
    assert "data-copy" not in wrong.text


def test_a_request_that_is_held_no_more_says_so(client):
    """After a restart, or a day: nothing of it was kept."""
    answer = client.get("/requests/nobody")
    assert answer.status_code == 409
    assert "Paste it again" in answer.text
    assert client.post("/requests/nobody/keep").status_code in {404, 405}
    data = {"kind": "limit", "do": "keep"}
    assert client.post("/requests/nobody/answer", data=data).status_code == 404


def test_an_invitation_that_waits_in_the_calendars_is_chosen(client, planning):
    """A tentative event is offered, and weighed as it stands there."""
    start = datetime(2026, 11, 24, 14, tzinfo=UTC)
    event = Commitment("b", "Quality board", start, start + timedelta(hours=1), "lecture")
    reading = CalendarReading((replace(event, is_tentative=True), replace(event, name="Clinic")))
    planning.look_ahead = lambda *_: reading
    page = text_of(client, "/requests").replace(DASH, "-")
    assert "Quality board: Tue 24 Nov 2026 09:00-10:00" in page
    assert page.count('name="waiting"') == 1
    key = page.partition('name="waiting" value="')[2].partition('"')[0]
    place = client.post("/requests", data={"waiting": key}).headers["location"]
    assert place.startswith("/requests/")
    assert planning.asked == [f'"Quality board" Tue 24 Nov 2026 09:00{DASH}10:00']
    assert client.post("/requests", data={"waiting": "other"}).status_code == 409
