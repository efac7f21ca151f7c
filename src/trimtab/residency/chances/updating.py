"""Chances after offers, rejections and silence: Bayes over the nodes of the factor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trimtab.domain.chances import Chances, Interval, Parameter, ProgrammeChances
from trimtab.domain.programmes import Programme, Signal, Status
from trimtab.residency.chances.answering import (
    After,
    Answers,
    after_answers,
    answers_of,
    bounds_once_interviewed,
    moved_bounds,
    weights_after,
)
from trimtab.residency.chances.factor import chances_given_factor, thresholds_for
from trimtab.residency.chances.parameters import PARAMETERS, WAITING, by_name
from trimtab.residency.chances.spreading import Floats

_NEVER = Interval(0.0, 0.0, 0.0)


def update_chances(
    chances: Chances,
    programmes: Sequence[Programme],
    *,
    invitations_sent: float | Mapping[str, float] = 0.0,
    parameters: tuple[Parameter, ...] = PARAMETERS,
) -> Chances:
    """Chances after what `status` of each programme says, matched to those estimated by id.

    An offer makes its interview certain, a rejection ends it, a waiting list lies between.
    "applied" says nothing by itself; with `invitations_sent`, the share (0 to 1, or by specialty)
    of a season's invitations that are out by now, silence counts against it. What was signalled is
    `signal`, none if absent. A row's own `chance` is as things stand: neither moved nor evidence,
    unless they said no. Where nothing tells anything, chances stay as they were, without factor
    weights. Takes chances as estimated, never ones updated before: give every status each time.
    Correlations above 0.99 are worked out at 0.99.
    """
    assert not chances.factor_weights, "update from the chances as estimated"
    now = {one.id: one for one in programmes}
    settled = [_settled(one, now.get(one.programme.id)) for one in chances.programmes]
    told = [at for at, one in enumerate(settled) if _tells(one, invitations_sent)]
    if not told:
        return replace(chances, programmes=tuple(map(_without_rejected, settled)))
    rho = chances.correlation.middle
    answers = _answers([settled[at] for at in told], invitations_sent, rho)
    weights = weights_after(answers)
    waiting = by_name(parameters)[WAITING]
    moved = _Moved(weights, rho, after_answers(answers, weights, waiting.value))
    used = (waiting,) if "waitlist" in answers.statuses else ()
    return replace(
        chances,
        programmes=tuple(moved.programmes(settled, told)),
        factor_weights=tuple(weights.tolist()),
        parameters=tuple(dict.fromkeys((*chances.parameters, *used))),
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


def _is_own(one: ProgrammeChances) -> bool:
    """Whether a row's chance is settled by a rule or by the person's own word."""
    return bool(one.excluded_because) or one.programme.chance is not None


def _tells(one: ProgrammeChances, invitations_sent: float | Mapping[str, float]) -> bool:
    """Whether what a programme said, or did not say, tells anything of the factor."""
    status = one.programme.status
    if status is None or _is_own(one):
        return False
    return status != "applied" or _sent_of(one, invitations_sent) > 0


def _sent_of(one: ProgrammeChances, invitations_sent: float | Mapping[str, float]) -> float:
    if isinstance(invitations_sent, Mapping):
        share = invitations_sent.get(one.programme.specialty, 0.0)
    else:
        share = invitations_sent
    assert 0 <= share <= 1, share
    return share


def _answers(
    told: Sequence[ProgrammeChances], invitations_sent: float | Mapping[str, float], rho: float
) -> Answers:
    statuses: list[Status] = [one.programme.status for one in told if one.programme.status]
    interview, match = (
        np.array([next(iter(part.values())).middle for part in parts])
        for parts in ([one.interview for one in told], [one.match for one in told])
    )
    sent = np.array([_sent_of(one, invitations_sent) for one in told])
    return answers_of(statuses, (interview, match), sent, rho)


def _without_rejected(one: ProgrammeChances) -> ProgrammeChances:
    """The programme as it is, without a chance where it said no."""
    if one.programme.status != "rejected":
        return one
    return replace(
        one, interview=dict.fromkeys(one.interview, _NEVER), match=dict.fromkeys(one.match, _NEVER)
    )


@dataclass(frozen=True, slots=True)
class _Moved:
    """All that turns chances into those after every answer: `after` of those who gave one."""

    weights: Floats
    correlation: float
    after: After

    def programmes(
        self, settled: Sequence[ProgrammeChances], told: Sequence[int]
    ) -> Iterator[ProgrammeChances]:
        """Every programme's chances now, as marginals, in the order given."""
        answered = set(told)
        others = [at for at, one in enumerate(settled) if at not in answered and not _is_own(one)]
        own = [at for at, one in enumerate(settled) if _is_own(one) and not one.excluded_because]
        found = dict(enumerate(settled))
        found |= zip(told, self._answered([settled[at] for at in told]), strict=True)
        found |= zip(others, self._others([settled[at] for at in others]), strict=True)
        found |= zip(own, self._own([settled[at] for at in own]), strict=True)
        return iter(found[at] for at in range(len(settled)))

    def _answered(self, told: Sequence[ProgrammeChances]) -> Iterator[ProgrammeChances]:
        asked = _table([next(iter(one.interview.values())) for one in told])
        matched = _table([next(iter(one.match.values())) for one in told])
        interviews = moved_bounds(asked, self.after.interview)
        matches = moved_bounds(matched, self.after.match)
        sure = self.after.interview == 1
        if sure.any():
            matches[sure] = bounds_once_interviewed(
                asked[sure], matched[sure], self.after.match[sure]
            )
        thresholds = thresholds_for(self.after.match, self.weights, self.correlation)
        rows = zip(told, interviews.tolist(), matches.tolist(), thresholds.tolist(), strict=True)
        for one, interview, match, threshold in rows:
            tier = next(iter(one.interview))
            yield replace(
                one,
                interview={tier: Interval(*interview)},
                match={tier: Interval(*match)},
                threshold={tier: threshold},
            )

    def _others(self, others: Sequence[ProgrammeChances]) -> Iterator[ProgrammeChances]:
        """Nothing is known of these but through the factor; their thresholds stay."""
        before = [
            interval
            for one in others
            for part in (one.interview, one.match)
            for interval in part.values()
        ]
        moved = iter(self._through(before))
        for one in others:
            interview = {tier: next(moved) for tier in one.interview}
            match = {tier: next(moved) for tier in one.match}
            threshold = {tier: before.middle for tier, before in one.match.items()}
            yield replace(one, interview=interview, match=match, threshold=threshold)

    def _through(self, before: Sequence[Interval]) -> list[Interval]:
        """Intervals through the factor as it weighs now; 0 and 1 stay."""
        if not before:
            return []
        table = _table(before)
        now = chances_given_factor(table[:, 0], self.correlation) @ self.weights
        now = np.where((table[:, 0] > 0) & (table[:, 0] < 1), now, table[:, 0])
        return [Interval(*row) for row in moved_bounds(table, now).tolist()]

    def _own(self, own: Sequence[ProgrammeChances]) -> Iterator[ProgrammeChances]:
        """What the person said stands; what the factor model takes for it makes up for weights."""
        kept = list(map(_without_rejected, own))
        tiers = [(tier, one.middle) for row in kept for tier, one in row.match.items()]
        wanted = np.array([middle for _, middle in tiers])
        thresholds = iter(thresholds_for(wanted, self.weights, self.correlation).tolist())
        for one in kept:
            yield replace(one, threshold={tier: next(thresholds) for tier in one.match})


def _table(intervals: Sequence[Interval]) -> Floats:
    return np.array([(one.middle, one.low, one.high) for one in intervals]).reshape(-1, 3)
