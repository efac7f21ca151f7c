"""The library's memory model behind the port, and the time a large deck takes."""

import math
import random
from datetime import date

import pytest

from trimtab.decks.memory import fsrs_memory, has_memory_model
from trimtab.domain.decks import CardGroup, DeckReading, LimitedDeck
from trimtab.study.card_cells import Cells, Fineness
from trimtab.study.cards import DeckPlan, forecast_deck

pytestmark = pytest.mark.skipif(not has_memory_model(), reason="needs the extra deck")


def test_after_its_stability_nine_of_ten_are_known():
    """That is what stability means."""
    memory = fsrs_memory((), 0.9)
    assert memory.recall(20.0, 20.0) == pytest.approx(0.9)
    assert memory.recall(20.0, 60.0) < memory.recall(20.0, 30.0) < 0.9


def test_parameters_that_are_none_give_way_to_the_usual():
    """Whatever stands in a stranger's file."""
    odd = fsrs_memory((1.0, 2.0), 0.9)
    assert odd.first() == fsrs_memory((), 0.9).first()


def test_finer_cells_change_little():
    """The fortnight's minutes stay within three in a hundred."""
    draw = random.Random(7)
    groups = tuple(
        CardGroup(
            draw.randrange(-3, 14), draw.randrange(1, 40), math.exp(draw.gauss(2.5, 1)), 5.5, 1
        )
        for _ in range(800)
    )
    reading = DeckReading(today=date(2026, 11, 17), groups=groups, limited=(LimitedDeck(400),))
    memory, plan = fsrs_memory((), 0.9), DeckPlan(new_a_day=15)
    fine = Cells(memory, Fineness(0.02, 0.25, 0.01))
    exact = forecast_deck(reading, plan, memory, fine).minutes
    assert forecast_deck(reading, plan, memory).minutes == pytest.approx(exact, rel=0.03)
