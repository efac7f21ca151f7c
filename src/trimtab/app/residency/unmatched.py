"""The chance of ending unmatched with a list: its range, and what it is at other correlations.

Answers say more of the applicant the more chances stand and fall together. So chances as estimated
are moved by the answers anew at each correlation, as if it had been the one asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trimtab.app.residency.known_chances import after_answers
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applications import UnmatchedAt
from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import Signal
from trimtab.residency.portfolio.marginal import CORRELATIONS
from trimtab.residency.portfolio.uncertainty import Bounds, Law, unmatched_range
from trimtab.residency.portfolio.unmatched import chance_of_no_match

ENDS = ("middle", "low", "high")


@dataclass(frozen=True, slots=True)
class ListedRows:
    """The programmes of a list by id, each with its signal, and chances before any answer.

    `estimated` are those of listed programmes and of all that have a status: no other matters here.
    """

    order: ListOrder
    estimated: Chances
    signals: Mapping[str, Signal]

    @classmethod
    def of(cls, order: ListOrder, estimated: Chances, signals: Mapping[str, Signal]) -> ListedRows:
        """A list among all chances as they were estimated."""
        rows = estimated.programmes
        kept = [one for one in rows if one.programme.id in signals or one.programme.status]
        return cls(order, replace(estimated, programmes=tuple(kept)), signals)

    def unmatched(self, correlation: Interval) -> Interval:
        """The chance of no match, and where it lies nine times in ten."""
        middle = self.at(correlation.middle)
        if not self.signals:
            return Interval(middle, middle, middle)
        found = self._after(correlation.middle)
        now = [one.match[self.signals[one.programme.id]] for one in self._listed(found)]
        ends = correlation.low, correlation.middle, correlation.high
        law = self.law if found.factor_weights else None
        low, high = unmatched_range(bounds_of(now), ends, law=law)
        return Interval(middle, min(low, middle), max(high, middle))

    def unmatched_at(self, correlation: Interval) -> Iterator[UnmatchedAt]:
        """The chance of no match over a range of correlations."""
        for one in sorted({*CORRELATIONS, correlation.middle, correlation.high}):
            yield UnmatchedAt(one, self.at(one))

    def at(self, correlation: float) -> float:
        """The chance of no match at one correlation."""
        law = self.law(correlation)
        return chance_of_no_match(law.chances, correlation, law.weights)

    def law(self, correlation: float) -> Law:
        """What the factor model takes for each chance, and what its nodes weigh."""
        found = self._after(correlation)
        rows = self._listed(found)
        chances = [one.for_factor(self.signals[one.programme.id]) for one in rows]
        return Law(np.array(chances), np.array(found.factor_weights))

    def _after(self, correlation: float) -> Chances:
        return after_answers(self.order, self.estimated, correlation)

    def _listed(self, found: Chances) -> Sequence[ProgrammeChances]:
        return [one for one in found.programmes if one.programme.id in self.signals]


def bounds_of(intervals: Sequence[Interval]) -> Bounds:
    """Intervals as arrays."""
    return Bounds(*(np.array([getattr(one, at) for one in intervals]) for at in ENDS))
