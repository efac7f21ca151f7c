"""An applicant's drawn seasons, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trimtab.app.residency.simulating import SimulatedList
from trimtab.domain.chances import Interval
from trimtab.reports.residency.list_words import (
    NOT_ADVICE,
    chance_text,
    percent_text,
    points_text,
)
from trimtab.reports.terminal_theme import clean_text

MOST_PLACES = 15
NOTHING = "There is no programme to apply to here."
YOURS_ALONE = (
    "These are your seasons alone. As a couple you end where both of you would be taken: "
    "`trimtab residency rank` tells the odds of pairs."
)


def season_text(simulated: SimulatedList) -> str:
    """How many interviews, where seasons end, and how often without a match."""
    return "\n".join(_lines(simulated)) + "\n"


def season_to_json(simulated: SimulatedList) -> dict[str, Any]:
    """The same with numbers unrounded."""
    odds = simulated.odds
    return {
        "version": 1,
        "seasons": odds.seasons,
        "interviews": {"mean": _interval(odds.interviewed), "counts": list(odds.interviews)},
        "unmatched": _interval(odds.unmatched),
        "worth": _interval(odds.worth),
        "names": {one.programme.id: one.programme.name for one in simulated.planned.entries},
        "programmes": {name: _interval(one) for name, one in odds.by_programme.items()},
    }


def _lines(simulated: SimulatedList) -> Iterator[str]:
    planned, odds = simulated.planned, simulated.odds
    if not planned.entries:
        yield NOTHING
        return
    seasons = "season" if odds.seasons == 1 else "seasons"
    yield f"{odds.seasons:,} {seasons} of applying to the {len(planned.entries)} on your list."
    yield (
        f"Without a match: {chance_text(odds.unmatched)}. Interviews: "
        f"{_spread(odds.interviews)}. Mean worth: {points_text(odds.worth.middle)} points."
    )
    yield "Where the seasons end, most often first:"
    names = {one.programme.id: clean_text(one.programme.name) for one in planned.entries}
    ends = sorted(odds.by_programme.items(), key=lambda one: -one[1].middle)[:MOST_PLACES]
    width = max(len(names[name]) for name, _ in ends)
    for name, share in ends:
        yield f"  {names[name]:<{width}}  {percent_text(share.middle):>10}"
    if len(planned.entries) > MOST_PLACES:
        yield f"  and {len(planned.entries) - MOST_PLACES} more, in --json."
    if planned.applicant.partner is not None:
        yield YOURS_ALONE
    yield (
        "The range is the luck of so many seasons. Each draws answers by the middle chances; how "
        "sure those are, the list tells."
    )
    yield NOT_ADVICE


def _spread(counts: tuple[int, ...]) -> str:
    """Between which numbers nine in ten seasons lie.

    >>> _spread((0, 1, 8, 1))
    '1 to 3 in nine of ten seasons'
    >>> _spread((0, 0, 0, 9))
    '3 in nine of ten seasons'
    """
    total, below, ends = sum(counts), 0, []
    for number, count in enumerate(counts):
        if below <= total * 0.05 < below + count or below < total * 0.95 <= below + count:
            ends.append(number)
        below += count
    reach = f"{ends[0]}" if ends[0] == ends[-1] else f"{ends[0]} to {ends[-1]}"
    return f"{reach} in nine of ten seasons"


def _interval(one: Interval) -> Mapping[str, float]:
    return {"middle": one.middle, "low": one.low, "high": one.high}
