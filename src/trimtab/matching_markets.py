"""Connects whole markets to the engine and to files, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.residency.market_services import Markets
from trimtab.watching import preparing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from trimtab.domain.errors import Problem
    from trimtab.domain.markets import Market, Matching

MATCHING = "Matching …"


def markets() -> Markets:
    """Every port of the commands on whole markets."""
    return Markets(
        read_market=_read_market,
        match_market=_match_market,
        show_matching=_show_matching,
        matching_as_json=_matching_as_json,
    )


def _read_market(path: Path) -> tuple[Market, tuple[Problem, ...]]:
    from trimtab.domain.errors import UnreadableFileError
    from trimtab.programmes.market_json import read_market

    try:
        content = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    return read_market(content, str(path))


def _match_market(market: Market, tries: int, seed: int) -> Matching:
    with preparing(MATCHING):
        from trimtab.residency.matching.match import MatchEffort, match_market

        return match_market(market, MatchEffort(tries=tries, seed=seed))


def _show_matching(matching: Matching) -> None:
    from trimtab.reports.residency.matching_text import matching_text

    sys.stdout.write(matching_text(matching))


def _matching_as_json(matching: Matching, problems: Sequence[Problem]) -> Mapping[str, Any]:
    from trimtab.programmes.market_json import matching_to_json

    return matching_to_json(matching, problems)
