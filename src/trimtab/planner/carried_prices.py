"""Prices carried from one week to another that is much like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from trimtab.domain.plans import BudgetPrice
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.budgets import Budget
from trimtab.planner.dual import bound_at, regrets_at
from trimtab.planner.problem import Problem

Name = tuple[str, int]
Mask = npt.NDArray[np.bool_]

ITEM_NUMBER = re.compile(r" \(\d+\) in free minutes")
"""An item's number in the name of a budget: in another week the same item has another."""


def budget_prices(problem: Problem, prices: Floats) -> tuple[BudgetPrice, ...]:
    """The prices of a problem, each with its budget's name."""
    pairs = zip(problem.budgets, prices.tolist(), strict=True)
    return tuple(BudgetPrice(one.name, price, float(one.at_least)) for one, price in pairs)


def prices_to_keep(problem: Problem, prices: Floats) -> tuple[BudgetPrice, ...]:
    """The same without limits that cost nothing: of those nothing need be known."""
    is_kept = (prices != 0) | (problem.arrays.dearest > 0)
    return tuple(compress(budget_prices(problem, prices), is_kept.tolist()))


@dataclass(frozen=True, slots=True)
class CarriedPrices:
    """Prices that a solved week had, by the names of its budgets."""

    known: Mapping[Name, BudgetPrice]

    @classmethod
    def of(cls, problem: Problem, prices: Floats) -> CarriedPrices:
        """The prices of a problem."""
        return cls.told(budget_prices(problem, prices))

    @classmethod
    def told(cls, prices: Sequence[BudgetPrice]) -> CarriedPrices:
        """Prices told for the budgets of a problem, in their order."""
        return cls(dict(zip(_names(prices), prices, strict=True)))

    def for_problem(self, problem: Problem) -> Floats:
        """Prices for another problem, by which it can be bounded closely at once.

        What is new starts where it just pays. A must that asks for more or less than it did
        (part of it is done, or it was eased) starts there or where it was: where the bound is
        lower. What nothing uses any more costs nothing.
        """
        arrays = problem.arrays
        found = [self.known.get(name) for name in _names(problem.budgets)]
        is_used = np.bincount(arrays.idx, minlength=arrays.low.size) > 0
        is_new = np.array([one is None for one in found]) & is_used & (arrays.dearest > 0)
        carried = np.array([one.price if one else 0.0 for one in found])
        prices = np.clip(carried, arrays.cheapest, arrays.dearest)
        prices = np.where(is_used, prices, arrays.dearest)
        prices = _where_it_pays(arrays, np.where(is_new, 0.0, prices), is_new)
        pairs = zip(problem.budgets, found, strict=True)
        changed = [n for n, (b, one) in enumerate(pairs) if one and one.at_least != b.at_least]
        for number in changed:
            prices = _lower(arrays, prices, _anew(arrays, prices, number))
        return prices


def _names(budgets: Sequence[Budget] | Sequence[BudgetPrice]) -> Iterator[Name]:
    """What each budget is called, and how many were called so before it."""
    seen: Counter[str] = Counter()
    for budget in budgets:
        name = ITEM_NUMBER.sub("", budget.name)
        yield name, seen[name]
        seen[name] += 1


def _anew(arrays: ProblemArrays, prices: Floats, number: int) -> Floats:
    """The prices with one of them where it just pays."""
    is_new = np.arange(prices.size) == number
    zero = min(max(0.0, float(arrays.cheapest[number])), float(arrays.dearest[number]))
    return _where_it_pays(arrays, np.where(is_new, zero, prices), is_new)


def _where_it_pays(arrays: ProblemArrays, prices: Floats, is_new: Mask) -> Floats:
    """Prices with those of new budgets raised to where the first of their candidates pays.

    A candidate whose week falls short of the best by its regret pays once the price of its units
    makes up for it. Started at their worth instead, an hour's new task would fill the week.
    """
    if not is_new.any():
        return prices
    regrets, _ = regrets_at(arrays, prices)
    uses = np.flatnonzero(is_new[arrays.idx] & (arrays.coef > 0))
    owner = np.searchsorted(arrays.ptr, uses, side="right") - 1
    paying = np.full(prices.size, np.inf)
    np.minimum.at(paying, arrays.idx[uses], regrets[owner] / arrays.coef[uses])
    return np.where(is_new, np.minimum(prices + paying, arrays.dearest), prices)


def _lower(arrays: ProblemArrays, *prices: Floats) -> Floats:
    """Of some prices those that give the lowest bound."""
    return min(prices, key=lambda one: bound_at(arrays, one))
