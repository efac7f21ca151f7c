"""What the commands on whole markets need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.domain.errors import Problem
from trimtab.domain.markets import Market, Matching

if TYPE_CHECKING:  # loaded by commands that simulate alone
    from trimtab.residency.simulating.nation_outcomes import NationOdds


@dataclass(frozen=True, slots=True, kw_only=True)
class NationWanted:
    """National seasons as asked for: how many, of what size, and where they run.

    No `applicants` is the size of the main match; no `scheduler` is this machine.
    """

    seasons: int
    applicants: int | None = None
    seed: int = 0
    workers: int = 1
    scheduler: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markets:
    """Markets, as functions.

    `read_market` gives what could be read and what was wrong, and raises MarketFileError where
    nothing could; `match_market` takes how many tries and a seed; `show_matching` draws on
    standard output. `simulate_nation` raises MissingPartError without Dask where it is needed.
    """

    read_market: Callable[[Path], tuple[Market, tuple[Problem, ...]]]
    match_market: Callable[[Market, int, int], Matching]
    show_matching: Callable[[Matching], None]
    matching_as_json: Callable[[Matching, Sequence[Problem]], Mapping[str, Any]]
    simulate_nation: Callable[[NationWanted], NationOdds]
    show_nation: Callable[[NationOdds], None]
    nation_as_json: Callable[[NationOdds], Mapping[str, Any]]
