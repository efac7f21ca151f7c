"""How long it takes to say why, what hours are worth, what would help and where else things fit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from instances import request_for
from tables import by_person, table, worst_tenth

from trimtab.planner.explain import explain_shortfalls
from trimtab.planner.placements import Lifted
from trimtab.planner.prices import hour_prices
from trimtab.planner.problem import Problem
from trimtab.planner.shadow import Shadow
from trimtab.planner.solve import Effort, load_kernels
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.trims import find_trims

Record = dict[str, Any]
Answer = TypeVar("Answer")

HEADS = (
    "person", "weeks", "things short", "reasons ms", "prices of hours ms",
    "trims found", "trims ms", "places of a block", "places of a block ms",
)  # fmt: skip


def record_explained(person: str, seed: int) -> Record:
    """Milliseconds for each kind of answer about one solved week; the kernels stand ready.

    Everything is asked once before it is timed, so that no kernel is loaded meanwhile. Prices of
    hours include writing the shadow problem, which trims then share. A block's places are asked
    of each block that the plan could move.
    """
    load_kernels()
    solved = solve_week(request_for(person, seed), Effort())
    asked = (solved.week, solved.problem, solved.solution)
    explain_shortfalls(*asked)
    short, reasons_ms = _timed(lambda: explain_shortfalls(*asked))
    hour_prices(Shadow.of(solved))
    shadow, shadow_ms = _timed(lambda: Shadow.of(solved))
    hours, prices_ms = _timed(lambda: hour_prices(shadow))
    find_trims(shadow, hours)
    trims, trims_ms = _timed(lambda: find_trims(shadow, hours))
    places = [_timed(lambda j=j: _places(solved, j)) for j in _movable(solved)]  # type: ignore[misc]
    return {
        "person": person,
        "seed": seed,
        "short": len(short),
        "reasons_ms": reasons_ms,
        "prices_ms": shadow_ms + prices_ms,
        "trims": len(trims),
        "trims_ms": trims_ms,
        "places": [count for count, _ in places],
        "places_ms": [milliseconds for _, milliseconds in places],
    }


def _timed(ask: Callable[[], Answer]) -> tuple[Answer, float]:
    """An answer, and the milliseconds it took."""
    began = time.perf_counter()
    answer = ask()
    return answer, 1000 * (time.perf_counter() - began)


def _movable(solved: SolvedWeek) -> list[int]:
    """Candidates of the plan that a person sees as blocks."""
    problem: Problem = solved.problem
    return [j for j in solved.solution.chosen if problem.parts_of(j)]


def _places(solved: SolvedWeek, candidate: int) -> int:
    return len(Lifted.from_week(solved, candidate).places())


def explained_table(records: Sequence[Record]) -> Iterator[str]:
    """Milliseconds by person, median and worst tenth, with how much was answered."""
    rows = []
    for person, mine in by_person(records):
        places_ms = [one for record in mine for one in record["places_ms"]]
        places = [one for record in mine for one in record["places"]]
        rows.append(
            [
                person,
                str(len(mine)),
                str(sum(record["short"] for record in mine)),
                _pair(record["reasons_ms"] for record in mine),
                _pair(record["prices_ms"] for record in mine),
                str(sum(record["trims"] for record in mine)),
                _pair(record["trims_ms"] for record in mine),
                f"{statistics.median(places):.0f}",
                _pair(places_ms, 1),
            ]
        )
    yield from table(HEADS, rows)


def _pair(numbers: Iterable[float], digits: int = 0) -> str:
    """Median and worst tenth."""
    known = list(numbers)
    return f"{statistics.median(known):.{digits}f} / {worst_tenth(known):.{digits}f}"
