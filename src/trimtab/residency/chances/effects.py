"""What moves a chance of an invitation at one programme: effects as log odds with spreads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log, pi, sqrt

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Parameter
from trimtab.domain.programmes import Programme, Signal
from trimtab.domain.specialties import plain_specialty
from trimtab.residency.chances.parameters import RATIOS_OF_RATES
from trimtab.residency.chances.spreading import (
    NINETY_FIVE,
    base_of_mixture,
    log_odds_of,
    spread_of,
    spread_of_rate,
)

FURTHEST_POINTS = 40.0
"""Step 2 counts so far above or below what is usual, and no further: beyond, nobody measured."""
_FREE_YEARS, _MOST_YEARS = 2, 15
MOST_LETTERS, MOST_MONTHS = 3, 6
"""US letters and months of an IMG that count; more add nothing."""
EACH_LETTER = "each US letter, up to three"
EACH_MONTH = "each month in US hospitals, up to six"
EACH_YEAR = "each year since graduation beyond two"
_LEAST_SHARE, _MOST_SHARE = 0.01, 0.9
_LEAST_RATE, _MOST_RATE = 0.002, 0.9
TELLING = ("step2_median", "img_share", "state")
"""Facts that each tell a little of how a programme differs from others of its kind."""
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
    is invited without one. `read` gathers the names of those that were used; the rest is worked
    out once and kept.
    """

    named: Mapping[str, Parameter]
    with_many_signals: frozenset[str] = frozenset()
    read: set[str] = field(default_factory=set)
    ratios: dict[str, tuple[float, float]] = field(default_factory=dict)
    signals: dict[tuple[str, Signal], Effect] = field(default_factory=dict)

    def of(self, name: str) -> Parameter:
        """A parameter that is used."""
        self.read.add(name)
        return self.named[name]

    def value(self, name: str) -> float:
        """A parameter's value as published."""
        return self.of(name).value

    def ratio(self, name: str) -> tuple[float, float]:
        """The log odds ratio of a parameter and its spread; ratios of rates are turned into it."""
        known = self.ratios.get(name)
        if known is None:
            one, power = self.of(name), 1.0
            if name in RATIOS_OF_RATES:
                power = 1 / (1 - self.value("usual share of invitations"))
            known = power * log(one.value), power * spread_of(one.low, one.high)
            self.ratios[name] = known
        return known

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

    def effect_of_usual(self, name: str, usual: str) -> Effect:
        """An effect as many times over as is usual, where nobody said how many."""
        times, (middle, spread) = self.of(usual), self.ratio(name)
        unsure = (times.high - times.low) / (2 * NINETY_FIVE)
        reach = sqrt((times.value * spread) ** 2 + (unsure * middle) ** 2)
        return Effect(name, times.value * middle, reach)

    def rate(self, name: str) -> Effect:
        """A rate of invitations as log odds."""
        one = self.of(name)
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
    everybody = invited_share(programme)
    if everybody is None:
        return None
    everybody = min(max(everybody, _LEAST_RATE), _MOST_RATE)
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


def invited_share(programme: Programme) -> float | None:
    """Interviews by applications; None where either is unknown, or there are more interviews."""
    applications, interviews = programme.number("applications"), programme.number("interviews")
    if not applications or interviews is None or interviews > applications:
        return None
    return interviews / applications


def signal_effect(figures: Figures, specialty: str, tier: Signal) -> Effect:
    """What a signal of a tier adds; "none" adds nothing."""
    known = figures.signals.get((specialty, tier))
    if known is None:
        known = figures.signals[specialty, tier] = _signal_effect(figures, specialty, tier)
    return known


def _signal_effect(figures: Figures, specialty: str, tier: Signal) -> Effect:
    if tier == "none":
        return Effect("no signal", 0.0, 0.0)
    own = f"a {tier} signal, {specialty}"
    if own in figures.named:
        return figures.effect(own)
    gold = figures.effect(figures.own_or_usual("a gold signal", specialty))
    if tier == "gold":
        return gold
    share = figures.of("a silver signal, as a share of a gold one")
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
    if applicant.is_img:
        yield from _abroad(figures, applicant, programme)
    if _has_tie(applicant, programme):
        yield figures.effect("a tie to the state")
    if programme.is_called(applicant.home_programme):
        yield figures.effect("your home programme")
    elif any(map(programme.is_called, applicant.rotations)):
        yield figures.effect("a rotation there")
    yield from _visa(figures, applicant, programme)
    yield from _years(figures, applicant, season)


def heterogeneity(figures: Figures, programme: Programme) -> float:
    """How far programmes of a kind differ, on the log odds, after what is known of this one."""
    likeness = figures.value("likeness of applicants within a programme")
    told = 0.0
    if invited_share(programme) is not None:
        told += figures.value("share of that told by applications and interviews")
    for column in TELLING:
        if column in programme.facts:
            told += figures.value("share of that told by one other fact")
    return sqrt(max(0.05, 1 - told) * likeness / (1 - likeness) * _LOGISTIC_VARIANCE)


def _score(figures: Figures, applicant: Applicant, programme: Programme) -> Effect:
    """Ten points of Step 2 at a time, against the programme's median or what is usual."""
    name = "Step 2, per 10 points"
    per_ten, spread = figures.ratio(name)
    if applicant.step2 is None:
        tens = figures.value("spread of Step 2 scores") / 10
        return Effect(name, 0.0, per_ten * tens)
    usual = programme.number("step2_median")
    if usual is None:
        own = f"usual Step 2 score, {plain_specialty(programme.specialty)}"
        usual = figures.value(own if own in figures.named else "usual Step 2 score")
    tens = max(-FURTHEST_POINTS, min(FURTHEST_POINTS, applicant.step2 - usual)) / 10
    return Effect(name, tens * per_ten, abs(tens) * spread)


def _as_img(figures: Figures, programme: Programme) -> Iterator[Effect]:
    """What being an IMG does there, by the share of IMGs they take where that is known."""
    yield figures.effect("an IMG")
    share = programme.number("img_share")
    if share is not None:
        power = figures.of("their own share of IMGs, as a power of its odds")
        inside = min(max(share, _LEAST_SHARE), _MOST_SHARE)
        odds = log_odds_of(inside) - log_odds_of(figures.value("usual share of IMGs"))
        yield Effect(power.name, power.value * odds, (power.high - power.low) / 4 * abs(odds))


def _abroad(figures: Figures, applicant: Applicant, programme: Programme) -> Iterator[Effect]:
    yield from _as_img(figures, programme)
    letters, months = applicant.us_letters, applicant.us_months
    if letters is None:
        yield figures.effect_of_usual(EACH_LETTER, "usual US letters of an IMG")
    elif letters > 0:
        yield figures.effect(EACH_LETTER, min(letters, MOST_LETTERS))
    if months is None:
        yield figures.effect_of_usual(EACH_MONTH, "usual months in US hospitals of an IMG")
    elif months > 0:
        yield figures.effect(EACH_MONTH, min(months, MOST_MONTHS))


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
        if applicant.is_img:
            yield figures.effect_of_usual(EACH_YEAR, "usual years beyond two of an IMG")
        return
    years = min(season - applicant.graduation_year - _FREE_YEARS, _MOST_YEARS)
    if years > 0:
        yield figures.effect(EACH_YEAR, years)
