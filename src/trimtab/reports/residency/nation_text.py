"""Made-up national seasons in words."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.domain.chances import Interval
from trimtab.residency.simulating.nation_outcomes import NationOdds

TYPES = {
    "us_md": "US MD",
    "us_do": "US DO",
    "us_img": "IMG, US citizen",
    "img": "IMG",
}
MADE_UP = "Everybody here is made up: it shows how matches behave, not what will happen to you."
ONE_SEASON = "One season tells nothing of how seasons vary; ask for more to see bounds."
OTHERWISE = (
    "Nothing is fitted, and real Matches come out otherwise: of US MD seniors in 2026 about 93.5 % "
    "matched and 73.5 % went to one of their first three (from a second hand). Shares also move "
    "with the number of applicants, so compare runs of one size alone."
)


def nation_text(odds: NationOdds) -> str:
    """A table of means with the bounds within which they lie nine times in ten."""
    return "\n".join(_lines(odds)) + "\n"


def _lines(odds: NationOdds) -> Iterator[str]:
    plan, count = odds.plan, len(odds.seasons)
    yield f"{count:,} made-up {'season' if count == 1 else 'seasons'}, seed {plan.seed}:"
    yield (
        f"{plan.applicants:,} applicants, {plan.programmes:,} programmes, "
        f"{plan.positions:,} positions, {odds.ranks.middle:.1f} ranks each."
    )
    rows = [
        ("Matched", odds.matched),
        *((f"  {TYPES[kind]}", one) for kind, one in odds.matched_by_type.items()),
        ("At their first rank, of those matched", odds.first_choice),
        ("At one of their first three", odds.top_choices),
        ("Positions filled", odds.filled),
        ("Programmes full", odds.full_programmes),
    ]
    tell = share_text if count > 1 else middle_text
    yield from (f"{name:<40}{tell(one)}" for name, one in rows)
    if count == 1:
        yield ONE_SEASON
    yield MADE_UP
    yield OTHERWISE


def share_text(one: Interval) -> str:
    """A share as a percentage with its bounds.

    >>> share_text(Interval(0.893, 0.89, 0.896))
    '89.3 % (89.0 to 89.6)'
    """
    return f"{middle_text(one)} ({one.low * 100:.1f} to {one.high * 100:.1f})"


def middle_text(one: Interval) -> str:
    """A share without bounds, where one season gives none.

    >>> middle_text(Interval(0.893, 0.893, 0.893))
    '89.3 %'
    """
    return f"{one.middle * 100:.1f} %"
