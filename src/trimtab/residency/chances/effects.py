"""What moves a chance of an invitation at one programme: effects as log odds with spreads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, pi, sqrt

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Parameter
from trimtab.domain.programmes import Programme, Signal
from trimtab.domain.specialties import plain_specialty
from trimtab.residency.chances.parameters import RATIOS_OF_RATES
from trimtab.residency.chances.spreading import (
    base_of_mixture,
    log_odds_of,
    spread_of,
    spread_of_rate,
)

FURTHEST_POINTS = 40.0
"""Step 2 counts so far above or below what is usual, and no further: beyond, nobody measured."""
_FREE_YEARS, _MOST_YEARS = 2, 15
_MOST_LETTERS, _MOST_MONTHS = 3, 6
_LEAST_SHARE, _MOST_SHARE = 0.01, 0.9
_LEAST_RATE, _MOST_RATE = 0.002, 0.9
OWN_RATE = "their interviews and applications"
_LOGISTIC_VARIANCE = pi**2 / 3


@dataclass(frozen=True, slots=True)
class Effect:
    """What one thing adds to the log odds of an invitation, and how far that is known."""

    name: str
    log_odds: float
    spread: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The parameters by name, each read as the logarithm of an odds ratio.

    `with_many_signals` are the specialties that give twenty signals or more: there hardly anybody
    is invited without one.
    """

    named: Mapping[str, Parameter]
    with_many_signals: frozenset[str] = frozenset()

    def value(self, name: str) -> float:
        """A parameter's value as published."""
        return self.named[name].value

    def ratio(self, name: str) -> tuple[float, float]:
        """The log odds ratio of a parameter and its spread; ratios of rates are turned into it."""
        one = self.named[name]
        power = 1 / (1 - self.value("usual share of invitations"))
        power = power if name in RATIOS_OF_RATES else 1.0
        return power * log(one.value), power * spread_of(one.low, one.high)

    def own_or_usual(self, name: str, specialty: str) -> str:
        """The name of a specialty's own figure; of that of others like it where it has none."""
        if f"{name}, {specialty}" in self.named:
            return f"{name}, {specialty}"
        many = specialty in self.with_many_signals
        return f"{name}, where many are given" if many else name

    def effect(self, name: str, times: float = 1.0) -> Effect:
        """An effect so many times over."""
        middle, spread = self.ratio(name)
        return Effect(name, times * middle, abs(times) * spread)

    def rate(self, name: str) -> Effect:
        """A rate of invitations as log odds."""
        one = self.named[name]
        return Effect(name, log_odds_of(one.value), spread_of_rate(one.low, one.high))


def anchor(figures: Figures, programme: Programme) -> tuple[Effect, ...]:
    """The chance of an invitation without a signal of a usual US MD senior.

    A programme's own interviews and applications come first, then the specialty's figure.
    """
    specialty = plain_specialty(programme.specialty)
    own = _own_rate(figures, programme)
    if own is not None:
        return (own,)
    unsignalled = f"invitation without a signal, {specialty}"
    if unsignalled in figures.named:
        return (figures.rate(unsignalled),)
    gold = figures.own_or_usual("invitation with a gold signal", specialty)
    worth = signal_effect(figures, specialty, "gold")
    return (figures.rate(gold), Effect(worth.name, -worth.log_odds, worth.spread))


def _own_rate(figures: Figures, programme: Programme) -> Effect | None:
    """From interviews and applications of a season: they are of all who applied.

    Those are a mixture of US seniors and IMGs, with a signal and without; the log odds of a US
    senior without one are those that make the mixture come out at the programme's own rate.
    """
    applications, interviews = programme.number("applications"), programme.number("interviews")
    if not applications or interviews is None:
        return None
    everybody = min(max(interviews / applications, _LEAST_RATE), _MOST_RATE)
    signalling = figures.value("share of a programme's applicants who signal it")
    abroad = figures.value("share of a programme's applicants who are IMGs")
    signal = signal_effect(figures, plain_specialty(programme.specialty), "gold").log_odds
    img = sum(one.log_odds for one in _as_img(figures, programme))
    shares = [
        among * signalled
        for among in (1 - abroad, abroad)
        for signalled in (1 - signalling, signalling)
    ]
    base = base_of_mixture(everybody, (0.0, signal, img, signal + img), shares)
    spread = figures.value("change of a programme's rate between seasons")
    return Effect(OWN_RATE, base, spread)


