"""Weights follow either/or answers, and lean rather than jump."""

from __future__ import annotations

import itertools

import pytest

from trimtab.app.daily.either_or import MOST_APART, Answer, choices_for, nudged, weights_from
from trimtab.profiles.templates import TEMPLATE_ROLES, template_for
from trimtab.profiles.values_named import values_in


def _answers(order, choices):
    return [Answer(one, min(one.first, one.second, key=order.index)) for one in choices]


@pytest.mark.parametrize("role", TEMPLATE_ROLES)
def test_whatever_is_chosen_weighs_more(role):
    """For every order of a role's values, the chosen one of each pair outweighs the other."""
    before = values_in(template_for(role))
    choices = choices_for(tuple(before))
    assert len(choices) == 5
    for order in itertools.islice(itertools.permutations(before), 0, None, 7):
        weights = weights_from(_answers(order, choices), before)
        for answer in _answers(order, choices):
            other = {answer.choice.first, answer.choice.second} - {answer.chosen}
            assert weights[answer.chosen] > weights[other.pop()]
        assert max(weights.values()) / min(weights.values()) < MOST_APART * 1.2


def test_consistent_answers_give_their_order():
    """Five values around a ring, always the earlier one chosen: the weights fall in that order."""
    before = dict.fromkeys("abcde", 2.0)
    weights = weights_from(_answers("abcde", choices_for("abcde")), before)
    assert sorted(weights, key=weights.__getitem__, reverse=True) == list("abcde")
    assert len(set(weights.values())) == 5


def test_either_is_fine_keeps_equals_equal():
    """Who does not mind is taken at their word."""
    before = dict.fromkeys("abcde", 2.0)
    answers = [Answer(one, None) for one in choices_for("abcde")]
    assert weights_from(answers, before) == before


def test_contrary_answers_balance():
    """One choice each way moves nothing."""
    choice = choices_for("ab")[0]
    before = {"a": 2.0, "b": 2.0}
    assert weights_from([Answer(choice, "a"), Answer(choice, "b")], before) == before


def test_the_mean_weight_stays():
    """Answers move weight from one value to another and make none."""
    before = {"a": 3.0, "b": 2.0, "c": 1.0}
    weights = weights_from(_answers("cba", choices_for("abc")), before)
    assert sum(weights.values()) == pytest.approx(6.0, abs=0.2)


def test_no_pair_is_asked_twice():
    """Few values have few questions, many have five."""
    assert [len(choices_for("abcdefg"[:size])) for size in range(1, 8)] == [0, 1, 3, 5, 5, 5, 5]


def test_less_never_reaches_nothing():
    """A value leaned on again and again stays a value."""
    weights = {"a": 0.2, "b": 2.0}
    for _ in range(20):
        weights = nudged(weights, "a", more=False)
    assert weights["a"] >= 0.1
