"""Why each programme is in a list, as plain facts with numbers; words come elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.marginal import tiers_of
from trimtab.residency.portfolio.problem import Floats, ListProblem, Whole
from trimtab.residency.portfolio.ranked import Ranked, rank_problem
from trimtab.residency.portfolio.value_kernels import fill_tables

ReasonKind = Literal["signal", "adds_most", "reach", "safety", "hedge"]

MOST_REASONS = 3

FIRST_ADDED = 3
"""So many of the first programmes added are said to add most."""

WORST_FIFTH = 0.2


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact about why a programme is in the list, with its `amount`.

    signal: what its signal adds to the list's value. adds_most: what it added when it came in.
    reach: how much more than the mean match of this list it is worth. safety: by how much going
    unmatched would be likelier without it. hedge: the share of what it adds that comes in the
    worst fifth of how things can turn out.
    """

    kind: ReasonKind
    amount: float


@dataclass(frozen=True, slots=True)
class MemberWorth:
    """A programme of a list: what the list loses without it, and why it is there.

    `match_share` is the chance to end there: it takes the applicant and nobody better does.
    """

    index: int
    tier: int
    loss: float
    match_share: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Members:
    """Figures of the members (M,) by falling worth; `places` as the kernels count."""

    places: Whole
    loss: Floats
    match_share: Floats
    signal_gain: Floats
    safety: Floats
    worst_share: Floats


def explain_list(problem: ListProblem, found: ApplicationList) -> tuple[MemberWorth, ...]:
    """Each programme of the list in its order of adding, with at most three reasons."""
    ranked = rank_problem(problem)
    tier = tiers_of(ranked, found)
    members = _measure(ranked, tier)
    at = {int(ranked.order[place]): k for k, place in enumerate(members.places)}
    mean_match = found.value / (1 - found.p_unmatched) if found.p_unmatched < 1 else 0.0
    return tuple(
        MemberWorth(
            row,
            sent,
            float(members.loss[at[row]]),
            float(members.match_share[at[row]]),
            tuple(_reasons(ranked, members, at[row], _Place(n, gain, mean_match)))[:MOST_REASONS],
        )
        for n, (row, sent, gain) in enumerate(
            zip(found.indices, found.tiers, found.gains, strict=True)
        )
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a member came in, what it added then, and the mean worth of a match of the list."""

    number: int
    gain: float
    mean_match: float


def _reasons(ranked: Ranked, members: _Members, k: int, place: _Place) -> Iterator[Reason]:
    """All facts that hold of a member, the most telling first."""
    if members.signal_gain[k] > 0:
        yield Reason("signal", float(members.signal_gain[k]))
    if place.number < FIRST_ADDED:
        yield Reason("adds_most", place.gain)
    above = float(ranked.worth[members.places[k]] - place.mean_match)
    if above > 0 and members.match_share[k] <= np.median(members.match_share):
        yield Reason("reach", above)
    is_worst_case = members.worst_share[k] > max(WORST_FIFTH, np.median(members.worst_share))
    if ranked.mass.size > 1 and is_worst_case:
        yield Reason("hedge", float(members.worst_share[k]))
    if members.safety[k] > 0:
        yield Reason("safety", float(members.safety[k]))


def _measure(ranked: Ranked, tier: Whole) -> _Members:
    places = np.flatnonzero(tier >= 0)
    before = np.empty((tier.size + 1, ranked.mass.size))
    after = np.empty_like(before)
    size = fill_tables(ranked, tier, before, after)
    chance = ranked.chance[places, tier[places]]
    plain = np.where(ranked.can[places, :1], ranked.chance[places, 0], chance)
    lead = before[:size] * (ranked.worth[places, None] - after[1 : size + 1])
    adds = lead * chance
    below = np.vstack([np.cumprod((1 - chance)[::-1], axis=0)[::-1], np.ones_like(ranked.mass)])
    alone = before[:size] * below[1:] * chance
    total = adds.sum(axis=1)
    worst = adds @ _worst_part(ranked.mass)
    return _Members(
        places,
        total,
        (before[:size] * chance).sum(axis=1),
        (lead * (chance - plain)).sum(axis=1),
        alone.sum(axis=1),
        np.divide(worst, total, out=np.zeros_like(total), where=total > 0),
    )


def _worst_part(mass: Floats) -> Floats:
    """How much of each node lies in the worst fifth; nodes go from good to bad."""
    above = np.cumsum(mass[::-1])[::-1]
    part = np.divide(WORST_FIFTH - (above - mass), mass, out=np.zeros_like(mass), where=mass > 0)
    return np.clip(part, 0.0, 1.0)
