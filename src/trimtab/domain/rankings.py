"""A rank list and where it ends, alone and as a couple."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Interval
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedProgramme:
    """A programme at its place: worth in points, the chance that they would take the person.

    `odds` is the chance to end up there with this list.
    """

    programme: Programme
    worth: float
    reach: Interval
    odds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedList:
    """A rank list in its best order, and what it leads to.

    `value` is the expected worth of the match in points; `value_by_chance` that of the same
    programmes ordered by chance. `cost` is what ranking so many costs, in dollars, and
    `costs_from` the length up to which the fee covers them, `most` the most that may be ranked;
    None where it is not known.
    """

    applicant: Applicant
    season: int
    entries: tuple[RankedProgramme, ...]
    value: float
    value_by_chance: float
    p_unmatched: Interval
    correlation: Interval
    cost: float = 0.0
    costs_from: int | None = None
    most: int | None = None
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPair:
    """Two programmes for a couple, None for going unmatched; `odds` to end up with this pair.

    `is_apart` where they are known to be further apart than the couple wants, or one goes
    unmatched; `is_near` where they are known not to be. Neither where it is not known.
    """

    first: Programme | None
    second: Programme | None
    worth: float
    is_apart: bool
    is_near: bool
    odds: float

    @property
    def are_both(self) -> bool:
        """Whether both match with it."""
        return self.first is not None and self.second is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCouple:
    """A couple's list of pairs in its best order.

    `seasons` were drawn for the odds. `together` is the chance that both match and are known to be
    near each other, `unknown` that both match and it is not known how near, `both` that both match,
    `either` that at least one does; `together`, `both` and `either` with the bounds that hold nine
    times in ten. `left_out` counts pairs beyond the `most` that may be ranked, and `value_lost` the
    points that go with them; `impossible` those nobody can have.
    """

    first: Applicant
    second: Applicant
    season: int
    entries: tuple[RankedPair, ...]
    value: float
    together: Interval
    unknown: float
    both: Interval
    either: Interval
    seasons: int
    most: int
    left_out: int = 0
    value_lost: float = 0.0
    impossible: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
