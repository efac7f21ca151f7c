"""What is asked of a list of applications: chances, worths, costs, limits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trimtab.domain.errors import ListProblemError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

CANNOT_BE_SENT = -1.0
"""The chance that marks a tier which cannot be sent to a programme."""


@dataclass(frozen=True, slots=True)
class FeeSchedule:
    """Fees of one specialty by the number of applications: `steps` of (applications, dollars each).

    The last step may have None for "all further ones"; after a last number nothing more is taken.

    >>> FeeSchedule(((30, 11.0), (None, 30.0))).total(43)
    720.0
    """

    steps: tuple[tuple[int | None, float], ...]

    def total(self, count: int) -> float:
        """Dollars for so many applications; infinite above the last step."""
        return float(self.cumulative(count)[count])

    def cumulative(self, most: int) -> Floats:
        """Dollars for 0, 1, … `most` applications."""
        each = np.full(most, np.inf)
        begun = 0
        for applications, dollars in self.steps:
            end = most if applications is None else min(most, begun + applications)
            each[begun:end] = dollars
            begun = end
        return np.concatenate(([0.0], np.cumsum(each)))


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A programme that is in the list whatever else is; `tier` None leaves its signal open."""

    index: int
    tier: int | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class ListProblem:
    """Which of m programmes to apply to, and where to send signals. Raises ListProblemError.

    `chances` (tiers, m) are those of a match (before anybody else's choice) by tier of signal:
    none, silver, gold, as many as are used; -1 where a tier cannot be sent. A row (m,) will do.
    `worths` (m,) are of any unit, not negative. `costs` (m,) are dollars of each row, on top of
    `fees`, one schedule for each specialty or none at all. `groups` (m,) is the specialty of each
    programme, from 0. `copies` (specialties, tiers - 1) are how many signals of each tier may be
    sent in each specialty; a row will do for all. `count` and `budget` (dollars) limit the whole
    list; None is no limit. `correlation` is that of the one-factor probit, 0 to 1.
    `factor_weights` are the masses of its equally spaced nodes from -6 to 6 where something is
    known of the factor by now; empty for the normal law. `fixed` rows are in every list, and count.
    """

    chances: ArrayLike
    worths: ArrayLike
    costs: ArrayLike = 0.0
    fees: tuple[FeeSchedule, ...] = ()
    groups: ArrayLike = 0
    copies: ArrayLike = 0
    count: int | None = None
    budget: float | None = None
    correlation: float = 0.0
    factor_weights: ArrayLike = ()
    fixed: tuple[FixedRow, ...] = field(default=())

    def __post_init__(self) -> None:
        check_problem(self)

    @cached_property
    def chance_table(self) -> Floats:
        """Chances (tiers, m), -1 where a tier cannot be sent."""
        return np.atleast_2d(np.asarray(self.chances, float))

    @cached_property
    def worth_row(self) -> Floats:
        """Worths (m,)."""
        return np.atleast_1d(np.asarray(self.worths, float))

    @cached_property
    def cost_row(self) -> Floats:
        """Dollars of each programme (m,), without fees."""
        return np.broadcast_to(np.asarray(self.costs, float), (self.size,)).copy()

    @cached_property
    def group_row(self) -> Whole:
        """The specialty of each programme (m,)."""
        return np.broadcast_to(np.asarray(self.groups, np.int64), (self.size,)).copy()

    @property
    def copy_table(self) -> Whole:
        """Signals that may be sent (specialties, tiers); of tier 0 as many as programmes."""
        signals = np.asarray(self.copies, np.int64)
        shape = (self.specialties, self.tiers - 1)
        given = np.broadcast_to(signals, shape) if shape[1] else np.zeros(shape, np.int64)
        return np.concatenate([np.full((shape[0], 1), self.size), given], axis=1).astype(np.int64)

    @cached_property
    def fee_table(self) -> Floats:
        """Dollars of fees (specialties, m + 1) by the number of applications in each."""
        if not self.fees:
            return np.zeros((self.specialties, self.size + 1))
        return np.stack([schedule.cumulative(self.size) for schedule in self.fees])

    @property
    def size(self) -> int:
        """How many programmes there are."""
        return int(self.worth_row.size)

    @property
    def tiers(self) -> int:
        """How many tiers there are, none among them."""
        return int(self.chance_table.shape[0])

    @cached_property
    def specialties(self) -> int:
        """How many specialties there are."""
        copies = np.asarray(self.copies)
        rows = copies.shape[0] if copies.ndim == 2 else 1
        return int(max(rows, len(self.fees), self.group_row.max(initial=0) + 1))

    def cost_of(self, indices: ArrayLike) -> float:
        """Dollars that a list of programmes costs, fees and all."""
        rows = np.asarray(indices, np.int64)
        counts = np.bincount(self.group_row[rows], minlength=self.specialties)
        fees = self.fee_table[np.arange(self.specialties), counts].sum()
        return float(self.cost_row[rows].sum() + fees)

    def altered(self, **changes: Any) -> ListProblem:
        """The same problem with something changed."""
        return replace(self, **changes)


