"""The Tasks pages: a line understood before it is kept, four groups, and what one tap says."""

from __future__ import annotations

import re
from html import unescape

import pytest
from read_pages import form_of, words_of
from sample_desk import TUESDAY_AT_TEN

from trimtab.domain.task_days import DayThree, TaskEnded
from trimtab.profiles.reading import read_profile

LINE = "Poster draft 4h by fri 5pm important"


def profile_of(desk):
    """The profile kept."""
    found, problems = read_profile(desk.store.profile().text, "me.toml")
    assert problems == ()
    return found


def task_named(desk, name):
    """A task that is planned for."""
    return next((one for one in profile_of(desk).tasks if one.name == name), None)


@pytest.fixture
def keep(client):
    """Type a line, look at it, keep it."""

    def keep_line(line, **more):
        shown = client.post("/tasks", data={"line": line, **more})
        assert shown.status_code == 200
        return client.post("/tasks/one/new", data=form_of(shown.text))

    return keep_line


def test_a_line_is_shown_as_understood_and_kept_with_a_second_tap(client, desk, keep):
    """Nothing is kept before; then the task is due on Friday at five."""
    shown = client.post("/tasks", data={"line": LINE})
    text = words_of(shown.text)
    assert "Poster draft: 4 h, due Fri 20 Nov 2026 17:00, important" in text
    assert task_named(desk, "Poster draft") is None
    answer = client.post("/tasks/one/new", data=form_of(shown.text))
    assert (answer.status_code, answer.headers["location"]) == (303, "/tasks?saved=1")
    task = task_named(desk, "Poster draft")
    assert (task.minutes, task.important) == (240, True)
    assert task.due.isoformat() == "2026-11-20T22:00:00+00:00"
    assert keep("Another by fri", **{"from": "today"}).headers["location"] == "/?task=kept#task"


def test_time_gone_by_is_asked_about(client):
    """What had its time on Monday does not count as having none."""
    text = words_of(client.get("/tasks").text)
    assert "Was planned Mon 16 Nov" in text
    assert "No time this week" not in text


def test_a_task_that_no_plan_knows_yet_is_not_said_to_have_no_time(client, desk, keep):
    """Only a plan made from the profile that holds it can say so; the desk's never holds it."""
    task = '\n[[task]]\nname = "Poster draft"\nvalue = "family"\nminutes = 60\n'
    desk.store.keep_profile(desk.store.profile().text + task, TUESDAY_AT_TEN)
    text = words_of(client.get("/tasks").text)
    assert "Not planned yet." in text
    assert "No time this week" not in text
    keep("Form 30 min")
    text = words_of(client.get("/tasks").text)
    assert "Not planned yet" not in text
    assert "No time this week." in text


def test_a_day_gone_by_is_told_before_it_is_kept(client):
    """A year written wrong is seen at once."""
    text = words_of(client.post("/tasks", data={"line": "Poster 1 h by 2025-01-01"}).text)
    assert "Wed 1 Jan 2025 has passed. Give Poster another day, or none." in text


def test_a_way_back_to_an_answer_leads_to_its_page(client):
    """Kept a while or opened as it is, by where it was sent; else its script hears nothing."""
    assert '<html lang="en" data-answer="id-' in client.post("/tasks", data={"line": LINE}).text
    assert "data-answer" not in client.get("/tasks").text
    assert '<html lang="en" data-answer="">' in client.post("/settings/kept/import").text
    assert "data-answer" not in client.post("/settings/kept/delete", data={"word": "x"}).text


def test_a_mistake_speaks_as_the_form_does(client):
    """Labels in place of the file's keys."""
    shown = client.get("/tasks/one/new").text
    sent = {**form_of(shown), "name": "Form", "minutes": "30", "enough_minutes": "45"}
    answer = client.post("/tasks/one/new", data=sent)
    assert answer.status_code == 422
    assert "It is 45, more than the 30 minutes of all of it." in words_of(answer.text)
    assert "`" not in words_of(answer.text)


def test_every_part_can_be_mended_before_it_is_kept(client, desk):
    """The length is another, and a day that is none stands at its field with what was typed."""
    sent = {**form_of(client.post("/tasks", data={"line": LINE}).text), "minutes": "90"}
    wrong = client.post("/tasks/one/new", data={**sent, "due": "someday"})
    assert wrong.status_code == 422
    assert 'value="someday"' in wrong.text
    assert "“someday” is not a day" in unescape(wrong.text)
    client.post("/tasks/one/new", data=sent)
    assert task_named(desk, "Poster draft").minutes == 90


