"""Every stable matching of a tiny market, by trying all of them: slow, and hard to get wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from trimtab.domain.markets import Market
from trimtab.residency.matching.blocking import find_blocking, find_faults


def stable_matchings(market: Market) -> Iterator[Mapping[str, str]]:
    """All of them, in no special order."""
    coupled = {name for couple in market.couples for name in (couple.first, couple.second)}
    units = [
        [{name: place} for place in places] + [{}]
        for name, places in market.applicants.items()
        if name not in coupled
    ]
    for couple in market.couples:
        pairs = [*couple.pairs, ("", "")]
        members = (couple.first, couple.second)
        units.append([{n: p for n, p in zip(members, pair, strict=True) if p} for pair in pairs])
    for parts in product(*units):
        matches = {name: place for part in parts for name, place in part.items()}
        if not has_room(market, matches) or find_faults(market, matches):
            continue
        if not find_blocking(market, matches):
            yield matches


def has_room(market: Market, matches: Mapping[str, str]) -> bool:
    """Whether no programme holds more than it has positions; a quick look before the rules."""
    return all(
        count <= market.programmes[place].positions
        for place, count in Counter(matches.values()).items()
    )
