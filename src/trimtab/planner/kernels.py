"""Compiled passes over the line: longest paths, the dual bound and its descent, regrets.

Every kernel takes the problem as `trimtab.planner.arrays.ProblemArrays`, called `p`, whose
docstring says what the arrays mean.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined

IMPOSSIBLE = -1e18
TOLERANCE = 1e-7


@compiled
def priced_rewards(p, prices, rewards):
    """Fill rewards r_j = v_j + sum_b price_b a_bj."""
    for j in range(p.worth.size):
        total = p.worth[j]
        for k in range(p.ptr[j], p.ptr[j + 1]):
            total += prices[p.idx[k]] * p.coef[k]
        rewards[j] = total


@compiled
def longest_path(p, rewards, best, via):
    """Forward pass: `best[node]` from the source, `via[node]` the arc taken (-1 idle).

    f(w) = max( f(w - p.states), max_{j: head(j) = w} f(tail(j)) + r_j ),  f(0) = 0.
    """
    nodes = best.size
    best[:] = IMPOSSIBLE
    via[:] = -2
    best[0] = 0.0
    for node in range(nodes):
        here = best[node]
        if here <= IMPOSSIBLE:
            continue
        after = node + p.states
        if after < nodes and here > best[after]:
            best[after] = here
            via[after] = -1
        for j in range(p.first[node], p.first[node + 1]):
            value = here + rewards[j]
            if value > best[p.head[j]]:
                best[p.head[j]] = value
                via[p.head[j]] = j


@compiled
def longest_path_back(p, rewards, best):
    """Backward pass: `best[node]` is the largest reward collected from a node to the end."""
    nodes = best.size
    best[:] = IMPOSSIBLE
    for state in range(p.states):
        best[nodes - 1 - state] = 0.0
    for node in range(nodes - 1, -1, -1):
        value = best[node]
        after = node + p.states
        if after < nodes and best[after] > value:
            value = best[after]
        for j in range(p.first[node], p.first[node + 1]):
            value = max(value, rewards[j] + best[p.head[j]])
        best[node] = value


@inlined
def worth_of(p, b, z):
    """U_b(z); IMPOSSIBLE outside its domain."""
    left = z - p.low[b]
    if left < -TOLERANCE:
        return IMPOSSIBLE
    total = p.base[b]
    for k in range(p.seg[b], p.seg[b + 1]):
        if left <= p.width[k]:
            return total + left * p.slope[k]
        total += p.width[k] * p.slope[k]
        left -= p.width[k]
    if p.high[b] < np.inf:
        return total if left <= TOLERANCE else IMPOSSIBLE
    return total + left * p.slope[p.seg[b + 1] - 1]


@inlined
def conjugate(p, b, price, near):
    """max_z U_b(z) - price z, and of the z that attain it the one closest to `near`."""
    z = p.low[b]
    total = p.base[b] - price * z
    for k in range(p.seg[b], p.seg[b + 1]):
        if p.slope[k] > price + 1e-12:
            total += (p.slope[k] - price) * p.width[k]
            z += p.width[k]
        elif p.slope[k] >= price - 1e-12:
            if near <= z:
                break
            reach = p.width[k]
            if k + 1 == p.seg[b + 1] and p.high[b] == np.inf:
                reach = near - z
            z = min(z + reach, near)
        else:
            break
    return total, z


@compiled
def walk_back(p, head_node, via, path):
    """Write the candidates of the best path to `path`, last first; return how many."""
    count = 0
    node = head_node
    while node >= p.states or via[node] >= 0:
        j = via[node]
        if j >= 0:
            path[count] = j
            count += 1
            node = p.tail[j]
        elif j == -1:
            node -= p.states
        else:
            break
    return count


@compiled
def best_end(p, best):
    """Node of the last slot where the best path ends."""
    node = best.size - 1
    for state in range(p.states):
        if best[best.size - 1 - state] > best[node]:
            node = best.size - 1 - state
    return node


@compiled
def dual_value(p, prices, rewards, best, via, path, gradient):
    """D(prices), filling `gradient` with a subgradient.

    D(l) = max_path sum_j r_j + sum_b max_z (U_b(z) - l_b z); its subgradient in l_b is
    z_b(path) - argmax_z, where at a kink the closest z is taken.
    """
    priced_rewards(p, prices, rewards)
    longest_path(p, rewards, best, via)
    end = best_end(p, best)
    total = best[end]
    gradient[:] = 0.0
    for k in range(walk_back(p, end, via, path)):
        j = path[k]
        for m in range(p.ptr[j], p.ptr[j + 1]):
            gradient[p.idx[m]] += p.coef[m]
    for b in range(prices.size):
        share, z = conjugate(p, b, prices[b], gradient[b])
        total += share
        gradient[b] -= z
    return total


@compiled
def tighten(p, prices, reach, first_step, last_step, passes):
    """Lower D(prices) by subgradient steps scaled by each budget's own recent size.

    Steps as in Adam (Kingma & Ba 2015, arXiv 1412.6980: m <- 0.7 m + 0.3 g, v <- 0.9 v + 0.1 g^2)
    on prices times `scale`; their length, in shares of the budget's `reach` in worth, falls
    geometrically from `first_step` to `last_step`. The price of a must quickens while it keeps its
    direction, for it may have far to go. Prices stay where they can matter. Returns (least D, its
    prices).
    """
    budgets = p.low.size
    rewards = np.empty(p.worth.size)
    best = np.empty(p.first.size - 1)
    via = np.empty(p.first.size - 1, np.int32)
    path = np.empty(p.first.size, np.int32)
    gradient = np.empty(budgets)
    mean = np.zeros(budgets)
    square = np.zeros(budgets)
    pace = np.ones(budgets)
    last = np.zeros(budgets)
    here = prices.copy()
    best_prices = prices.copy()
    least = 1e300
    for number in range(passes):
        total = dual_value(p, here, rewards, best, via, path, gradient)
        if total < least:
            least = total
            best_prices[:] = here
        step = first_step * (last_step / first_step) ** (number / passes)
        first_bias = 1.0 - 0.7 ** (number + 1)
        second_bias = 1.0 - 0.9 ** (number + 1)
        for b in range(budgets):
            slope = gradient[b] / p.scale[b]
            mean[b] = 0.7 * mean[b] + 0.3 * slope
            square[b] = 0.9 * square[b] + 0.1 * slope * slope
            if p.base[b] < 0.0:
                if slope * last[b] > 0.0:
                    pace[b] = min(pace[b] * 1.1, 50.0)
                elif slope * last[b] < 0.0:
                    pace[b] = max(pace[b] * 0.9, 1.0)
                last[b] = slope
            size = (np.sqrt(square[b] / second_bias) + 1e-3) * first_bias * p.scale[b]
            moved = here[b] - step * pace[b] * reach[b] * mean[b] / size
            here[b] = min(max(moved, p.cheapest[b]), p.dearest[b])
    return least, best_prices


@compiled
def regrets_of(p, prices, regrets):
    """How far below the bound every week that contains candidate j stays; return path max."""
    rewards = np.empty(p.worth.size)
    ahead = np.empty(p.first.size - 1)
    via = np.empty(p.first.size - 1, np.int32)
    behind = np.empty(p.first.size - 1)
    priced_rewards(p, prices, rewards)
    longest_path(p, rewards, ahead, via)
    longest_path_back(p, rewards, behind)
    top = ahead[best_end(p, ahead)]
    for j in range(p.worth.size):
        regrets[j] = top - (ahead[p.tail[j]] + rewards[j] + behind[p.head[j]])
    return top
