"""Compiled upper bound on every list: a concave relaxation, climbed by entropic mirror ascent.

With worths t_1 >= t_2 >= ..., steps d_k = t_k - t_{k+1} and a = -log(1 - f), at x in {0, 1}

    v(x) = sum_q mass_q sum_k d_k (1 - exp(-sum_{i <= k, s} a_qis x_is)),

which is concave for every x >= 0. So with any x and any prices >= 0 of the limits no list is worth
more than v(x) - g x + sum_j max(0, max_s(g_js - price_js)) + prices . limits, g the slopes at x.
The ascent (Beck & Teboulle 2003, doi 10.1016/S0167-6377(02)00231-6) moves log odds along g; the
prices that keep every limit are found by a projected Newton method in as many numbers as limits.

Limits, in this order: applications, dollars, one of each specialty (its fees), one of each
specialty and tier of signals. `weight` (m, tiers) are log odds against staying out.
"""

from __future__ import annotations

import math

import numpy as np

from trimtab.compiled import compiled, inlined
from trimtab.residency.portfolio.value_kernels import dot

STEEPEST = 27.631021115928547
"""-log(1e-12): a chance of 1 counts as 1 - 1e-12, and 1e-11 of the worth is added to the bound."""


DEAREST = 1e6
"""The most that a limit takes of log odds: one that is used up already would take no end."""

BALANCED = 1e-9
"""Share of a limit to which it is kept: what is over would count as a gain of the ascent."""

FIRST_PACE = 40.0
"""The first step raises the log odds of a mean member by this much."""

PATIENCE = 12
"""Turns without a better bound after which there is none to come that could be seen."""


@compiled
def fill_rates(chance, rates):
    """Fill rates (m, tiers, nodes) with -log(1 - f)."""
    for j in range(chance.shape[0]):
        for s in range(chance.shape[1]):
            for q in range(chance.shape[2]):
                left = 1.0 - chance[j, s, q]
                rates[j, s, q] = -math.log(left) if left > 1e-12 else STEEPEST


@inlined
def shrink(y):
    """exp(-y), by its series where y is small."""
    if y < 0.01:
        return 1.0 - y * (1.0 - y * (0.5 - y * (1.0 / 6.0 - y / 24.0)))
    return math.exp(-y)


@compiled
def climb(r, rates, x, left, slopes):
    """Fill slopes (m, tiers) of the relaxation at x; its value there. left (m, nodes) is room."""
    size, tiers = x.shape
    nodes = r.mass.size
    now = r.mass.copy()
    draw = np.empty(nodes)
    for j in range(size):
        is_there = False
        for s in range(tiers):
            if x[j, s] > 1e-12:
                if not is_there:
                    draw[:] = 0.0
                is_there = True
                for q in range(nodes):
                    draw[q] += rates[j, s, q] * x[j, s]
        if is_there:
            for q in range(nodes):
                now[q] *= shrink(draw[q])
        left[j] = now
    draw[:] = 0.0
    for j in range(size - 1, -1, -1):
        step = r.worth[j] - (r.worth[j + 1] if j + 1 < size else 0.0)
        for q in range(nodes):
            draw[q] += step * left[j, q]
        for s in range(tiers):
            slopes[j, s] = dot(draw, rates[j, s]) if r.can[j, s] else 0.0
    return r.worth[0] * r.mass.sum() - draw.sum()


@inlined
def price_at(r, prices, j, s):
    """What the limits take of a programme with a tier."""
    groups, tiers = r.copies.shape
    g = r.group[j]
    price = prices[0] + prices[1] * r.cost[j] + prices[2 + g]
    if s > 0:
        price += prices[2 + groups + g * (tiers - 1) + s - 1]
    return price


@compiled
def exact_dual(r, steps, limits, slopes, prices):
    """The most that any list can have of the slopes, by prices; sound for any of them."""
    best = dot(prices, limits)
    for j in range(slopes.shape[0]):
        most = -np.inf if r.pinned[j] > -2 else 0.0
        for s in range(slopes.shape[1]):
            if r.can[j, s]:
                most = max(most, slopes[j, s] - price_at(r, prices, j, s))
        best += most
    for k in range(steps.shape[0]):
        g = int(steps[k, 0])
        best += steps[k, 1] * max(0.0, prices[2 + g] - prices[1] * steps[k, 2])
    return best


