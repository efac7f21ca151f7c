"""What was typed with a mistake is found again by a reload and by Back, and is kept once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from read_pages import form_of
from sample_desk import TUESDAY_AT_TEN
from starlette.testclient import TestClient

from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.first_run.example import example_desk
from trimtab.web.security.links import LinkFolder
from trimtab.web.shown_answers import KEPT_FOR, MOST_ANSWERS, MOST_BYTES, ShownAnswer, ShownAnswers

MENDED = [
    ("/tasks/one/new", {"name": "Abstract", "minutes": "soon"}, "soon"),
    ("/people/one/new", {"name": "Zoe", "commute_minutes": "far"}, "far"),
    ("/learning/exams", {"name": "Step 9", "questions": "many"}, "many"),
    ("/boundaries/away", {"first": "", "cover": "Ann Lee"}, "Ann Lee"),
    ("/share/take", {"pasted": "[share]\nkind = 1 <zebra"}, "zebra"),
    ("/apply/you", {"graduation_year": "19x", "step2": "999"}, "19x"),
    ("/settings/t/task/new", {"name": "Poster", "minutes": "soon"}, "Poster"),
    ("/apply/you", {"specialties": "IM", "type": "us_md", "step2": "999"}, "999"),
    ("/share/take", {"pasted": "title = cut off"}, "title = cut off"),
]
TYPED = {"name": "Zoe", "commute_minutes": "far"}
NOW = TUESDAY_AT_TEN.astimezone(UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}


def _id(page: str) -> str:
    return re.findall(r'<html lang="en" data-answer="([\w-]+)"', page)[0]


def _again(client, path, answer):
    return client.get(path, params={"answer": _id(answer.text)})


@pytest.mark.parametrize(("path", "typed", "said"), MENDED)
def test_an_answer_to_mend_is_shown_again(client, desk, path, typed, said):
    """At its own address, letter for letter, with the same status; also where no page stands."""
    revision = {"revision": str(desk.store.profile().revision)}
    answer = client.post(path, data={**typed, **revision})
    again = _again(client, path, answer)
    assert answer.status_code == again.status_code == 422
    assert again.text == answer.text
    assert said in again.text
    assert again.headers == answer.headers
    assert again.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in again.headers["content-security-policy"]


def test_a_draft_and_what_was_understood_are_shown_again(client):
    """Reading them anew neither drafts nor asks the browser to send the form once more."""
    sent = {"/tasks": {"line": "abstract 4h by fri"}, "/people/coming": {"warmth": "plain"}}
    for path, typed in sent.items():
        answer = client.post(path, data=typed)
        again = _again(client, path, answer)
        assert (again.status_code, again.text) == (200, answer.text)


def test_what_is_gone_is_the_page_as_it_is(client):
    """An id that nothing is kept under, of another page, or asked for by a part: passed over."""
    answer = client.post("/tasks", data={"line": ""})
    assert client.get("/tasks", params={"answer": "gone"}).status_code == 200
    assert _again(client, "/dates", answer).status_code == 200
    part = {"HX-Request": "true"}
    assert client.get(f"/tasks?answer={_id(answer.text)}", headers=part).status_code == 200


def test_once_it_is_kept_a_way_back_finds_the_page_as_it_is(client, desk):
    """No form stands there filled in, to be kept a second time; other rooms' answers stay."""
    other = client.post("/people/one/new", data={**TYPED, "revision": "1"})
    answer = client.post("/tasks", data={"line": "Zebra 4h by fri"})
    assert "Zebra" in _again(client, "/tasks", answer).text
    kept = client.post("/tasks/one/new", data=form_of(answer.text))
    assert kept.status_code == 303
    assert _id(answer.text) not in _again(client, "/tasks", answer).text
    assert _again(client, "/people/one/new", other).text == other.text
    rows = tomllib.loads(desk.store.profile().text)["task"]
    assert [row["name"] for row in rows].count("Zebra") == 1


