"""Chances of an applicant at programmes: an invitation, and being reached on their rank list.

The log odds of an invitation are those of a usual applicant without a signal, plus an effect for
each thing known; the chance of being reached is how far down programmes go a position over how
many they interview a position. See docs/methods/chances.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Chances, Interval, Parameter, ProgrammeChances
from trimtab.domain.programmes import Programme, Signal
from trimtab.domain.seasons import SeasonRules
from trimtab.domain.specialties import plain_specialty
from trimtab.residency.chances.effects import (
    TELLING,
    Effect,
    Figures,
    anchor,
    effects_on,
    heterogeneity,
    signal_effect,
)
from trimtab.residency.chances.parameters import CORRELATION, PARAMETERS, by_name
from trimtab.residency.chances.requirements import NO_REQUIREMENT, Standing, standing_at
from trimtab.residency.chances.spreading import (
    Floats,
    bounds_around,
    chance_of,
    log_odds_of,
    spread_of,
)

MOST_REACHED = 0.95
MANY_SIGNALS = 20
HOW_FAR_DOWN = "how far down the list they go, ranks a position"
_NEVER = Interval(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Stage:
    """One chance as a mean and a spread on the logit scale."""

    middle: float
    spread: float


@dataclass(frozen=True, slots=True)
class _Draft:
    """One programme before its bounds are worked out, by tiers."""

    programme: Programme
    invitation: dict[Signal, _Stage]
    match: dict[Signal, _Stage]
    rests_on: tuple[str, ...]
    unknown: tuple[str, ...]
    standing: Standing = NO_REQUIREMENT


def estimate_chances(
    applicant: Applicant,
    programmes: Sequence[Programme],
    season: SeasonRules,
    *,
    parameters: tuple[Parameter, ...] = PARAMETERS,
) -> Chances:
    """Chances at each programme, in the order given, by tier of signal.

    A programme's own `interview_chance` and `chance` are used untouched: with the first, signals
    still lift what was said to be without one; with the second there is no signal to send. What a
    row says was signalled already is its only tier. A programme is excluded by a cited
    requirement alone.
    """
    figures = Figures(by_name(parameters), _with_many_signals(season))
    drafts = [_draft(figures, applicant, one, season) for one in programmes]
    return Chances(
        programmes=_with_bounds(drafts),
        correlation=_correlation(figures, applicant),
        parameters=_used(figures),
    )


def _used(figures: Figures) -> tuple[Parameter, ...]:
    """The parameters that these programmes rest on, and no others."""
    return tuple(one for name, one in figures.named.items() if name in figures.read)


def _with_many_signals(season: SeasonRules) -> frozenset[str]:
    given = season.signals.items()
    return frozenset(name for name, one in given if one.gold + one.silver >= MANY_SIGNALS)


def _correlation(figures: Figures, applicant: Applicant) -> Interval:
    if applicant.correlation is not None:
        return Interval(*[applicant.correlation] * 3)
    usual = figures.of(CORRELATION)
    return Interval(usual.value, usual.low, usual.high)


def _draft(
    figures: Figures, applicant: Applicant, programme: Programme, season: SeasonRules
) -> _Draft:
    if programme.chance is not None:
        return _given(programme, programme.chance)
    standing = standing_at(applicant, programme, season.season)
    if standing.excluded_because:
        nothing: dict[Signal, _Stage] = {"none": _Stage(0.0, 0.0)}
        return _Draft(programme, nothing, nothing, (), (), standing=standing)
    tiers = _tiers(programme, season)
    if programme.interview_chance is None:
        effects = list(_all_effects(figures, applicant, programme, season.season))
        if standing.falls_short:
            name = "a requirement you fall short of, told without a source"
            effects.append(figures.effect(name))
        spread = heterogeneity(figures, programme)
    else:
        given = log_odds_of(programme.interview_chance)
        effects, spread = [Effect("your own figure", given, 0.0)], 0.0
    invitation = _invitations(figures, applicant, programme, (tiers, effects, spread))
    reached = _reached(figures, programme)
    return _Draft(
        programme,
        invitation,
        {tier: _both(one, reached) for tier, one in invitation.items()},
        _rests_on([*effects, *_sendable(figures, programme, tiers)], programme),
        _unknown(applicant, programme),
        standing=standing,
    )


def _given(programme: Programme, chance: float) -> _Draft:
    """A row that says its chance: nothing is added; with its worth said too, no signal counts."""
    tier = "none" if programme.worth is not None else programme.signal or "none"
    asked = chance if programme.interview_chance is None else programme.interview_chance
    return _Draft(
        programme,
        {tier: _Stage(max(asked, chance), 0.0)},
        {tier: _Stage(chance, 0.0)},
        ("your own figure",),
        (),
    )


def _tiers(programme: Programme, season: SeasonRules) -> tuple[Signal, ...]:
    """What can be sent there: what was sent already, or what the season gives the specialty."""
    if programme.signal is not None:
        return (programme.signal,)
    signals = season.signals_in(programme.specialty)
    return ("none",) if signals is None else signals.tiers


def _all_effects(
    figures: Figures, applicant: Applicant, programme: Programme, season: int
) -> tuple[Effect, ...]:
    return (*anchor(figures, programme), *effects_on(figures, applicant, programme, season))


def _invitations(
    figures: Figures,
    applicant: Applicant,
    programme: Programme,
    known: tuple[tuple[Signal, ...], list[Effect], float],
) -> dict[Signal, _Stage]:
    """The chance of an invitation by tier; a signal's own spread widens only its tier."""
    tiers, effects, heterogeneous = known
    specialty = plain_specialty(programme.specialty)
    at_home = programme.is_called(applicant.home_programme)
    share = figures.value("a signal at home, as a share of one elsewhere") if at_home else 1.0
    log_odds, by_name = sum(one.log_odds for one in effects), _signed_spreads(effects)
    variance = heterogeneous**2 + sum(one**2 for one in by_name.values())
    stages: dict[Signal, _Stage] = {}
    for tier in tiers:
        sent = signal_effect(figures, specialty, tier)
        before = by_name.get(sent.name, 0.0)
        after = before + share * _signed(sent)
        spread = sqrt(max(0.0, variance - before**2 + after**2))
        middle = _untouched(programme, tier, chance_of(log_odds + share * sent.log_odds))
        stages[tier] = _Stage(middle, spread)
    return stages


