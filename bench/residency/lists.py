"""How good lists of applications are and how long they take, against brute force and others.

`python bench/residency/lists.py` prints the tables of docs/methods/application-list.md, of random
made-up problems, and leaves with 1 when a bar is missed. Times are CPU time, after one run that is
not counted; `--cases N` sets how many small problems there are.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[2] / "tests/residency/portfolio"))

from brute_lists import every_list
from random_lists import KINDS, random_problem, with_signals

from machine import machine_name
from trimtab import __version__
from trimtab.app.residency.known_chances import known_chances
from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant, Preferences
from trimtab.exact.application_list import solve_exactly
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.residency.portfolio import search
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.found import best_of, seeds
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.portfolio.ranked import rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.signalling import favourites_value
from trimtab.residency.portfolio.value_kernels import fill_gains, value_of
from trimtab.season_rules.reading import read_season

RUNS = 7
MOST_SECONDS = 0.15
LARGE = (0.0, 0.15, 0.3, 0.6, 0.9)


def residency_like(size: int, count: int, correlation: float, *, signals: bool) -> ListProblem:
    """A made-up specialty: chances by a beta law, better places less likely, signals that lift."""
    rng = np.random.default_rng(size)
    chance = rng.beta(1, 12, size)
    return ListProblem(
        chances=with_signals(rng, chance) if signals else chance,
        worths=np.clip(100 * rng.uniform(0.6, 1, size) - 30 * chance, 1, 100),
        count=count,
        copies=[10, 5] if signals else 0,
        correlation=correlation,
    )


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one run: the median of several, after one that is not counted."""
    work()
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return median(found)


def plain_greedy(problem: ListProblem) -> float:
    """The value of the best greedy list: by gain or per dollar, signals with the list or not."""
    ranked = rank_problem(problem)
    tiers = seeds(ranked, np.zeros(ranked.copies.shape))
    return float(value_of(ranked, best_of(ranked, tiers)))


def submodular_bound(problem: ListProblem) -> float:
    """Value of the list and of the largest further gains: what greedy alone can certify."""
    ranked = rank_problem(problem)
    found = find_list(ranked)
    gains = np.empty(ranked.can.shape)
    fill_gains(ranked, found.tier, gains)
    return found.value + float(np.sort(gains.max(axis=1))[-ranked.most :].clip(0).sum())


