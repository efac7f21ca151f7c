"""What is said of new cards, months on."""

from datetime import UTC, date, datetime

import pytest

from trimtab.domain.decks import DeckOutlook
from trimtab.reports.card_words import smoother_text

OWN, FEWER = (25, 22, 11, 8, 6, 5), (9, 11, 12, 12, 11, 8)


def outlook(unseen: int, new_a_day: int = 30, shown: int | None = None) -> DeckOutlook:
    """A deck of so many cards never seen."""
    return DeckOutlook(
        id="A", day=date(2026, 11, 23), said_at=datetime(2026, 11, 23, tzinfo=UTC), name="A",
        cards=unseen, unseen=unseen, new_a_day=new_a_day, new_shown=shown,
        loads=((10, FEWER), (30, OWN)),
    )  # fmt: skip


@pytest.mark.parametrize("unseen", [0, 30, 900, 30 * 28 * 3])
def test_more_new_cards_that_run_out_tell_their_most(unseen):
    """A later month at which none are left is no reason for more of them."""
    assert smoother_text(outlook(unseen)) == (
        "At 30 new cards a day, cards reach about 25 min a day in Nov, and about 8 min in Feb, "
        "when few or no new ones are left; at 10, they reach about 12 min, in Jan."
    )


@pytest.mark.parametrize(("unseen", "shown"), [(30 * 28 * 3 + 1, None), (5000, None), (900, 3)])
def test_where_new_ones_last_a_month_is_told(unseen, shown):
    """The same month of both; a limit of reviews makes them last."""
    told = smoother_text(outlook(unseen, shown=shown))
    assert "few or no new ones" not in told
    assert "in Feb" in told


def test_with_no_fewer_there_is_nothing_to_tell():
    """Ten are the fewest that were looked at."""
    assert smoother_text(outlook(900, new_a_day=10)) == ""
