"""Breaks offer something real, another each time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from trimtab.focus.breaks import FOOD, Break, break_idea, ideas_for


@pytest.mark.parametrize("where", ["anywhere", "at work", "at home"])
@pytest.mark.parametrize("minutes", [1, 2, 5, 10, 15, 20, 60])
def test_every_break_has_something_that_fits(minutes, where):
    """In its length and place, and never the same twice in a row where there is a choice."""
    offered = [break_idea(Break(minutes=minutes, round=n, where=where), 3) for n in range(1, 9)]
    assert all(one.minutes <= minutes and one.where in {"anywhere", where} for one in offered)
    assert all(one != other for one, other in pairwise(offered))


def test_food_comes_first_where_a_meal_is_near():
    """In the long break, not in a short one."""
    assert break_idea(Break(minutes=20, round=4, has_meal_near=True), 0) == FOOD
    assert break_idea(Break(minutes=5, round=4, has_meal_near=True), 0) != FOOD


def test_an_active_break_moves():
    """Whatever the turn."""
    offered = [break_idea(Break(minutes=5, round=n, is_active=True), 1) for n in range(1, 7)]
    assert all(one.moves for one in offered)


def test_nothing_fits_no_time_and_still_something_is_offered():
    """A break of no minutes is answered as one of a minute."""
    assert ideas_for(0, "at work")