def test_a_form_shown_again_that_another_tab_overtook_keeps_nothing_twice(client, desk):
    """What is there by then is told, and what was typed stays."""
    answer = client.post("/tasks", data={"line": "Zebra 4h by fri"})
    again = form_of(_again(client, "/tasks", answer).text)
    text = f'{desk.store.profile().text}\n[[task]]\nname = "Zebra"\nminutes = 60\n'
    desk.store.keep_profile(text, desk.now())
    late = client.post("/tasks/one/new", data=again)
    assert late.status_code == 422
    assert "A task has that name already" in late.text
    assert desk.store.profile().text == text


def test_what_only_takes_forms_leads_to_the_page_above(client):
    """Back from a result that was mended ends at Learning, not at nothing."""
    for path, above in (("/learning/results", "/learning"), ("/household/closed", "/")):
        gone = client.get(path, params={"answer": "gone"})
        assert (gone.status_code, gone.headers["location"]) == (303, above)
    assert client.get("/learning/results").status_code == 405


EXAM = {"name": "Step 9", "date": "2027-03-16", "questions": "1400", "topics": "renal"}


def test_what_another_tab_keeps_beside_it_takes_no_words(client, desk):
    """It says that what stands beside may be from before, and its form can be sent still."""
    typed = {**EXAM, "revision": str(desk.store.profile().revision)}
    answer = client.post("/learning/exams", data=typed)
    sent = client.post("/learning/goals", data={"goal": "Read an article", "wanted": "2"})
    assert (answer.status_code, sent.status_code) == (422, 303)
    again = _again(client, "/learning/exams", answer)
    assert 'value="Step 9"' in again.text
    assert "meanwhile" not in answer.text
    assert again.text.count("changed here meanwhile") == 1
    shelf = '[[exam]]\nname = "Shelf"\ndate = 2027-02-01\nquestions = 200\n'
    desk.store.keep_profile(f"{desk.store.profile().text}\n{shelf}", desk.now())
    mended = {**form_of(again.text, '<form method="post" action="/learning/exams'), "topics": ""}
    assert client.post("/learning/exams", data=mended).status_code == 303
    exams = tomllib.loads(desk.store.profile().text)["exam"]
    assert [one["name"] for one in exams] == ["Shelf", "Step 9"]
    gone = _again(client, "/learning/exams", answer)
    assert (gone.status_code, gone.headers["location"]) == (303, "/learning")


@pytest.mark.parametrize(
    ("kept_at", "is_found"),
    [
        ("/people/one/new", False),
        ("/people/one/4", True),
        ("/people/coming", True),
        ("/people/one", True),
        ("/people/days/remove", False),
    ],
)
def test_an_answer_goes_with_its_own_form_alone(kept_at, is_found):
    """Somebody new is typed on while others are changed."""
    answers = ShownAnswers()
    answers.keep("id", replace(_answer(NOW), path="/people/one/new"))
    answers.overtake("", kept_at)
    assert bool(answers.find("id", "", "/people/one/new", NOW)) == is_found


def test_numbers_that_may_be_of_others_by_now_are_not_shown_again():
    """Once a row is changed or taken off, the forms of all rows of its table go."""
    answers = ShownAnswers()
    answers.keep("id", replace(_answer(NOW), path="/people/one/2"))
    answers.overtake("another session", "/people/one/1")
    assert answers.find("id", "", "/people/one/2", NOW)
    answers.overtake("", "/people/one/1")
    assert not answers.find("id", "", "/people/one/2", NOW)


PRIVATE = [
    ("/check-in", {"mood": "99"}),
    ("/help/contacts", {}),
    ("/journal/open", {"passphrase": "four odd words"}),
    ("/review", {"takes_most": "much"}),
    ("/learning/notebook", {"question": "pt Hernandez K+ 6.1"}),
    ("/learning/notebook/change", {"question": "pt Hernandez K+ 6.1"}),
    ("/learning/burst", {"question": "pt Hernandez K+ 6.1"}),
    ("/mentors/question", {"question": "pt Hernandez K+ 6.1"}),
    ("/settings/kept/delete", {"word": "no"}),
]