def _untouched(programme: Programme, tier: Signal, estimated: float) -> float:
    """A row's own chance of an interview where it is the one that was said."""
    said = programme.interview_chance
    return said if said is not None and tier in ("none", programme.signal) else estimated


def _sendable(
    figures: Figures, programme: Programme, tiers: tuple[Signal, ...]
) -> tuple[Effect, ...]:
    specialty = plain_specialty(programme.specialty)
    return tuple(signal_effect(figures, specialty, tier) for tier in tiers)


def _signed_spreads(effects: list[Effect]) -> dict[str, float]:
    """Spreads by name; one that stands twice (a signal taken off and put back) cancels."""
    by_name: dict[str, float] = {}
    for one in effects:
        by_name[one.name] = by_name.get(one.name, 0.0) + _signed(one)
    return by_name


def _signed(one: Effect) -> float:
    return one.spread if one.log_odds >= 0 else -one.spread


def _reached(figures: Figures, programme: Programme) -> _Stage:
    """The chance that a programme which interviewed somebody comes down to their rank."""
    down = figures.of(HOW_FAR_DOWN)
    interviews, positions = programme.number("interviews"), programme.number("positions")
    if interviews and positions:
        per_position, spread = max(1.0, interviews / positions), 0.1
    else:
        usual = figures.of("interviews a position")
        per_position, spread = usual.value, spread_of(usual.low, usual.high)
    share = min(MOST_REACHED, down.value / per_position)
    relative = sqrt(spread_of(down.low, down.high) ** 2 + spread**2)
    return _Stage(share, relative / (1 - share))


def _both(invited: _Stage, reached: _Stage) -> _Stage:
    """Invited and then reached: spreads add on the log scale (delta method)."""
    middle = invited.middle * reached.middle
    if middle <= 0:
        return _Stage(0.0, 0.0)
    relative = ((1 - invited.middle) * invited.spread) ** 2 + (
        (1 - reached.middle) * reached.spread
    ) ** 2
    return _Stage(middle, sqrt(relative) / (1 - middle))


def _rests_on(effects: list[Effect], programme: Programme) -> tuple[str, ...]:
    """Names of what was used, largest effect first; what was begun from comes last."""
    first = [one.name for one in effects[:1]]
    moving = sorted(effects[1:], key=lambda one: -abs(one.log_odds))
    names = [one.name for one in moving if one.log_odds] + first
    own = bool(programme.number("interviews") and programme.number("positions"))
    names.append("their interviews and positions" if own else "interviews a position")
    names.append(HOW_FAR_DOWN)
    return tuple(dict.fromkeys(names))


def _unknown(applicant: Applicant, programme: Programme) -> tuple[str, ...]:
    """Facts that would have narrowed the interval, by how much they usually do.

    With the person's own chance of an interview, only how many are interviewed a position does.
    """
    facts = ("interviews", "positions")
    if programme.interview_chance is not None:
        return tuple(column for column in facts if column not in programme.facts)
    visa = ("visa",) if applicant.visa != "none" else ()
    score = ("step2",) if applicant.step2 is None else ()
    wanted = ("applications", "interviews", *TELLING, *score, "positions", *visa)
    return tuple(column for column in wanted if column not in programme.facts)


def _with_bounds(drafts: list[_Draft]) -> tuple[ProgrammeChances, ...]:
    """Every draft with its intervals, worked out for all programmes at once."""
    stages = [
        one for draft in drafts for part in (draft.invitation, draft.match) for one in part.values()
    ]
    if not stages:
        return ()
    intervals = iter(_intervals(stages))
    found = []
    for draft in drafts:
        interview = {tier: next(intervals) for tier in draft.invitation}
        match = {tier: _within(next(intervals), interview[tier]) for tier in draft.match}
        found.append(
            ProgrammeChances(
                programme=draft.programme,
                interview=interview,
                match=match,
                rests_on=draft.rests_on,
                unknown=draft.unknown,
                excluded_because=draft.standing.excluded_because,
                excluded_by=draft.standing.excluded_by,
                caution=draft.standing.caution,
            )
        )
    return tuple(found)


def _intervals(stages: list[_Stage]) -> list[Interval]:
    middles: Floats = np.array([one.middle for one in stages])
    spreads: Floats = np.array([one.spread for one in stages])
    low, high = bounds_around(middles, spreads)
    certain = spreads <= 0
    low, high = np.where(certain, middles, low), np.where(certain, middles, high)
    rows = zip(middles.tolist(), low.tolist(), high.tolist(), strict=True)
    return [Interval(*row) for row in rows]


def _within(match: Interval, interview: Interval) -> Interval:
    """A match needs an interview: its bounds lie no higher."""
    return Interval(match.middle, min(match.low, interview.low), min(match.high, interview.high))
