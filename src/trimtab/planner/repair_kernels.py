"""Compiled large-neighbourhood search: undo a part of a plan and fill it again."""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled
from trimtab.planner.kernels import IMPOSSIBLE, conjugate, longest_path, priced_rewards, worth_of
from trimtab.planner.swap_kernels import (
    MOST_EJECTED,
    drop,
    empty,
    put,
    swap_gain,
    swap_in,
    total_worth,
)
from trimtab.planner.window_kernels import fill_window

MOST_USERS = 1500
SLACK = 5.0
"""Worth that a repair may lose for a while: about five minutes of an average value."""


@compiled
def next_random(seed):
    """One step of xorshift64*; `seed[0]` is the state. Returns a float in [0, 1)."""
    x = seed[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seed[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def restore(p, c, kept, count):
    """Make the choice exactly the candidates in `kept[:count]`."""
    empty(p, c)
    for k in range(count):
        put(p, c, kept[k])


@compiled
def clear_window(p, c, start, end):
    """Drop whatever touches slots [start, end); return the slots that became the window."""
    low = start
    high = end
    slot = start
    while slot < end:
        j = c.occupant[slot]
        if j < 0:
            slot += 1
            continue
        low = min(low, p.tail[j] // p.states)
        high = max(high, p.head[j] // p.states)
        slot = p.head[j] // p.states
        drop(p, c, j)
    return low, high


@compiled
def refill_around(p, c, j, prices, reach, rewards, width, room):
    """Put j in whatever it costs, empty `width` slots on either side of it and fill them again."""
    gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
    if gain <= IMPOSSIBLE:
        return
    swap_in(p, c, j, ejected)
    start, end = p.tail[j] // p.states, p.head[j] // p.states
    if start > 0:
        low, high = clear_window(p, c, max(0, start - width), start)
        fill_window(p, c, prices, reach, rewards, low, high, room)
    if end < c.occupant.size and c.taken[j]:
        low, high = clear_window(p, c, end, min(c.occupant.size, end + width))
        fill_window(p, c, prices, reach, rewards, low, high, room)


@compiled
def serve_must(p, c, b, rewards, user_ptr, users):
    """Swap in the best candidate of one must if that gains; say whether it did."""
    best = -1
    most = 1e-6
    for k in range(user_ptr[b], user_ptr[b + 1]):
        if c.taken[users[k]]:
            continue
        gain, ejected = swap_gain(p, c, users[k], rewards, MOST_EJECTED)
        if gain > most:
            best = users[k]
            most = gain
    if best < 0:
        return False
    gain, ejected = swap_gain(p, c, best, rewards, MOST_EJECTED)
    swap_in(p, c, best, ejected)
    return True


@compiled
def serve_below(p, c, least, rewards, user_ptr, users):
    """Swap in the best candidates of each must worth less than its `least`, while that gains."""
    for b in range(p.low.size):
        if p.base[b] >= 0.0:
            continue
        while c.worth[b] < least[b] - 1e-6 and serve_must(p, c, b, rewards, user_ptr, users):
            pass


@compiled
def serve_musts(p, c, rewards, user_ptr, users):
    """Swap in the best candidates of each must that is missed, one by one, while that gains."""
    serve_below(p, c, np.zeros(p.low.size), rewards, user_ptr, users)


@compiled
def press(p, c, pool, items, rewards, user_ptr, users):
    """Put each candidate of `pool` in at any cost, serve the musts that broke, keep what gains.

    `items` says whose each is; after one has gained, the item's others are passed over. A night
    across a prayer, say, needs two moves at once, which no single swap makes. Musts that were
    missed before are not looked at again each time.
    """
    gained = -1
    value = total_worth(p, c)
    before = c.chosen[: c.size[0]].copy()
    least = c.worth.copy()
    for k in range(pool.size):
        if items[k] == gained or c.taken[pool[k]]:
            continue
        gain, ejected = swap_gain(p, c, pool[k], rewards, MOST_EJECTED)
        if gain <= IMPOSSIBLE:
            continue
        swap_in(p, c, pool[k], ejected)
        serve_below(p, c, least, rewards, user_ptr, users)
        now = total_worth(p, c)
        if now > value + 1e-6:
            value = now
            gained = items[k]
            before = c.chosen[: c.size[0]].copy()
            least = c.worth.copy()
        else:
            restore(p, c, before, before.size)


@compiled
def missed_must(p, c, seed):
    """A budget whose must is not kept, any of them; -1 when all are."""
    found = -1
    missed = 0
    for b in range(p.low.size):
        if p.base[b] < 0.0 and worth_of(p, b, c.z[b]) < -1e-6:
            missed += 1
            if next_random(seed) * missed < 1.0:
                found = b
    return found


@compiled
def refill_budget(p, c, b, users, first, last, rewards, offset):
    """Drop all that uses budget b, then swap its users in again from another place in the list.

    `users[first:last]` are the candidates that use b; scanning starts at `offset` and wraps.
    """
    while c.newest[b] >= 0:
        drop(p, c, c.user[c.newest[b]])
    count = last - first
    for turn in range(2 * count):
        j = users[first + (turn + offset) % count]
        if c.taken[j] == 0:
            gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
            if gain > 1e-6:
                swap_in(p, c, j, ejected)


@compiled
def line_losses(p, c, rewards, ahead, losses):
    """Up to each slot's end, how far the plan has fallen behind the best path; the last is all.

    With f the worth of the best path up to a node, an arc of the plan loses f(head) - f(tail) - r,
    never below 0. These losses and those of `budget_losses` add up to bound less worth.
    """
    total = 0.0
    slot = 0
    while slot < losses.size:
        j = c.occupant[slot]
        stop = slot + 1 if j < 0 else p.head[j] // p.states
        reward = 0.0 if j < 0 else rewards[j]
        total += max(0.0, ahead[stop * p.states] - ahead[slot * p.states] - reward)
        losses[slot:stop] = total
        slot = stop


@compiled
def budget_losses(p, c, prices, losses):
    """Up to each budget, what is lost at these prices by totals that are not the best ones.

    Budget b loses max over z of (U(z) - price z), less the same at its own total.
    """
    total = 0.0
    for b in range(prices.size):
        most, _z = conjugate(p, b, prices[b], c.z[b])
        total += max(0.0, most - (c.worth[b] - prices[b] * c.z[b]))
        losses[b] = total


@compiled
def some_place(losses, seed):
    """A place drawn with odds as it loses; `losses` are sums up to each. Any if none does.

    -1 where there is none at all.
    """
    if losses.size == 0:
        return -1
    total = losses[losses.size - 1]
    if total <= 1e-9:
        return int(next_random(seed) * losses.size)
    return min(np.searchsorted(losses, next_random(seed) * total, side="right"), losses.size - 1)


@compiled
def best_into(slot, p, via):
    """The candidate by which the best path came to a slot or to the nearest before; -1 if none."""
    node = slot * p.states
    while node >= p.states and via[node] == -1:
        node -= p.states
    return via[node] if node > 0 and via[node] >= 0 else -1


@compiled
def refill_some_budget(p, c, b, user_ptr, users, rewards, seed):
    """Refill budget b if not too many use it."""
    first, last = user_ptr[b], user_ptr[b + 1]
    if 1 < last - first <= MOST_USERS:
        offset = int(next_random(seed) * (last - first))
        refill_budget(p, c, b, users, first, last, rewards, offset)


@compiled
def some_budget(p, c, seed):
    """A budget of a chosen candidate, both at random; -1 when it has none."""
    j = c.chosen[int(next_random(seed) * c.size[0])]
    used = p.ptr[j + 1] - p.ptr[j]
    return p.idx[p.ptr[j] + int(next_random(seed) * used)] if used > 0 else -1


@compiled
def some_member(item_ptr, members, seed):
    """A candidate of an item, both at random."""
    i = int(next_random(seed) * (item_ptr.size - 1))
    return members[item_ptr[i] + int(next_random(seed) * (item_ptr[i + 1] - item_ptr[i]))]


@compiled
def some_user(b, user_ptr, users, seed):
    """A candidate that uses budget b, any of them; -1 when there is none."""
    if b < 0:
        return -1
    count = user_ptr[b + 1] - user_ptr[b]
    return users[user_ptr[b] + int(next_random(seed) * count)] if count > 0 else -1


@compiled
def budget_to_refill(p, c, prices, missed, step, seed):
    """A budget to place anew: one that loses in every second of such steps, else one in use."""
    b = some_budget(p, c, seed)
    if step % 8 == 7:
        budget_losses(p, c, prices, missed)
        b = some_place(missed, seed)
    return b


@compiled
def candidate_to_try(p, c, prices, missed, lists, best, step, seed):
    """A user of a missed must, or what `best` holds, or a user of a budget that loses, or any."""
    user_ptr, users, item_ptr, members = lists
    j = some_user(missed_must(p, c, seed), user_ptr, users, seed)
    if j < 0 and step % 8 == 1:
        j = best
    elif j < 0 and step % 16 == 5:
        budget_losses(p, c, prices, missed)
        j = some_user(some_place(missed, seed), user_ptr, users, seed)
    return j if j >= 0 else some_member(item_ptr, members, seed)


@compiled
def losing_place(p, c, prices, tilted, ahead, via, lost, seed):
    """A slot drawn with odds as the plan loses there against the best path at these prices."""
    priced_rewards(p, prices, tilted)
    longest_path(p, tilted, ahead, via)
    line_losses(p, c, tilted, ahead, lost)
    return some_place(lost, seed)


@compiled
def undo_and_refill(p, c, prices, shaken, reach, rewards, lists, room, scratch, step, width, seed):
    """One step of eight kinds: undo a part of the plan and fill it again.

    Half look where the plan loses most against the bound (`line_losses`, `budget_losses`), half
    anywhere. Two in four empty a window of `width` slots and refill it; one puts in a candidate and
    refills what lies around it; one drops every user of a budget and finds them new places.
    """
    user_ptr, users, _item_ptr, _members = lists
    missed, tilted, ahead, via, lost = scratch
    kind = step % 8
    place = -1
    if kind in (1, 2, 6):
        place = losing_place(p, c, shaken, tilted, ahead, via, lost, seed)
    if kind % 4 == 3 and c.size[0] > 0:
        b = budget_to_refill(p, c, prices, missed, step, seed)
        if b >= 0:
            refill_some_budget(p, c, b, user_ptr, users, rewards, seed)
    elif kind % 4 == 1 and p.worth.size > 0:
        best = best_into(place + 1, p, via) if kind == 1 else -1
        j = candidate_to_try(p, c, prices, missed, lists, best, step, seed)
        if not c.taken[j]:
            refill_around(p, c, j, shaken, reach, rewards, width // 2, room)
    else:
        start = int(next_random(seed) * (c.occupant.size - 1))
        if kind in (2, 6):
            start = max(0, place - int(next_random(seed) * width))
        low, high = clear_window(p, c, start, min(c.occupant.size, start + width))
        fill_window(p, c, shaken, reach, rewards, low, high, room)


@compiled
def repair(
    p,
    c,
    prices,
    reach,
    rewards,
    user_ptr,
    users,
    item_ptr,
    members,
    room,
    steps,
    seed,
    shortest,
    longest,
):
    """Large-neighbourhood search: undo a part of the plan, fill it again, keep what is better.

    Windows have `shortest`..`longest` slots, and prices are shaken by up to 10 %. Musts that break
    are served after each step, those missed before after one in four. `users` are listed by budget,
    `members` by item. A step may lose up to `SLACK`, less towards the end, to leave a corner.
    Returns the worth of the best choice, left in `c`.
    """
    shaken = np.empty(prices.size)
    nodes = p.first.size - 1
    scratch = (
        np.empty(prices.size),
        np.empty(p.worth.size),
        np.empty(nodes),
        np.empty(nodes, np.int32),
        np.empty(c.occupant.size - 1),
    )
    lists = (user_ptr, users, item_ptr, members)
    value = top = total_worth(p, c)
    current = kept = c.chosen[: c.size[0]].copy()
    least = c.worth.copy()
    for step in range(steps):
        for b in range(prices.size):
            shaken[b] = prices[b] * (0.9 + 0.2 * next_random(seed))
        width = shortest + int(next_random(seed) * (longest - shortest))
        undo_and_refill(
            *(p, c, prices, shaken, reach, rewards, lists, room, scratch, step, width, seed)
        )
        if step % 4 == 1:
            serve_musts(p, c, rewards, user_ptr, users)
        else:
            serve_below(p, c, least, rewards, user_ptr, users)
        now = total_worth(p, c)
        if now < value - SLACK * (1.0 - step / steps) - 1e-9:
            restore(p, c, current, current.size)
            continue
        value = now
        current = c.chosen[: c.size[0]].copy()
        least = c.worth.copy()
        if value > top + 1e-9:
            top = value
            kept = current
    restore(p, c, kept, kept.size)
    return top
