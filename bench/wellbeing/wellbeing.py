"""Simulated people, the detector beside textbook charts: prints the tables of docs/benchmarks.md.

python bench/wellbeing/wellbeing.py [--people 400]; seeds are fixed, and none of them calibrated
anything. Tables of other conditions have half as many people.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from charts import CHARTS, chart_paths
from numpy.typing import NDArray
from oracle import oracle_paths
from people import Conditions, People, draw_people
from rates import (
    Delays,
    alarms_a_month,
    delays,
    limit_for,
    odds_paths,
    told_a_month,
)

from trimtab.wellbeing.detection import TELL_AT
from trimtab.wellbeing.level import find_level
from trimtab.wellbeing.prior import FEWEST_DAYS
from trimtab.wellbeing.series import record_of

Numbers = NDArray[np.float64]
SEED = 86028
LEARNED = 28
"""Days from which charts learn, and before which they say nothing."""

RATE = 0.08
OWN = "Trimtab"
CHANGES = (0.5, 1.0, 1.5)
HEADING = (
    "| detector | false a person-month | +0.5 SD: found, median "
    "| +1 SD: found, median, by day 14 | +1.5 SD: median |"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a detector shows on each day: of people who do not change, and of each change."""

    limit: float
    baseline: int
    steady: Numbers
    changed: Mapping[float, tuple[Numbers, People]]

    @property
    def same_rate_limit(self) -> float:
        """The limit with as many false alarms as may be."""
        return limit_for(self.steady, RATE, self.baseline)


