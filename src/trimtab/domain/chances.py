"""Chances at a programme as intervals, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trimtab.domain.programmes import SIGNALS, Programme, Signal

ParameterMark = Literal["verified", "computed", "secondary", "inferred", "unverified"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A chance between 0 and 1 with the bounds within which it lies nine times in ten."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the model: its interval, where it comes from, and how certain that is."""

    name: str
    value: float
    low: float
    high: float
    source: str
    mark: ParameterMark
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeChances:
    """Chances at one programme by tier of signal; a tier that cannot be sent is absent.

    `interview` is that of an invitation, `match` that they would take the person: both before
    anybody else's choices are known. `rests_on` names parameters and facts that were used,
    largest effect first; `unknown` the facts that would have narrowed the interval, the most
    telling first, "step2" among them being the applicant's own score. `excluded_because` says which
    cited rules are missed, `excluded_by` which fact the first of them is. `caution` says
    what is to be minded: requirements told without a source, or ones that may be missed.
    `threshold` is, where the factor's weights have been moved, what the one-factor model takes for
    `match`; empty where that is the middle of `match`.
    """

    programme: Programme
    interview: Mapping[Signal, Interval]
    match: Mapping[Signal, Interval]
    rests_on: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    excluded_because: str = ""
    excluded_by: str = ""
    caution: str = ""
    threshold: Mapping[Signal, float] = field(default_factory=dict)

    @property
    def least_match(self) -> Interval:
        """The chance of a match without a signal; with the least one where that was sent."""
        return next(self.match[tier] for tier in SIGNALS if tier in self.match)

    def for_factor(self, tier: Signal) -> float:
        """What the one-factor model takes for a match, beside the factor's weights."""
        return self.threshold.get(tier, self.match[tier].middle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Chances at every programme, how they stand and fall together, and the numbers used.

    `factor_weights` are those of the latent factor's nodes after what is known by now; empty
    where nothing is known yet.
    """

    programmes: tuple[ProgrammeChances, ...]
    correlation: Interval
    parameters: tuple[Parameter, ...] = field(default=())
    factor_weights: tuple[float, ...] = ()
