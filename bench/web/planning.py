"""Time what a page waits for: a re-plan, and the shades under a block that is dragged.

    python bench/web/planning.py [RUNS]

The planner runs in its own processes, warm, and every figure is a round trip over a pipe. Each
example person's week is planned on Monday morning; on Tuesday noon the next block is left out and
the week planned again, RUNS times (20 unless told). Prints the Markdown table of
docs/benchmarks.md.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.ports import PlanAsk
from trimtab.app.marks import leave_out
from trimtab.domain.plans import Block, Plan
from trimtab.planning.pair import PlanningPair
from trimtab.wiring.planning_parts import planner_parts

sys.path.append(str(Path(__file__).parents[1]))
from machine import machine_name

EXAMPLES = Path(__file__).parents[2] / "examples"
CALENDARS = {".ics", ".csv", ".xlsx"}
MONDAY = date(2026, 11, 16)
WEEKS = (1, 2)
USUAL_RUNS = 20


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds of every run, by what was waited for, and how near the best the re-plan is."""

    person: str
    weeks: int
    again: tuple[float, ...]
    shades: tuple[float, ...]
    gap: float
    full_seconds: float


def ask_of(folder: Path, weeks: int) -> PlanAsk:
    """What is asked on Monday at six of an example's week or weeks."""
    text = (folder / "profile.toml").read_text(encoding="utf-8")
    now = datetime(2026, 11, 16, 6, tzinfo=ZoneInfo(zone_in(text)))
    kept = {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix in CALENDARS}
    return PlanAsk(text, MONDAY, weeks, now, calendars=kept)


def ahead(plan: Plan, now: datetime) -> Block:
    """The first practice or sitting from a moment on."""
    kinds = {"practice", "task", "study"}
    return next(one for one in plan.blocks if one.kind in kinds and one.start > now)


def timed(runs: int, ask: Callable[[], object]) -> tuple[float, ...]:
    """Milliseconds of so many runs, the first one apart."""
    ask()
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - began))
    return tuple(found)


def wait_for_full(planning: PlanningPair, ask: PlanAsk) -> tuple[Plan, float]:
    """The last plan of a job in the background, and seconds until it was heard."""
    heard: list[Plan] = []
    has_last = threading.Event()

    def hear(plan: Plan, is_last: bool) -> None:  # noqa: FBT001 - the port's own shape
        heard.append(plan)
        if is_last:
            has_last.set()

    began = time.perf_counter()
    planning.begin(ask, hear)
    has_last.wait()
    return heard[-1], time.perf_counter() - began


def measure(planning: PlanningPair, folder: Path, weeks: int, runs: int) -> Waits:
    """Plan an example's days, plan them again after a block was left out, and shade another."""
    first, seconds = wait_for_full(planning, ask_of(folder, weeks))
    noon = datetime(2026, 11, 17, 12, tzinfo=ZoneInfo(first.horizon.zone))
    last = first.as_last()
    ask = replace(ask_of(folder, weeks), last=leave_out(last, [ahead(first, noon)]), now=noon)
    again = timed(runs, lambda: planning.plan_quickly(ask))
    plan = planning.plan_quickly(ask)
    block, stands = ahead(plan, noon), replace(ask, last=plan.as_last())
    shades = timed(runs, lambda: planning.places(stands, block))
    return Waits(folder.name, weeks, again, shades, plan.certificate.gap, seconds)


def rows(found: list[Waits]) -> Iterator[str]:
    """The table, a row for each person and number of weeks."""
    heads = ("person", "weeks", "re-plan ms", "p95", "gap", "shades ms", "p95", "full plan s")
    yield f"| {' | '.join(heads)} |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for one in found:
        cells = [
            one.person,
            str(one.weeks),
            *(f"{value:.0f}" for value in spread(one.again)),
            f"{100 * one.gap:.2f}%",
            *(f"{value:.0f}" for value in spread(one.shades)),
            f"{one.full_seconds:.1f}",
        ]
        yield f"| {' | '.join(cells)} |"


def spread(values: tuple[float, ...]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Measure every example and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_RUNS
    planning = PlanningPair(planner_parts)
    planning.warm_up()
    people = sorted(one for one in EXAMPLES.iterdir() if (one / "profile.toml").exists())
    found = [measure(planning, one, weeks, runs) for weeks in WEEKS for one in people]
    planning.close()
    print(f"{machine_name()}, {runs} runs each\n")
    print("\n".join(rows(found)))


if __name__ == "__main__":
    main()
