"""A whole country's season, made up: who applies, who is interviewed, who ranks whom.

Nothing here is anybody's record. People and programmes are drawn; shares, lifts and tastes are
round numbers of ours, chosen to look like a season and not fitted to any. What may be learnt from
it is how a matching behaves at that size, and how rules compare, not what happens to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from trimtab.domain.markets import Market, ProgrammeRanks
from trimtab.residency.simulating.draws import Flags, Floats, Numbers

ApplicantType = Literal["us_md", "us_do", "us_img", "img"]

APPLICANTS, PROGRAMMES, POSITIONS = 48_050, 6_800, 44_344
"""The size of the main residency match of 2026, by a secondary source."""

SHARES: Mapping[ApplicantType, float] = {
    "us_md": 0.42, "us_do": 0.18, "us_img": 0.1, "img": 0.3
}  # fmt: skip
"""Made-up shares of applicants."""

QUALITY: Mapping[ApplicantType, float] = {"us_md": 0.5, "us_do": 0.2, "us_img": -0.4, "img": -0.6}
"""Made-up means of what programmes see in them, in standard deviations."""

LEAST_APPLICATIONS = 1
MOST_SPECIALTIES = 20
FEWEST_PROGRAMMES = 20
"""Of a specialty, where a smaller nation is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationPlan:
    """How seasons are made up.

    Per applicant on average `applications`, and `signals` to the places liked best; a signal
    lifts what a programme sees by `signal_lift` standard deviations. A programme invites
    `invitations` people for each position. Sizes are split evenly among `specialties`.
    """

    applicants: int = APPLICANTS
    programmes: int = PROGRAMMES
    positions: int = POSITIONS
    specialties: int = MOST_SPECIALTIES
    applications: float = 45.0
    signals: int = 5
    signal_lift: float = 0.7
    invitations: float = 8.5
    seed: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.specialties <= min(self.programmes, self.applicants):
            raise ValueError("There are more specialties than programmes or applicants, or none.")
        if self.positions < self.programmes:
            raise ValueError("Each programme has a position at least.")


