"""What the plan has learned, told one by one, and what can be decided of it."""

from __future__ import annotations

import html
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.daily.learned import Learned, LearnedDose, learned_now
from trimtab.app.mind.parts import switch
from trimtab.domain.kept import BlockMark
from trimtab.domain.plans import Block, LastPlan
from trimtab.reflection.learning import DoseState
from trimtab.web.reset.learned_words import lessons

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 9)


def text_of(client, path: str = "/learned") -> str:
    """A page's text."""
    return html.unescape(client.get(path).text)


def run(day: int, minutes: int, dose: str, mark: str) -> Block:
    """A run of the week before."""
    start = datetime(2026, 11, 9, 18, tzinfo=ZONE) + timedelta(days=day)
    end = start + timedelta(minutes=minutes)
    return Block(start, end, "Run", "practice", "body", dose, mark=mark)


@pytest.fixture
def lived(desk):
    """A desk with a week in which three runs gave way, and a task that takes longer."""
    gone = tuple(run(day, 45, "ideal", "skipped") for day in (0, 2, 4))
    desk.store.keep_last_plan(LastPlan("x", MONDAY, 7, (run(6, 10, "tiny", "done"),), gone))
    for day in range(6):
        start = datetime(2026, 11, 9, 14, tzinfo=ZONE) + timedelta(days=day)
        end = start + timedelta(hours=1)
        desk.store.add_mark(
            BlockMark(f"{day}", "longer", "QI abstract", "task", start, end, end, 90)
        )
    return desk


def test_nothing_learned_is_shown_by_an_example(client):
    """The page teaches what it will show."""
    assert "Nothing yet that changes your plan." in text_of(client)
    assert "Nothing yet. It learns" in text_of(client, "/you")


def test_each_lesson_is_a_sentence_with_how_sure_it_is(client, lived):
    """What it starts with and grows to, how often it was kept, how long things take."""
    text = text_of(client)
    for said in (
        "It starts at 10 minutes for now; kept once more, it grows to 30.",
        "At 45 minutes about 2 of 10 (0 to 4) are kept, from 3 times.",
        "times the minutes planned (",
        "More minutes are kept for it.",
    ):
        assert said in text
    assert "missed" not in text
    assert "It changes how 2 of your things are planned." in text_of(client, "/you")


def test_a_practice_that_gave_way_is_asked_for_small():
    """Which day is enough to begin, where one stands ahead; nobody is told off."""
    learned = LearnedDose("Run", (45, 30, 10), DoseState(2), (), is_as_written=False)
    now = datetime(2026, 11, 16, 8, tzinfo=ZONE)
    (view,) = lessons(Learned((learned,)), [run(10, 10, "tiny", None)], now)
    assert view.sentences == (
        "It gave way of late. 10 minutes on Thu 19 Nov are enough to begin.",
        "It starts at 10 minutes for now; kept three times, it grows to 30.",
    )
    (bare,) = lessons(Learned((learned,)), [], now)
    assert bare.sentences[0] == "It gave way of late. 10 minutes are enough to begin."


def test_one_is_planned_as_written_as_learned_and_forgotten(client, lived):
    """Each by one button; the page says what stands."""
    wish = {"lesson": "dose", "name": "Run"}
    assert client.post("/learned", data=wish | {"do": "as_written"}).status_code == 303
    assert learned_now(lived.store, lived.now()).largest_dose == {}
    assert "Planned as you wrote it." in text_of(client)
    assert "It changes how QI abstract is planned." in text_of(client, "/you")
    client.post("/learned", data=wish | {"do": "as_learned"})
    assert learned_now(lived.store, lived.now()).largest_dose == {"Run": "tiny"}
    client.post("/learned", data=wish | {"do": "forget"})
    assert "Run" not in {one.name for one in learned_now(lived.store, lived.now()).doses}
    client.post("/learned", data={"lesson": "length", "name": "QI abstract", "do": "as_written"})
    assert learned_now(lived.store, lived.now()).longer_by == {}


def test_deleting_the_part_forgets_what_was_learned_and_plans_anew(client, lived, monkeypatch):
    """Names of practices stay in no setting; the plan follows, as when it is switched off."""
    begun = []
    monkeypatch.setattr(lived.planning, "begin", lambda ask, _: begun.append(ask))
    assert "kept: 2 things learned." in text_of(client, "/settings/parts")
    client.post("/learned", data={"lesson": "dose", "name": "Run", "do": "as_written"})
    assert "Run" in lived.store.settings()["learned"]
    client.post("/settings/parts", data={"part": "learning", "verb": "delete", "sure": "yes"})
    assert "Run" not in lived.store.settings()["learned"]
    assert learned_now(lived.store, lived.now()) == Learned()
    assert "learned." not in text_of(client, "/settings/parts")
    client.post("/settings/parts", data={"part": "learning", "verb": "off"})
    client.post("/settings/parts", data={"part": "notices", "verb": "off"})
    assert [bool(ask.lived.longer_by) for ask in begun] == [True, False, False]


def test_what_another_window_forgot_leads_back(client, lived):
    """Its button changes nothing any more, and no page is missing."""
    before = learned_now(lived.store, lived.now())
    answer = client.post("/learned", data={"lesson": "dose", "name": "X", "do": "forget"})
    assert answer.headers["location"] == "/learned"
    assert learned_now(lived.store, lived.now()) == before


@pytest.mark.parametrize("wish", [{"lesson": "x", "name": "Run"}, {}])
def test_what_nobody_learned_is_not_found(client, lived, wish):
    """A form made by hand."""
    assert client.post("/learned", data=wish | {"do": "forget"}).status_code == 404


def test_switched_off_it_says_so(client, lived):
    """In one sentence, with the way there; and its card is gone."""
    switch(lived.store, "learning", is_on=False)
    text = text_of(client)
    assert "Learning is switched off" in text
    assert 'href="/settings/parts"' in text
    assert "/learned" not in text_of(client, "/you")
