"""What signals chosen with the list gain over signals for the favourites."""

from __future__ import annotations

import pytest
from random_lists import random_problem

from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import FixedRow, ListProblem
from trimtab.residency.portfolio.signalling import favourites_value, has_signals


def one_gold(**altered) -> ListProblem:
    """Two programmes, one application, one signal that helps the second far more."""
    chances = [[0.5, 0.1], [-1.0, -1.0], [0.5, 0.9]]
    return ListProblem(chances=chances, worths=[100.0, 90.0], copies=[0, 1], count=1).altered(
        **altered
    )


def test_a_signal_after_the_list_misses_what_it_could_open():
    """Alone the first is better: 0.5 * 100 = 50; with the signal the second: 0.9 * 90 = 81."""
    problem = one_gold()
    assert favourites_value(problem) == pytest.approx(50.0)
    assert build_list(problem).value == pytest.approx(81.0)


def test_the_favourite_gets_the_signal():
    """With room for both the first, worth most, gets it: 50 + 0.5 * 0.1 * 90 = 54.5."""
    assert favourites_value(one_gold(count=2)) == pytest.approx(54.5)


def test_a_signal_that_was_sent_stays():
    """A signal that the second holds is not given again: 50 + 0.5 * 0.9 * 90 = 90.5."""
    problem = one_gold(count=2, fixed=(FixedRow(1, 2),))
    assert favourites_value(problem) == pytest.approx(90.5)


def test_a_signal_that_a_row_is_bound_to_is_no_gain():
    """Where every row says its signal there is nothing to choose, so nothing to gain."""
    chances = [[-1.0, 0.1], [-1.0, -1.0], [0.5, -1.0]]
    problem = ListProblem(chances=chances, worths=[100.0, 90.0], copies=[0, 1])
    assert favourites_value(problem) == pytest.approx(build_list(problem).value)


@pytest.mark.parametrize("seed", range(40))
def test_favourites_never_do_better(seed):
    """The joint choice is at least as good, on random small problems that are proved."""
    problem = random_problem(seed, "signals").altered(copies=[1, 1])
    found = build_list(problem, nodes=2000)
    assert found.is_optimal
    assert favourites_value(problem) <= found.value + 1e-9


def test_signals_are_there_only_if_some_can_be_sent():
    """One row of chances, or no copies, leave nothing to gain."""
    assert has_signals(one_gold())
    assert not has_signals(one_gold(copies=0))
    assert not has_signals(ListProblem(chances=[0.5], worths=[1.0]))
