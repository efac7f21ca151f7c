"""Made-up national seasons as JSON-ready data, version 1."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trimtab.domain.chances import Interval
from trimtab.residency.simulating.nation import SHARES
from trimtab.residency.simulating.nation_outcomes import NationOdds, NationSeason

VERSION = 1


def nation_to_json(odds: NationOdds) -> dict[str, Any]:
    """Means with bounds, and every season's counts; `synthetic` is always true."""
    return {
        "version": VERSION,
        "synthetic": True,
        "plan": asdict(odds.plan),
        "matched": _interval(odds.matched),
        "matched_by_type": {kind: _interval(one) for kind, one in odds.matched_by_type.items()},
        "first_choice": _interval(odds.first_choice),
        "top_three": _interval(odds.top_choices),
        "positions_filled": _interval(odds.filled),
        "programmes_full": _interval(odds.full_programmes),
        "ranks_per_applicant": _interval(odds.ranks),
        "seasons": [_season(one) for one in odds.seasons],
    }


def _interval(one: Interval) -> dict[str, float]:
    return {"middle": one.middle, "low": one.low, "high": one.high}


def _season(one: NationSeason) -> dict[str, Any]:
    return {
        "season": one.season,
        "applicants": dict(zip(SHARES, one.applicants, strict=True)),
        "matched": dict(zip(SHARES, one.matched, strict=True)),
        "without_rank": one.without_rank,
        "ranks_obtained": list(one.ranks_obtained),
        "ranks": one.ranks,
        "positions": one.positions,
        "programmes_full": one.full_programmes,
    }
