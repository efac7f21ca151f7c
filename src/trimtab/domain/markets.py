"""A matching market: who ranks whom, how many positions there are, who goes as a couple."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeRanks:
    """A programme's positions and whom it ranks, best first."""

    positions: int
    ranks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two applicants with one list of pairs, best first; "" in a pair is going unmatched."""

    first: str
    second: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Market:
    """Applicants and programmes with their rank lists, and couples among the applicants."""

    applicants: Mapping[str, tuple[str, ...]]
    programmes: Mapping[str, ProgrammeRanks]
    couples: tuple[Couple, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocking:
    """Who would rather have each other: an applicant (or a couple) and a programme (or two)."""

    applicants: tuple[str, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Who went where, and whether anybody could do better together.

    `none_exists` is true where a search through everything showed that no stable matching is;
    `tries` are the starts from which couples' proposals were followed.
    """

    matches: Mapping[str, str]
    unmatched: tuple[str, ...]
    blocking: tuple[Blocking, ...] = ()
    none_exists: bool = False
    tries: int = 1

    @property
    def is_stable(self) -> bool:
        """Whether nobody would rather have each other."""
        return not self.blocking
