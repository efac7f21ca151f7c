"""How good the planner's weeks are, how fast, and against whom: prints Markdown tables.

    python bench/planner/quality.py [--quick] [--people A,B] [--seeds N] [--peer-seeds N]
        [--only PART,PART] [--keep FILE] [--reference-seconds S]

Parts are weeks, horizons, replan and explained. Other solvers are asked on seeds below
`--peer-seeds`, HiGHS' relaxation on all. `--keep` writes each record to a file as it is made and
goes on from there when run again. `--reference-seconds` makes long references (CP-SAT from our
plan, then HiGHS alone) for the weeks chosen and keeps them; later runs count them among the best
known plans. Leaves with 1 when a certificate does not hold.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from explained import explained_table, record_explained
from instances import PEOPLE, SEEDS
from measure import plan_within, prepare
from records import (
    HORIZON_SECONDS,
    QUICK,
    Limits,
    Record,
    record_horizon,
    record_replan,
    record_week,
)
from reference import ask_once
from tables import (
    distance_table,
    greedy_table,
    horizon_table,
    peer_table,
    proof_table,
    replan_table,
)

from machine import machine_name

PARTS = ("weeks", "horizons", "replan", "explained")
VERSIONS = ("trimtab", "numba", "numpy", "ortools", "scipy")
HINT_SECONDS = 3.0
"""What our planner gets before CP-SAT goes on from its plan for a long reference."""

HORIZON_SEEDS = 4
"""Longer horizons are measured on so many seeds of each person, or fewer if fewer are asked."""


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description="Measure how good planned weeks are.")
    parser.add_argument("--people", default=",".join(PEOPLE), help="names, separated by commas")
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="so many seeds from 0")
    parser.add_argument("--peer-seeds", type=int, help="other solvers on so many seeds from 0")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas")
    parser.add_argument("--quick", action="store_true", help="short limits, for a look")
    parser.add_argument("--keep", type=Path, help="file of records, read and added to")
    parser.add_argument("--reference-seconds", type=float, help="make long references, then stop")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked and print the tables; returns 1 when a certificate does not hold."""
    asked = read_arguments(arguments)
    weeks = [(person, seed) for person in asked.people.split(",") for seed in range(asked.seeds)]
    if asked.reference_seconds:
        _make_references(weeks, asked.reference_seconds)
        return 0
    limits = QUICK if asked.quick else Limits()
    records = _Records(asked.keep)
    print(_surroundings(asked.seeds), end="\n\n")
    for part in asked.only.split(","):
        for key, make in _wanted(part, weeks, limits, asked.peer_seeds):
            records.add(key, make)
        _print(part, records.of(part), limits)
    faults = [fault for record in records.all() for fault in record.get("faults", ())]
    print(f"Certificates that do not hold, of {len(records.all())} records: {len(faults)}")
    print(*faults, sep="\n")
    return int(bool(faults))


class _Records:
    """Records by key, kept in a file of one JSON object a line when one is given."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        lines = path.read_text().splitlines() if path and path.exists() else []
        self.known: dict[str, Record] = dict(json.loads(line) for line in lines)

    def add(self, key: str, make: Callable[[], Record]) -> None:
        """Make a record unless it is there."""
        if key in self.known:
            return
        print(key, file=sys.stderr, flush=True)
        self.known[key] = make()
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self.known[key]]) + "\n")

    def of(self, part: str) -> list[Record]:
        """Records of a part in the order made."""
        return [record for key, record in self.known.items() if key.startswith(f"{part}/")]

    def all(self) -> list[Record]:
        """Every record."""
        return list(self.known.values())


def _wanted(
    part: str, weeks: Sequence[tuple[str, int]], limits: Limits, peer_seeds: int | None
) -> Iterator[tuple[str, Callable[[], Record]]]:
    """Keys of a part's records, and how each is made."""
    for person, seed in weeks:
        if part == "weeks":
            key = f"weeks/{person}/{seed}/{limits.ours}"
            is_alone = peer_seeds is not None and seed >= peer_seeds
            asked = replace(limits, peers=()) if is_alone else limits
            yield key, lambda p=person, s=seed, one=asked: record_week(p, s, one)
        elif part == "replan":
            yield f"replan/{person}/{seed}", lambda p=person, s=seed: record_replan(p, s)
        elif part == "explained":
            yield f"explained/{person}/{seed}", lambda p=person, s=seed: record_explained(p, s)
        elif seed < HORIZON_SEEDS:
            for count in (2, 4):
                yield (
                    f"horizons/{person}/{seed}/{count}",
                    lambda p=person, s=seed, n=count: record_horizon(p, s, n, HORIZON_SECONDS),
                )


def _print(part: str, records: Sequence[Record], limits: Limits) -> None:
    """The tables of a part under their headings."""
    if not records:
        return
    if part == "weeks":
        _show("Certified", proof_table(records))
        compared = [record for record in records if record["peers"]]
        if compared:
            _show("Against the best known", distance_table(compared))
            _show("Against other solvers", peer_table(compared, limits.moments))
        _show("Against a greedy planner", greedy_table(records))
    elif part == "horizons":
        _show("Two and four weeks", horizon_table(records))
    elif part == "explained":
        _show("Explained", explained_table(records))
    else:
        _show("Planned again", replan_table(records))


def _show(heading: str, lines: Iterator[str]) -> None:
    print(f"### {heading}\n", *lines, "", sep="\n", flush=True)


def _surroundings(seeds: int) -> str:
    """Where and with what the figures were made."""
    parts = ", ".join(f"{part} {_version_of(part)}" for part in VERSIONS)
    today = datetime.now(UTC).date()
    return (
        f"{today}: seeds 0 to {seeds - 1} on {machine_name()},\n"
        f"Python {platform.python_version()}, {parts}.\n"
        "Pairs are median / worst tenth."
    )


def _version_of(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "?"


def _make_references(weeks: Sequence[tuple[str, int]], seconds: float) -> None:
    """Long references of each week, those there left as they are."""
    for person, seed in weeks:
        case = prepare(person, seed)
        chosen = plan_within(case.problem, HINT_SECONDS).chosen
        for solver in ("polish", "highs"):
            answer = ask_once({**case.exported, "chosen": chosen}, solver, seconds)
            print(f"{person} {seed} {solver}: {answer.value} within {answer.bound}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
