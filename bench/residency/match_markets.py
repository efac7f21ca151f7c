"""How matching compares with the packages `matching` and `scarfmatch`: times, and what is found.

`python bench/residency/match_markets.py` prints the tables of docs/methods/matching.md. Peers
that are not installed are left out with a word. Times are CPU seconds of this process.
"""

from __future__ import annotations

import platform
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any, NamedTuple

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np

from machine import machine_name
from trimtab import __version__
from trimtab.domain.markets import Couple, Market, ProgrammeRanks
from trimtab.residency.matching.blocking import find_blocking, find_faults
from trimtab.residency.matching.compact import compact
from trimtab.residency.matching.couples import search_couples, settle_couples
from trimtab.residency.matching.deferred import accept_deferred, match_singles
from trimtab.residency.matching.match import match_market
from trimtab.residency.matching.warm import warm_matching
from trimtab.residency.simulating.nation import as_market, make_nation, nation_of
from trimtab.residency.simulating.nation_outcomes import simulate_season
from trimtab.residency.simulating.one_applicant import AppliedTo, simulate_applicant

try:
    from matching.games import HospitalResident
except ModuleNotFoundError:
    HospitalResident = None
RUNS = 5
SIZES = (1_000, 2_000, 10_000, 48_050)
MOST_FOR_PEER = 2_000
COUPLE_SHAPES = ((60, 30, 1, 3), (100, 30, 4, 4), (100, 30, 4, 8), (160, 40, 4, 12))
MARKETS = 60
SCARF_MARKETS = 5
MOST_NODES = 1_000_000
COUPLES_OF_A_SEASON = 1_258
SEARCH_SECONDS = 0.3


class Taken(NamedTuple):
    """What came of a piece of work, and how many CPU seconds it took."""

    result: Any
    seconds: float


