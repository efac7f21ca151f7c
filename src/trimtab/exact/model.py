"""The columns as a CP-SAT model whose optimum is never below the true one.

CP-SAT reckons in integers. Worth is scaled by `SCALE` and rounded up wherever it is not whole, so
that every plan is worth at least as much in the model as it truly is, and a bound of the model,
scaled back, holds for the problem.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from trimtab.exact.columns import Columns, crowded_slots
from trimtab.planner.budgets import Budget

SCALE = 1_000_000
"""Units of the model for one minute of an average value."""

UNITS = (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000)
"""Fractions tried, in turn, to make a budget's totals whole."""

WHOLE_WITHIN = 1e-7
DOMAIN_SLACK = 1e-7
"""How far outside its domain a budget takes a total, as `Budget.worth` does."""


@dataclass(slots=True)
class Model:
    """A CP-SAT model being written: `choices[k]` takes column k, `terms` are its objective."""

    cp: Any
    sum_of: Callable[..., Any]
    choices: list[Any] = field(default_factory=list)
    terms: list[tuple[Any, int]] = field(default_factory=list)
    base: int = 0

    def add_variable(self, low: int, high: int, worth: int, hint: int) -> Any:
        """A whole number in [low, high], its worth for each unit, and a value to start from."""
        variable = self.cp.new_int_var(low, high, "")
        self.terms.append((variable, worth))
        self.cp.add_hint(variable, min(max(hint, low), high))
        return variable


@dataclass(slots=True)
class Row:
    """Who uses a budget and how much: positions of columns, coefficients, a hint's total."""

    positions: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    hinted: float = 0.0

    @property
    def reach(self) -> float:
        """A total that no plan exceeds."""
        return sum(coefficient for coefficient in self.coefficients if coefficient > 0)


def build_model(columns: Columns, hinted: Collection[int] = ()) -> Model:
    """Write the model; `hinted` are the candidate numbers of a plan to start from."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - optional, so loaded on demand

    model = Model(cp_model.CpModel(), cp_model.LinearExpr.weighted_sum)
    chosen = set(hinted)
    rows = [Row() for _ in columns.budgets]
    for position, column in enumerate(columns.columns):
        is_hinted = not chosen.isdisjoint(column.numbers)
        worth = _up(column.worth * SCALE)
        model.choices.append(model.add_variable(0, 1, worth, int(is_hinted)))
        for number, coefficient in column.uses:
            rows[number].positions.append(position)
            rows[number].coefficients.append(coefficient)
            rows[number].hinted += coefficient * is_hinted
    for crowd in crowded_slots(columns.columns):
        model.cp.add_at_most_one(model.choices[position] for position in crowd)
    for budget, row in zip(columns.budgets, rows, strict=True):
        _add_budget(model, budget, row)
    variables, worths = zip(*model.terms, strict=True) if model.terms else ((), ())
    model.cp.maximize(model.sum_of(variables, worths) + model.base)
    return model


def _up(number: float) -> int:
    """Rounded up, except what is whole but for its last bits."""
    near = round(number)
    return near if abs(number - near) <= WHOLE_WITHIN else math.ceil(number)


def _add_budget(model: Model, budget: Budget, row: Row) -> None:
    unit = _unit_of(budget, row)
    if not row.positions:
        empty = budget.worth(0.0)
        model.base += _up(empty * SCALE) if math.isfinite(empty) else 0
    elif unit is None:
        _add_lines(model, budget, row)
    elif budget.is_capped and not any(slope for _, slope in budget.pieces):
        _add_limit(model, budget, row, unit)
    else:
        _add_pieces(model, budget, row, unit)


def _unit_of(budget: Budget, row: Row) -> int | None:
    """By what to multiply to make every number of a budget whole, if anything small does."""
    numbers = {budget.low, *(width for width, _ in budget.pieces), *row.coefficients}
    return next((unit for unit in UNITS if all(_is_whole(unit * one) for one in numbers)), None)


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) <= WHOLE_WITHIN


def _total(model: Model, row: Row, coefficients: Iterable[int]) -> Any:
    return model.sum_of([model.choices[position] for position in row.positions], [*coefficients])


def _add_limit(model: Model, budget: Budget, row: Row, unit: int) -> None:
    """A budget that only keeps its total within [low, high]."""
    low, high = round(unit * budget.low), round(unit * budget.high)
    uses = [round(unit * coefficient) for coefficient in row.coefficients]
    if high == 1 and low == 0 and set(uses) == {1}:
        model.cp.add_at_most_one(model.choices[position] for position in row.positions)
    else:
        model.cp.add_linear_constraint(_total(model, row, uses), low, high)


def _add_pieces(model: Model, budget: Budget, row: Row, unit: int) -> None:
    """The total as the sum of its pieces, each worth its slope; the dearest fill first."""
    left = max(0, round(unit * (row.hinted - budget.low)))
    widths = [round(unit * width) for width, _ in budget.pieces]
    if not budget.is_capped:
        widths[-1] += max(0, round(unit * (row.reach - budget.low)))
    pieces = []
    for width, (_, slope) in zip(widths, budget.pieces, strict=True):
        pieces.append(model.add_variable(0, width, _up(slope * SCALE / unit), min(left, width)))
        left -= min(left, width)
    uses = (round(unit * coefficient) for coefficient in row.coefficients)
    model.cp.add(_total(model, row, uses) == sum(pieces) + round(unit * budget.low))
    model.base += _up(-budget.must_slope * budget.at_least * SCALE)


def _add_lines(model: Model, budget: Budget, row: Row) -> None:
    """A worth below each line of the budget, every number rounded up; and the total's domain."""
    lines = [
        (_up(base * SCALE), [_up(slope * use * SCALE) for use in row.coefficients])
        for base, slope in _lines_of(budget)
    ]
    least = min(base + sum(min(0, use) for use in uses) for base, uses in lines)
    most = max(base + sum(max(0, use) for use in uses) for base, uses in lines)
    hinted = math.floor((budget.worth(row.hinted) + _must_worth(budget)) * SCALE)
    worth = model.add_variable(least, most, 1, hinted)
    for base, uses in lines:
        model.cp.add(worth <= _total(model, row, uses) + base)
    floors = [math.floor(use * SCALE) for use in row.coefficients]
    ceilings = [_up(use * SCALE) for use in row.coefficients]
    if budget.is_capped:
        limit = math.floor((budget.high + DOMAIN_SLACK) * SCALE)
        model.cp.add(_total(model, row, floors) <= limit)
    model.cp.add(_total(model, row, ceilings) >= math.floor((budget.low - DOMAIN_SLACK) * SCALE))
    model.base += _up(-_must_worth(budget) * SCALE)


def _must_worth(budget: Budget) -> float:
    return budget.must_slope * budget.at_least


def _lines_of(budget: Budget) -> Iterator[tuple[float, float]]:
    """Each piece drawn out to a line (worth at total 0, slope), musts' cost left aside."""
    start, worth = budget.low, 0.0
    for width, slope in budget.pieces:
        yield worth - slope * start, slope
        start, worth = start + width, worth + slope * width