def print_quality(cases: int) -> bool:
    """A row for each kind of small problem: search and relaxation alone, beside brute force."""
    print("| kind | cases | mean of optimum | worst | exact | greedy: mean | worst | proved |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    is_met = True
    for kind in KINDS:
        mine, greedy, proved = [], [], 0
        for seed in range(cases):
            problem = random_problem(seed, kind)
            best = every_list(problem).best
            if best <= 0:
                continue
            found = find_list(rank_problem(problem))
            proved += found.is_optimal
            mine.append(found.value / best)
            greedy.append(plain_greedy(problem) / best)
        ratios, others = np.array(mine), np.array(greedy)
        is_met &= bool((ratios >= 0.999).mean() >= 0.999 and ratios.min() >= 0.99)
        exact, shown = (ratios > 1 - 1e-6).mean(), proved / len(ratios)
        print(
            f"| {kind} | {len(ratios)} | {min(1.0, ratios.mean()):.6f} | {ratios.min():.6f} "
            f"| {exact:.1%} | {others.mean():.4f} | {others.min():.4f} | {shown:.1%} |"
        )
    return is_met


def print_favourites(cases: int) -> None:
    """What signals chosen with the list gain over signals for the favourites."""
    ratios = []
    for seed in range(cases):
        problem = random_problem(seed, "signals").altered(copies=[1, 1])
        value = build_list(problem).value
        ratios.append(favourites_value(problem) / value if value else 1.0)
    found = np.array(ratios)
    large = residency_like(800, 120, 0.3, signals=True)
    share = favourites_value(large) / build_list(large).value
    print(f"\nSignals for favourites: {found.mean():.1%} of ours on average, worst ", end="")
    print(f"{found.min():.1%}, of {cases}; {share:.2%} with 800 programmes and 15 signals.\n")


def print_large() -> bool:
    """A row for each correlation of a large problem with signals: gap, other bound, time."""
    print("| correlation | value | our gap | submodular gap | ms |\n|---:|---:|---:|---:|---:|")
    slowest = 0.0
    for correlation in LARGE:
        problem = residency_like(800, 120, correlation, signals=True)
        found = build_list(problem)
        taken = seconds(lambda problem=problem: build_list(problem))
        slowest = max(slowest, taken)
        other = 1 - found.value / submodular_bound(problem)
        print(
            f"| {correlation} | {found.value:.3f} | {found.gap:.4%} | {other:.2%} "
            f"| {taken * 1000:.0f} |"
        )
    return slowest <= MOST_SECONDS


def middling(seed: int) -> ListProblem:
    """Thirty made-up programmes with large chances and unequal costs, which are hard to bound."""
    return random_problem(seed, "budget", size=30, correlation=0.5)


def print_ratios() -> None:
    """How much longer others take for the same list of small problems, in the same run."""
    problem = random_problem(2, "count", size=14, correlation=0.3).altered(count=5)
    mine = seconds(lambda: build_list(problem))
    begun = time.process_time()
    ranked = rank_problem(problem)
    tier = np.full(problem.size, -1)
    for rows in combinations(range(problem.size), 5):
        tier[:] = -1
        tier[list(rows)] = 0
        value_of(ranked, tier)
    enumerated = time.process_time() - begun
    print(f"\n14 programmes, 5 applications: ours with proof {mine * 1000:.2f} ms, ", end="")
    print(f"enumeration {enumerated / mine:.0f} times that.")
    middle = next(one for one in map(middling, range(100)) if build_list(one).gap > 1e-3)
    mine = seconds(lambda: build_list(middle, nodes=10_000))
    begun = time.process_time()
    milp = solve_exactly(middle, seconds=60)
    taken = time.process_time() - begun
    print(f"30 programmes on a budget: ours with proof {mine * 1000:.1f} ms, MILP ", end="")
    print(f"{taken / mine:.0f} times that (gap {milp.gap:.1e}).")
    dear = residency_like(256, 0, 0.0, signals=False)
    rng = np.random.default_rng(0)
    table = dear.altered(count=None, costs=rng.integers(5, 11, 256), budget=960.0)
    print(f"Cost table of 256 programmes: {seconds(lambda: build_list(table)) * 1000:.1f} ms.")


def print_whole(size: int = 800) -> None:
    """The whole of a list as a person gets it: chances, list, ranges, curve, what would change."""
    who = Applicant(
        specialties=("internal medicine",),
        step2=246,
        states=("OH",),
        preferences=Preferences(weights={"hours": 1, "fellowship": 1}),
    )
    order = ListOrder(
        applicant=who,
        programmes=tuple(synthetic_programmes(size, 4, who.specialties)),
        rules=read_season(2026),
        today=date(2025, 8, 20),
        count=120,
    )
    taken = seconds(lambda: plan_list(order)) * 1000
    chances = seconds(lambda: known_chances(order)) * 1000
    print(f"\nAll of it for {size} invented programmes, 120 applications, 15 signals: ", end="")
    print(f"{taken:.0f} ms, of which chances at all of them {chances:.0f} ms.")


STEPS = search.SEARCH_STEPS


def main() -> bool:
    """Print every table; whether a bar was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    print(f"{date.today()}: {machine_name()},")  # noqa: DTZ011 - the day here
    print(f"Python {platform.python_version()}, trimtab {__version__}.\n")
    search.SEARCH_STEPS = 0
    is_good = print_quality(cases)
    search.SEARCH_STEPS = STEPS
    print_favourites(cases)
    is_quick = print_large()
    print_ratios()
    print_whole()
    return not (is_good and is_quick)


if __name__ == "__main__":
    sys.exit(main())
