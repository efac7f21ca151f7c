"""Chances after offers, rejections and silence: Bayes over the nodes of the factor.

One latent number decides at each programme: below one cut it invites, below a lower cut it also
comes down to the person's rank. So an answer there tells of the factor, and through it of all
others; given the factor, programmes answer apart from each other, and the sum over nodes is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np

from trimtab.domain.chances import Chances, Interval, ProgrammeChances
from trimtab.domain.programmes import Programme, Signal, Status
from trimtab.residency.chances.factor import (
    chances_given_factor,
    factor_weights,
    thresholds_for,
)
from trimtab.residency.chances.parameters import PARAMETERS, by_name
from trimtab.residency.chances.spreading import Floats

_CERTAIN = Interval(1.0, 1.0, 1.0)
_NEVER = Interval(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one programme said, and its chances at every node before that."""

    status: Status | None
    invited: Floats
    taken: Floats


class _After(NamedTuple):
    """Chances at every node after the programme's own answer."""

    invited: Floats
    taken: Floats


def update_chances(
    chances: Chances, programmes: Sequence[Programme], *, invitations_sent: float = 0.0
) -> Chances:
    """Chances after what `status` of each programme says, matched to those estimated by id.

    An offer makes its interview certain, a rejection ends it, a waiting list lies between.
    "applied" says nothing by itself; with `invitations_sent`, the share (0 to 1) of a season's
    invitations that are out by now, silence counts against it. What was signalled is `signal`,
    none if absent. A row's own `chance` is as things stand: neither moved nor evidence, unless they
    said no. Where nothing tells anything, chances stay as they were, without factor weights. Takes
    chances as estimated, never ones updated before: give every status each time. Correlations
    above 0.99 are worked out at 0.99.
    """
    assert not chances.factor_weights, "update from the chances as estimated"
    assert 0 <= invitations_sent <= 1, invitations_sent
    rho = chances.correlation.middle
    sent = {one.id: one for one in programmes}
    waiting = by_name(chances.parameters or PARAMETERS)["an interview from the waiting list"].value
    settled = [_settled(one, sent.get(one.programme.id)) for one in chances.programmes]
    given = _given_factor(settled, rho)
    answers = [_answer(one, given) for one in settled]
    if not any(_tells(one, invitations_sent) for one in answers):
        return replace(chances, programmes=tuple(map(_without_rejected, settled)))
    weights = factor_weights()
    logs = np.log(weights) + sum(
        (np.log(np.maximum(_likelihood(one, invitations_sent), 1e-300)) for one in answers),
        np.zeros_like(weights),
    )
    weights = np.exp(logs - logs.max())
    weights = weights / weights.sum()
    now = {chance: float(row @ weights) for chance, row in given.items()}
    rule = _Rule(waiting, invitations_sent, weights, now)
    moved = tuple(map(rule.after, settled, answers))
    return replace(
        chances,
        programmes=_with_thresholds(moved, weights, rho),
        factor_weights=tuple(weights.tolist()),
    )


def _given_factor(programmes: Sequence[ProgrammeChances], rho: float) -> Mapping[float, Floats]:
    """Every chance and bound there is, each once, with what it is at each node."""
    chances = {
        bound
        for one in programmes
        for part in (one.interview, one.match)
        for interval in part.values()
        for bound in (interval.middle, interval.low, interval.high)
    }
    values = sorted(chances)
    return dict(zip(values, chances_given_factor(values, rho), strict=True))


def _with_thresholds(
    programmes: tuple[ProgrammeChances, ...], weights: Floats, rho: float
) -> tuple[ProgrammeChances, ...]:
    """Programmes that lack one, with what the factor model takes for their chances now."""
    lacking = [
        (at, tier, interval.middle)
        for at, one in enumerate(programmes)
        if not one.threshold and not one.excluded_because
        for tier, interval in one.match.items()
    ]
    found = thresholds_for(np.array([middle for _, _, middle in lacking]), weights, rho)
    thresholds: dict[int, dict[Signal, float]] = {}
    for (at, tier, _), threshold in zip(lacking, found.tolist(), strict=True):
        thresholds.setdefault(at, {})[tier] = threshold
    return tuple(
        replace(one, threshold=thresholds.get(at, one.threshold))
        for at, one in enumerate(programmes)
    )


def _settled(one: ProgrammeChances, now: Programme | None) -> ProgrammeChances:
    """The programme with the status and signal it has now, and that signal's tier alone."""
    if now is None or (now.status is None and one.programme.status is None):
        return one
    status = now.status or one.programme.status
    tier: Signal = now.signal or one.programme.signal or "none"
    if tier not in one.interview:
        tier = next(iter(one.interview))
    return replace(
        one,
        programme=replace(one.programme, status=status, signal=now.signal or one.programme.signal),
        interview={tier: one.interview[tier]},
        match={tier: one.match[tier]},
    )