@compiled
def smooth_dual(r, steps, limits, weight, room, prices, x, taken, slope, curve):
    """Fill x, taken (steps,), slope and curve of the softened dual at prices; its value.

    steps (k, 3) are specialty, applications and dollars of each step of fees, room (k,) their log
    odds.
    """
    groups, tiers = r.copies.shape
    size = limits.size
    slope[:] = limits
    curve[:] = 0.0
    total = dot(prices, limits)
    at = np.empty(tiers)
    for j in range(weight.shape[0]):
        top = -np.inf if r.pinned[j] > -2 else 0.0
        for s in range(tiers):
            at[s] = weight[j, s] - price_at(r, prices, j, s) if r.can[j, s] else -np.inf
            top = max(top, at[s])
        all_of = 0.0 if r.pinned[j] > -2 else math.exp(-top)
        for s in range(tiers):
            at[s] = math.exp(at[s] - top) if r.can[j, s] else 0.0
            all_of += at[s]
        total += top + math.log(all_of)
        inside = 0.0
        for s in range(tiers):
            x[j, s] = at[s] / all_of
            inside += x[j, s]
        if inside < 1e-13:
            continue
        g, cost = r.group[j], r.cost[j]
        spread = inside * (1.0 - inside)
        slope[0] -= inside
        slope[1] -= inside * cost
        slope[2 + g] -= inside
        curve[0, 0] += spread
        curve[0, 1] += spread * cost
        curve[1, 1] += spread * cost * cost
        curve[0, 2 + g] += spread
        curve[1, 2 + g] += spread * cost
        curve[2 + g, 2 + g] += spread
        for s in range(1, tiers):
            k = 2 + groups + g * (tiers - 1) + s - 1
            share = x[j, s] * (1.0 - inside)
            slope[k] -= x[j, s]
            curve[0, k] += share
            curve[1, k] += share * cost
            curve[2 + g, k] += share
            curve[k, k] += x[j, s] * (1.0 - x[j, s])
            for other in range(s + 1, tiers):
                curve[k, k + other - s] -= x[j, s] * x[j, other]
    for k in range(steps.shape[0]):
        g, number, fee = int(steps[k, 0]), steps[k, 1], steps[k, 2]
        y = room[k] + prices[2 + g] - prices[1] * fee
        total += number * (max(y, 0.0) + math.log1p(math.exp(-abs(y))))
        taken[k] = 1.0 / (1.0 + math.exp(-y))
        slope[2 + g] += number * taken[k]
        slope[1] -= number * taken[k] * fee
        spread = number * taken[k] * (1.0 - taken[k])
        curve[2 + g, 2 + g] += spread
        curve[1, 1] += spread * fee * fee
        curve[1, 2 + g] -= spread * fee
    for a in range(size):
        for b in range(a):
            curve[a, b] = curve[b, a]
    return total


@compiled
def newton_step(slope, curve, is_free, step):
    """Fill step with -curve^-1 slope over the free prices, by Cholesky with a small ridge."""
    size = slope.size
    lower = np.zeros((size, size))
    for a in range(size):
        step[a] = 0.0
        if not is_free[a]:
            continue
        for b in range(a + 1):
            if not is_free[b]:
                continue
            total = curve[a, b]
            for c in range(b):
                total -= lower[a, c] * lower[b, c]
            if a == b:
                lower[a, a] = math.sqrt(max(total, 1e-9 * curve[a, a] + 1e-9))
            else:
                lower[a, b] = total / lower[b, b]
    for a in range(size):
        if is_free[a]:
            total = -slope[a]
            for c in range(a):
                total -= lower[a, c] * step[c]
            step[a] = total / lower[a, a]
    for a in range(size - 1, -1, -1):
        if is_free[a]:
            total = step[a]
            for c in range(a + 1, size):
                total -= lower[c, a] * step[c]
            step[a] = total / lower[a, a]


