"""Cards on their way through the days: none is lost, each comes back when it should."""

import numpy as np
import pytest

from trimtab.domain.decks import NextState
from trimtab.study.card_cells import FINE, Cells
from trimtab.study.card_flow import CardFlow

ROOT = 20.0


class Plain:
    """What is known falls by a hundredth a day, and everything comes back after `ROOT` days."""

    def first(self):
        return (NextState(ROOT, 5.0, ROOT),) * 4

    def recall(self, stability, elapsed):
        return 1 - elapsed / 100

    def after(self, stability, difficulty, elapsed):
        return (NextState(ROOT, 5.0, ROOT),) * 4


@pytest.fixture
def flow():
    """Forty days with two numbers of new cards side by side."""
    return CardFlow(Cells(Plain(), FINE), days=40, ways=2)


def rows_after(flow, *elapsed):
    """The rows of one cell so many days after its cards were seen."""
    cells = flow.cells.of([ROOT] * len(elapsed), [5.0] * len(elapsed))
    return flow.cells.rows_after(cells, np.array(elapsed))


def test_cards_come_back_on_their_day_alone(flow):
    """And in both ways."""
    flow.put(np.array([1, 3]), rows_after(flow, 5, 7), np.array([4.0, 2.0]))
    found = [flow.take(day)[1].sum(axis=1).tolist() for day in range(5)]
    assert found == [[0, 0], [4, 4], [0, 0], [2, 2], [0, 0]]


def test_answered_cards_come_back_evenly_within_their_days_and_none_is_lost(flow):
    """Nine cards between the 18th and the 26th day from the second on, one each, in wide bins too.

    Days beyond the last one are let go.
    """
    cell = flow.cells.of([ROOT], [5.0])[0]
    flow.take(0)
    flow.send_back(np.array([[18, 26, cell], [30, 99, cell]]), np.array([[9.0, 18.0], [0, 7]]), 1)
    one, other = np.array([flow.take(day)[1].sum(axis=1) for day in range(1, 40)]).T
    assert one == pytest.approx([0] * 18 + [1] * 9 + [0] * 3 + [18 / 70] * 9)
    assert other == pytest.approx([0] * 30 + [0.1] * 9)


def test_cards_that_wait_grow_older_by_a_day_each(flow):
    """Also where a bin holds several days: on average, to within half a day in two weeks."""
    flow.put(np.array([0]), rows_after(flow, 30), np.array([100.0]))
    ages = []
    for day in range(15):
        rows, counts = flow.take(day)
        known = (counts[0] * flow.cells.recall[rows]).sum() / counts[0].sum()
        ages.append(100 * (1 - known))
        assert counts.sum(axis=1) == pytest.approx([100, 100])
        flow.hold_back(rows, counts)
    assert ages[-1] - ages[0] == pytest.approx(14, abs=0.5)
