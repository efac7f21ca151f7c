"""What is asked for, as use cases take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from trimtab.domain.applicants import Applicant
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.domain.seasons import SeasonRules
from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.problem import ListProblem

Prove = Callable[[ListProblem], ApplicationList]
"""Gives a list that is proved best, or the best found with the bound that its time allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """A list that is asked for.

    `count` and `budget` come before those of the applicant; `cost_column` names what costs are
    taken from in place of fees, `correlation` (0 to 1) how far chances stand and fall together.
    `problems` were found while reading.
    """

    applicant: Applicant
    programmes: tuple[Programme, ...]
    rules: SeasonRules
    today: date
    count: int | None = None
    budget: float | None = None
    cost_column: str | None = None
    correlation: float | None = None
    problems: tuple[Problem, ...] = ()
    prove: Prove | None = None

    @property
    def person(self) -> Applicant:
        """The applicant, whose chances are as correlated as was asked."""
        if self.correlation is None:
            return self.applicant
        return replace(self.applicant, correlation=self.correlation)

    @property
    def most_applications(self) -> int | None:
        """The most applications there may be, if that is limited."""
        return self.applicant.budget.applications if self.count is None else self.count

    @property
    def most_to_spend(self) -> float | None:
        """The most to spend, if that is limited."""
        return self.applicant.budget.dollars if self.budget is None else self.budget
