"""A couple's rank list of pairs, many seasons: which pair, who alone, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.chances import Interval
from trimtab.residency.simulating.draws import Flags, LatentDraws, draw_latent, succeeds
from trimtab.residency.simulating.one_applicant import AppliedTo, first_in
from trimtab.residency.simulating.shares import share_of

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CoupleOdds:
    """The odds of each pair in its order, of both unmatched, and of each member matched."""

    seasons: int
    pairs: tuple[Interval, ...]
    unmatched: Interval
    first_matched: Interval
    second_matched: Interval


@dataclass(frozen=True, slots=True)
class CoupleSeasons:
    """How a couple's seasons are drawn.

    `correlation` is that among one person's programmes, `between` that of the two persons'
    latent factors, 0 to 1 each.
    """

    correlation: float
    between: float = 0.0
    seasons: int = 1000
    seed: int = 0


def simulate_couple(
    first: Sequence[AppliedTo],
    second: Sequence[AppliedTo],
    pairs: Sequence[Pair],
    drawn: CoupleSeasons,
) -> CoupleOdds:
    """The odds of a list of pairs of ids; "" is going unmatched.

    A couple gets the first pair of which both programmes would take their member. Raises KeyError
    where a pair names a programme that the member did not apply to.
    """
    latent = _latent(first, second, drawn)
    takes = [
        _taking(applied, one, drawn.correlation)
        for applied, one in zip((first, second), latent, strict=True)
    ]
    open_pairs = np.stack([takes[0][p] & takes[1][q] for p, q in pairs], axis=1)
    ends = first_in(open_pairs, range(len(pairs)))
    counts = np.bincount(ends + 1, minlength=len(pairs) + 1)
    placed = [
        int(sum(counts[1 + rank] for rank, pair in enumerate(pairs) if pair[member]))
        for member in (0, 1)
    ]
    shares = [share_of(int(count), drawn.seasons) for count in counts]
    matched = [share_of(count, drawn.seasons) for count in placed]
    return CoupleOdds(drawn.seasons, tuple(shares[1:]), shares[0], *matched)


def _latent(
    first: Sequence[AppliedTo], second: Sequence[AppliedTo], drawn: CoupleSeasons
) -> tuple[LatentDraws, LatentDraws]:
    """Both persons' numbers; the second's factor leans on the first's."""
    one, other = (
        draw_latent([one.id for one in applied], drawn.seasons, drawn.seed, person)
        for person, applied in (("first", first), ("second", second))
    )
    leaning = drawn.between * one.factor + np.sqrt(1 - drawn.between**2) * other.factor
    return one, LatentDraws(leaning, other.own)


def _taking(
    applied: Sequence[AppliedTo], latent: LatentDraws, correlation: float
) -> dict[str, Flags]:
    """By programme, the seasons in which it takes this person; "" always does."""
    chances = np.array([one.interview * one.reach for one in applied])
    takes = succeeds(latent, chances, correlation)
    columns = {one.id: takes[:, column] for column, one in enumerate(applied)}
    return {"": np.ones(takes.shape[0], np.bool_)} | columns