def check_problem(problem: ListProblem) -> None:
    """Refuse what has no meaning: raises ListProblemError naming the first thing wrong."""
    for what, mend in _wrong(problem):
        raise ListProblemError(what, mend)


def _wrong(problem: ListProblem) -> Any:
    chances, worths = problem.chance_table, problem.worth_row
    if worths.ndim != 1 or chances.ndim != 2 or chances.shape[1] != worths.size:
        yield f"Chances have shape {chances.shape}, worths {worths.shape}.", "Give one of each row."
    sendable = (chances >= 0) & (chances <= 1)
    if not np.all(sendable | (chances == CANNOT_BE_SENT)):
        yield "A chance is not between 0 and 1.", "Use -1 for a tier that cannot be sent."
    if not np.all(np.isfinite(worths) & (worths >= 0)):
        yield "A worth is negative or no number.", "Worths are 0 or more."
    yield from _wrong_rows(problem)
    yield from _wrong_limits(problem)
    yield from _wrong_fixed(problem)


def _wrong_rows(problem: ListProblem) -> Any:
    for name, given in (("costs", problem.costs), ("groups", problem.groups)):
        row = np.asarray(given)
        if row.ndim > 1 or (row.ndim == 1 and row.size != problem.size):
            yield f"There are {row.size} {name} for {problem.size} programmes.", "Give one each."
    if not np.all(np.isfinite(problem.cost_row) & (problem.cost_row >= 0)):
        yield "A cost is negative or no number.", "Costs are 0 or more."
    if np.any(problem.group_row < 0):
        yield "A specialty is below 0.", "Number them from 0."
    if problem.fees and len(problem.fees) <= problem.group_row.max(initial=0):
        yield "A specialty has no fees.", "Give a schedule for each, or none at all."
    if any(not dollars >= 0 for one in problem.fees for _, dollars in one.steps):
        yield "A fee is negative or no number.", "Fees are 0 or more."


def _wrong_limits(problem: ListProblem) -> Any:
    if problem.count is not None and problem.count < 0:
        yield f"The list is to have {problem.count} rows.", "Give 0 or more."
    if problem.budget is not None and not problem.budget >= 0:
        yield f"The budget is {problem.budget}.", "Give 0 dollars or more."
    if not 0 <= problem.correlation <= 1:
        yield f"The correlation is {problem.correlation}.", "Give a number from 0 to 1."
    copies = np.asarray(problem.copies)
    if np.any(copies < 0) or not _is_copies_shape(problem, copies.shape):
        yield "Copies of signals do not fit the tiers.", "Give one number for each tier above none."
    weights = np.atleast_1d(np.asarray(problem.factor_weights, float))
    if weights.size and not (np.all(weights >= 0) and 0 < weights.sum() < np.inf):
        yield "Factor weights are negative or no numbers.", "Give masses of 0 or more."


def _is_copies_shape(problem: ListProblem, shape: tuple[int, ...]) -> bool:
    wanted = (problem.specialties, problem.tiers - 1)
    return shape in ((), (1,), wanted[1:], wanted, (wanted[0], 1), (1, wanted[1]))


def _wrong_fixed(problem: ListProblem) -> Any:
    rows = [one.index for one in problem.fixed]
    if len(set(rows)) != len(rows) or any(not 0 <= row < problem.size for row in rows):
        yield "A fixed row is named twice or is not there.", "Number rows from 0."
        return
    for one in problem.fixed:
        tiers = range(problem.tiers) if one.tier is None else (one.tier,)
        known = [tier for tier in tiers if 0 <= tier < problem.tiers]
        if not any(problem.chance_table[tier, one.index] >= 0 for tier in known):
            yield f"Row {one.index} is fixed with a tier it cannot have.", "Give its chance."