def test_a_line_that_is_not_clear_stays_with_what_would_mend_it(client):
    """A value that nobody has, a name that is not there, nothing at all."""
    answer = client.post("/tasks", data={"line": "Call mum #famili"})
    assert answer.status_code == 422
    assert "Did you mean #family?" in unescape(answer.text)
    assert 'value="Call mum #famili"' in answer.text
    assert client.post("/tasks", data={"line": " "}).status_code == 422


def test_tasks_stand_in_four_groups(client, keep):
    """By what is important and what is soon, each with what helps there."""
    for line in (
        "Consent form 30 min by tomorrow important",
        "Grant 6h by 20 Dec important",
        "Badge photo 45 min by tomorrow",
        "Sort old slides 2h",
    ):
        keep(line)
    page = client.get("/tasks").text
    groups = dict(re.findall(r'<h2 id="group-(\w+)">.*?</h2>(.*?)</section>', page, re.DOTALL))
    assert "Consent form" in groups["first"]
    assert "Grant" in groups["scheduled"]
    assert "Badge photo" in groups["batched"]
    assert "Hand on" in groups["batched"]
    assert "Sort old slides" in groups["let_go"]
    assert "Not now, until then" in groups["let_go"]


def say(client, desk, name, wish, **more):
    """One tap beside a task."""
    data = {"name": name, "number": "99", "do": wish, **more}
    return client.post("/tasks/change", data=data)


def test_done_takes_it_out_and_can_be_taken_back(client, desk, keep):
    """With all it said; what was done is kept as such."""
    keep(LINE)
    answer = say(client, desk, "Poster draft", "done")
    page = client.get(answer.headers["location"]).text
    assert "Done: Poster draft ." in words_of(page)
    assert task_named(desk, "Poster draft") is None
    ended = desk.store.entries(TaskEnded)[0]
    assert (ended.name, ended.how, ended.day) == ("Poster draft", "done", TUESDAY_AT_TEN.date())
    client.post("/tasks/again", data={"id": ended.id})
    assert task_named(desk, "Poster draft").minutes == 240
    assert desk.store.entries(TaskEnded) == ()


def test_one_tap_shrinks_puts_off_and_hands_on(client, desk, keep):
    """Each is a key of the profile, and taken back as easily."""
    keep(LINE)
    say(client, desk, "Poster draft", "enough", minutes="120")
    assert task_named(desk, "Poster draft").enough_minutes == 120
    assert say(client, desk, "Poster draft", "not_now", until="2026-11-01").status_code == 422
    late = say(client, desk, "Poster draft", "not_now", until="2026-12-24")
    assert "after it is due" in unescape(late.text)
    say(client, desk, "Poster draft", "not_now", until="2026-11-19")
    assert task_named(desk, "Poster draft").starts.isoformat() == "2026-11-19T05:00:00+00:00"
    say(client, desk, "Poster draft", "hand_on", whom="Ada")
    assert task_named(desk, "Poster draft") is None
    assert "With Ada ." in words_of(client.get("/tasks").text)
    say(client, desk, "Poster draft", "own")
    assert task_named(desk, "Poster draft") is not None


def test_a_line_typed_without_a_connection_is_kept_when_it_arrives(client, desk):
    """By the moment it was typed; one that is not clear is kept in its own words, and told."""
    sent = {"line": "Call clinic 10 min by tomorrow", "said_at": "2026-11-16T15:00:00Z", "id": "a"}
    assert client.post("/tasks", json=sent).status_code == 204
    assert task_named(desk, "Call clinic").due.isoformat() == "2026-11-18T05:00:00+00:00"
    unclear = client.post("/tasks", json={**sent, "line": "Read #nothing", "id": "b"})
    assert "kept as it stands" in unclear.json()["sentence"]
    assert task_named(desk, "Read #nothing").minutes == 30
    assert client.post("/tasks", json=sent).status_code == 204
    other = client.post("/tasks", json={**sent, "line": "Call clinic 1h"})
    assert "kept as “Call clinic (2)”" in other.json()["sentence"]
    client.post("/tasks", json={**sent, "line": "Letter 10 min enough 45 min"})
    assert task_named(desk, "Letter 10 min enough 45 min").minutes == 30