def signal_effect(figures: Figures, specialty: str, tier: Signal) -> Effect:
    """What a signal of a tier adds; "none" adds nothing."""
    if tier == "none":
        return Effect("no signal", 0.0, 0.0)
    own = f"a {tier} signal, {specialty}"
    if own in figures.named:
        return figures.effect(own)
    gold = figures.effect(figures.own_or_usual("a gold signal", specialty))
    if tier == "gold":
        return gold
    share = figures.named["a silver signal, as a share of a gold one"]
    spread = (share.high - share.low) / 4 * gold.log_odds
    return Effect(share.name, share.value * gold.log_odds, sqrt(spread**2 + gold.spread**2 / 4))


def effects_on(
    figures: Figures, applicant: Applicant, programme: Programme, season: int
) -> Iterator[Effect]:
    """Everything but signals that moves an invitation of this applicant at this programme."""
    yield _score(figures, applicant, programme)
    if applicant.honours:
        yield figures.effect("honours in the core clerkship")
    if applicant.type == "us_do":
        yield figures.effect("a DO")
    if applicant.type in ("us_img", "img"):
        yield from _abroad(figures, applicant, programme)
    if _has_tie(applicant, programme):
        yield figures.effect("a tie to the state")
    if programme.id == applicant.home_programme:
        yield figures.effect("your home programme")
    elif programme.id in applicant.rotations:
        yield figures.effect("a rotation there")
    yield from _visa(figures, applicant, programme)
    yield from _years(figures, applicant, season)


def heterogeneity(figures: Figures, programme: Programme) -> float:
    """How far programmes of a kind differ, on the log odds, after what is known of this one."""
    likeness = figures.value("likeness of applicants within a programme")
    told = 0.0
    if programme.number("applications") and programme.number("interviews") is not None:
        told += figures.value("share of that told by applications and interviews")
    for column in ("step2_median", "img_share", "state"):
        if column in programme.facts:
            told += figures.value("share of that told by one other fact")
    return sqrt(max(0.05, 1 - told) * likeness / (1 - likeness) * _LOGISTIC_VARIANCE)


def _score(figures: Figures, applicant: Applicant, programme: Programme) -> Effect:
    """Ten points of Step 2 at a time, against the programme's median or what is usual."""
    name = "Step 2, per 10 points"
    median = programme.number("step2_median")
    own = f"usual Step 2 score, {plain_specialty(programme.specialty)}"
    usual = figures.value(own if own in figures.named else "usual Step 2 score")
    usual = usual if median is None else median
    per_ten, spread = figures.ratio(name)
    if applicant.step2 is None:
        tens = figures.value("spread of Step 2 scores") / 10
        return Effect(name, 0.0, per_ten * tens)
    tens = max(-FURTHEST_POINTS, min(FURTHEST_POINTS, applicant.step2 - usual)) / 10
    return Effect(name, tens * per_ten, abs(tens) * spread)


def _as_img(figures: Figures, programme: Programme) -> Iterator[Effect]:
    """What being an IMG does there, by the share of IMGs they take where that is known."""
    yield figures.effect("an IMG")
    share = programme.number("img_share")
    if share is not None:
        power = figures.named["their own share of IMGs, as a power of its odds"]
        inside = min(max(share, _LEAST_SHARE), _MOST_SHARE)
        odds = log_odds_of(inside) - log_odds_of(figures.value("usual share of IMGs"))
        yield Effect(power.name, power.value * odds, (power.high - power.low) / 4 * abs(odds))


def _abroad(figures: Figures, applicant: Applicant, programme: Programme) -> Iterator[Effect]:
    yield from _as_img(figures, programme)
    letters = min(applicant.us_letters or 0, _MOST_LETTERS)
    months = min(applicant.us_months or 0, _MOST_MONTHS)
    if letters > 0:
        yield figures.effect("each US letter, up to three", letters)
    if months > 0:
        yield figures.effect("each month in US hospitals, up to six", months)


def _has_tie(applicant: Applicant, programme: Programme) -> bool:
    state = programme.text("state")
    return state is not None and state.casefold() in {one.casefold() for one in applicant.states}


def _visa(figures: Figures, applicant: Applicant, programme: Programme) -> Iterator[Effect]:
    if applicant.visa == "none" or programme.text("visa") is not None:
        return
    kind = "an H-1B visa" if applicant.visa == "h1b" else "a visa"
    yield figures.effect(f"{kind}, where nobody said whether they sponsor")


def _years(figures: Figures, applicant: Applicant, season: int) -> Iterator[Effect]:
    if applicant.graduation_year is None:
        return
    years = min(season - applicant.graduation_year - _FREE_YEARS, _MOST_YEARS)
    if years > 0:
        yield figures.effect("each year since graduation beyond two", years)