def timed(work: Callable[[], Any], runs: int = RUNS) -> Taken:
    """The last result and the median time of several runs."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        result = work()
        taken.append(time.process_time() - begun)
    return Taken(result, median(taken))


def mutual(market: Market) -> Market:
    """The same market with one-sided wishes and programmes without positions left out."""
    takes = {p: set(one.ranks) for p, one in market.programmes.items() if one.positions}
    lists = {
        a: tuple(p for p in wishes if a in takes.get(p, ()))
        for a, wishes in market.applicants.items()
    }
    ranks = {
        p: ProgrammeRanks(one.positions, tuple(a for a in one.ranks if p in lists[a]))
        for p, one in market.programmes.items()
    }
    return Market(
        {a: wishes for a, wishes in lists.items() if wishes},
        {p: one for p, one in ranks.items() if one.ranks},
    )


def print_heading(*columns: tuple[str, ...]) -> None:
    """The two lines above a table of numbers."""
    names = [name for some in columns for name in some]
    print(f"| {' | '.join(names)} |\n|{'---:|' * len(names)}")


def by_peer(market: Market) -> dict[str, str]:
    """The package `matching`: creating its players, and solving."""
    game = HospitalResident.create_from_dictionaries(
        {a: list(wishes) for a, wishes in market.applicants.items()},
        {p: list(one.ranks) for p, one in market.programmes.items()},
        {p: one.positions for p, one in market.programmes.items()},
    )
    solved = game.solve(optimal="resident")
    return {one.name: place.name for place, held in solved.items() for one in held}


def print_singles() -> bool:
    """Deferred acceptance by size; whether the largest keeps the bar."""
    print_heading(
        ("applicants", "ranks", "kernel, ms", "names to names, ms", "check, ms"),
        ("`matching`, ms", "times as long"),
    )
    whole = 0.0
    for size in SIZES:
        market = mutual(as_market(make_nation(nation_of(size, 1), 0)))
        small = compact(market)
        kernel = timed(lambda small=small: accept_deferred(small)).seconds
        matches, whole = timed(lambda market=market: match_singles(market))
        blocking, check = timed(lambda m=market, x=matches: find_blocking(m, x), 1)
        assert blocking == ()
        peer, ratio = "", ""
        if HospitalResident is not None and size <= MOST_FOR_PEER:
            found, seconds = timed(lambda market=market: by_peer(market), 1)
            assert found == matches
            peer, ratio = f"{seconds * 1000:.0f}", f"{seconds / whole:.0f}"
        ranks = sum(map(len, market.applicants.values()))
        row = (f"{size:,}", f"{ranks:,}", *(f"{s * 1000:.1f}" for s in (kernel, whole, check)))
        print(f"| {' | '.join((*row, peer, ratio))} |")
    return whole <= SEARCH_SECONDS


def coupled_market(shape: tuple[int, int, int, int], seed: int) -> Market:
    """Applicants, programmes, most positions, couples; wishes are mutual, pairs of both lists."""
    people, places, most, couples = shape
    rng = np.random.default_rng([seed, *shape])
    lists = [rng.choice(places, rng.integers(3, 8), replace=False).tolist() for _ in range(people)]
    wanting: list[list[int]] = [[] for _ in range(places)]
    for who, wishes in enumerate(lists):
        for place in wishes:
            wanting[place].append(who)
    ranks = {
        f"p{p}": ProgrammeRanks(
            int(rng.integers(1, most + 1)), tuple(f"a{who}" for who in rng.permutation(them))
        )
        for p, them in enumerate(wanting)
    }
    pairs = [_pairs(rng, (lists[2 * k], lists[2 * k + 1])) for k in range(couples)]
    return Market(
        {
            f"a{who}": tuple(f"p{p}" for p in wishes) if who >= 2 * couples else ()
            for who, wishes in enumerate(lists)
        },
        ranks,
        tuple(Couple(f"a{2 * k}", f"a{2 * k + 1}", one) for k, one in enumerate(pairs)),
    )


def _pairs(
    rng: np.random.Generator, lists: tuple[list[int], list[int]]
) -> tuple[tuple[str, str], ...]:
    first, second = ([*(f"p{p}" for p in one), ""] for one in lists)
    pairs = [(p, q) for p in first for q in second if p or q]
    cost = [
        first.index(p) + second.index(q) + 4 * ("" in {p, q}) + 2 * rng.random() for p, q in pairs
    ]
    return tuple(pairs[index] for index in np.argsort(cost)[:10])


def scarf_if_there() -> ModuleType | None:
    """The package `scarfmatch`, which compiles for seconds when it is loaded."""
    return import_module("scarf") if find_spec("scarf") else None


def by_scarf(scarf: ModuleType, market: Market) -> bool:
    """The package `scarfmatch`: whether what it rounds to is stable with the positions there are.

    It promises stability for positions that it may change a little. Its programmes rank everybody,
    so who is not on a list comes last; nobody of those asks.
    """
    places = list(market.programmes)
    number = {p: index for index, p in enumerate(places)} | {"": -1}
    members = [(c.first, c.second) for c in market.couples]
    coupled = {name: (k, m) for k, pair in enumerate(members) for m, name in enumerate(pair)}
    alone = [a for a in market.applicants if a not in coupled]
    names: dict[str, Any] = {a: index for index, a in enumerate(alone)} | coupled
    instance = scarf.create_instance(
        [[number[p] for p in market.applicants[a]] for a in alone],
        [[(number[p], number[q]) for p, q in couple.pairs] for couple in market.couples],
        [
            [names[a] for a in (*one.ranks, *(a for a in names if a not in set(one.ranks)))]
            for one in market.programmes.values()
        ],
        [one.positions for one in market.programmes.values()],
    )
    try:
        rounded = scarf.round(scarf.solve(instance), instance)
    except IndexError:  # its rounding fails now and then
        return False
    found = {a: rounded.s(index)[0] for index, a in enumerate(alone) if rounded.s(index)}
    for k, pair in enumerate(members):
        found |= dict(zip(pair, rounded.c(k)[0], strict=True)) if rounded.c(k) else {}
    matches = {name: places[at] for name, at in found.items() if at >= 0}
    return not find_faults(market, matches) and not find_blocking(market, matches)


def print_couples() -> bool:
    """By shape: how many have a stable matching, how many settle, and what a peer does."""
    print_heading(
        ("applicants, programmes, most positions, couples", "stable exists", "none exists"),
        ("settled at once", "in 8 starts", "settle, ms", "search, ms, median (worst)"),
        ("`scarfmatch`, ms", "stable as it is"),
    )
    is_kept, scarf = True, scarf_if_there()
    for shape in COUPLE_SHAPES:
        markets = [coupled_market(shape, seed) for seed in range(MARKETS)]
        smalls = [compact(market) for market in markets]
        searched = [timed(lambda s=s: search_couples(s, MOST_NODES), 1) for s in smalls]
        settled = [timed(lambda s=s: settle_couples(s, range(8), 0), 1) for s in smalls]
        exists = [one.result.held is not None for one in searched]
        done = [one.result.unsettled.size == 0 for one in settled]
        at_once = sum(d and one.result.tries == 1 for d, one in zip(done, settled, strict=True))
        without = sum(one.result.none_exists for one in searched)
        is_kept &= sum(done) >= 0.95 * sum(exists)
        scarf_time, kept = "", ""
        if scarf is not None:
            peers = [timed(lambda m=m: by_scarf(scarf, m), 1) for m in markets[:SCARF_MARKETS]]
            scarf_time = f"{median(one.seconds for one in peers) * 1000:.0f}"
            kept = f"{sum(one.result for one in peers)} of {len(peers)}"
        times = [one.seconds * 1000 for one in searched]
        row = (
            ", ".join(map(str, shape)), sum(exists), without, at_once, sum(done),
            f"{median(one.seconds for one in settled) * 1000:.2f}",
            f"{median(times):.2f} ({max(times):.0f})", scarf_time, kept,
        )  # fmt: skip
        print(f"| {' | '.join(map(str, row))} |")
    return is_kept


def season_with_couples(seed: int) -> Market:
    """A made-up national season in which some two of a specialty go as a couple."""
    market = as_market(make_nation(nation_of(None, seed), 0))
    rng = np.random.default_rng(seed)
    people = [a for a, wishes in market.applicants.items() if wishes]
    starts = rng.choice(len(people) // 2, COUPLES_OF_A_SEASON, replace=False) * 2
    together = [(people[at], people[at + 1]) for at in starts]
    couples = tuple(
        Couple(a, b, tuple(_cross(market.applicants[a], market.applicants[b]))) for a, b in together
    )
    paired = {name: () for pair in together for name in pair}
    return Market({**market.applicants, **paired}, market.programmes, couples)


def _cross(first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    one, other = (*first, ""), (*second, "")
    pairs = [(i, j) for i in range(len(one)) for j in range(len(other)) if one[i] or other[j]]
    alone = len(one) + len(other)
    pairs.sort(key=lambda at: sum(at) + alone * (not one[at[0]] or not other[at[1]]))
    return ((one[i], other[j]) for i, j in pairs[:100])


def print_seasons() -> None:
    """A national season with couples, and what a season and a thousand of one person cost."""
    print(f"With {COUPLES_OF_A_SEASON:,} couples in a season of 48,050:\n")
    print("| season | settle once, ms | all, s | blocking | said |")
    print("|---:|---:|---:|---:|---|")
    for seed in range(3):
        market = season_with_couples(seed)
        small = compact(market)
        once = timed(lambda s=small: settle_couples(s, range(1), 0), 1).seconds
        matching, whole = timed(lambda m=market: match_market(m), 1)
        said = "none exists" if matching.none_exists else "no more than tried"
        said = "stable" if matching.is_stable else said
        print(f"| {seed} | {once * 1000:.0f} | {whole:.1f} | {len(matching.blocking)} | {said} |")
    rng = np.random.default_rng(0)
    for count in (60, 120, 800):
        applied = [
            AppliedTo(f"p{i}", *map(float, rng.uniform((0.02, 0.2, 20), (0.4, 0.9, 100))))
            for i in range(count)
        ]
        taken = timed(lambda a=applied: simulate_applicant(a, 0.3, seasons=1000)).seconds
        print(
            f"\n1,000 seasons of one applicant at {count} programmes: {taken * 1000:.0f} ms.",
            end="",
        )
    season = timed(lambda: simulate_season(nation_of(None, 0), 0), 1).seconds
    print(f"\n\nOne made-up national season, from nothing to its counts: {season:.1f} s.")


def main() -> int:
    """Print every table; 1 where a bar is missed."""
    warm_matching()
    warnings.simplefilter("ignore", DeprecationWarning)  # of what one peer asks of scipy
    sys.setrecursionlimit(200_000)  # one peer copies players by recursion
    print(f"{date.today()}: {RUNS} runs each on {machine_name()},")  # noqa: DTZ011 - the day here
    print(f"Python {platform.python_version()}, trimtab {__version__}.\n")
    for name, peer in (("matching", HospitalResident), ("scarfmatch", find_spec("scarf"))):
        if peer is None:
            print(f"The package `{name}` is not installed and is left out.\n")
    bars = [print_singles()]
    print()
    bars.append(print_couples())
    print()
    print_seasons()
    return int(not all(bars))


if __name__ == "__main__":
    sys.exit(main())
