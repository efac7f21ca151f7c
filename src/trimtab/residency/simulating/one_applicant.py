"""One applicant's season, many times: interviews, where it ends, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.chances import Interval
from trimtab.residency.simulating.draws import Flags, Numbers, draw_latent, succeeds
from trimtab.residency.simulating.shares import mean_of, share_of

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class AppliedTo:
    """A programme applied to, with the tier of signal that is sent.

    `interview` is the chance of an invitation and `reach` that of being reached on their rank
    list once interviewed, 0 to 1 each; `worth` what a match there is worth.
    """

    id: str
    interview: float
    reach: float
    worth: float


@dataclass(frozen=True, slots=True)
class SeasonOdds:
    """What came of the seasons drawn.

    `interviews` counts seasons by number of interviews, from 0 on. `ranks` are the odds of
    matching at each place of the rank list, `by_programme` the same by id; `unmatched` is what is
    left. `worth` is the mean worth of a season's end, 0 where it ends unmatched. Bounds hold nine
    times in ten and say what chance does to so many seasons, not how sure the chances are.
    """

    seasons: int
    interviews: tuple[int, ...]
    interviewed: Interval
    ranks: tuple[Interval, ...]
    by_programme: dict[str, Interval]
    unmatched: Interval
    worth: Interval


@dataclass(frozen=True, slots=True)
class _Seasons:
    """Interviews by season, and the index of where each season ends, NOWHERE for unmatched."""

    interviews: Numbers
    ends: Numbers


def simulate_applicant(
    applied: Sequence[AppliedTo], correlation: float, *, seasons: int = 1000, seed: int = 0
) -> SeasonOdds:
    """The odds of one applicant over seasons drawn from a seed.

    They are invited where sqrt(rho) Theta + sqrt(1 - rho) E_j <= quantile(interview), matched at
    the most worthy programme where it is <= quantile(interview * reach): one latent number
    decides both, so that chances multiply to those of the list (0 <= correlation <= 1).
    Raises ValueError where a chance lies outside 0 to 1.
    """
    order = tuple(int(index) for index in preferred([one.worth for one in applied]))
    return odds_in_order(applied, order, correlation, seasons=seasons, seed=seed)


def preferred(worths: Sequence[float]) -> Numbers:
    """Indices from the most worthy on; of equals the first comes first."""
    return np.argsort(-np.asarray(worths, np.float64), kind="stable").astype(np.int64)


def odds_in_order(
    applied: Sequence[AppliedTo],
    order: Sequence[int],
    correlation: float,
    *,
    seasons: int,
    seed: int,
) -> SeasonOdds:
    """The same with a rank list in another order; programmes not in it are not ranked."""
    drawn = _draw(applied, order, correlation, (seasons, seed))
    counts = [int(np.count_nonzero(drawn.ends == index)) for index in order]
    worths = np.append([one.worth for one in applied], 0.0)
    return SeasonOdds(
        seasons,
        tuple(np.bincount(drawn.interviews, minlength=len(applied) + 1).tolist()),
        mean_of(drawn.interviews, len(applied)),
        tuple(share_of(count, seasons) for count in counts),
        {applied[i].id: share_of(n, seasons) for i, n in zip(order, counts, strict=True)},
        share_of(seasons - sum(counts), seasons),
        mean_of(worths[drawn.ends], float(worths.max())),
    )


def _draw(
    applied: Sequence[AppliedTo], order: Sequence[int], correlation: float, drawn: tuple[int, int]
) -> _Seasons:
    seasons, seed = drawn
    draws = draw_latent([one.id for one in applied], seasons, seed)
    interview = np.array([one.interview for one in applied])
    reach = np.array([one.reach for one in applied])
    invited = succeeds(draws, interview, correlation)
    takes = succeeds(draws, interview * reach, correlation)
    return _Seasons(np.sum(invited, axis=1, dtype=np.int64), first_in(takes, order))


def first_in(takes: Flags, order: Sequence[int]) -> Numbers:
    """The first of an order that is true in each season, NOWHERE where none is.

    `takes` has the shape (seasons, choices).
    """
    if not len(order):
        return np.full(takes.shape[0], NOWHERE)
    indices = np.asarray(order)
    ranked = takes[:, indices]
    first = indices[np.argmax(ranked, axis=1)]
    return np.where(ranked.any(axis=1), first, NOWHERE)
