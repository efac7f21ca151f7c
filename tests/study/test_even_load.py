"""The evenest load: exact against conditions, brute force, another solver and a maximum flow."""

from __future__ import annotations

from itertools import pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from seeded import on_seeds

from trimtab.study.even_load import even_loads, fill_level
from trimtab.study.problem import StudyProblem, fits, fitting_work, most_placed
from trimtab.study.sharing import share_days
from trimtab.study.whole_questions import whole_questions

CLOSE = 1e-4


def problem_of(seed: int, most_exams: int = 4, most_days: int = 10) -> StudyProblem:
    """Random exams with windows, closed weekdays, limits a day, and days without room."""
    rng = np.random.default_rng(seed)
    exams, days = int(rng.integers(1, most_exams + 1)), int(rng.integers(1, most_days + 1))
    capacity = rng.integers(0, 5, days) * 60.0
    most = 0.92 * capacity
    rooms = np.zeros((exams, days))
    for one, end in enumerate(np.sort(rng.integers(1, days + 1, exams))):
        begin = int(rng.integers(0, end))
        rooms[one, begin:end] = most[begin:end]
        if rng.random() < 0.4:
            rooms[one] = np.minimum(rooms[one], int(rng.integers(1, 4)) * 40)
        if rng.random() < 0.4:
            rooms[one, rng.random(days) < 0.3] = 0
    least = np.minimum(np.where(rng.random(days) < 0.3, 45.0, 0.0), most)
    work = rng.integers(0, 20 * days, exams).astype(float)
    return StudyProblem(work, rooms, capacity, least, most)


def fitted(seed: int, **sizes: int) -> StudyProblem:
    """A random problem with as much work as fits."""
    problem = problem_of(seed, **sizes)
    return problem.with_work(fitting_work(problem))


