"""What answers say of the factor and of those who gave them, for all programmes at once.

One latent number decides at each programme: below one cut it invites, below a lower cut it also
comes down to the person's rank. So an answer there tells of the factor, and through it of all
others; given the factor, programmes answer apart from each other, and the sum over nodes is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from trimtab.domain.programmes import Status
from trimtab.residency.chances.factor import chances_given_factor, factor_weights
from trimtab.residency.chances.spreading import (
    NINE_IN_TEN,
    Floats,
    bounds_around,
    expit,
    logit,
)

_LEAST = 1e-300


class Answers(NamedTuple):
    """What programmes said, with chances (n, nodes) given the factor before that.

    `sent` (n,) is the share of a season's invitations that are out, from which silence counts.
    """

    statuses: Sequence[Status]
    invited: Floats
    taken: Floats
    sent: Floats


class After(NamedTuple):
    """Chances (n,) of an invitation and of a match once all answers are known."""

    interview: Floats
    match: Floats


def answers_of(
    statuses: Sequence[Status], chances: tuple[Floats, Floats], sent: Floats, correlation: float
) -> Answers:
    """Answers of programmes whose chances of an interview and of a match were these."""
    interview, match = chances
    invited = chances_given_factor(interview, correlation)
    taken = np.minimum(chances_given_factor(match, correlation), invited)
    return Answers(statuses, invited, taken, sent)


def weights_after(answers: Answers) -> Floats:
    """What the nodes of the factor weigh after all answers."""
    likelihood = np.ones_like(answers.invited)
    for status, rows in _by_status(answers):
        invited = answers.invited[rows]
        if status == "offer":
            likelihood[rows] = invited
        elif status == "rejected":
            likelihood[rows] = 1 - invited
        elif status == "waitlist":
            likelihood[rows] = invited * (1 - invited)
        else:
            likelihood[rows] = 1 - answers.sent[rows, None] * invited
    logs = np.log(factor_weights()) + np.log(np.maximum(likelihood, _LEAST)).sum(axis=0)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def after_answers(answers: Answers, weights: Floats, waiting: float) -> After:
    """Chances at those who answered; `waiting` is that of an interview from a waiting list."""
    invited, taken = answers.invited, answers.taken
    share = np.divide(taken, invited, out=np.zeros_like(taken), where=invited > 0)
    now = np.zeros_like(invited)
    for status, rows in _by_status(answers):
        if status == "offer":
            now[rows] = 1.0
        elif status == "waitlist":
            now[rows] = waiting
        elif status == "applied":
            left = (1 - answers.sent[rows, None]) * invited[rows]
            now[rows] = left / np.maximum(left + 1 - invited[rows], _LEAST)
    interview = np.where(_has(answers, "offer"), 1.0, now @ weights)
    return After(interview, (now * share) @ weights)


def _by_status(answers: Answers) -> list[tuple[Status, Floats]]:
    return [(status, _has(answers, status)) for status in dict.fromkeys(answers.statuses)]


def _has(answers: Answers, status: Status) -> Floats:
    return np.array([one == status for one in answers.statuses], bool)


def moved_bounds(before: Floats, now: Floats) -> Floats:
    """Intervals (n, 3) of middle, low, high moved to new middles, as wide on the log odds.

    Bounds of 0 and 1 have no log odds and fall on the middle; so do those of what is certain.
    """
    middle = before[:, :1]
    shift = logit(now) - logit(middle[:, 0])
    bounds = expit(logit(before[:, 1:]) + shift[:, None])
    is_open = (before[:, 1:] > 0) & (before[:, 1:] < 1) & (before[:, 1:] != middle)
    is_open &= ((now > 0) & (now < 1))[:, None]
    bounds = np.where(is_open, bounds, now[:, None])
    low, high = np.minimum(bounds[:, 0], now), np.maximum(bounds[:, 1], now)
    return np.stack([now, low, high], axis=1)


def bounds_once_interviewed(asked: Floats, matched: Floats, now: Floats) -> Floats:
    """A match's intervals (n, 3) once the interview is sure: as unsure as being reached was.

    A match's log odds vary as both stages together do (see `estimating`); what the invitation had
    added is taken off again, and what is left is that of being reached.
    """
    invited, middle = asked[:, 0], matched[:, 0]
    reached = np.divide(middle, invited, out=np.zeros_like(middle), where=invited > 0)
    whole, invitation = (1 - middle) * _half(matched), (1 - invited) * _half(asked)
    left = np.sqrt(np.maximum(0.0, whole**2 - invitation**2))
    spread = left / np.maximum(1 - reached, 0.05) / NINE_IN_TEN
    is_open = (now > 0) & (now < 1)
    low, high = bounds_around(np.where(is_open, now, 0.5), spread)
    return np.stack([now, np.where(is_open, low, now), np.where(is_open, high, now)], axis=1)


def _half(intervals: Floats) -> Floats:
    """Half the width of intervals (n, 3) on the log odds; nothing where a bound is 0 or 1."""
    is_open = ((intervals > 0) & (intervals < 1)).all(axis=1)
    return np.where(is_open, (logit(intervals[:, 2]) - logit(intervals[:, 1])) / 2, 0.0)