@pytest.mark.parametrize(("path", "typed"), PRIVATE)
def test_private_rooms_keep_no_answer(client, desk, path, typed):
    """Feelings, journals, particulars of a patient and keys stay out of memory."""
    assert client.post(path, data=typed).status_code < 500
    assert not desk.answers._answers


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/settings/parts", {"part": "journal", "verb": "delete", "sure": "yes"}),
        ("/settings/kept/delete", {"word": "delete", "sure": "yes"}),
        ("/leave", {}),
        ("/phone/devices/remove", {"id": "phone"}),
        ("/phone/browsers/remove", {"id": "a-hash"}),
    ],
)
def test_what_was_typed_goes_with_what_is_deleted_and_who_leaves(client, desk, path, typed):
    """Nothing of it outlives them in memory."""
    client.post("/people/one/new", data=TYPED)
    desk.shown.keep("id", [("text", "a draft")])
    assert desk.answers._answers
    assert client.post(path, data=typed).status_code < 400
    assert not desk.answers._answers
    assert desk.shown.find("id") is None


def test_what_was_typed_goes_when_the_passphrase_is_asked_anew(desk):
    """It stood open with what is kept, and closes with it."""
    closed: list[bool] = []
    sealed = replace(desk, close_again=lambda: closed.append(not desk.answers._answers))
    app = build_application(sealed, House(hosts=frozenset({"testserver"}), needs_key=False))
    client = TestClient(app, headers=OWN, follow_redirects=False)
    client.post("/people/one/new", data=TYPED)
    assert desk.answers._answers
    client.post("/settings/kept/close")
    assert closed == [True]


def test_another_browser_does_not_find_it(desk, tmp_path):
    """An answer is its session's alone, and behind the door."""
    links = LinkFolder(tmp_path / "links")
    app = build_application(
        replace(desk, now=lambda: NOW), House(hosts=frozenset({"testserver"}), links=links)
    )
    one, other, stranger = (TestClient(app, headers=OWN, follow_redirects=False) for _ in range(3))
    for key, walker in (("first-key", one), ("second-key", other)):
        assert walker.post("/start", data={"key": links.make(key, NOW)}).status_code == 303
    answer = one.post("/people/one/new", data=TYPED)
    assert _again(one, "/people/one/new", answer).text == answer.text
    assert 'value="far"' not in _again(other, "/people/one/new", answer).text
    assert _again(stranger, "/people/one/new", answer).status_code == 401


def test_an_example_has_a_memory_of_its_own(desk):
    """What is typed there goes with it, and finds nothing of one's own."""
    example = example_desk(desk)
    assert example.answers is not desk.answers
    assert example.shown is not desk.shown


def _answer(since: datetime, content: bytes = b"<p>") -> ShownAnswer:
    return ShownAnswer("", "/tasks", content, 422, since)


def test_few_are_kept_none_too_long_and_none_for_long():
    """The oldest go first, a long one is not kept, and an hour later none is there."""
    answers = ShownAnswers()
    for number in range(2 * MOST_ANSWERS):
        answers.keep(str(number), _answer(NOW))
    answers.keep("long", _answer(NOW, b"x" * (MOST_BYTES + 1)))
    ids = [*map(str, range(2 * MOST_ANSWERS)), "long"]
    found = [one for one in ids if answers.find(one, "", "/tasks", NOW)]
    assert found == ids[MOST_ANSWERS:-1]
    later = NOW + KEPT_FOR + timedelta(minutes=1)
    assert answers.find(found[-1], "", "/tasks", later) is None
    assert not answers._answers