def _answer(one: ProgrammeChances, given: Mapping[float, Floats]) -> _Answer:
    tier = next(iter(one.interview))
    invited, taken = given[one.interview[tier].middle], given[one.match[tier].middle]
    own = bool(one.excluded_because) or one.programme.chance is not None
    said = None if own else one.programme.status
    return _Answer(said, invited, np.minimum(taken, invited))


def _tells(answer: _Answer, invitations_sent: float) -> bool:
    """Whether an answer says anything of the factor."""
    known = answer.status not in (None, "applied")
    return known or (answer.status == "applied" and invitations_sent > 0)


def _without_rejected(one: ProgrammeChances) -> ProgrammeChances:
    """The programme as it is, without a chance where it said no."""
    if one.programme.status != "rejected":
        return one
    return replace(
        one, interview=dict.fromkeys(one.interview, _NEVER), match=dict.fromkeys(one.match, _NEVER)
    )


def _likelihood(answer: _Answer, invitations_sent: float) -> Floats:
    """How likely the answer is at each node."""
    invited = answer.invited
    if answer.status == "offer":
        return invited
    if answer.status == "rejected":
        return 1 - invited
    if answer.status == "waitlist":
        return invited * (1 - invited)
    if answer.status == "applied":
        return 1 - invitations_sent * invited
    return np.ones_like(invited)


@dataclass(frozen=True, slots=True)
class _Rule:
    """All that turns a programme's chances into those after its answer."""

    waiting: float
    invitations_sent: float
    weights: Floats
    now: Mapping[float, float]

    def after(self, one: ProgrammeChances, answer: _Answer) -> ProgrammeChances:
        """A programme's chances now, as marginals."""
        if answer.status is None:
            return self._unanswered(one)
        tier = next(iter(one.interview))
        at = self._given_answer(answer)
        interview = float(at.invited @ self.weights)
        match = float(at.taken @ self.weights)
        return replace(
            one,
            interview={tier: _moved(one.interview[tier], interview)},
            match={tier: _match_moved(one, tier, interview, match)},
        )

    def _given_answer(self, answer: _Answer) -> _After:
        invited, taken = answer.invited, answer.taken
        share = np.divide(taken, invited, out=np.zeros_like(taken), where=invited > 0)
        if answer.status == "offer":
            return _After(np.ones_like(invited), share)
        if answer.status == "rejected":
            return _After(np.zeros_like(invited), np.zeros_like(invited))
        if answer.status == "waitlist":
            return _After(np.full_like(invited, self.waiting), self.waiting * share)
        left = (1 - self.invitations_sent) * invited
        later = left / np.maximum(left + 1 - invited, 1e-300)
        return _After(later, later * share)

    def _unanswered(self, one: ProgrammeChances) -> ProgrammeChances:
        """Nothing is known of it but through the factor; its threshold stays."""
        if one.excluded_because:
            return one
        if one.programme.chance is not None:
            return _without_rejected(one)
        interview = {tier: self._through(one.interview[tier]) for tier in one.interview}
        match = {tier: self._through(one.match[tier]) for tier in one.match}
        threshold = {tier: one.match[tier].middle for tier in one.match}
        return replace(one, interview=interview, match=match, threshold=threshold)

    def _through(self, before: Interval) -> Interval:
        bounds = (before.middle, before.low, before.high)
        return Interval(*(one if one in (0.0, 1.0) else self.now[one] for one in bounds))


def _moved(before: Interval, middle: float) -> Interval:
    """An interval moved to a new middle, as wide on the log odds as it was."""
    if middle in (0.0, 1.0):
        return _CERTAIN if middle else _NEVER
    low, high = (_shifted(bound, before.middle, middle) for bound in (before.low, before.high))
    return Interval(middle, low, high)


def _shifted(bound: float, was: float, now: float) -> float:
    if not (0 < bound < 1 and 0 < was < 1):
        return now
    odds = bound / (1 - bound) * now * (1 - was) / ((1 - now) * was)
    return odds / (1 + odds)


def _match_moved(one: ProgrammeChances, tier: Signal, interview: float, match: float) -> Interval:
    """A match's interval; once the interview is sure, without what that chance had added."""
    before = one.match[tier]
    if interview < 1 or match in (0.0, 1.0) or before.low <= 0:
        return _moved(before, match)
    asked = one.interview[tier]
    whole, invitation = log(before.high / before.low), log(asked.high / asked.low)
    half = sqrt(max(0.0, whole**2 - invitation**2)) / 2
    return Interval(match, match * exp(-half), min(1.0, match * exp(half)))
