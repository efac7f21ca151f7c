"""Other solvers on an exported problem: each in a process of its own, with a time limit.

    python bench/planner/reference.py SOLVER SECONDS [SEED] < problem.json > answer.json

SOLVER is linear (HiGHS, the relaxation), highs (HiGHS, exact), cpsat (CP-SAT, two workers) or
polish (CP-SAT from the plan in the file).
OR-Tools and SciPy bring a HiGHS each, so they never meet in one process. The problem is what
`trimtab plan … --problem` writes; the answer holds the best value at each moment it changed.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from answers import Answer, Moment

HERE = Path(__file__).resolve()
KEPT = HERE.parent / ".references"
"""Answers that took long, by problem, solver and seconds; not part of the repository."""

PROBLEM_KEYS = ("slots", "budgets", "candidates")
HINTED = ("chosen",)
START_MINUTES = 4
"""How much longer than its limit a process may take to read, write down and answer."""


def ask(exported: Mapping[str, Any], solver: str, seconds: float, seed: int = 0) -> Answer:
    """Solve an exported problem in a child process; raises RuntimeError when it fails."""
    shown = subprocess.run(
        [sys.executable, str(HERE), solver, str(seconds), str(seed)],
        input=json.dumps({key: exported[key] for key in (*PROBLEM_KEYS, *HINTED)}),
        capture_output=True,
        text=True,
        timeout=seconds + 60 * START_MINUTES,
        check=False,
    )
    if shown.returncode:
        raise RuntimeError(f"{solver} left with {shown.returncode}: {shown.stderr[-2000:]}")
    return _read(shown.stdout.splitlines()[-1])


def ask_once(exported: Mapping[str, Any], solver: str, seconds: float) -> Answer:
    """The same, kept on disk: a long reference is made once for each problem."""
    path = _kept_at(exported, solver, seconds)
    if not path.exists():
        answer = ask(exported, solver, seconds)
        KEPT.mkdir(exist_ok=True)
        path.write_text(json.dumps(asdict(answer)))
    return _read(path.read_text())


def known_answers(exported: Mapping[str, Any]) -> list[Answer]:
    """Every answer kept for a problem."""
    return [_read(path.read_text()) for path in KEPT.glob(f"{_digest(exported)}-*.json")]


def _kept_at(exported: Mapping[str, Any], solver: str, seconds: float) -> Path:
    return KEPT / f"{_digest(exported)}-{solver}-{seconds:g}.json"


def _digest(exported: Mapping[str, Any]) -> str:
    problem = json.dumps({key: exported[key] for key in PROBLEM_KEYS}, sort_keys=True)
    return hashlib.sha256(problem.encode()).hexdigest()[:16]


def _read(text: str) -> Answer:
    plain = json.loads(text)
    track = tuple(Moment(**moment) for moment in plain.pop("track"))
    return Answer(**{**plain, "track": track, "chosen": tuple(plain["chosen"])})


def main(arguments: Sequence[str]) -> None:
    """Solve the problem on standard input and print the answer."""
    solver, seconds, seed = arguments[0], float(arguments[1]), int((*arguments[2:], 0)[0])
    exported = json.load(sys.stdin)
    if solver in {"cpsat", "polish"}:
        from cpsat_reference import solve_with_cpsat  # noqa: PLC0415 - one solver in a process

        hinted = exported["chosen"] if solver == "polish" else ()
        answer = solve_with_cpsat(exported, hinted, seconds, seed)
    else:
        from highs_reference import solve_and_track  # noqa: PLC0415 - as above

        answer = solve_and_track(exported, seconds, integral=solver == "highs")
    print(json.dumps(asdict(answer)))


if __name__ == "__main__":
    main(sys.argv[1:])
