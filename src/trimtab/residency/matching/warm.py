"""Compile the kernels ahead of use by matching a few people."""

from __future__ import annotations

from trimtab.domain.markets import Couple, Market, ProgrammeRanks
from trimtab.residency.matching.deferred import match_singles
from trimtab.residency.matching.match import MatchEffort, match_market


def warm_matching() -> None:
    """Run every kernel once, so that they are compiled and kept."""
    ranks = {"h1": ProgrammeRanks(1, ("c1", "s")), "h2": ProgrammeRanks(1, ("s", "c2"))}
    lists = {"c1": (), "c2": (), "s": ("h1", "h2")}
    market = Market(lists, ranks, (Couple("c1", "c2", (("h1", "h2"),)),))
    match_market(market, MatchEffort(tries=1))
    match_singles(market, "programmes")
