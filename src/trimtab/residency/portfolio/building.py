"""Build the list: search, order of adding, certificate, next application."""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.found import FoundList
from trimtab.residency.portfolio.lists import ApplicationList, NextApplication
from trimtab.residency.portfolio.problem import Floats, ListProblem, Whole
from trimtab.residency.portfolio.proving import prove_list
from trimtab.residency.portfolio.ranked import Ranked, rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.search_kernels import order_members
from trimtab.residency.portfolio.value_kernels import fill_gains, unmatched_share


def build_list(problem: ListProblem, *, nodes: int = 0) -> ApplicationList:
    """The best list found within the limits, with its certificate.

    A gap that is left is worked on in `nodes` branches at most; a few thousand prove lists of up
    to a hundred programmes, and take seconds.
    """
    ranked = rank_problem(problem)
    found = find_list(ranked)
    if nodes and not found.is_optimal:
        found = prove_list(ranked, found, nodes)
    return describe_list(problem, ranked, found)


def describe_list(problem: ListProblem, ranked: Ranked, found: FoundList) -> ApplicationList:
    """A list of tiers, as programmes lie by worth, in the words of the problem."""
    tier = found.tier
    places, gains = order_of_adding(ranked, tier)
    rows = ranked.order[places]
    return ApplicationList(
        indices=tuple(int(row) for row in rows),
        tiers=tuple(int(tier[place]) for place in places),
        gains=tuple(float(gain) for gain in gains),
        value=found.value,
        bound=found.bound,
        p_unmatched=float(unmatched_share(ranked, tier)),
        cost=problem.cost_of(rows),
        is_optimal=found.is_optimal,
        next_application=next_application(problem, ranked, tier),
    )


def order_of_adding(ranked: Ranked, tier: Whole) -> tuple[Whole, Floats]:
    """Members so that each next one adds most to those before it, and what each adds."""
    size = int((tier >= 0).sum())
    places, gains = np.empty(size, np.int64), np.empty(size)
    order_members(ranked, tier, places, gains)
    return places, gains


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
