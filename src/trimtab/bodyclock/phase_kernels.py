"""Compiled model of the body clock's phase under light, many schedules at once.

Hannay, Booth and Forger 2019: amplitude R and phase Psi of the clock, and the light response n,
in steps of equal length by the classical Runge-Kutta method, light constant within a step.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined


@compiled
def light_while_awake(ptr, onset, wake, hours, awake_lux, asleep_lux, lux):
    """Fill lux[k, t] with awake_lux[t], or asleep_lux where schedule k is asleep at hours[t]."""
    for k in range(ptr.size - 1):
        sleep = ptr[k]
        for t in range(hours.size):
            while sleep < ptr[k + 1] and wake[sleep] <= hours[t]:
                sleep += 1
            is_asleep = sleep < ptr[k + 1] and onset[sleep] <= hours[t]
            lux[k, t] = asleep_lux if is_asleep else awake_lux[t]


@inlined
def activation_of(q, lux):
    """How strongly light of so many lux activates receptors, per minute: a l^p / (l^p + I0)."""
    if lux <= 0.0:
        return 0.0
    power = lux**q.steepness
    return q.activation * power / (power + q.half_power)


@inlined
def slopes_of(q, activation, amplitude, phase, response):
    """Rates of change of amplitude, phase and light response per hour.

    dR/dt = -g R + K cos(b)/2 R (1 - R^4) + B/2 [A1 (1 - R^4) cos(Psi + b1)
            + A2 R (1 - R^8) cos(2 Psi + b2)]
    dPsi/dt = 2 pi/tau + K/2 sin(b) (1 + R^4) + B [s - A1/2 (R^3 + 1/R) sin(Psi + b1)
            - A2/2 (1 + R^8) sin(2 Psi + b2)]
    dn/dt = 60 (a (1 - n) - d n), with B = G (1 - n) a.
    """
    fourth = amplitude * amplitude * amplitude * amplitude
    pull = q.coupling / 2
    inward = amplitude * (pull * np.cos(q.coupling_angle) * (1 - fourth) - q.spread)
    onward = 2 * np.pi / q.period + pull * np.sin(q.coupling_angle) * (1 + fourth)
    if activation > 0.0:
        drive = q.light_gain * (1 - response) * activation
        once, twice = phase + q.first_angle, 2 * phase + q.second_angle
        first, second = q.first_light * drive / 2, q.second_light * drive / 2
        eighth = fourth * fourth
        inward += first * (1 - fourth) * np.cos(once)
        inward += second * amplitude * (1 - eighth) * np.cos(twice)
        onward += q.light_drift * drive
        onward -= first * (fourth + 1) / amplitude * np.sin(once)
        onward -= second * (1 + eighth) * np.sin(twice)
    adapting = 60 * (activation * (1 - response) - q.recovery * response)
    return inward, onward, adapting


@inlined
def state_after(q, activation, hours, state):
    """Amplitude, phase and light response after one step of so many hours."""
    r, p, n = state
    half = hours / 2
    r1, p1, n1 = slopes_of(q, activation, r, p, n)
    r2, p2, n2 = slopes_of(q, activation, r + half * r1, p + half * p1, n + half * n1)
    r3, p3, n3 = slopes_of(q, activation, r + half * r2, p + half * p2, n + half * n2)
    r4, p4, n4 = slopes_of(q, activation, r + hours * r3, p + hours * p3, n + hours * n3)
    sixth = hours / 6
    return (
        r + sixth * (r1 + 2 * r2 + 2 * r3 + r4),
        p + sixth * (p1 + 2 * p2 + 2 * p3 + p4),
        n + sixth * (n1 + 2 * n2 + 2 * n3 + n4),
    )


@compiled
def clock_states(q, start, hours, lux, amplitude, phase, response):
    """Fill the states [k, t] at the beginning of step t and [k, -1] at the end of the last.

    `start` holds each schedule's amplitude, phase and response; `lux[k, t]` lasts for step t.
    """
    for k in range(lux.shape[0]):
        state = (start[k, 0], start[k, 1], start[k, 2])
        amplitude[k, 0], phase[k, 0], response[k, 0] = state
        known, activation = -1.0, 0.0
        for t in range(lux.shape[1]):
            if lux[k, t] != known:
                known = lux[k, t]
                activation = activation_of(q, known)
            state = state_after(q, activation, hours, state)
            amplitude[k, t + 1], phase[k, t + 1], response[k, t + 1] = state


@compiled
def lowest_moments(hours, phase, first, lowest):
    """Fill lowest[k, d] with the hour at which the phase first is half a turn past first + d.

    `first` and `d` count whole turns; straight lines between steps; what is not reached stays.
    """
    for k in range(phase.shape[0]):
        day = 0
        for t in range(phase.shape[1] - 1):
            while day < lowest.shape[1]:
                level = (2 * (first + day) + 1) * np.pi
                if phase[k, t] > level or phase[k, t + 1] < level:
                    break
                rise = phase[k, t + 1] - phase[k, t]
                share = (level - phase[k, t]) / rise if rise > 0.0 else 0.0
                lowest[k, day] = hours * (t + share)
                day += 1