def flow_of(problem: StudyProblem) -> float:
    """The maximum flow from exams to days, by another library."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for one, minutes in enumerate(problem.work):
        graph.add_edge("from", f"exam {one}", capacity=float(minutes))
        for day in range(problem.days):
            graph.add_edge(f"exam {one}", f"day {day}", capacity=float(problem.rooms[one, day]))
    for day in range(problem.days):
        graph.add_edge(f"day {day}", "to", capacity=float(problem.most[day]))
    return nx.maximum_flow_value(graph, "from", "to")


def level(problem: StudyProblem, loads, day: int, *, rising: bool) -> tuple[int, float]:
    """How dear more (or the last) minutes of a day are: under its least, between, at its most."""
    load, least, most = loads[day], problem.least[day], problem.most[day]
    if rising:
        zone = -1 if load < least - CLOSE else 1 if load >= most - CLOSE else 0
    else:
        zone = -1 if load <= least + CLOSE else 0
    return zone, load / max(problem.capacity[day], 1.0)


@on_seeds(20, 60)
def test_no_minute_is_better_on_another_day(seed):
    """The conditions of Karush, Kuhn and Tucker hold, and every bound is kept."""
    problem = fitted(seed)
    loads = even_loads(problem)
    shares = share_days(problem, loads)
    assert np.allclose(shares.sum(axis=0), loads, atol=CLOSE)
    assert np.allclose(shares.sum(axis=1), problem.work, atol=CLOSE)
    assert (loads <= problem.most + CLOSE).all()
    assert (shares <= problem.rooms + CLOSE).all()
    for row, room in zip(shares, problem.rooms, strict=True):
        for used in np.flatnonzero(row > CLOSE):
            for other in np.flatnonzero(room - row > CLOSE):
                now = level(problem, loads, used, rising=False)
                then = level(problem, loads, other, rising=True)
                assert used == other or now <= (then[0], then[1] + CLOSE)


@on_seeds(20, 60)
def test_what_fits_is_a_maximum_flow(seed):
    """The least cut over sets of exams is the flow that another library finds."""
    problem = problem_of(seed)
    assert most_placed(problem) == pytest.approx(flow_of(problem), abs=CLOSE)
    assert fits(problem) == (flow_of(problem) >= problem.work.sum() - CLOSE)


@on_seeds(4, 12)
def test_another_solver_finds_the_same_loads(seed):
    """A quadratic programme in scipy agrees, day by day."""
    problem = fitted(seed + 500, most_exams=2, most_days=5)
    days, able = problem.days, np.maximum(problem.capacity, 1e-3)
    problem = StudyProblem(problem.work, problem.rooms, able, 0 * problem.least, problem.most)
    loads = even_loads(problem)

    def cost(flat) -> float:
        return float((flat.reshape(-1, days).sum(axis=0) ** 2 / able).sum() / 100)

    bounds = [(0.0, float(room)) for room in problem.rooms.ravel()]
    sums = [
        {
            "type": "eq",
            "fun": lambda flat, one=one: flat.reshape(-1, days)[one].sum() - problem.work[one],
        }
        for one in range(len(problem.work))
    ]
    caps = {"type": "ineq", "fun": lambda f: problem.most - f.reshape(-1, days).sum(axis=0)}
    begin = share_days(problem, loads).ravel()
    found = minimize(
        cost,
        begin + 0.5,
        bounds=bounds,
        constraints=[*sums, caps],
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-12},
    )
    assert cost(begin) <= found.fun + 1e-3 or not found.success


@on_seeds(20, 60)
def test_whole_questions_are_the_best_there_are(seed):
    """Of every way to place them in fives none is more even, and no day is over."""
    problem = fitted(seed + 900, most_exams=1 + seed % 2, most_days=3)
    work = np.floor(problem.work / 15) * 15
    problem = problem.with_work(work)
    paces = np.full(len(work), 3.0)
    found = whole_questions(problem, share_days(problem, even_loads(problem)), paces, 5)
    loads = paces @ found.counts
    assert (loads <= problem.most + CLOSE).all()
    assert ((found.counts * 3.0) <= problem.rooms + CLOSE).all()
    if not found.left.any():
        assert cost_of(problem, loads) <= best_cost(problem) + CLOSE


def cost_of(problem: StudyProblem, loads) -> float:
    """What is minimised, days below their least first."""
    low = np.minimum(problem.least, problem.most)
    even = (loads**2 / np.maximum(problem.capacity, 1e-7)).sum()
    return float(even - 1e6 * np.minimum(loads, low).sum())


def best_cost(problem: StudyProblem) -> float:
    """The least cost of all placements in fives, by trying each."""
    steps = [
        [
            np.array(counts) * 15.0
            for counts in product(*(range(int(room // 15) + 1) for room in rooms))
            if sum(counts) == round(work / 15)
        ]
        for rooms, work in zip(problem.rooms, problem.work, strict=True)
    ]
    loads = (sum(chosen) for chosen in product(*steps))
    able = (load for load in loads if (load <= problem.most + CLOSE).all())
    return min((cost_of(problem, load) for load in able), default=np.inf)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_totals_are_kept_in_whole_questions(seed):
    """Placed and left over come to all questions, whatever a question takes."""
    problem = fitted(seed, most_days=30)
    paces = np.array([3.0, 2.5, 2.75, 4.0])[: len(problem.work)]
    found = whole_questions(problem, share_days(problem, even_loads(problem)), paces, 5)
    totals = np.floor(problem.work / paces + 1e-7)
    assert (found.counts.sum(axis=1) + found.left == totals).all()
    assert (paces @ found.counts <= problem.most + CLOSE).all()


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_more_work_makes_no_day_lighter(seed):
    """With one exam every load rises or stays as its work grows."""
    problem = fitted(seed, most_exams=1)
    loads = [even_loads(problem.with_work(problem.work * part)) for part in (0.3, 0.6, 1.0)]
    assert all((more >= less - CLOSE).all() for less, more in pairwise(loads))


def test_a_light_week_carries_more():
    """Load is even by what fits: three times the room, three times the questions."""
    loads = fill_level(120.0, np.array([50.0, 150.0]), np.zeros(2), np.array([46.0, 138.0]))
    assert loads.tolist() == [30.0, 90.0]


def test_heavy_days_come_first_to_what_they_keep_and_full_days_last():
    """Too little for what days keep is shared evenly; too much goes over them evenly."""
    capacity, least, most = np.array([100.0, 100.0]), np.array([40.0, 0.0]), np.array([50.0, 92.0])
    assert fill_level(30.0, capacity, least, most).tolist() == [30.0, 0.0]
    assert fill_level(60.0, capacity, least, most).tolist() == [40.0, 20.0]
    assert fill_level(142.0, capacity, least, most).tolist() == [50.0, 92.0]
    assert fill_level(10.0, np.zeros(2), np.zeros(2), np.zeros(2)).tolist() == [0.0, 0.0]


def test_an_exchange_of_days_lets_everything_in():
    """What one exam holds elsewhere is moved for one that has a single day."""
    rooms = np.array([[60.0, 60.0], [60.0, 0.0]])
    problem = StudyProblem(
        np.array([60.0, 60.0]), rooms, np.full(2, 60.0), np.zeros(2), np.full(2, 60.0)
    )
    shares = share_days(problem, even_loads(problem))
    assert shares.round(6).tolist() == [[0.0, 60.0], [60.0, 0.0]]
