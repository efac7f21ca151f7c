"""What is measured of each made-up week, as plain numbers that can be kept and shown."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from answers import Answer
from greedy import deadline_items, plan_greedily
from look import Look, count_avoidable, count_harmless, look_at
from measure import Case, Run, find_faults, plan_within, prepare, press_deadlines
from reference import ask, known_answers
from replan import measure_replan

HERE = Path(__file__).resolve()
MOMENTS = (0.1, 0.5, 3.0)
PEER_MOMENTS = (1.0, 5.0)
LINEAR_SECONDS = 120.0
HORIZON_SECONDS = 3.0
SHOWN = ("value", "sleep_hours", "splinters", "sittings")
"""What a record keeps of a look as it is."""

RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, KiB elsewhere
MIB = 1 << 20

Record = dict[str, Any]


PEERS = (("cpsat", "5 min"), ("cpsat", "15 min"), ("highs", "15 min"))
"""Other solvers, on all starts or on quarter hours and edges alone, where they are quicker."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds given to us, in turn; which others are asked, and at which moments."""

    ours: tuple[float, ...] = MOMENTS
    peers: tuple[tuple[str, str], ...] = PEERS
    moments: tuple[float, ...] = PEER_MOMENTS


QUICK = Limits((0.1, 0.5), PEERS[1:], (0.5, 1.0))


def record_week(person: str, seed: int, limits: Limits) -> Record:
    """Everything about one week: our plans, their proof, other solvers, the greedy planner."""
    case = prepare(person, seed)
    runs = [plan_within(case.problem, seconds) for seconds in limits.ours]
    linear = ask(case.exported, "linear", LINEAR_SECONDS)
    peers = {
        f"{solver}, {starts}": _ask(case, solver, starts, limits.moments[-1])
        for solver, starts in limits.peers
    }
    answers = [*peers.values(), *known_answers(case.exported)]
    bound = linear.bound if linear.bound is not None else float("inf")
    return {
        "person": person,
        "seed": seed,
        "items": len(case.problem.items),
        "candidates": case.problem.size,
        "budgets": len(case.problem.budgets),
        "build_ms": 1000 * case.build_seconds,
        "linear": linear.bound,
        "ours": [_shown(case, run, limit) for run, limit in zip(runs, limits.ours, strict=True)],
        "peers": {name: _values_at(answer, limits.moments) for name, answer in peers.items()},
        "best": _best_value(runs, answers),
        "best_from_long_run": max((known.seconds for known in answers), default=0.0),
        "looks": _looks(case, runs[-1], answers),
        "faults": [fault for run in runs for fault in find_faults(case, run, bound)]
        + _contradictions(case, runs, answers),
    }


def _shown(case: Case, run: Run, limit: float) -> Record:
    return {
        "limit": limit,
        "seconds": run.seconds,
        "value": run.value,
        "bound": run.bound,
        "gap": run.gap,
        "beyond": case.gap_beyond_routine(run),
    }


def _ask(case: Case, solver: str, starts: str, seconds: float) -> Answer:
    """What another solver finds; candidates numbered as in the whole problem."""
    if starts == "5 min":
        return ask(case.exported, solver, seconds)
    answer = ask(case.coarse_exported, solver, seconds)
    chosen = tuple(int(case.problem.coarse[j]) for j in answer.chosen)
    return replace(answer, chosen=chosen, bound=None)


def _values_at(answer: Answer, moments: Sequence[float]) -> list[float | None]:
    """Its best value at each moment; what it answers when told to stop counts for the last."""
    return [*map(answer.value_at, moments[:-1]), answer.value]


def _best_value(runs: Sequence[Run], answers: Sequence[Answer]) -> float:
    found = [answer.value for answer in answers if answer.value is not None]
    return max([*(run.value for run in runs), *found])


def _contradictions(case: Case, runs: Sequence[Run], answers: Sequence[Answer]) -> list[str]:
    """Plans of other solvers that top our bound: there must be none."""
    least = min(run.bound for run in runs)
    values = [answer.value for answer in answers if answer.value is not None]
    place = f"{case.person} {case.seed}"
    return [f"{place}: {v} tops our bound {least}" for v in values if v > least * (1 + 1e-6)]


def _looks(case: Case, ours: Run, answers: Sequence[Answer]) -> Record:
    """Our plan and the greedy one side by side; late is avoidable where any plan is in time."""
    mine = look_at(case, press_deadlines(case, ours))
    greedy = look_at(case, plan_greedily(case.week, case.problem))
    known = [answer for answer in answers if answer.value is not None]
    others = [mine, greedy, *(look_at(case, answer.chosen) for answer in known)]
    found = {"ours": _plain(mine, others), "greedy": _plain(greedy, others)}
    return {**found, "deadlines": len(deadline_items(case.week, case.problem))}


def _plain(look: Look, others: Sequence[Look]) -> Record:
    plain = {key: getattr(look, key) for key in SHOWN}
    counts = {"avoidable": count_avoidable(look, others), "harmless": count_harmless(look, others)}
    return {**plain, "late": len(look.late), **counts}


def record_horizon(person: str, seed: int, weeks: int, seconds: float) -> Record:
    """A longer horizon, planned in a process of its own so that its memory can be told."""
    shown = subprocess.run(
        [sys.executable, str(HERE), person, str(seed), str(weeks), str(seconds)],
        capture_output=True,
        check=True,
        text=True,
    )
    record: Record = json.loads(shown.stdout)
    return record


def record_replan(person: str, seed: int) -> Record:
    """A week that changes after it was published."""
    return {"person": person, "seed": seed, **measure_replan(person, seed)}


def main(arguments: Sequence[str]) -> None:
    """Plan one horizon and print what it took, as JSON."""
    person, seed, weeks, seconds = arguments
    case = prepare(person, int(seed), int(weeks))
    run = plan_within(case.problem, float(seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / MIB
    linear = ask(case.exported, "linear", LINEAR_SECONDS)
    bound = linear.bound if linear.bound is not None else float("inf")
    found = {
        "person": person,
        "seed": int(seed),
        "weeks": int(weeks),
        "items": len(case.problem.items),
        "candidates": case.problem.size,
        "build_ms": 1000 * case.build_seconds,
        "peak_mib": peak,
        **_shown(case, run, float(seconds)),
        "faults": find_faults(case, run, bound),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
