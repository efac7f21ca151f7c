"""The made-up markets of the matching table: the same each time, mutual, with couples."""

from __future__ import annotations

from match_markets import coupled_market, mutual

from trimtab.residency.matching.match import match_market
from trimtab.residency.simulating.nation import as_market, make_nation, nation_of

SHAPE = (60, 30, 1, 3)


def is_mutual(market):
    """Whether everybody whom a single ranks ranks them, and the other way round."""
    coupled = {name for couple in market.couples for name in (couple.first, couple.second)}
    wishes = {(a, p) for a, row in market.applicants.items() for p in row}
    ranked = {(a, p) for p, one in market.programmes.items() for a in one.ranks if a not in coupled}
    return wishes == ranked


def test_markets_with_couples_are_repeatable_and_mutual():
    """A seed is a market, with as many couples as asked for, each with pairs to go for."""
    market = coupled_market(SHAPE, 4)
    assert market == coupled_market(SHAPE, 4)
    assert market != coupled_market(SHAPE, 5)
    assert is_mutual(market)
    assert len(market.couples) == SHAPE[-1]
    assert all(couple.pairs for couple in market.couples)
    matching = match_market(market)
    assert matching.is_stable or matching.none_exists


def test_leaving_out_one_sided_wishes_changes_no_match():
    """What the peer is given is the same market as far as matching goes."""
    market = as_market(make_nation(nation_of(200, 0), 0))
    lopsided = type(market)(market.applicants | {"extra": ("p0",)}, market.programmes)
    assert is_mutual(mutual(lopsided))
    assert match_market(mutual(lopsided)).matches == match_market(lopsided).matches
