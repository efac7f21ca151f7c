"""The optimisation problem of a week: items, candidates, budgets; built once, then solved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from trimtab.domain.plans import BlockKind, Dose
from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.budgets import Budget
from trimtab.planner.folding import fold_single_use
from trimtab.planner.layout import Use, Written, edges_of_runs, joined, lay_out_uses
from trimtab.planner.ordering import stable_order

COARSE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a candidate as the person sees it, `start`..`end` minutes from its own start."""

    start: int
    end: int
    name: str
    kind: BlockKind
    value: str | None = None
    dose: Dose | None = None
    note: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be placed, perhaps several times: what was asked, and why it matters.

    `is_routine` marks sleep, meals and buffers. `wanted_minutes` counts the ideal in full;
    `said` is how a sentence names it where its own name would mislead.
    """

    name: str
    kind: BlockKind
    value: str | None
    wanted_minutes: int
    is_routine: bool = False
    must: bool = False
    day: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to do an item: what it looks like, and the minutes it takes up in all.

    `also` are other items that ride along, each with its minutes: (item, minutes).
    """

    item: int
    parts: tuple[Part, ...]
    minutes: int
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates of one shape that differ only in where they start.

    `starts` in minutes from the origin, multiples of 5; `worth` one number each; `staying` is the
    part of each worth that is there only because the last plan had it so.
    """

    shape: Shape
    starts: Ints
    worth: Floats
    uses: tuple[Use, ...]
    staying: Floats | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the solver and an outside checker need.

    `arrays` is what kernels take; candidate j belongs to item `item_of[j]` and looks like
    `parts_of(j)`. `coarse` are the candidates that start on a quarter hour or at the edge of their
    free stretch: enough to find prices with. Budgets that one candidate alone can use are folded
    into the candidates' worths. Of a worth, `staying[j]` is there only because the last plan had
    it so.
    """

    line_slots: int
    items: tuple[Item, ...]
    budgets: tuple[Budget, ...]
    shapes: tuple[Shape, ...]
    arrays: ProblemArrays
    item_of: Ints
    group_of: Ints
    coarse: Ints
    staying: Floats

    @property
    def size(self) -> int:
        """Number of candidates."""
        return int(self.arrays.worth.size)

    def start_minute(self, candidate: int) -> int:
        """Minute at which a candidate's footprint starts."""
        return int(self.arrays.tail[candidate]) // self.arrays.states * SLOT_MINUTES

    def end_minute(self, candidate: int) -> int:
        """Minute at which a candidate's footprint ends."""
        return int(self.arrays.head[candidate]) // self.arrays.states * SLOT_MINUTES

    def span_of(self, candidate: int) -> Interval:
        """The minutes that a candidate takes up."""
        return Interval(self.start_minute(candidate), self.end_minute(candidate))

    def item_for(self, candidate: int) -> Item:
        """What a candidate places."""
        return self.items[int(self.item_of[candidate])]

    def parts_of(self, candidate: int) -> tuple[Part, ...]:
        """The pieces a candidate shows."""
        return self.shapes[int(self.group_of[candidate])].parts

    def minutes_for(self, candidate: int, item: int) -> int:
        """Minutes a candidate gives to an item, its own or one that rides along."""
        shape = self.shapes[int(self.group_of[candidate])]
        if shape.item != item:
            return sum(minutes for rider, minutes in shape.also if rider == item)
        asked = self.items[item]
        own = [part for part in shape.parts if part.kind == asked.kind]
        if shape.also:
            own = [part for part in own if part.name == asked.name]
        return sum(part.end - part.start for part in own)

    def items_in(self, candidate: int) -> list[int]:
        """The items a candidate serves: its own and those that ride along."""
        shape = self.shapes[int(self.group_of[candidate])]
        return list(dict.fromkeys([shape.item, *(rider for rider, _ in shape.also)]))

    def uses_of(self, candidate: int) -> list[tuple[int, float]]:
        """Budgets a candidate uses, with its coefficients."""
        span = slice(self.arrays.ptr[candidate], self.arrays.ptr[candidate + 1])
        return [
            (int(budget), float(coefficient))
            for budget, coefficient in zip(
                self.arrays.idx[span], self.arrays.coef[span], strict=True
            )
        ]

    def worth_of(self, chosen: Sequence[int]) -> float:
        """Worth of a set of candidates, straight from the definition."""
        placed = sum(float(self.arrays.worth[candidate]) for candidate in chosen)
        totals = self.totals_of(chosen)
        return placed + sum(
            budget.worth(total) for budget, total in zip(self.budgets, totals, strict=True)
        )

    def staying_of(self, chosen: Sequence[int]) -> float:
        """The part of a choice's worth that is there only because the last plan had it so."""
        return sum(float(self.staying[candidate]) for candidate in chosen)

    def worth_without_staying(self, chosen: Sequence[int]) -> float:
        """Worth of a set of candidates as if there were no last plan."""
        return self.worth_of(chosen) - self.staying_of(chosen)

    def totals_of(self, chosen: Sequence[int]) -> list[float]:
        """Total of each budget over a set of candidates."""
        if not len(chosen):
            return [0.0] * len(self.budgets)
        arrays = self.arrays
        spans = [np.arange(arrays.ptr[j], arrays.ptr[j + 1]) for j in chosen]
        uses = np.concatenate(spans)
        totals = np.bincount(arrays.idx[uses], arrays.coef[uses], len(self.budgets))
        return [float(total) for total in totals]

    def with_budgets(self, budgets: Sequence[Budget]) -> Problem:
        """The same candidates under other budgets, one for each."""
        arrays = self.arrays._replace(**budget_arrays(budgets))
        return replace(self, budgets=tuple(budgets), arrays=arrays)


