"""The rules of a season of applying: fees, signals, dates, limits, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

from trimtab.domain.chances import ParameterMark
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Signal
from trimtab.domain.specialties import plain_specialty

FeeName = Literal["transcript", "nrmp", "rank", "ecfmg_token"]
LimitName = Literal["ranks", "ranks_in_fee", "soap_applications", "soap_rounds", "soap_hours"]
DateName = Literal[
    "opens",
    "submit_from",
    "nrmp_registration",
    "release",
    "surgery_release",
    "rank_list_deadline",
    "match_week",
    "soap",
    "ends",
]

FEE_NAMES: tuple[FeeName, ...] = ("transcript", "nrmp", "rank", "ecfmg_token")
LIMIT_NAMES: tuple[LimitName, ...] = (
    "ranks",
    "ranks_in_fee",
    "soap_applications",
    "soap_rounds",
    "soap_hours",
)
DATE_NAMES: tuple[DateName, ...] = (
    "opens",
    "submit_from",
    "nrmp_registration",
    "release",
    "surgery_release",
    "rank_list_deadline",
    "match_week",
    "soap",
    "ends",
)

COMPARE = "Compare with what the season's own pages say."


def those_of(seasons: Iterable[int]) -> str:
    """Seasons whose rules stand in for another's, newest first.

    >>> those_of([2024, 2025]), those_of([2025])
    ("2025's and 2024's", "2025's")
    """
    return " and ".join(f"{one}'s" for one in sorted(seasons, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a rule was read and how certain it is; `season` is the one it was published for."""

    source: str
    checked: date
    mark: ParameterMark
    season: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTier:
    """What each application of a specialty costs, up to a count; None is "and every further"."""

    up_to: int | None
    dollars: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFees:
    """What applications cost, counted apart in each specialty, in tiers of rising count."""

    tiers: tuple[FeeTier, ...]
    cited: Cited

    def dollars(self, applications: int) -> float:
        """What so many applications in one specialty cost together."""
        total, before = 0.0, 0
        for tier in self.tiers:
            upto = applications if tier.up_to is None else min(applications, tier.up_to)
            total += max(0, upto - before) * tier.dollars
            before = max(before, upto)
        return total

    def each(self, most: int) -> tuple[float, ...]:
        """What the first, the second, ... up to `most` applications in one specialty cost."""
        sums = [self.dollars(count) for count in range(most + 1)]
        return tuple(after - one for one, after in pairwise(sums))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFee:
    """One fee in dollars."""

    dollars: float
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialtySignals:
    """How many signals a specialty gives; one that has a single tier has gold alone."""

    specialty: str
    gold: int
    silver: int
    cited: Cited

    @property
    def tiers(self) -> tuple[Signal, ...]:
        """What a programme there can be sent, "none" first."""
        silver: tuple[Signal, ...] = ("silver",) if self.silver else ()
        gold: tuple[Signal, ...] = ("gold",) if self.gold else ()
        return ("none", *silver, *gold)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDate:
    """A day of the season, or several in a row; days are those of US Eastern time."""

    first: date
    last: date
    text: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonLimit:
    """A number that may not be exceeded, or that a rule goes by."""

    number: int
    text: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRule:
    """A rule told in words."""

    text: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSystem:
    """A specialty that takes its applications through another system, with fees of its own."""

    specialty: str
    system: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRules:
    """All that holds in one season, named by the year of its Match.

    What was not published for it stands in from the newest older season; `stand_ins` says what.
    """

    season: int
    applications: ApplicationFees | None = None
    fees: Mapping[FeeName, SeasonFee] = field(default_factory=dict)
    signals: Mapping[str, SpecialtySignals] = field(default_factory=dict)
    dates: Mapping[DateName, SeasonDate] = field(default_factory=dict)
    limits: Mapping[LimitName, SeasonLimit] = field(default_factory=dict)
    soap: tuple[SeasonRule, ...] = ()
    elsewhere: Mapping[str, OtherSystem] = field(default_factory=dict)
    stand_ins: tuple[Problem, ...] = ()

    def signals_in(self, specialty: str) -> SpecialtySignals | None:
        """The signals of a specialty, however it is written; None where none are known."""
        return self.signals.get(plain_specialty(specialty))

    def remarks_on(self, specialties: Iterable[str]) -> tuple[Problem, ...]:
        """What stands in from other seasons for who applies in these specialties."""
        named = tuple(dict.fromkeys(plain_specialty(one) for one in specialties))
        remarks = [remark(one) for one in named for remark in (self._remark_on, self._other)]
        return (*self.stand_ins, *filter(None, remarks))

    def _other(self, specialty: str) -> Problem | None:
        other = self.elsewhere.get(specialty)
        if other is None:
            return None
        what = f"Applications in {specialty} go through {other.system}, as others tell it; its fees"
        what += " are not known here, and those of ERAS are counted."
        return Problem(f"season {self.season}", None, what, COMPARE)

    def _remark_on(self, specialty: str) -> Problem | None:
        signals = self.signals.get(specialty)
        place, table = f"season {self.season}", f"{self.season} signal table for {specialty}"
        if signals is None:
            what = f"The {table} is not known here, so no signals are advised there."
            return Problem(place, None, what, "Look it up where the season is published.")
        if signals.cited.season == self.season:
            return None
        what = f"The {table} was not published here; {signals.cited.season}'s stands in."
        return Problem(place, None, what, COMPARE)

    def application_dollars(self, counts: Iterable[int]) -> float:
        """What applications cost, by the counts in each specialty; 0 where no fee is known."""
        return sum(self.applications.dollars(one) for one in counts) if self.applications else 0.0

    def ranking_dollars(self, ranks: int) -> float:
        """What taking part in the Match with so many ranks costs; unknown fees count nothing."""
        taking_part, extra = self.fees.get("nrmp"), self.fees.get("rank")
        free = self.limits.get("ranks_in_fee")
        beyond = max(0, ranks - free.number) if free else 0
        return (taking_part.dollars if taking_part else 0.0) + (
            beyond * extra.dollars if extra else 0.0
        )


def season_on(day: date) -> int:
    """The season that people apply in on a day: from June on, that of next year's Match.

    >>> season_on(date(2026, 5, 31)), season_on(date(2026, 6, 1))
    (2026, 2027)
    """
    return day.year + (day.month >= 6)