def nation_of(applicants: int | None, seed: int) -> NationPlan:
    """A plan for so many applicants, with programmes and positions in proportion."""
    if applicants is None:
        return NationPlan(seed=seed)
    programmes = max(round(applicants * PROGRAMMES / APPLICANTS), 1)
    return NationPlan(
        applicants=applicants,
        programmes=programmes,
        positions=max(round(applicants * POSITIONS / APPLICANTS), programmes),
        specialties=max(min(MOST_SPECIALTIES, programmes // FEWEST_PROGRAMMES), 1),
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class Nation:
    """A season's lists in numbers, ready to be matched.

    `types` are indices into SHARES by applicant; rank lists are starts and indices, best first.
    """

    types: Numbers
    positions: Numbers
    wishes: tuple[Numbers, Numbers]
    ranks: tuple[Numbers, Numbers]


@dataclass(slots=True)
class _Wishes:
    """Interviews of one specialty after another: who, where, and what each thinks of the other."""

    who: list[Numbers] = field(default_factory=list)
    where: list[Numbers] = field(default_factory=list)
    liking: list[Floats] = field(default_factory=list)
    standing: list[Floats] = field(default_factory=list)


def make_nation(plan: NationPlan, season: int) -> Nation:
    """One season of a plan; the same number is the same season wherever it is made."""
    rng = np.random.default_rng(np.random.SeedSequence(plan.seed, spawn_key=(season,)))
    types = rng.choice(len(SHARES), plan.applicants, p=list(SHARES.values()))
    quality = np.array(list(QUALITY.values()))[types] + rng.standard_normal(plan.applicants)
    prestige = rng.standard_normal(plan.programmes)
    positions = _positions(plan, rng)
    found = _Wishes()
    for people, places in _specialties(plan):
        sizes = positions[places.start : places.stop]
        block = _interviews(plan, rng, (quality[people], prestige[places]), sizes)
        who, where = np.nonzero(block[0])
        found.who.append(who + people.start)
        found.where.append(where + places.start)
        found.liking.append(block[1][who, where])
        found.standing.append(block[2][who, where])
    people_at, places_at = np.concatenate(found.who), np.concatenate(found.where)
    wishes = _ranked((people_at, places_at), np.concatenate(found.liking), plan.applicants)
    ranks = _ranked((places_at, people_at), np.concatenate(found.standing), plan.programmes)
    return Nation(types, positions, wishes, ranks)


def _positions(plan: NationPlan, rng: np.random.Generator) -> Numbers:
    """At least one each, the rest by drawn sizes."""
    weights = rng.gamma(2.0, size=plan.programmes)
    more = rng.multinomial(plan.positions - plan.programmes, weights / weights.sum())
    return np.asarray(more + 1, np.int64)


def _specialties(plan: NationPlan) -> Iterator[tuple[slice, slice]]:
    """Slices of applicants and programmes, one pair for each specialty."""
    people = np.linspace(0, plan.applicants, plan.specialties + 1).astype(int)
    places = np.linspace(0, plan.programmes, plan.specialties + 1).astype(int)
    for number in range(plan.specialties):
        yield slice(*people[number : number + 2]), slice(*places[number : number + 2])


def _interviews(
    plan: NationPlan,
    rng: np.random.Generator,
    drawn: tuple[Floats, Floats],
    positions: Numbers,
) -> tuple[Flags, Floats, Floats]:
    """Who is interviewed where in one specialty, how they like it, how they are ranked.

    All have the shape (applicants, programmes). People apply where prestige is near what they
    bring, and signal the places they like best among those.
    """
    quality, prestige = drawn
    shape = (quality.size, prestige.size)
    liking = prestige + rng.standard_normal(shape)
    appeal = rng.gumbel(size=shape) - 0.5 * (prestige - quality[:, None]) ** 2
    wanted = np.clip(rng.poisson(plan.applications, shape[0]), LEAST_APPLICATIONS, shape[1])
    applies = _places(-appeal) < wanted[:, None]
    seen = quality[:, None] + rng.standard_normal(shape)
    if plan.signals:
        liked = np.where(applies, liking, -np.inf)
        seen += plan.signal_lift * ((_places(-liked) < plan.signals) & applies)
    seen = np.where(applies, seen, -np.inf)
    invitations = np.ceil(plan.invitations * positions)
    invited = (invitations > _places(-seen.T).T) & applies
    return invited, liking, quality[:, None] + rng.standard_normal(shape)


def _places(scores: Floats) -> Numbers:
    """Each score's place in its row, 0 for the lowest."""
    order = np.argsort(scores, axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(scores.shape[1])[None, :], axis=1)
    return places


def _ranked(pairs: tuple[Numbers, Numbers], scores: Floats, owners: int) -> tuple[Numbers, Numbers]:
    """Rank lists of every owner: starts, and the others from the highest score down."""
    owner, other = pairs
    order = np.lexsort((-scores, owner))
    starts = np.zeros(owners + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=owners), out=starts[1:])
    return starts, other[order].astype(np.int64)


def as_market(nation: Nation) -> Market:
    """The same lists with made-up names, for whoever works on names."""
    wishes, ranks = (_lists(*rows) for rows in (nation.wishes, nation.ranks))
    return Market(
        {f"a{who}": tuple(f"p{p}" for p in row) for who, row in enumerate(wishes)},
        {
            f"p{place}": ProgrammeRanks(int(size), tuple(f"a{who}" for who in row))
            for place, (row, size) in enumerate(zip(ranks, nation.positions, strict=True))
        },
    )


def _lists(starts: Numbers, others: Numbers) -> list[list[int]]:
    flat = others.tolist()
    return [flat[a:b] for a, b in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)]
