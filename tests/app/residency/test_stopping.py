"""Where to stop applying."""

from __future__ import annotations

from trimtab.app.residency.stopping import stop_advice
from trimtab.domain.applications import ListLength


def lengths_of(*gains):
    """Lists of rising length at $10 an application."""
    values = [sum(gains[:count]) for count in range(len(gains) + 1)]
    return [ListLength(n, value, 10.0 * n, 0.5) for n, value in enumerate(values)]


def test_it_stops_where_everything_after_adds_less_than_a_tenth():
    """Gains 5, 1, 0.05, 0.04 on a list of four: stop at two, and $20 are saved."""
    advice = stop_advice(lengths_of(5, 1, 0.05, 0.04), 4)
    assert advice.applications == 2
    assert "$20" in advice.because


def test_beyond_the_list_nothing_is_saved():
    """On a list of one, two would still pay: no money is spoken of."""
    advice = stop_advice(lengths_of(5, 1, 0.05, 0.04), 1)
    assert advice.applications == 2
    assert "$" not in advice.because


def test_nothing_is_said_while_each_one_helps():
    """All gains above a tenth, and no list at all: no advice."""
    assert stop_advice(lengths_of(5, 1), 2) is None
    assert stop_advice(lengths_of(), 0) is None
