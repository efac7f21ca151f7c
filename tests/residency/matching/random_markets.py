"""Small made-up markets, each from a seed."""

from __future__ import annotations

import numpy as np

from trimtab.domain.markets import Couple, Market, ProgrammeRanks


def random_market(
    seed: int, shape: tuple[int, int, int], couples: int = 0, longest: int = 6
) -> Market:
    """Applicants, programmes and most positions of each; `couples` of the applicants pair up.

    Some wishes are one-sided. A couple's pairs come from its members' lists, with one member
    unmatched or both at one programme now and then.
    """
    rng = np.random.default_rng(seed)
    count, places, most = shape
    names = [f"a{number}" for number in range(count)]
    programmes = [f"p{number}" for number in range(places)]
    lists = {name: _some(rng, programmes, longest) for name in names}
    ranks = {
        place: ProgrammeRanks(
            int(rng.integers(0 if seed % 7 == 0 else 1, most + 1)),
            _shuffled(rng, [name for name in names if _is_ranked(rng, place, lists[name])]),
        )
        for place in programmes
    }
    paired = [(names[2 * index], names[2 * index + 1]) for index in range(couples)]
    return Market(
        lists | {name: () for pair in paired for name in pair},
        ranks,
        tuple(Couple(a, b, _pairs(rng, (lists[a], lists[b]), longest)) for a, b in paired),
    )


def _some(rng, programmes, longest):
    size = int(rng.integers(1, min(longest, len(programmes)) + 1))
    return tuple(str(one) for one in rng.choice(programmes, size, replace=False))


def _is_ranked(rng, place, wishes):
    return rng.random() < (0.92 if place in wishes else 0.05)


def _shuffled(rng, names):
    return tuple(names[index] for index in rng.permutation(len(names)))


def _pairs(rng, lists, longest):
    """Pairs in a noisy order of both members' own places."""
    first, second = ((*one, "") for one in lists)
    pairs = [(p, q) for p in first for q in second if (p, q) != ("", "")]
    cost = [
        first.index(p) + second.index(q) + 4 * ((p == "") + (q == "")) + rng.random() * 2
        for p, q in pairs
    ]
    return tuple(pairs[index] for index in np.argsort(cost)[:longest])
