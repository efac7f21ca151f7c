"""What the commands on whole markets need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trimtab.domain.errors import Problem
from trimtab.domain.markets import Market, Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Markets:
    """Markets, as functions.

    `read_market` gives what could be read and what was wrong, and raises MarketFileError where
    nothing could; `match_market` takes how many tries and a seed; `show_matching` draws on
    standard output.
    """

    read_market: Callable[[Path], tuple[Market, tuple[Problem, ...]]]
    match_market: Callable[[Market, int, int], Matching]
    show_matching: Callable[[Matching], None]
    matching_as_json: Callable[[Matching, Sequence[Problem]], Mapping[str, Any]]
