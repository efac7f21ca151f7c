"""What decks let a day hold is what Anki itself counts of that day."""

import time
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from anki_shapes import Shape, counted_today, shape_decks

from trimtab.decks.anki import read_anki
from trimtab.decks.memory import fsrs_memory, has_memory_model
from trimtab.domain.decks import DeckSource
from trimtab.study.cards import forecast_deck, pace_forecast, plan_of

pytestmark = pytest.mark.skipif(not has_memory_model(), reason="needs the extra deck")

ONE_DAY = {"limit": 33, "today": 0}
SHAPES = {
    "one deck": {"Step": Shape(due=90, unseen=60, reviews=70)},
    "one deck with room": {"Step": Shape(due=30, unseen=60, reviews=40)},
    "two on one preset": {"A": Shape(due=130, unseen=50, reviews=100), "B": Shape(unseen=50)},
    "two on one preset and a card in Default": {
        "A::Step": Shape(due=130, unseen=50, new=20, reviews=100),
        "B": Shape(unseen=50, reviews=100),
        "Default": Shape(unseen=1, reviews=100),
    },
    "a parent's limit below its children's": {
        "A": Shape(new=10, reviews=50),
        "A::b": Shape(due=100, unseen=30, reviews=40),
        "A::c": Shape(due=100, unseen=30, reviews=40),
    },
    "a parent's limit above its children's": {
        "A": Shape(new=100, reviews=500),
        "A::b": Shape(due=60, unseen=30, new=5, reviews=40),
        "A::c": Shape(due=10, unseen=30, new=7, reviews=40),
    },
    "a parent with cards of its own, and a child that takes a break": {
        "A": Shape(due=10, unseen=5, new=12, reviews=300),
        "A::b": Shape(due=20, unseen=30),
        "A::b::d": Shape(due=70, unseen=30, new=1, reviews=15),
        "A::c": Shape(due=100, unseen=30, new=5, reviews=0),
    },
    "limits of a deck's own": {
        "A": Shape(due=60, unseen=50, own={"newLimit": 3, "reviewLimit": 44}),
        "B": Shape(due=60, unseen=50, own={"newLimitToday": ONE_DAY, "reviewLimitToday": ONE_DAY}),
    },
    "many decks": {
        f"Deck {number}": Shape(due=20, unseen=9, new=3, reviews=10 + number % 3)
        for number in range(12)
    },
}


@pytest.fixture(autouse=True)
def _one_clock(monkeypatch):
    """Anki goes by the clock of the machine; here it is that of the reading."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def read(path, deck=""):
    reading = read_anki(path, "deck", deck, datetime.now(ZoneInfo("UTC")))
    return reading, plan_of(reading, DeckSource())


def forecasts(reading, plan):
    """By the memory model, and by the pace of late."""
    return forecast_deck(reading, plan, fsrs_memory((), 0.9)), pace_forecast(reading, plan)


@pytest.mark.parametrize("decks", SHAPES.values(), ids=SHAPES)
def test_today_holds_what_anki_counts(tmp_path, decks):
    """Reviews and new cards, before and after some answers."""
    path = tmp_path / "c.anki2"
    shape_decks(path, decks)
    for answers in (0, 7):
        counted = counted_today(path, answers)
        for found in forecasts(*read(path)):
            today = found.days[0]
            assert (today.reviews, today.new) == pytest.approx(counted)


def test_a_deck_within_another_goes_by_its_own_limits_and_those_below_it(tmp_path):
    """As in Anki, where a deck is opened by itself."""
    decks = SHAPES["a parent with cards of its own, and a child that takes a break"]
    shape_decks(tmp_path / "c.anki2", decks)
    for found in forecasts(*read(tmp_path / "c.anki2", "A::b")):
        assert (found.days[0].reviews, found.days[0].new) == (35, 20)


def test_new_cards_that_count_by_themselves_come_beside_full_reviews(tmp_path):
    """Where the collection says so."""
    decks = {"A": Shape(due=130, unseen=50, reviews=100), "B": Shape(due=20, unseen=50)}
    options = {"newCardsIgnoreReviewLimit": True}
    shape_decks(tmp_path / "c.anki2", decks, options)
    counted = counted_today(tmp_path / "c.anki2", answers=7)
    for found in forecasts(*read(tmp_path / "c.anki2")):
        assert (found.days[0].reviews, found.days[0].new) == pytest.approx(counted)
    assert counted[1] > 30


def test_decks_apart_and_together_ask_the_same(tmp_path):
    """Each day of a collection is the sum of its decks'; new cards are told as they are shown."""
    decks = {"A::Step": Shape(due=290, unseen=90), "Zulu": Shape(unseen=90)}
    for path, more in (("two", {}), ("three", {"Default": Shape(unseen=1)})):
        shape_decks(tmp_path / path, decks | more)
        apart = [forecasts(*read(tmp_path / path, deck))[0] for deck in decks | more]
        together, plan = read(tmp_path / path)
        found = forecasts(together, plan)[0]
        assert plan.new_a_day == 40 + len(more)
        for number, day in enumerate(found.days):
            of_each = [one.days[number] for one in apart]
            assert day.reviews == pytest.approx(sum(one.reviews for one in of_each), abs=0.01)
            assert day.new == pytest.approx(sum(one.new for one in of_each), abs=0.01)


@pytest.mark.parametrize("number", [0, 7, 41, 90])
def test_another_number_of_new_cards_is_shared_in_proportion(tmp_path, number):
    """In all as many as are said, but for a deck that has no more."""
    decks = SHAPES["two on one preset and a card in Default"]
    shape_decks(tmp_path / "c.anki2", {name: replace(one, due=0) for name, one in decks.items()})
    reading, plan = read(tmp_path / "c.anki2")
    for found in forecasts(reading, replace(plan, new_a_day=number)):
        assert found.days[0].new == pytest.approx(number, abs=0.001 if number <= 41 else 2)
