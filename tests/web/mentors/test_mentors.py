"""The board of mentors and peers: who is on it, questions to bring, drafts, and a hard case."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest

from trimtab.app.answering.voices import voice_kept
from trimtab.app.mentors.board import MOST_MENTORS
from trimtab.domain.decks import CaseQuestion
from trimtab.domain.kept import Contact
from trimtab.domain.mentors import MOST_QUESTIONS, Mentor, MentorQuestion

NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
DAY = date(2026, 11, 17)


def somebody(**changes) -> Mentor:
    """Dr. Rao, who answers mail."""
    said = {
        "id": "rao", "day": DAY, "said_at": NOW, "name": "Dr. Rao", "kind": "img",
        "reach": "rao@example.org",
    }  # fmt: skip
    return Mentor(**{**said, **changes})


def text_of(answer) -> str:
    """A page as it is read."""
    return html.unescape(answer.text)


def test_an_empty_board_teaches_by_an_example(client):
    """And leads on to the first one; the card on You says what it is for."""
    text = text_of(client.get("/mentors"))
    assert "Nobody here yet. For example: <b>Dr. Rao</b>" in text
    assert 'href="/mentors/one/new"' in text
    assert "a group to study with" in client.get("/you").text


def test_somebody_is_added_changed_and_taken_off(client, desk):
    """On the board by kind, with a way to reach them; their questions stay."""
    form = {"name": " Dr.  Rao ", "kind": "img", "reach": "rao@example.org", "weeks_between": "6"}
    assert client.post("/mentors/one/new", data=form).headers["location"] == "/mentors"
    (mentor,) = desk.store.entries(Mentor)
    assert (mentor.name, mentor.kind, mentor.weeks_between) == ("Dr. Rao", "img", 6)
    text = text_of(client.get("/mentors"))
    assert ">International graduates</h2>" in text
    assert "mailto:rao@example.org" in text
    assert "Not spoken yet; meant about every six weeks." in text
    path = f"/mentors/one/{mentor.id}"
    assert 'value="rao@example.org"' in client.get(path).text
    client.post(path, data={**form, "kind": "peer", "spoken_on": "2026-10-01", "listens": "yes"})
    changed = desk.store.entry(Mentor, mentor.id)
    assert (changed.kind, changed.spoken_on, changed.listens) == ("peer", date(2026, 10, 1), True)
    desk.store.keep_entry(
        MentorQuestion(id="q", day=DAY, said_at=NOW, question="Which letter?", mentor=mentor.id)
    )
    client.post(path, data={"do": "remove"})
    assert desk.store.entries(Mentor) == ()
    assert "To ask whoever fits" in client.get("/mentors").text
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Give a name"),
        ("name", "x" * 81, "80 characters"),
        ("spoken_on", "soon", "Write the day as 2026-11-02"),
        ("spoken_on", "2026-11-18", "has not come yet"),
        ("reach", "", "so that the help page has one"),
    ],
)
def test_a_mistake_stands_at_its_field_and_keeps_what_was_typed(client, desk, field, typed, said):
    """Nothing is kept of it."""
    form = {"name": "Dr. Rao", "reach": "4411", "about": "<b>knows</b>", "on_help": "yes"}
    answer = client.post("/mentors/one/new", data={**form, field: typed})
    assert answer.status_code == 422
    mistake = re.search(rf'id="mistake-{field}">([^<]*)<', text_of(answer))
    assert said in mistake[1]
    assert "&lt;b&gt;knows&lt;/b&gt;" in answer.text
    assert desk.store.entries(Mentor) == ()


def test_a_full_board_says_so(client, desk):
    """Who is there may still be changed."""
    for number in range(MOST_MENTORS):
        desk.store.keep_entry(somebody(id=str(number)))
    answer = client.post("/mentors/one/new", data={"name": "Ada"})
    assert "Take one off first" in answer.text
    assert client.post("/mentors/one/3", data={"name": "Ada"}).status_code == 303


def test_who_may_be_called_stands_on_the_help_page_by_one_record(client, desk):
    """What was written there stays; off again by the same tick."""
    desk.store.keep_entry(somebody())
    form = {"name": "Dr. Rao", "kind": "img", "reach": "rao@example.org", "on_help": "yes"}
    client.post("/mentors/one/rao", data=form)
    (contact,) = desk.store.contacts()
    assert (contact.id, contact.message, contact.relation) == ("rao", "rao@example.org", "Mentor")
    assert "Dr. Rao" in client.get("/help").text
    assert "On your <a" in client.get("/mentors").text
    desk.store.keep_contacts((Contact("rao", "Rao", "Mentor", phone="555 0100"),))
    client.post("/mentors/one/rao", data={**form, "reach": "ward 4"})
    (contact,) = desk.store.contacts()
    assert (contact.name, contact.phone, contact.note) == ("Dr. Rao", "555 0100", "ward 4")
    client.post("/mentors/one/rao", data={"name": "Dr. Rao"})
    assert desk.store.contacts() == ()
    desk.store.keep_contacts(tuple(Contact(str(one), "x", note="y") for one in range(40)))
    answer = client.post("/mentors/one/rao", data=form)
    assert "The help page is full" in answer.text


def test_with_whom_a_talk_is_meant_is_said_in_the_room_alone(client, desk):
    """From three days before its day on, until there was one."""
    desk.store.keep_entry(somebody(spoken_on=DAY - timedelta(weeks=6), weeks_between=6))
    told = "You meant to speak with Dr. Rao about this time."
    assert told in text_of(client.get("/mentors"))
    assert "Rao" not in client.get("/you").text
    client.post("/mentors/spoke", data={"id": "rao"})
    assert desk.store.entry(Mentor, "rao").spoken_on == DAY
    text = text_of(client.get("/mentors"))
    assert told not in text
    assert "Spoken today" in text
    assert client.post("/mentors/spoke", data={"id": "nobody"}).status_code == 303


def test_a_question_goes_to_somebody_is_asked_and_waits_again(client, desk):
    """Kept once however often it is sent; told on You by number alone."""
    desk.store.keep_entry(somebody())
    said = {"id": "1", "question": "Which of the two takes visas?", "mentor": "rao"}
    for _ in range(2):
        assert client.post("/mentors/question", data=said).status_code == 303
    (question,) = desk.store.entries(MentorQuestion)
    assert "Questions to bring to Dr. Rao" in client.get("/mentors").text
    assert "One question waits." in client.get("/you").text
    for verb, day in (("asked", DAY), ("again", None), ("asked", DAY)):
        client.post("/mentors/answer", data={"id": question.id, "do": verb})
        assert desk.store.entry(MentorQuestion, question.id).asked_on == day
    assert "Questions asked" in client.get("/mentors").text
    client.post("/mentors/answer", data={"id": question.id, "do": "forget"})
    assert desk.store.entries(MentorQuestion) == ()


def test_a_question_without_words_with_particulars_or_one_too_many_is_told(client, desk):
    """What was typed stays; particulars go with a second tap."""
    assert "Write the question first" in client.post("/mentors/question", data={}).text
    said = {"question": "Was Mr Jones, MRN 4471002, missed?"}
    answer = client.post("/mentors/question", data=said)
    assert answer.status_code == 422
    assert said["question"] in text_of(answer)
    assert client.post("/mentors/question", data={**said, "anyway": "yes"}).status_code == 303
    for number in range(MOST_QUESTIONS):
        desk.store.keep_entry(MentorQuestion(id=str(number), day=DAY, said_at=NOW, question="Why?"))
    answer = client.post("/mentors/question", data={"question": "One more?"})
    assert "Delete some" in answer.text
    asked = client.post("/mentors/answer", data={"do": "forget_all"})
    assert "Delete all 301 questions?" in client.get(asked.headers["location"]).text
    assert len(desk.store.entries(MentorQuestion)) == MOST_QUESTIONS + 1
    client.post("/mentors/answer", data={"do": "forget_all", "sure": "yes"})
    assert client.get("/mentors/forget").headers["location"] == "/mentors"
    assert desk.store.entries(MentorQuestion) == ()


def test_from_today_a_question_is_for_a_mentor_by_its_other_button(client, desk):
    """Also one that waited on a phone; nothing of it is in the notebook."""
    said = {"question": "Is a chief year worth it?", "for": "mentor", "from": "today"}
    assert 'name="for" value="mentor"' in client.get("/").text
    assert client.post("/learning/notebook", data=said).headers["location"] == "/#question"
    late = {**said, "question": "And research?", "id": "7", "said_at": "2026-11-16T22:00:00Z"}
    assert client.post("/learning/notebook", json=late).status_code == 204
    kept = {one.question: one.day for one in desk.store.entries(MentorQuestion)}
    assert kept == {said["question"]: DAY, late["question"]: date(2026, 11, 16)}
    assert desk.store.entries(CaseQuestion) == ()


def test_nobody_is_on_the_board_twice_by_one_name(client, desk):
    """No list could tell them apart; letters that turn lines round are left out."""
    desk.store.keep_entry(somebody())
    typed = {"name": "dr. \u202eRao", "kind": "peer"}
    answer = client.post("/mentors/one/new", data=typed)
    assert answer.status_code == 422
    assert "is on the board already" in text_of(answer)
    assert "\u202e" not in answer.text
    assert client.post("/mentors/one/rao", data={**typed, "name": "Dr. Rao"}).status_code == 303


def test_a_draft_is_in_the_tone_chosen_with_questions_that_wait(client, desk):
    """Ways to send it are in the answer of a POST alone, never in an address."""
    desk.store.keep_entry(somebody(spoken_on=DAY))
    desk.store.keep_entry(
        MentorQuestion(id="q", day=DAY, said_at=NOW, question="Which letter?", mentor="rao")
    )
    page = text_of(client.get("/mentors/draft?to=rao"))
    assert "tell you how things go, and to hear" in page
    assert "mailto:" not in page
    form = {"to": "rao", "kind": "first", "tone": "formal", "about": "a visa.", "picked": "q"}
    page = text_of(client.get(client.post("/mentors/draft", data=form).headers["location"]))
    assert "I would value your advice about a visa, and" in page
    assert "What I would like to ask:\n- Which letter?" in page
    mail = unquote(
        re.search(r'href="mailto:rao@example.org\?subject=Could[^&]*&(?:amp;)?body=([^"]*)"', page)[
            1
        ]
    )
    assert mail.startswith("Dear Dr. Rao,\r\n\r\nI am ")
    assert voice_kept(desk.store).tone == "formal"
    assert "may tell who a patient is" not in page
    told = {"kind": "first", "about": "Mr. Jones in room 12, 78 yo"}
    page = text_of(client.get(client.post("/mentors/draft", data=told).headers["location"]))
    assert "This may tell who a patient is: “Mr. Jones” looks like a name" in page
    assert "from you about Mr. Jones" in page or "advice about Mr. Jones" in page
    asked = client.post("/mentors/draft", data={"kind": "letter", "about": "Step 3"})
    page = text_of(client.get(asked.headers["location"]))
    assert "strong letter of recommendation for Step 3" in page
    assert "<title>A message</title>" in client.get("/mentors/draft?to=rao").text


def test_after_a_hard_case_those_who_listen_come_first(client, desk):
    """Else peers; nobody is pushed, and help is a tap away."""
    assert "Nobody is named yet" in client.get("/debrief").text
    desk.store.keep_entry(somebody(id="p", name="Ada", kind="peer", reach="+1 212 555 0100"))
    text = client.get("/debrief").text
    assert "tel:+12125550100" in text
    desk.store.keep_entry(somebody(listens=True))
    text = text_of(client.get("/debrief"))
    assert "Dr. Rao" in text
    assert "Ada" not in text
    assert "41 to 45" in text
    assert 'href="/help"' in text
    drafted = text_of(client.get("/mentors/draft?to=rao&kind=debrief"))
    assert "talk it through, 20 minutes, nothing in writing" in drafted


def test_a_check_in_with_a_peer_becomes_part_of_the_weeks(client, desk):
    """Once; with a tiny dose."""
    revision = desk.store.profile().revision
    for _ in range(2):
        answer = client.post("/debrief/plan", data={"revision": str(revision)})
        assert answer.headers["location"] == "/debrief?saved=1#ritual"
    text = desk.store.profile().text
    assert text.count('name = "Check in with a peer"') == 1
    assert "every_weeks = 2" in text
    assert "is part of your weeks" in client.get("/debrief").text


def test_mentors_among_ones_people_come_to_the_board_in_two_taps(client, desk):
    """With what is known of them; neither a name nor a number that is none leads astray."""
    text = desk.store.profile().text
    ada = '[[people]]\nname = "Ada"\nkind = "peer"\nreach = "ada@example.org"\n'
    desk.store.keep_profile(f"{text}\n{ada}", NOW)
    (path,) = re.findall(r'href="(/mentors/one/new\?person=\d+)"', client.get("/mentors").text)
    form = client.get(path).text
    assert 'value="Ada"' in form
    assert 'value="ada@example.org"' in form
    assert 'value="peer" checked' in form
    desk.store.keep_entry(somebody(name="Ada"))
    assert "?person=" not in client.get("/mentors").text
    for odd in ("99", "-1", "\u0664", "x"):
        assert client.get("/mentors/one/new", params={"person": odd}).status_code == 200


def test_the_study_group_stands_under_learning_too(client):
    """Beside cards and the notebook."""
    assert 'href="/study-group"' in client.get("/learning").text
