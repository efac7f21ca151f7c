"""Cards and the notebook, without script."""

import json

import pytest
from lived_deck import usual_answers, usual_cards, write_deck

from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.store.records import record_to_text

QUESTION = "When is bicarbonate worth giving?"


@pytest.fixture
def collection(tmp_path):
    return write_deck(tmp_path / "collection.anki2", usual_cards(), usual_answers())


def bring(client, path, **fields):
    with path.open("rb") as file:
        sent = {"file": (path.name, file)}
        return client.post("/learning/cards", data=fields, files=sent, follow_redirects=True)


def test_without_a_deck_an_example_teaches(client):
    """And where the file is found."""
    page = client.get("/learning/cards").text
    assert "about 35 min a day" in page
    assert "collection.anki2" in page


def test_a_collection_becomes_days_and_months(client, desk, collection):
    """Kept are counts and minutes, under the deck's name."""
    page = bring(client, collection, name="AnKing").text
    assert "AnKing" in page
    assert "at 20 new cards a day" in page
    assert "What new cards cost" in page
    (kept,) = desk.store.entries(DeckOutlook)
    assert (kept.name, kept.unseen, len(kept.minutes)) == ("AnKing", 30, 42)
    assert "AnKing: Today about" in client.get("/learning").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"deck": "Setp"}, "Its decks are"), ({"new_a_day": "many"}, "whole number up to 500")],
)
def test_a_mistake_stands_at_its_field(client, collection, fields, told):
    """And what was typed stays."""
    answer = bring(client, collection, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{next(iter(fields.values()))}"' in answer.text


def test_a_file_that_is_none_is_said_so(client, tmp_path):
    """In words, with a remedy."""
    path = tmp_path / "holiday.anki2"
    path.write_bytes(b"no cards here")
    assert "no collection of Anki" in bring(client, path).text
    assert "Choose a file" in client.post("/learning/cards", data={"deck": ""}).text


@pytest.mark.parametrize(("deck", "field"), [("", "file"), ("Default", "deck")])
def test_a_collection_without_a_card_keeps_nothing(client, desk, tmp_path, deck, field):
    """As the command says; what was kept before stays."""
    bring(client, write_deck(tmp_path / "own.anki2", usual_cards(), usual_answers()), name="A")
    before = desk.store.entries(DeckOutlook)
    answer = bring(client, write_deck(tmp_path / "new.anki2"), deck=deck, name="A")
    assert answer.status_code == 422
    assert f'id="mistake-{field}">There are no cards in it yet.' in answer.text
    assert desk.store.entries(DeckOutlook) == before


def test_a_deck_is_forgotten(client, desk, collection):
    """With its days."""
    bring(client, collection)
    asked = client.post("/learning/cards/forget", data={"id": "Cards"})
    assert len(desk.store.entries(DeckOutlook)) == 1
    assert "Forget the deck Cards?" in client.get(asked.headers["location"]).text
    client.post("/learning/cards/forget", data={"id": "Cards", "sure": "yes"})
    assert desk.store.entries(DeckOutlook) == ()
    assert client.get(asked.headers["location"]).headers["location"] == "/learning/cards"


def test_today_has_the_line_and_the_notebook_keeps_it(client, desk):
    """Two taps: the plus, and Keep."""
    assert 'action="/learning/notebook"' in client.get("/").text
    client.post("/learning/notebook", data={"question": QUESTION, "from": "today"})
    (kept,) = desk.store.entries(CaseQuestion)
    assert kept.question == QUESTION
    assert QUESTION in client.get("/learning/notebook").text


def test_particulars_are_shown_before_anything_is_kept(client, desk):
    """The person changes it, or keeps it as it is."""
    typed = {"question": "Why did Mr Jones get bicarbonate?"}
    answer = client.post("/learning/notebook", data=typed)
    assert answer.status_code == 422
    assert "“Mr Jones” looks like a name" in answer.text
    assert desk.store.entries(CaseQuestion) == ()
    client.post("/learning/notebook", data={**typed, "anyway": "yes"})
    assert len(desk.store.entries(CaseQuestion)) == 1


def test_one_that_waited_on_a_phone_is_kept_once_and_told(client, desk):
    """It cannot ask there any more, so it says what to look at."""
    said = {"question": "Bed 4: why heparin?", "id": "a1", "said_at": "2026-11-17T09:00:00-05:00"}
    for _ in range(2):
        answer = client.post("/learning/notebook", json=said)
    assert "“Bed 4” looks like a room or bed" in answer.json()["sentence"]
    assert len(desk.store.entries(CaseQuestion)) == 1


def test_an_answer_makes_a_card_for_anki(client, desk):
    """Front, back and topic, a line each."""
    client.post("/learning/notebook", data={"question": QUESTION, "topic": "acid base"})
    (kept,) = desk.store.entries(CaseQuestion)
    client.post("/learning/notebook/answer", data={"id": kept.id, "answer": "Below pH 6.9."})
    table = client.get("/learning/notebook/questions.csv")
    assert table.text.splitlines()[-1] == f"{QUESTION};Below pH 6.9.;acid_base"
    client.post("/learning/notebook/change", data={"id": kept.id, "question": "Why?", "topic": ""})
    assert desk.store.entry(CaseQuestion, kept.id).question == "Why?"
    client.post("/learning/notebook/forget", data={"id": kept.id})
    assert desk.store.entries(CaseQuestion) == ()


def test_a_limit_of_minutes_and_of_reviews_is_told(client, desk):
    """The page, the hub and the year go by the same minutes; new cards kept out are not counted."""
    text = desk.store.profile().text + '\n[[deck]]\nname = "A"\nmost_minutes = 25\n'
    desk.store.keep_profile(text, desk.now())
    outlook = DeckOutlook(
        id="A",
        day=desk.now().date(),
        said_at=desk.now(),
        name="A",
        new_a_day=20,
        new_shown=0,
        minutes=((114, 95, 132),) * 42,
        reviews=(200,) * 42,
        loads=((10, (28,) * 6), (20, (28,) * 6)),
    )
    desk.store.keep_entry(outlook)
    today = "Today 25 min, as you limit it; all of it would be about 1 h 54 min."
    page = client.get("/learning/cards").text
    assert today in page
    assert "some 25 min a day, at 0 of 20 new cards a day, as the limit of reviews" in page
    assert "At 20 or 10 new cards a day, cards reach about 28 min a day" in page
    assert page.count("<td>25</td><td>25</td><td>200</td>") == 14
    assert f"A: {today}" in client.get("/learning").text


def test_all_questions_go_after_a_question(client, desk):
    """One tap asks; the yes of that page deletes."""
    for number in range(2):
        client.post("/learning/notebook", data={"question": QUESTION, "id": str(number)})
    asked = client.post("/learning/notebook/forget", data={"all": "yes"})
    assert len(desk.store.entries(CaseQuestion)) == 2
    assert "Delete all 2 questions?" in client.get(asked.headers["location"]).text
    client.post("/learning/notebook/forget", data={"all": "yes", "sure": "yes"})
    assert desk.store.entries(CaseQuestion) == ()
    assert client.get("/learning/notebook/forget").headers["location"] == "/learning/notebook"


def test_what_the_command_found_is_kept(client, desk):
    """As the record it is."""
    outlook = DeckOutlook(id="A", day=desk.now().date(), said_at=desk.now(), name="A")
    answer = client.post("/learning/cards/outlook", content=record_to_text(outlook))
    assert json.loads(answer.text) == {"kept": True}
    assert desk.store.entry(DeckOutlook, "A") == outlook


@pytest.mark.parametrize("path", ["/learning/notebook", "/mentors/question"])
def test_a_question_that_is_too_long_is_told_and_stays_typed(client, desk, path):
    """Also one of a single endless word, which is looked at no longer than what can be kept."""
    for typed in ("A sentence about potassium. " * 62, "M" * 60_000):
        answer = client.post(path, data={"question": typed})
        assert answer.status_code == 422
        assert f"has {len(typed.strip()):,} letters; 300 can be kept" in answer.text
        assert typed in answer.text
        assert "Keep it as it is" not in answer.text
    assert desk.store.entries(CaseQuestion) == ()
    assert client.post(path, data={"question": "M" * 300}).status_code == 303


def test_a_question_too_long_that_a_phone_brings_later_is_kept_and_told(client, desk):
    """There is no form to come back to: its begin is kept, and that it is no more than that."""
    headers = {"Content-Type": "application/json"}
    sent = json.dumps({"question": "potassium " * 100, "id": "q-1"})
    answer = client.post("/learning/notebook", content=sent, headers=headers)
    assert "only the first 300 letters are kept" in answer.text
    (kept,) = desk.store.entries(CaseQuestion)
    assert kept.question == ("potassium " * 100)[:300]
