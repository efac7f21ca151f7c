"""Where something asked would cost a solved week least, screened without solving it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trimtab.domain.commitments import Commitment
from trimtab.domain.practices import Boundary, BoundaryKind
from trimtab.domain.time import Interval, intersect_intervals, merge_intervals, subtract_intervals
from trimtab.planner.boundaries import boundary_days
from trimtab.planner.dual import Paths
from trimtab.planner.line import Week
from trimtab.planner.outcomes import Outcome

WORK_KINDS = frozenset({"duty", "clinic", "lecture", "home_call"})


@dataclass(frozen=True)
class Screen:
    """A solved week asked what taking time from it would cost.

    With f and b the best priced rewards up to and from each node, weeks that leave [s, e) empty
    are worth at most bound - (max path - f(s) - b(e)): that difference is the cost told here. It
    is what the bound loses at these prices, when all else finds its best other place. The plan as
    it stands loses at most what it holds there. The two together rank places.
    """

    outcome: Outcome
    paths: Paths

    @classmethod
    def of(cls, outcome: Outcome) -> Screen:
        """A screen over a solved week."""
        return cls(outcome, Paths.at(outcome.problem.arrays, outcome.solution.prices))

    def cost_of_emptying(self, span: Interval) -> float:
        """What the bound loses at these prices when nothing is planned in a stretch."""
        return self.paths.loss_without(span)

    def loss_of_dropping(self, span: Interval) -> float:
        """What the plan loses, by its true worth, when all it holds in a stretch goes."""
        problem = self.outcome.problem
        gone = [j for j in self.outcome.solution.chosen if span.overlaps(problem.span_of(j))]
        change: Counter[int] = Counter()
        for j in gone:
            for budget, coefficient in problem.uses_of(j):
                change[budget] += coefficient  # type: ignore[assignment]
        lost = sum(float(problem.arrays.worth[j]) for j in gone)
        for budget, less in change.items():
            rule, total = problem.budgets[budget], self.totals[budget]
            lost += rule.worth(total) - rule.worth(total - less)
        return lost

    @cached_property
    def totals(self) -> list[float]:
        """Total of each budget in the plan."""
        return self.outcome.problem.totals_of(self.outcome.solution.chosen)

    def cost_of(self, commitments: Sequence[Commitment]) -> float:
        """An estimate of what commitments would cost, their ways included: half-way between.

        Between the loss of the bound and the loss of dropping what stands there.
        """
        pieces = self._newly_taken(commitments)
        return sum(
            (self.cost_of_emptying(piece) + self.loss_of_dropping(piece)) / 2 for piece in pieces
        )

    def _newly_taken(self, commitments: Sequence[Commitment]) -> list[Interval]:
        """Stretches of the line that commitments and their ways would take, not taken now."""
        week = self.outcome.week
        known = [*week.busy, *week.travel]
        fuller = with_commitments(week, commitments)
        line = Interval(week.now, week.line_minutes)
        taken = intersect_intervals([*fuller.busy, *fuller.travel], [line])
        return [
            piece for span in merge_intervals(taken) for piece in subtract_intervals(span, known)
        ]

    def is_free(self, span: Interval, closed: Sequence[Interval]) -> bool:
        """Whether a stretch is still to come, off duty, awake and outside `closed` hours."""
        week = self.outcome.week
        if span.start < week.now or span.end > week.horizon.minutes:
            return False
        taken = [*week.busy, *self.outcome.asleep, *closed]
        return not any(span.overlaps(one) for one in taken)


def with_commitments(week: Week, commitments: Sequence[Commitment]) -> Week:
    """The same week with more commitments in it."""
    request = week.request
    return Week(replace(request, commitments=(*request.commitments, *commitments)))


def boundary_kinds(commitment: Commitment) -> frozenset[BoundaryKind]:
    """Which boundaries speak of a commitment: work at its hours, screens when it is remote."""
    found: set[BoundaryKind] = {"work"} if commitment.kind in WORK_KINDS else set()
    return frozenset({*found, "screens"} if commitment.is_remote else found)


def closed_hours(week: Week, kinds: frozenset[BoundaryKind]) -> list[Interval]:
    """When boundaries of these kinds are closed, on this week's line."""
    rules = [rule for rule in week.profile.boundaries if rule.kind in kinds]
    return merge_intervals([piece for rule in rules for piece in hours_closed_by(week, rule)])


def hours_closed_by(week: Week, rule: Boundary) -> list[Interval]:
    """Off hours of one boundary, less its exceptions."""
    excepted = week.windows(rule.exceptions, boundary_days(rule))
    off = week.windows([rule.off], rule.days)
    return [piece for hours in off for piece in subtract_intervals(hours, excepted)]


def span_of(week: Week, commitment: Commitment) -> Interval:
    """A commitment in minutes of the week's horizon."""
    horizon = week.horizon
    return Interval(horizon.minute_of(commitment.start), horizon.minute_of(commitment.end))
