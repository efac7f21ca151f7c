"""A rank list as JSON, alone and as a couple."""

from __future__ import annotations

from typing import Any

from trimtab.domain.chances import Interval
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedList


def ranking_to_json(ranked: RankedList | RankedCouple) -> dict[str, Any]:
    """The list in the order to enter it, with where it leads; numbers unrounded."""
    own = _couple(ranked) if isinstance(ranked, RankedCouple) else _single(ranked)
    return {
        "version": 1,
        "season": ranked.season,
        **own,
        "remarks": list(ranked.remarks),
        "problems": [
            {"file": one.file, "line": one.line, "what": one.what, "mend": one.mend}
            for one in ranked.problems
        ],
    }


def _single(ranked: RankedList) -> dict[str, Any]:
    return {
        "ranks": [
            {
                "id": one.programme.id,
                "name": one.programme.name,
                "worth": one.worth,
                "chance": one.reach.middle,
                "low": one.reach.low,
                "high": one.reach.high,
                "odds": one.odds,
            }
            for one in ranked.entries
        ],
        "value": ranked.value,
        "value_by_chance": ranked.value_by_chance,
        "p_unmatched": _interval(ranked.p_unmatched),
        "correlation": _interval(ranked.correlation),
        "cost": ranked.cost,
        "most": ranked.most,
    }


def _couple(ranked: RankedCouple) -> dict[str, Any]:
    return {
        "pairs": [
            {
                "first": _id(one.first),
                "first_name": _name(one.first),
                "second": _id(one.second),
                "second_name": _name(one.second),
                "worth": one.worth,
                "apart": one.is_apart,
                "near": one.is_near,
                "odds": one.odds,
            }
            for one in ranked.entries
        ],
        "value": ranked.value,
        **_bounded("together", ranked.together),
        "unknown": ranked.unknown,
        **_bounded("both", ranked.both),
        **_bounded("either", ranked.either),
        "seasons": ranked.seasons,
        "most": ranked.most,
        "left_out": ranked.left_out,
        "value_lost": ranked.value_lost,
        "impossible": ranked.impossible,
    }


def _bounded(name: str, one: Interval) -> dict[str, float]:
    return {name: one.middle, f"{name}_low": one.low, f"{name}_high": one.high}


def _id(programme: Programme | None) -> str | None:
    return programme.id if programme else None


def _name(programme: Programme | None) -> str | None:
    return programme.name if programme else None


def _interval(interval: Interval) -> dict[str, float]:
    return {"middle": interval.middle, "low": interval.low, "high": interval.high}
