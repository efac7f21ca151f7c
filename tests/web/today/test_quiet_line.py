"""The one quiet line that Today may show, and what stands on every face of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN, desk_over
from today_desk import HTMX, ObedientPlanning, at, desk_at, fields_of, walking, words_of

from trimtab.app.mind.questionnaires import Answered, keep_answers, today_of
from trimtab.domain.diary import Notice
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.hub import QuietLine
from trimtab.web.today import quiet_line as said

LINES = [
    QuietLine(sentence=f"Sentence {number}.", path=f"/way-{number}", button="Go")
    for number in range(2)
]
MORNING, EVENING = at(17, "10:00"), at(17, "21:30")
SOMEONE = "Somebody to talk to this week"


def test_today_shows_the_first_line_that_a_room_has_and_no_second(client, monkeypatch):
    """A room with nothing to say lets the next one speak; one line is enough."""
    rooms = (lambda *_: None, *(lambda *_, line=line: line for line in LINES))
    monkeypatch.setattr(said, "ROOMS", rooms)
    page = client.get("/").text
    assert "Sentence 0." in page
    assert 'href="/way-0"' in page
    assert "Sentence 1." not in page


def test_today_shows_none_where_no_room_has_one(client, monkeypatch):
    """Most days are such."""
    monkeypatch.setattr(said, "ROOMS", ())
    assert "quiet-line" not in client.get("/").text


def first_run():
    """A desk before the first run."""
    return desk_over(InMemoryStore(), ObedientPlanning(None))


def unplanned():
    """A desk with a profile, whose first plan is still being made."""
    desk = first_run()
    desk.store.keep_profile('[person]\ntime_zone = "America/New_York"\n', TUESDAY_AT_TEN)
    return desk


FACES = {
    "an ordinary day": lambda: desk_at(MORNING),
    "back after days away": lambda: desk_at(MORNING, made=timedelta(days=4)),
    "no plan yet": unplanned,
    "before the first run": first_run,
}


@pytest.mark.parametrize("face", FACES)
def test_somebody_to_see_stands_on_every_face_of_today(face):
    """Scores that call for a person are told wherever Today is opened, one tap from them."""
    desk = FACES[face]()
    high = (Answered(instrument="gad-7", answers=(3,) * 7),)
    keep_answers(desk.store, "s1", high, desk.now())
    with walking(desk) as walker:
        walker.follow_redirects = True
        page = walker.get("/")
        assert SOMEONE in words_of(page.text)
        assert 'href="/questions/taken/s1"' in page.text
        walker.post("/questions/taken/s1")
        assert SOMEONE not in words_of(walker.get("/").text)


def test_somebody_to_see_stands_beside_a_word_too():
    """After a mark Today says what moved, and leaves out no person."""
    desk = desk_at(MORNING)
    high = (Answered(instrument="gad-7", answers=(3,) * 7),)
    keep_answers(desk.store, "s1", high, desk.now())
    with walking(desk) as walker:
        run = fields_of(walker.get("/").text, "Run")
        answer = walker.post("/today/mark", data={**run, "verb": "not_today"}, headers=HTMX)
    assert SOMEONE in words_of(answer.text)


def notice_told(desk, days_ago):
    """A warning that waits for an answer."""
    day = today_of(desk.store, desk.now()) - timedelta(days=days_ago)
    words = ("Your mood has been lower.", "One thing.")
    desk.store.keep_entry(Notice(id="n1", day=day, said_at=desk.now(), kind="change", words=words))


@pytest.mark.parametrize(
    ("now", "days_ago", "path"),
    [
        (EVENING, 0, "/notice/n1"),
        (EVENING, 1, "/check-in"),
        (MORNING, 1, "/notice/n1"),
    ],
)
def test_a_warning_yields_to_the_check_in_after_its_first_evening(now, days_ago, path):
    """The first evening it is told before all; later ones ask how the day was, and then tell it."""
    desk = desk_at(now)
    notice_told(desk, days_ago)
    assert said.quiet_line(desk).path == path