def show(conditions: Conditions, count: int, changes: Sequence[float]) -> dict[str, Shown]:
    """Every detector on the same people; a chart has learned when the first change may come."""
    learned = min(LEARNED, conditions.change_days[0] - 1)
    steady = draw_people(count, SEED, conditions)
    groups = {
        change: draw_people(count // 2, SEED + int(10 * change), replace(conditions, change=change))
        for change in changes
    }
    shown = {
        OWN: Shown(
            TELL_AT,
            FEWEST_DAYS,
            odds_paths(steady),
            {change: (odds_paths(people), people) for change, people in groups.items()},
        )
    }
    for name, (chart, limit) in CHARTS.items():
        shown[name] = Shown(
            limit,
            learned,
            chart_paths(chart, steady, learned),
            {change: (chart_paths(chart, one, learned), one) for change, one in groups.items()},
        )
    return shown


def oracle_row(conditions: Conditions, count: int) -> str:
    """What an oracle reaches at the same rate; it waits for each size by itself."""
    steady, found, rates = draw_people(count, SEED, conditions), [], []
    for change in CHANGES:
        drawn = replace(conditions, change=change)
        people = draw_people(count // 2, SEED + int(10 * change), drawn)
        paths = oracle_paths(steady, change, FEWEST_DAYS)
        limit = limit_for(paths, RATE, FEWEST_DAYS)
        found.append(delays(oracle_paths(people, change, FEWEST_DAYS), people, limit))
        rates.append(alarms_a_month(paths, limit, FEWEST_DAYS))
    return _cells("Oracle", max(rates), found)


def row(name: str, shown: Shown, limit: float) -> str:
    """A detector at a limit, as a row."""
    found = [delays(*shown.changed[change], limit) for change in CHANGES]
    rate = alarms_a_month(shown.steady, limit, shown.baseline)
    return _cells(name, rate, found)


def _cells(name: str, rate: float, found: Sequence[Delays]) -> str:
    half, one, more = found
    return (
        f"| {name} | {rate:.3f} | {half.found:.0%}, {_days(half)} "
        f"| {one.found:.0%}, {_days(one)}, {one.soon:.0%} | {_days(more)} |"
    )


def _days(found: Delays) -> str:
    return f"{found.median:.0f} d" if np.isfinite(found.median) else "not in 60 d"


def main_tables(count: int) -> None:
    """Of both groups: limits as they are, limits of one rate, and as told."""
    for group, conditions in GROUPS.items():
        shown = show(conditions, count, CHANGES)
        for title, is_same in (("limits as they are", False), ("limits of one rate", True)):
            print(f"\n{group}, {title}:\n\n{HEADING}\n|---|---:|---|---|---:|", flush=True)
            if is_same and not conditions.wanders:
                print(oracle_row(conditions, count))
            for name, one in shown.items():
                print(row(name, one, one.same_rate_limit if is_same else one.limit))
        told = told_a_month(draw_people(count, SEED, conditions), TELL_AT)
        print(f"\nAs the app tells changes, each told one given back: {told:.3f} a person-month.")
    moved = float(np.mean(shown[OWN].changed[1.0][1].composite_shift))
    print(f"One SD of each measure moves their mean by {moved:.2f} of its own SD.", flush=True)


GROUPS = {
    "Baselines that keep still": Conditions(),
    "Baselines that wander": Conditions(wanders=True),
}


OTHER = {
    "lag-1 correlation 0.2": Conditions(lag_1=(0.2, 0.2)),
    "0.35": Conditions(lag_1=(0.35, 0.35)),
    "0.5": Conditions(lag_1=(0.5, 0.5)),
    "no day missing": Conditions(lag_1=(0.35, 0.35), missing=(0.0, 0.0)),
    "half of days missing": Conditions(lag_1=(0.35, 0.35), missing=(0.5, 0.5)),
    "change on day 15, two weeks after the start": Conditions(change_days=(15, 15)),
    "change that takes three weeks to come": Conditions(comes_over=21),
}


def other_table(count: int) -> None:
    """The detector at its limit, and the best-known chart at its own, in other conditions."""
    print("\n| people | Trimtab: false, +1 SD | EWMA .1 / 2.7: false, +1 SD |\n|---|---|---|")
    for name, conditions in OTHER.items():
        shown = show(conditions, count, (1.0,))
        cells = [_cell(shown[detector]) for detector in (OWN, "EWMA .1 / 2.7")]
        print(f"| {name} | {cells[0]} | {cells[1]} |", flush=True)
    alone = show(Conditions(one_measure=True), count, (1.5,))
    found = delays(*alone[OWN].changed[1.5], TELL_AT)
    chart = alone["EWMA .1 / 2.7"]
    other = delays(*chart.changed[1.5], chart.limit)
    cells = [f"{one.found:.0%}, {_days(one)}" for one in (found, other)]
    print(f"| one measure alone, by 1.5 SD | {cells[0]} | {cells[1]} |")


def _cell(shown: Shown) -> str:
    found = delays(*shown.changed[1.0], shown.limit)
    rate = alarms_a_month(shown.steady, shown.limit, shown.baseline)
    return f"{rate:.3f}; {found.found:.0%}, {_days(found)}, {found.soon:.0%} by day 14"


def level_sentence(count: int) -> None:
    """To how many people of five months the rule on the level speaks, by how they usually are."""
    people = draw_people(count, SEED + 77, Conditions())
    mean = np.nanmean(people.scores * [1, 1, -1, 1] + [0, 0, 11, 0], axis=(1, 2))
    for low, high in ((5.5, 11.0), (4.5, 5.5), (0.0, 4.5)):
        group = np.flatnonzero((mean >= low) & (mean < high))
        hits = [_level_hits(people, int(person)) for person in group]
        told = float(np.mean(np.array(hits) > 0)) if hits else 0.0
        print(f"The level is told to {told:.1%} of {len(group)} with a mean of {low} to {high}.")


def _level_hits(people: People, person: int) -> int:
    days = people.days_of(person)
    looked = (record_of(days, days[0].day + timedelta(day)) for day in range(13, len(days), 7))
    return sum(one is not None and find_level(one) is not None for one in looked)


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    count = parser.parse_args().people
    main_tables(count)
    other_table(count // 2)
    print()
    level_sentence(count // 2)


if __name__ == "__main__":
    main()