def test_a_line_waits_on_while_the_profile_cannot_be_read(client, desk):
    """Nothing of it is lost, and nothing is written into a text with a mistake."""
    desk.store.keep_profile("[person\n", TUESDAY_AT_TEN)
    sent = {"line": "Call clinic 10 min", "said_at": "2026-11-16T15:00:00Z", "id": "a"}
    assert client.post("/tasks", json=sent).status_code == 503
    assert desk.store.profile().text == "[person\n"
    assert "cannot be read" in client.get("/tasks").text
    for path in ("/tasks", "/dates"):
        assert 'class="written"><bdi>Call clinic 10 min' in client.post(path, data=sent).text


BOARD = """Name,Due,Priority,Estimate
Poster draft,2026-11-20,High,4h
Order scrubs,,,
Archive slides,,,2h
"""


def bring(client, text, **filled):
    """Paste an export, look, keep what is ticked."""
    shown = client.post("/tasks/bring", data={"pasted": text})
    assert shown.status_code == 200
    sent = {**form_of(shown.text), **filled}
    return shown, client.post("/tasks/bring/keep", data=sent)


def test_an_export_is_looked_at_before_it_is_kept_and_again_is_safe(client, desk):
    """Lengths are given, one is left there; brought again, only that one is new."""
    shown = client.post("/tasks/bring", data={"pasted": BOARD})
    assert "Notion: 3 are new" in words_of(shown.text)
    assert task_named(desk, "Order scrubs") is None
    sent = {**form_of(shown.text), "length-1": "45"}
    del sent["take-2"]
    kept = client.post("/tasks/bring/keep", data=sent)
    assert kept.headers["location"] == "/tasks?brought=2"
    assert "2 tasks came in." in words_of(client.get("/tasks?brought=2").text)
    poster, scrubs = task_named(desk, "Poster draft"), task_named(desk, "Order scrubs")
    assert (poster.minutes, poster.important, scrubs.minutes) == (240, True, 45)
    again = words_of(client.post("/tasks/bring", data={"pasted": BOARD}).text)
    assert "Notion: 1 is new" in again
    assert "2 here already" in again


def test_what_ended_here_is_told_and_not_ticked(client, desk):
    """It may stand open in the other program for long."""
    bring(client, BOARD)
    say(client, desk, "Order scrubs", "done")
    page = client.post("/tasks/bring", data={"pasted": BOARD}).text
    assert "Order scrubs done here on Tue 17 Nov" in words_of(page)
    assert "take-0" not in form_of(page)


def test_a_mistake_in_what_is_brought_stands_at_its_field(client):
    """A length that is none, a file that is none, a form that was made up."""
    _, wrong = bring(client, BOARD, **{"length-1": "soonish"})
    assert wrong.status_code == 422
    assert 'value="soonish"' in wrong.text
    assert "Write a length, such as 45 or 2h." in wrong.text
    for sent in ({"pasted": ""}, {"pasted": "a,b\n1,2\n"}, {"pasted": "{"}):
        answer = client.post("/tasks/bring", data=sent)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    made_up = {"task-0": '{"name": "x", "minutes": 1e999}', "take-0": "yes", "length-0": "5"}
    assert client.post("/tasks/bring/keep", data=made_up).status_code == 422


def test_the_days_three_are_chosen_and_changed(client, desk, keep):
    """From tasks and in own words, three at most; then as planned again."""
    keep("Poster draft 4h")
    page = client.get("/tasks/three").text
    day = form_of(page, '<form method="post" action="/tasks/three"')["day"]
    chosen = {"day": day, "thing": ["Poster draft", "Run"], "three": "Call the lab"}
    wrong = client.post("/tasks/three", data={**chosen, "thing": ["Poster draft", "Run", "Dinner"]})
    assert (wrong.status_code, 'value="Call the lab"' in wrong.text) == (422, True)
    assert client.post("/tasks/three", data=chosen).status_code == 303
    today = words_of(client.get("/").text)
    assert "Call the lab You chose these." in today
    client.post("/tasks/three", data={"day": day, "do": "planned", "thing": "Poster draft"})
    assert desk.store.entries(DayThree) == ()
    client.post("/tasks/three", data=chosen)
    client.post("/tasks/three/forget")
    assert "Call the lab" not in client.get("/").text


def test_a_finished_task_is_a_win_until_the_list_is_deleted(client, desk, keep):
    """One that was let go is none."""
    for line in ("Poster draft", "Old slides"):
        keep(line)
    say(client, desk, "Poster draft", "done")
    say(client, desk, "Old slides", "let_go")
    assert "Poster draft, finished" in client.get("/wins").text
    assert "Old slides, finished" not in client.get("/wins").text
    client.post("/tasks/forget")
    assert "Poster draft" not in client.get("/wins").text + client.get("/tasks").text
