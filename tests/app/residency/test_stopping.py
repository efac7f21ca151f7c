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
    assert advice.because == (
        "Each after that adds less than 0.1 points; all 2 for $20 together add 0.09 and leave the "
        "chance of ending unmatched at 50 %."
    )


def test_many_small_gains_are_told_together():
    """Thirty times 0.09 are 2.7 points for $300, and the chance of no match falls."""
    lengths = [ListLength(n, 0.09 * n + 50 * (n > 0), 10.0 * n, 0.3 - n / 200) for n in range(32)]
    advice = stop_advice(lengths, 31)
    assert advice.applications == 1
    assert advice.because == (
        "Each after that adds less than 0.1 points; all 30 for $300 together add 2.7 and bring the "
        "chance of ending unmatched from 30 % to 14 %."
    )


def test_nobody_stops_before_what_is_sent():
    """Three of four are sent: the one that is left is weighed, in the person's own unit."""
    advice = stop_advice(lengths_of(5, 1, 0.05, 0.04), 4, sent=3, unit="")
    assert advice.applications == 3
    assert advice.because.startswith("The one after that for 10 adds 0.04 points and leaves ")


def test_beyond_the_list_nothing_is_saved():
    """On a list of one, two would still pay: no money is spoken of."""
    advice = stop_advice(lengths_of(5, 1, 0.05, 0.04), 1)
    assert advice.applications == 2
    assert "$" not in advice.because


def test_nothing_is_said_while_each_one_helps():
    """All gains above a tenth, and no list at all: no advice."""
    assert stop_advice(lengths_of(5, 1), 2) is None
    assert stop_advice(lengths_of(), 0) is None
