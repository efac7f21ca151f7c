"""Residency programmes as a person brings them: facts with source and date, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FactKind = Literal["number", "share", "chance", "text", "choice", "yes"]
Status = Literal["offer", "waitlist", "rejected", "applied"]
Signal = Literal["none", "silver", "gold"]

SIGNALS: tuple[Signal, ...] = ("none", "silver", "gold")
"""The tiers of a signal; where a specialty has one tier only, its signals are gold."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """What may be known of a programme: how it is read, its unit and bounds, its choices."""

    kind: FactKind
    unit: str = ""
    least: float = 0.0
    most: float = float("inf")
    choices: tuple[str, ...] = ()


FACT_COLUMNS: Mapping[str, FactColumn] = {
    "state": FactColumn("text"),
    "city": FactColumn("text"),
    "country": FactColumn("text"),
    "latitude": FactColumn("number", "degrees", -90, 90),
    "longitude": FactColumn("number", "degrees", -180, 180),
    "positions": FactColumn("number", "positions", 0, 1000),
    "applications": FactColumn("number", "applications a season", 0, 100_000),
    "interviews": FactColumn("number", "interviews a season", 0, 10_000),
    "img_share": FactColumn("share"),
    "do_share": FactColumn("share"),
    "visa": FactColumn("choice", choices=("none", "j1", "h1b", "both")),
    "step2_cutoff": FactColumn("number", "points", 100, 300),
    "step2_median": FactColumn("number", "points", 100, 300),
    "years_since_graduation": FactColumn("number", "years at most", 0, 60),
    "us_letters": FactColumn("number", "letters at least", 0, 10),
    "us_months": FactColumn("number", "months at least", 0, 60),
    "hours_per_week": FactColumn("number", "hours", 20, 120),
    "call_per_month": FactColumn("number", "calls a month", 0, 31),
    "cost_of_living": FactColumn("number", "index, 100 usual", 20, 500),
    "salary": FactColumn("number", "dollars a year", 0, 500_000),
    "fellowship_share": FactColumn("share"),
    "flight_hours": FactColumn("number", "hours", 0, 60),
    "wellness": FactColumn("number", "of 10", 0, 10),
    "prestige": FactColumn("number", "of 10", 0, 10),
    "research": FactColumn("yes"),
    "track": FactColumn("choice", choices=("categorical", "preliminary", "advanced")),
}
"""Every column of facts; with `<column>_source` and `<column>_checked` beside it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a programme, where it was read, and when that was checked."""

    value: float | str | bool
    source: str = ""
    checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme; `facts` holds what is known, by the names in FACT_COLUMNS, and nothing else.

    A person's own words come first: `chance` (of a match there, 0 to 1), `interview_chance`,
    `worth` (any positive number), `cost` in dollars, `costs` by the names of columns they gave,
    `signal` as sent already, `status` as it stands. `line` is where it stood in its file.
    """

    id: str
    name: str
    specialty: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    chance: float | None = None
    interview_chance: float | None = None
    worth: float | None = None
    cost: float | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
    signal: Signal | None = None
    status: Status | None = None
    line: int | None = None

    def is_called(self, word: str) -> bool:
        """Whether a word is this programme's id or its whole name, large letters or small."""
        return word == self.id or (bool(word) and word.casefold() == self.name.casefold())

    def number(self, column: str) -> float | None:
        """A fact that is a number, or None where it is unknown."""
        fact = self.facts.get(column)
        return None if fact is None or isinstance(fact.value, str) else float(fact.value)

    def text(self, column: str) -> str | None:
        """A fact that is a word, or None where it is unknown."""
        fact = self.facts.get(column)
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    def is_cited(self, column: str) -> bool:
        """Whether a fact is known with its source: only such a one may exclude anybody."""
        fact = self.facts.get(column)
        return fact is not None and bool(fact.source)