@compiled
def balance(r, steps, limits, weight, room, prices, is_limit, x, taken):
    """Find prices that keep every limit, and the shares x at them; how many steps it took."""
    size = limits.size
    slope, step, tried = np.empty(size), np.empty(size), np.empty(size)
    curve = np.empty((size, size))
    is_free = np.empty(size, np.bool_)
    value = smooth_dual(r, steps, limits, weight, room, prices, x, taken, slope, curve)
    for turn in range(30):
        worst = 0.0
        for a in range(size):
            is_free[a] = is_limit[a] and not (prices[a] <= 0.0 and slope[a] > 0.0)
            if is_free[a]:
                worst = max(worst, abs(slope[a]) / (1.0 + abs(limits[a])))
        if worst < BALANCED:
            return turn
        newton_step(slope, curve, is_free, step)
        length = 1.0
        for a in range(size):  # where all shares are settled the curve is flat and steps are wild
            step[a] = max(-8.0 - 2.0 * prices[a], min(8.0 + 2.0 * prices[a], step[a]))
        before = value
        while length > 1e-4:
            for a in range(size):
                moved = max(0.0, min(DEAREST, prices[a] + length * step[a]))
                tried[a] = moved if is_limit[a] else 0.0
            value = smooth_dual(r, steps, limits, weight, room, tried, x, taken, slope, curve)
            if value <= before + 1e-9 * abs(before):
                break
            length *= 0.4
        prices[:] = tried
    return 30


@compiled
def relax(r, rates, steps, limits, is_limit, tier, share, turns, goal, prices, slopes, x):
    """The least bound found in so many turns; fills its prices, slopes and x. See the module.

    tier is a list to begin with, all but a share of it, which the others have evenly; where the
    share is 0, log odds begin with the slopes there instead, which settles near ties sooner. A
    bound at or below goal ends it.
    """
    size, tiers = x.shape
    left = np.empty((size, r.mass.size))
    weight, tried = np.empty((size, tiers)), np.empty((size, tiers))
    now, ahead = np.empty((size, tiers)), np.empty((size, tiers))
    trial, rise = np.empty((size, tiers)), np.empty((size, tiers))
    room, taken = np.zeros(steps.shape[0]), np.empty(steps.shape[0])
    scaled = np.zeros(limits.size)
    members = 0
    for j in range(size):
        members += tier[j] >= 0
    outside = share * members / max(1, (size - members) * tiers)
    for j in range(size):
        for s in range(tiers):
            now[j, s] = (1.0 - share if tier[j] == s else 0.0) if tier[j] >= 0 else outside
            weight[j, s] = 0.0
            if share > 0.0:
                stays_out = share if tier[j] >= 0 else 1.0 - outside * tiers
                weight[j, s] = math.log(max(now[j, s], 1e-9) / max(stays_out, 1e-9))
    value = climb(r, rates, now, left, rise)
    least = 1e-6 * r.worth[0]
    pace = FIRST_PACE * members / value if value > least else FIRST_PACE / max(least, rise.max())
    best = np.inf
    since = 0
    for turn in range(turns):
        for j in range(size):
            for s in range(tiers):
                tried[j, s] = weight[j, s] + pace * rise[j, s]
        balance(r, steps, limits, tried, room, scaled, is_limit, ahead, taken)
        offset = value
        for j in range(size):
            offset -= dot(rise[j], now[j])
        bound = offset + exact_dual(r, steps, limits, rise, scaled / pace)
        since += 1
        if bound < best:
            if bound < best - 1e-6 * abs(best):
                since = 0
            best = bound
            prices[:] = scaled / pace
            slopes[:] = rise
            x[:] = now
        if best <= goal or since > PATIENCE:
            break
        found = climb(r, rates, ahead, left, trial)
        if (turn > 0 or share > 0.0) and found < value - 1e-12 * abs(value):  # but from a corner
            pace *= 0.3
            scaled *= 0.3
            since -= 1
            continue
        for j in range(size):
            top = 60.0
            for s in range(tiers):
                weight[j, s] = tried[j, s] - price_at(r, scaled, j, s)
                top = max(top, weight[j, s])
            for s in range(tiers):
                weight[j, s] = max(-60.0, weight[j, s] - top + 60.0)
        for k in range(room.size):
            g = int(steps[k, 0])
            y = room[k] + scaled[2 + g] - scaled[1] * steps[k, 2]
            room[k] = max(-60.0, min(60.0, y))
        now[:] = ahead
        rise[:] = trial
        value = found
        pace *= 1.3
        scaled *= 1.3
    return best
