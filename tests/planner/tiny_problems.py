"""Problems small enough to try every week, and the trying; worths are computed here anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from trimtab.planner.budgets import Budget, at_least, at_most, diminishing, soft_cap
from trimtab.planner.problem import Draft, Group, Item, Part, Problem, Shape

NEGATIVE_USES = "balance"
"""Name of budgets whose totals may fall below zero."""


@dataclass(frozen=True)
class Tiny:
    """One candidate as plain numbers; `uses` maps budgets to coefficients."""

    start: int
    end: int
    worth: float
    uses: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class TinyProblem:
    """A problem, and the same written down plainly."""

    problem: Problem
    candidates: tuple[Tiny, ...]
    budgets: tuple[Budget, ...]


def random_problem(rng: Random) -> TinyProblem:
    """Up to 12 candidates of up to 4 shapes on an hour or two, 2 to 5 budgets of every kind."""
    slots = rng.randint(8, 24)
    budgets = tuple(_random_budget(rng, number) for number in range(rng.randint(2, 5)))
    draft = Draft(slots * 5)
    for budget in budgets:
        draft.add_budget(budget)
    candidates: list[Tiny] = []
    while len(candidates) < 12 and rng.random() < 0.93:
        candidates += _add_group(rng, draft, slots, 12 - len(candidates))
    return TinyProblem(draft.finish(), tuple(candidates), budgets)


def _random_budget(rng: Random, number: int) -> Budget:
    kind = rng.choice(["at_most", "at_least", "diminishing", "soft_cap", NEGATIVE_USES, "goes on"])
    name = f"{kind} {number}"
    if kind == "at_most":
        return at_most(name, rng.choice([1, 2, 3.5]))
    if kind == "at_least":
        count = rng.choice([1, 2])
        return at_least(name, count, rng.choice([count, count + 2]))
    if kind == "diminishing":
        return diminishing(name, rng.choice([0, 2, 5]), ((0.5, rng.choice([3.0, 9.0])), (0.5, 1.0)))
    if kind == "soft_cap":
        return soft_cap(name, rng.choice([0, 1, 3]), ((1, 2.0), (2, 6.0)))
    slopes = sorted((rng.uniform(-4, 8) for _ in range(3)), reverse=True)
    pieces = tuple((rng.choice([0.5, 1.0, 2.0]), slope) for slope in slopes)
    reach = int(sum(width for width, _ in pieces))
    low = -float(rng.randint(0, min(3, reach))) if kind == NEGATIVE_USES else 0.0
    return Budget(name, pieces, low=low, is_capped=kind == NEGATIVE_USES)


def _add_group(rng: Random, draft: Draft, slots: int, most: int) -> list[Tiny]:
    length = rng.randint(1, 6)
    count = min(most, rng.randint(1, 4))
    starts = [rng.randint(0, slots - length) for _ in range(count)]
    worths = [round(rng.uniform(-3, 12), 2) for _ in range(count)]
    item = draft.add_item(Item(f"Thing {len(draft.items)}", "practice", None, length * 5))
    shape = Shape(item, (Part(0, length * 5, "Thing", "practice"),), length * 5)
    rows = [_random_use(rng, draft.budgets, count) for _ in range(rng.randint(0, 3))]
    uses = tuple((np.array(b, np.int32), np.array(c, np.float64)) for b, c in rows)
    draft.add_group(
        Group(shape, np.array([5 * start for start in starts], np.int32), np.array(worths), uses)
    )
    return [
        Tiny(
            starts[k],
            starts[k] + length,
            worths[k],
            tuple((row[k], coef[k]) for row, coef in rows if row[k] >= 0 and coef[k]),
        )
        for k in range(count)
    ]


def _random_use(
    rng: Random, budgets: Sequence[Budget], count: int
) -> tuple[list[int], list[float]]:
    """A budget for each candidate, -1 for none, and what it uses of it."""
    numbers, coefficients = [], []
    for _ in range(count):
        number = rng.randrange(-1, len(budgets))
        may_fall = number >= 0 and budgets[number].name.startswith(NEGATIVE_USES)
        numbers.append(number)
        coefficients.append(rng.choice([-1.0, -0.5, 1.0] if may_fall else [0.0, 0.5, 1.0, 2.0]))
    return numbers, coefficients


def worth_of_total(budget: Budget, total: float) -> float | None:
    """Worth of a total straight from the pieces; None outside the budget's domain."""
    left = total - budget.low
    reach = sum(width for width, _ in budget.pieces)
    if left < -1e-9 or (budget.is_capped and left > reach + 1e-9):
        return None
    worth = 0.0
    for width, slope in budget.pieces:
        worth += slope * min(width, max(left, 0.0))
        left -= width
    return worth + max(left, 0.0) * budget.pieces[-1][1] - 5000.0 * budget.at_least


def worth_of(tiny: TinyProblem, chosen: Sequence[Tiny]) -> float | None:
    """Worth of a choice; None when a budget forbids it."""
    totals = [0.0] * len(tiny.budgets)
    for candidate in chosen:
        for budget, coefficient in candidate.uses:
            totals[budget] += coefficient
    worths = [worth_of_total(*pair) for pair in zip(tiny.budgets, totals, strict=True)]
    if None in worths:
        return None
    return sum(candidate.worth for candidate in chosen) + sum(w for w in worths if w is not None)


def every_week(tiny: TinyProblem) -> Iterator[tuple[tuple[Tiny, ...], float]]:
    """Each set of candidates that shares no slot and breaks no budget, with its worth."""
    ordered = sorted(tiny.candidates, key=lambda candidate: (candidate.start, candidate.end))
    for chosen in _packings(ordered, 0, 0):
        worth = worth_of(tiny, chosen)
        if worth is not None:
            yield chosen, worth


def _packings(ordered: Sequence[Tiny], number: int, free_from: int) -> Iterator[tuple[Tiny, ...]]:
    if number == len(ordered):
        yield ()
        return
    yield from _packings(ordered, number + 1, free_from)
    candidate = ordered[number]
    if candidate.start >= free_from:
        for rest in _packings(ordered, number + 1, candidate.end):
            yield (candidate, *rest)


def candidate_at(tiny: TinyProblem, number: int) -> Tiny:
    """Candidate `number` of the problem as it was written down; they are kept by start and end."""
    ordered = sorted(tiny.candidates, key=lambda one: (one.start, one.end))
    found = ordered[number]
    place = (tiny.problem.start_minute(number) // 5, tiny.problem.end_minute(number) // 5)
    assert place == (found.start, found.end)
    return found
