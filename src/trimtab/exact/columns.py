"""A problem as plain columns: what CP-SAT is given, whoever wrote the problem down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trimtab.planner.budgets import Budget
from trimtab.planner.problem import Problem

Uses = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Slots [start, end), worth by itself, what it uses.

    `numbers` are the candidates of the problem with these slots and uses, the one of that worth
    first.
    """

    numbers: tuple[int, ...]
    start: int
    end: int
    worth: float
    uses: Uses


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of which none beats another of the same slots and uses, and their budgets."""

    columns: tuple[Column, ...]
    budgets: tuple[Budget, ...]


def columns_of(problem: Problem, kept: Iterable[int]) -> Columns:
    """The candidates `kept` of a problem as columns."""
    arrays = problem.arrays
    columns = [
        Column(
            numbers=(j,),
            start=int(arrays.tail[j]),
            end=int(arrays.head[j]),
            worth=float(arrays.worth[j]),
            uses=tuple(problem.uses_of(j)),
        )
        for j in map(int, kept)
    ]
    return Columns(best_of_alike(columns), problem.budgets)


def best_of_alike(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns with the same slots and uses as one, worth what the best of them is."""
    alike: dict[tuple[int, int, Uses], list[Column]] = defaultdict(list)
    for column in columns:
        alike[column.start, column.end, column.uses].append(column)
    return tuple(_joined(sorted(same, key=lambda one: -one.worth)) for same in alike.values())


def _joined(same: Sequence[Column]) -> Column:
    numbers = tuple(number for column in same for number in column.numbers)
    return replace(same[0], numbers=numbers)


def crowded_slots(columns: Sequence[Column]) -> list[list[int]]:
    """Positions of columns that share a slot, only the largest such sets.

    A set is largest where something has begun since the last one and something now ends.
    """
    first = min((column.start for column in columns), default=0)
    last = max((column.end for column in columns), default=0)
    starting: list[list[int]] = [[] for _ in range(last - first + 1)]
    ending: list[list[int]] = [[] for _ in range(last - first + 1)]
    for position, column in enumerate(columns):
        starting[column.start - first].append(position)
        ending[column.end - first].append(position)
    found, here, has_grown = [], set[int](), False
    for begun, ended in zip(starting, ending, strict=True):
        if ended and has_grown:
            found.append(sorted(here))
            has_grown = False
        here.difference_update(ended)
        here.update(begun)
        has_grown = has_grown or bool(begun)
    return [crowd for crowd in found if len(crowd) > 1]