@dataclass(slots=True)
class Draft:
    """A problem being written down; `finish` turns it into arrays."""

    line_minutes: int
    items: list[Item] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def add_item(self, item: Item) -> int:
        """Register an item and return its number."""
        self.items.append(item)
        return len(self.items) - 1

    def add_budget(self, budget: Budget) -> int:
        """Register a budget and return its number."""
        self.budgets.append(budget)
        return len(self.budgets) - 1

    def add_group(self, group: Group) -> None:
        """Add candidates; an empty group is left out."""
        if group.starts.size:
            self.groups.append(group)

    def finish(self) -> Problem:
        """Sort the candidates by start and lay everything out for the kernels."""
        slots = self.line_minutes // SLOT_MINUTES
        columns = _columns(self.groups)
        by_head = stable_order(columns.head, slots)
        order = by_head[stable_order(columns.tail[by_head], slots)]
        tail = columns.tail[order]
        written = Written(columns.sizes, [group.uses for group in self.groups])
        uses = lay_out_uses(written, order)
        budgets, worth, uses = fold_single_use(self.budgets, columns.worth[order], uses)
        arrays = ProblemArrays(
            states=1,
            worth=worth,
            tail=tail,
            head=columns.head[order],
            first=np.searchsorted(tail, np.arange(slots + 2, dtype=np.int32)).astype(np.int32),
            **uses._asdict(),
            **budget_arrays(budgets),
            scale=_scales(len(budgets), uses.idx, uses.coef),
        )
        return Problem(
            line_slots=slots,
            items=tuple(self.items),
            budgets=budgets,
            shapes=tuple(group.shape for group in self.groups),
            arrays=arrays,
            item_of=columns.item[order],
            group_of=columns.group[order],
            coarse=np.flatnonzero(columns.is_coarse[order]).astype(np.int32),
            staying=columns.staying[order],
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    sizes: Ints
    worth: Floats
    tail: Ints
    head: Ints
    item: Ints
    group: Ints
    is_coarse: npt.NDArray[np.bool_]
    staying: Floats


def _columns(groups: Sequence[Group]) -> _Columns:
    """One number of each kind for every candidate, group after group."""
    sizes = np.array([group.starts.size for group in groups], np.int32)
    starts = joined([group.starts for group in groups], np.int32)
    slots = np.array([group.shape.minutes // SLOT_MINUTES for group in groups], np.int32)
    tail = starts // SLOT_MINUTES
    staying = _staying(groups, sizes)
    is_coarse = (tail % (COARSE_MINUTES // SLOT_MINUTES) == 0) | (staying > 0)
    return _Columns(
        sizes=sizes,
        worth=joined([group.worth for group in groups], np.float64),
        tail=tail,
        head=tail + np.repeat(slots, sizes),
        item=np.repeat(np.array([group.shape.item for group in groups], np.int32), sizes),
        group=np.repeat(np.arange(len(groups), dtype=np.int32), sizes),
        is_coarse=is_coarse | edges_of_runs(tail, sizes),
        staying=staying,
    )


def _staying(groups: Sequence[Group], sizes: Ints) -> Floats:
    staying = np.zeros(int(sizes.sum()))
    ends = np.cumsum(sizes)
    for number, group in enumerate(groups):
        if group.staying is not None:
            staying[ends[number] - sizes[number] : ends[number]] = group.staying
    return staying


def budget_arrays(budgets: Sequence[Budget]) -> dict[str, Any]:
    """The budgets as the arrays that kernels take."""
    pieces = [piece for budget in budgets for piece in budget.pieces]
    counts = [0, *(len(budget.pieces) for budget in budgets)]
    return {
        "low": np.array([budget.low for budget in budgets], np.float64),
        "base": np.array([-budget.must_slope * budget.at_least for budget in budgets], np.float64),
        "high": np.array([budget.high for budget in budgets], np.float64),
        "cheapest": np.array([_cheapest(budget) for budget in budgets], np.float64),
        "dearest": np.array([budget.pieces[0][1] for budget in budgets], np.float64),
        "seg": np.cumsum(counts, dtype=np.int32),
        "width": np.array([width for width, _ in pieces], np.float64),
        "slope": np.array([slope for _, slope in pieces], np.float64),
    }


def _cheapest(budget: Budget) -> float:
    return -np.inf if budget.is_capped else budget.pieces[-1][1]


def _scales(budgets: int, idx: Ints, coef: Floats) -> Floats:
    total = np.bincount(idx, np.abs(coef), budgets)
    count = np.bincount(idx, minlength=budgets)
    return np.where(count > 0, total / np.maximum(count, 1), 1.0)


def export_problem(
    problem: Problem, chosen: Sequence[int], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """The problem as JSON-ready values, so that any solver can check the certificate.

    Maximise the sum of worths of chosen candidates plus U_b of each budget's total, no slot used
    twice. A budget's worth is 0 at `low`, then `pieces` of [width, worth per unit]; `at_least`
    units must hold and carry no worth (their pieces are given with slope 0).
    """
    return {
        "slot_minutes": SLOT_MINUTES,
        "slots": problem.line_slots,
        "items": [
            {"name": item.name, "kind": item.kind, "value": item.value, "must": item.must}
            for item in problem.items
        ],
        "budgets": [_exported_budget(budget) for budget in problem.budgets],
        "candidates": [_exported_candidate(problem, j) for j in range(problem.size)],
        "modes": [{"name": "only", "candidates": "all"}],
        "chosen": [int(j) for j in chosen],
        **extra,
    }


def _exported_budget(budget: Budget) -> dict[str, Any]:
    musts = budget.must_slope if budget.at_least else float("inf")
    pieces = [[width, 0.0 if slope >= musts else slope] for width, slope in budget.pieces]
    return {
        "name": budget.name,
        "low": budget.low,
        "at_least": budget.at_least,
        "pieces": pieces,
        "capped": budget.is_capped,
    }


def _exported_candidate(problem: Problem, candidate: int) -> dict[str, Any]:
    return {
        "item": int(problem.item_of[candidate]),
        "start": problem.start_minute(candidate) // SLOT_MINUTES,
        "end": problem.end_minute(candidate) // SLOT_MINUTES,
        "worth": float(problem.arrays.worth[candidate]),
        "uses": [[budget, coefficient] for budget, coefficient in problem.uses_of(candidate)],
    }
