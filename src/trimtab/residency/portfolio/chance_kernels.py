"""Compiled conditional chances of the one-factor probit at the nodes of its factor."""

from __future__ import annotations

import math

import numpy as np

from trimtab.compiled import compiled, inlined


@inlined
def normal_share(x):
    """The normal distribution function."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


@inlined
def guess_quantile(p):
    """The normal quantile of p in (0, 1/2] to 4.5e-4 (Abramowitz & Stegun 1964, 26.2.23)."""
    t = math.sqrt(-2.0 * math.log(p))
    above = 2.515517 + t * (0.802853 + t * 0.010328)
    below = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return above / below - t


@compiled
def normal_quantile(p):
    """The normal quantile to the last digits: three Halley steps from a guess."""
    if p <= 0.0:
        return -np.inf
    if p >= 1.0:
        return np.inf
    tail = min(p, 1.0 - p)
    x = guess_quantile(tail)
    for _ in range(3):
        density = math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
        if density <= 0.0:
            break
        step = (normal_share(x) - tail) / density
        x -= step / (1.0 + 0.5 * x * step)
    return x if p <= 0.5 else -x


@compiled
def fill_conditional(chance, nodes, correlation, conditional):
    """Fill conditional (m, tiers, nodes) with Phi((Phi^-1(f) - sqrt(rho) theta) / sqrt(1 - rho)).

    `chance` is (m, tiers) with 0 where a tier cannot be sent; chances of 0 and 1 stay so.
    """
    pull = math.sqrt(correlation)
    spread = math.sqrt(1.0 - correlation)
    for j in range(chance.shape[0]):
        for s in range(chance.shape[1]):
            mean = normal_quantile(chance[j, s])
            for q in range(nodes.size):
                conditional[j, s, q] = normal_share((mean - pull * nodes[q]) / spread)


@compiled
def fill_steps(chance, middles, conditional):
    """Fill conditional (m, tiers, cells) at correlation 1: a match where the score is below f."""
    for j in range(chance.shape[0]):
        for s in range(chance.shape[1]):
            for q in range(middles.size):
                conditional[j, s, q] = 1.0 if middles[q] < chance[j, s] else 0.0
