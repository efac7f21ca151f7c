"""Connects whole markets to the engine and to files, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.residency.market_services import Markets, NationWanted
from trimtab.wiring.watching import preparing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from trimtab.domain.errors import Problem
    from trimtab.domain.markets import Market, Matching
    from trimtab.residency.simulating.nation_outcomes import NationOdds, RunSeasons

MATCHING = "Matching …"
SIMULATING = "Making up seasons and matching them …"


def markets() -> Markets:
    """Every port of the commands on whole markets."""
    return Markets(
        read_market=_read_market,
        match_market=_match_market,
        show_matching=_show_matching,
        matching_as_json=_matching_as_json,
        simulate_nation=_simulate_nation,
        show_nation=_show_nation,
        nation_as_json=_nation_as_json,
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


def _simulate_nation(wanted: NationWanted) -> NationOdds:
    with preparing(SIMULATING):
        from trimtab.residency.matching.warm import warm_matching
        from trimtab.residency.simulating.nation import nation_of
        from trimtab.residency.simulating.nation_outcomes import simulate_nation

        warm_matching()  # so that workers find kernels compiled
        plan = nation_of(wanted.applicants, wanted.seed)
        return simulate_nation(plan, wanted.seasons, _runner(wanted))


def _runner(wanted: NationWanted) -> RunSeasons:
    """This process for one worker, others for more."""
    from trimtab.residency.simulating.nation_outcomes import run_here
    from trimtab.spread.running import run_on_cluster, run_on_workers

    if wanted.scheduler is not None:
        return partial(run_on_cluster, wanted.scheduler)
    return run_here if wanted.workers == 1 else partial(run_on_workers, wanted.workers)


def _show_nation(odds: NationOdds) -> None:
    from trimtab.reports.residency.nation_text import nation_text

    sys.stdout.write(nation_text(odds))


def _nation_as_json(odds: NationOdds) -> Mapping[str, Any]:
    from trimtab.reports.residency.nation_json import nation_to_json

    return nation_to_json(odds)
