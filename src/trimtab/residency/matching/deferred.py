"""Deferred acceptance for markets without couples: stable, and best for the side that proposes."""

from __future__ import annotations

from typing import Literal

from trimtab.domain.markets import Market
from trimtab.residency.matching.arrays import Flags
from trimtab.residency.matching.compact import CompactMarket, compact
from trimtab.residency.matching.market_kernels import applicants_propose, programmes_propose

Side = Literal["applicants", "programmes"]


def accept_deferred(market: CompactMarket, side: Side = "applicants") -> Flags:
    """The slots held once nobody proposes any more; couples take no part."""
    if side == "programmes":
        held: Flags = programmes_propose(market.arrays)
    else:
        held = applicants_propose(market.arrays, market.first_couple)
    return held


def match_singles(market: Market, side: Side = "applicants") -> dict[str, str]:
    """Who goes where when one side proposes; members of couples stay out."""
    small = compact(market)
    return small.matches(accept_deferred(small, side))
