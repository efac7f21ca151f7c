"""Build the list: search, order of adding, certificate, next application."""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.lists import ApplicationList, NextApplication
from trimtab.residency.portfolio.problem import ListProblem, Whole
from trimtab.residency.portfolio.ranked import Ranked, rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.value_kernels import fill_gains, unmatched_share, value_of


def build_list(problem: ListProblem) -> ApplicationList:
    """The best list found within the limits, with its certificate."""
    ranked = rank_problem(problem)
    return describe_list(problem, ranked, find_list(ranked))


def describe_list(problem: ListProblem, ranked: Ranked, tier: Whole) -> ApplicationList:
    """A list of tiers, as programmes lie by worth, in the words of the problem."""
    places, gains = order_of_adding(ranked, tier)
    rows = ranked.order[places]
    value = float(value_of(ranked, tier))
    return ApplicationList(
        indices=tuple(int(row) for row in rows),
        tiers=tuple(int(tier[place]) for place in places),
        gains=gains,
        value=value,
        bound=max(value, float(ranked.worth.max(initial=0.0))),
        p_unmatched=float(unmatched_share(ranked, tier)),
        cost=problem.cost_of(rows),
        is_optimal=False,
        next_application=next_application(problem, ranked, tier),
    )


def order_of_adding(ranked: Ranked, tier: Whole) -> tuple[list[int], tuple[float, ...]]:
    """Members so that each next one adds most to those before it, and what each adds."""
    left = {int(place) for place in np.flatnonzero(tier >= 0)}
    built = np.full(tier.size, -1, np.int64)
    gains = np.empty(ranked.can.shape)
    places, added = [], []
    while left:
        fill_gains(ranked, built, gains)
        best = max(left, key=lambda place: (gains[place, tier[place]], -place))
        places.append(best)
        added.append(float(gains[best, tier[best]]))
        built[best] = tier[best]
        left.remove(best)
    return places, tuple(added)


def next_application(problem: ListProblem, ranked: Ranked, tier: Whole) -> NextApplication | None:
    """The programme outside the list that would add most, with a signal that is still left."""
    gains = np.empty(ranked.can.shape)
    fill_gains(ranked, tier, gains)
    for group, tiers in enumerate(ranked.copies):
        for sent, copies in enumerate(tiers):
            inside = (ranked.group == group) & (tier == sent)
            if inside.sum() >= copies:
                gains[ranked.group == group, sent] = -1.0
    if not gains.size or gains.max() < 0:
        return None
    place, sent = divmod(int(np.argmax(gains)), problem.tiers)
    rows = ranked.order[np.flatnonzero(tier >= 0)]
    row = int(ranked.order[place])
    cost = problem.cost_of(np.append(rows, row)) - problem.cost_of(rows)
    return NextApplication(row, sent, float(gains[place, sent]), cost)
