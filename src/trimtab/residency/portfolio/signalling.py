"""What signals chosen with the list gain over the usual way: list first, then the favourites."""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.problem import ListProblem, Whole
from trimtab.residency.portfolio.ranked import Ranked, rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.value_kernels import value_of


def favourites_value(problem: ListProblem) -> float:
    """The value of the best list made without signals, once they go to its favourites.

    In each specialty gold goes to the members of most worth and silver to the next, where they
    can be sent; signals that were sent already stay where they are.
    """
    ranked = rank_problem(problem)
    plain = ranked.copies.copy()
    plain[:, 1:] = _sent_already(ranked)
    tier = find_list(ranked._replace(copies=plain)).tier.copy()
    for group, copies in enumerate(ranked.copies):
        left = copies - plain[group]
        for sent in range(len(copies) - 1, 0, -1):
            open_to = (ranked.group == group) & (tier == 0) & ranked.can[:, sent]
            open_to &= ranked.pinned < 0
            tier[np.flatnonzero(open_to)[: left[sent]]] = sent
    return float(value_of(ranked, tier))


def has_signals(problem: ListProblem) -> bool:
    """Whether there is any signal to be sent."""
    return bool(problem.tiers > 1 and problem.copy_table[:, 1:].any())


def _sent_already(ranked: Ranked) -> Whole:
    """How many signals (specialties, tiers but none) rows have that can go with no other."""
    groups, tiers = ranked.copies.shape
    held = np.zeros((groups, tiers), np.int64)
    only = np.where(ranked.can.sum(axis=1) == 1, np.argmax(ranked.can, axis=1), 0)
    sent = np.where(ranked.pinned > 0, ranked.pinned, only)
    np.add.at(held, (ranked.group[sent > 0], sent[sent > 0]), 1)
    return np.minimum(held, ranked.copies)[:, 1:]
