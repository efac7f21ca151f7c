"""What a deck will ask for, day by day, with a memory made up for the purpose."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trimtab.domain.decks import (
    CardGroup,
    DeckDay,
    DeckReading,
    DeckSource,
    LimitedDeck,
    NextState,
    Pace,
)
from trimtab.study.cards import (
    DeckPlan,
    forecast_deck,
    forecast_ways,
    pace_forecast,
    plan_of,
)

TODAY = date(2026, 11, 17)
COUNTS = {1: 0, 2: 50, 3: 400, 4: 50}
PACES = tuple(
    Pace(kind, grade, COUNTS[grade], 6.0, 2.0)
    for kind in ("learn", "review", "relearn")
    for grade in COUNTS
)


class Steady:
    """Everything is known, and comes back after `days`."""

    def __init__(self, days: float = 3.0, known: float = 1.0) -> None:
        self.days, self.known = days, known

    def first(self):
        return (NextState(self.days, 5.0, self.days),) * 4

    def recall(self, stability, elapsed):
        return self.known

    def after(self, stability, difficulty, elapsed):
        return (NextState(1.0, 5.0, 1.0), *[NextState(self.days, 5.0, self.days)] * 3)


def reading(*groups, unseen=0, new=100, most=None, done_new=0, **more):
    limited = (LimitedDeck(unseen, new, most, done_new),)
    return DeckReading(today=TODAY, groups=groups, paces=PACES, limited=limited, **more)


def plan(**more):
    return replace(DeckPlan(new_a_day=0), **more)


def test_cards_are_asked_on_their_days():
    """Those overdue today; each once where nothing comes back in time."""
    deck = reading(
        CardGroup(-3, 9, 30.0, 5.0, 4), CardGroup(0, 9, 30.0, 5.0, 6), CardGroup(5, 9, 30.0, 5.0, 8)
    )
    found = forecast_deck(deck, plan(), Steady(400.0))
    assert [round(one.reviews) for one in found.days] == [10, 0, 0, 0, 0, 8, *[0] * 8]
    assert found.backlog == 4
    assert found.days[5].day == TODAY + timedelta(days=5)


def test_no_card_is_lost_or_made():
    """What is sent back within the days is asked again within them."""
    deck = reading(CardGroup(0, 3, 3.0, 5.0, 90))
    found = forecast_deck(deck, plan(days=5), Steady(1.0))
    assert sum(one.reviews for one in found.days) > 90
    once = forecast_deck(deck, plan(days=1), Steady(1.0))
    assert once.days[0].reviews == pytest.approx(90)


def test_more_new_cards_are_never_fewer_minutes():
    """On any day."""
    deck = reading(CardGroup(0, 3, 3.0, 5.0, 50), unseen=900)
    totals = [forecast_deck(deck, plan(new_a_day=new), Steady()).minutes for new in (0, 5, 20, 60)]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


def test_a_limit_makes_the_rest_wait():
    """And new cards count under it, unless the deck says otherwise."""
    deck = reading(CardGroup(0, 30, 30.0, 5.0, 100), unseen=50, most=40)
    found = forecast_deck(deck, plan(new_a_day=10), Steady(400.0))
    assert [round(one.reviews) for one in found.days[:3]] == [40, 40, 20]
    assert [round(one.new) for one in found.days[:3]] == [0, 0, 10]
    assert found.days[0].waiting == pytest.approx(60)
    assert found.new_shown is None
    seven = replace(deck, limited=(LimitedDeck(50, 100, 7),))
    tight = forecast_deck(seven, plan(new_a_day=10), Steady(400.0))
    assert tight.new_shown == 0
    assert not any(str(one.new).startswith("-") for one in tight.days)
    free = replace(deck, new_count_as_reviews=False)
    shown = forecast_deck(free, plan(new_a_day=10), Steady(400.0))
    assert shown.days[0].new == 10


@pytest.mark.parametrize("most", [None, 40])
def test_several_numbers_of_new_cards_at_once_are_as_each_alone(most):
    """With a limit that makes some of them wait, and without one."""
    groups = CardGroup(-3, 9, 30.0, 5.0, 60), CardGroup(2, 1, 3.0, 5.0, 30)
    deck = reading(*groups, unseen=500, most=most)
    asked, numbers = plan(days=40), (0, 7, 30)
    together = forecast_ways(deck, asked, Steady(known=0.9), numbers)
    for number, found in zip(numbers, together, strict=True):
        alone = forecast_deck(deck, replace(asked, new_a_day=number), Steady(known=0.9))
        assert found.new_a_day == number
        for one, other in zip(found.days, alone.days, strict=True):
            assert one.minutes == pytest.approx(other.minutes)
            assert one.waiting == pytest.approx(other.waiting, abs=0.001)


def test_unseen_cards_run_out():
    """No card is new twice."""
    found = forecast_deck(reading(unseen=25), plan(new_a_day=10), Steady(400.0))
    assert [one.new for one in found.days[:4]] == [10, 10, 5, 0]


def test_what_was_done_today_is_left_out():
    """Of new cards and under the limit."""
    deck = reading(unseen=100, done_new=7)
    assert forecast_deck(deck, plan(new_a_day=10), Steady()).days[0].new == 3


def test_an_empty_deck_asks_nothing():
    """And its range is nothing too."""
    found = forecast_deck(reading(), plan(), Steady())
    assert found.minutes == 0
    assert (found.days[0].low, found.days[0].high) == (0, 0)


def test_new_cards_a_day_come_from_the_nearest_source():
    """What the person says, what the deck says, what was seen, what is usual."""
    days = tuple(DeckDay(TODAY - timedelta(days=back), 10, 5.0, 12) for back in range(1, 6))
    deck = reading(unseen=90, new=30, days=days)
    assert plan_of(deck, DeckSource(new_a_day=5)).new_from == "said"
    assert plan_of(deck, DeckSource()).new_a_day == 30
    assert plan_of(reading(unseen=90, new=None, days=days), DeckSource()).new_a_day == 12
    assert plan_of(reading(unseen=90, new=None), DeckSource()).new_from == "usual"


def test_without_a_memory_model_the_last_weeks_stand_in():
    """For days of which little is due yet."""
    days = tuple(DeckDay(TODAY - timedelta(days=back), 200, 30.0) for back in range(1, 15))
    found = pace_forecast(reading(CardGroup(0, 3, 3.0, 5.0, 10), days=days), plan())
    assert found.method == "pace"
    assert found.days[6].minutes == pytest.approx(30.0)
