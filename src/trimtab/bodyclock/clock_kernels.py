"""Compiled models of sleep: closed form between falling asleep and waking, many schedules at once.

A schedule's sleeps are `onset[ptr[k]:ptr[k + 1]]` and `wake` likewise, in hours since the series
begins, in order and apart; `times` are the hours asked for, in order, the same for all.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined


@inlined
def rested_after(q, level, hours):
    """Sleep pressure of the three-process model after so many hours of sleep from a level.

    Along a line below the brake, then towards the ceiling; continuous wherever sleep begins.
    """
    slope = q.recovery * (q.brake - q.ceiling)
    to_brake = max(0.0, (q.brake - level) / slope)
    if hours <= to_brake:
        return level + slope * hours
    begun = max(level, q.brake)
    return q.ceiling - (q.ceiling - begun) * np.exp(q.recovery * (hours - to_brake))


@inlined
def tired_after(q, level, hours):
    """Sleep pressure of the three-process model after so many hours awake from a level."""
    return q.floor + (level - q.floor) * np.exp(q.decay * hours)


@compiled
def three_process_pressure(q, ptr, onset, wake, times, pressure, awake):
    """Fill pressure[k, t] and awake[k, t], hours since waking or -1 while asleep."""
    for k in range(ptr.size - 1):
        sleep, level, since = ptr[k], q.start, 0.0
        is_asleep = False
        for t in range(times.size):
            while sleep < ptr[k + 1] and (wake[sleep] if is_asleep else onset[sleep]) <= times[t]:
                change = wake[sleep] if is_asleep else max(0.0, onset[sleep])
                if is_asleep:
                    level = rested_after(q, level, change - since)
                    sleep += 1
                else:
                    level = tired_after(q, level, change - since)
                since, is_asleep = change, not is_asleep
            hours = times[t] - since
            if is_asleep:
                pressure[k, t] = rested_after(q, level, hours)
                awake[k, t] = -1.0
            else:
                pressure[k, t] = tired_after(q, level, hours)
                awake[k, t] = hours


@inlined
def debt_awake(q, debt, hours):
    """The slow debt of the unified model after so many hours awake."""
    return q.ceiling - (q.ceiling - debt) * np.exp(-hours / q.debt_hours)


@inlined
def debt_asleep(q, debt, hours):
    """The slow debt of the unified model after so many hours of sleep."""
    left = np.exp(-hours / q.debt_hours)
    return max(debt * left - 2 * q.ceiling * (1 - left), q.least_debt * q.ceiling)


@inlined
def quick_awake(q, level, hours):
    """The quick debt of the unified model after so many hours awake."""
    return q.ceiling - (q.ceiling - level) * np.exp(-hours / q.awake_hours)


@inlined
def quick_asleep(q, level, debt, hours):
    """The quick debt of the unified model after so many hours of sleep."""
    quick, slow = np.exp(-hours / q.asleep_hours), np.exp(-hours / q.debt_hours)
    share = q.debt_hours / (q.debt_hours - q.asleep_hours)
    driven = (debt + 2 * q.ceiling) * share * (slow - quick)
    return level * quick - 2 * q.ceiling * (1 - quick) + driven


@compiled
def unified_debts(q, ptr, onset, wake, times, quick, slow, awake):
    """Fill quick[k, t] and slow[k, t], the debts, and awake[k, t] as the other model does."""
    for k in range(ptr.size - 1):
        sleep, level, debt, since = ptr[k], q.start, q.debt_start, 0.0
        is_asleep = False
        for t in range(times.size):
            while sleep < ptr[k + 1] and (wake[sleep] if is_asleep else onset[sleep]) <= times[t]:
                change = wake[sleep] if is_asleep else max(0.0, onset[sleep])
                hours = change - since
                if is_asleep:
                    level = quick_asleep(q, level, debt, hours)
                    debt = debt_asleep(q, debt, hours)
                    sleep += 1
                else:
                    level = quick_awake(q, level, hours)
                    debt = debt_awake(q, debt, hours)
                since, is_asleep = change, not is_asleep
            hours = times[t] - since
            if is_asleep:
                quick[k, t] = quick_asleep(q, level, debt, hours)
                slow[k, t] = debt_asleep(q, debt, hours)
                awake[k, t] = -1.0
            else:
                quick[k, t] = quick_awake(q, level, hours)
                slow[k, t] = debt_awake(q, debt, hours)
                awake[k, t] = hours
