"""Records as the Markdown tables of docs/benchmarks.md."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Record = dict[str, Any]
NOTHING = "–"  # noqa: RUF001 - an en dash where there is no number
EVERYBODY = "all"


def worst_tenth(numbers: Iterable[float]) -> float:
    """The number that nine in ten do not exceed.

    >>> worst_tenth(range(1, 21))
    18
    """
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(0.9 * len(ordered)) - 1)]


def typical(numbers: Iterable[float]) -> str:
    """Median and worst tenth of shares, in per cent.

    >>> typical([0.01, 0.02, 0.03])
    '2.00 / 3.00'
    """
    known = list(numbers)
    if not known:
        return NOTHING
    return f"{100 * statistics.median(known):.2f} / {100 * worst_tenth(known):.2f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table, the first column to the left and numbers to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def by_person(records: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Each person's records, then everybody's."""
    for person in dict.fromkeys(record["person"] for record in records):
        yield person, [record for record in records if record["person"] == person]
    yield EVERYBODY, list(records)


def proof_table(records: Sequence[Record]) -> Iterator[str]:
    """Certified gaps at each limit, plain and beyond routine; time to write down; the bound.

    The last column sets our bound at the last limit against HiGHS' linear relaxation.
    """
    limits = [run["limit"] for run in records[0]["ours"]]
    heads = ["person", "items", "build ms"]
    heads += [f"gap % at {limit:g} s" for limit in limits]
    heads += [f"beyond routine % at {limit:g} s" for limit in limits]
    heads.append("bound over the linear one %")
    rows = []
    for person, mine in by_person(records):
        build = statistics.median(record["build_ms"] for record in mine)
        items = [record["items"] for record in mine]
        cells = [person, f"{min(items)} to {max(items)}", f"{build:.0f}"]
        for key in ("gap", "beyond"):
            cells += [typical(r["ours"][k][key] for r in mine) for k in range(len(limits))]
        over = typical(r["ours"][-1]["bound"] / r["linear"] - 1 for r in mine if r["linear"])
        rows.append([*cells, over])
    yield from table(heads, rows)


def distance_table(records: Sequence[Record]) -> Iterator[str]:
    """Distance to the best plan any solver found."""
    limits = [run["limit"] for run in records[0]["ours"]]
    heads = ["person", *(f"below the best known % at {limit:g} s" for limit in limits)]
    rows = []
    for person, mine in by_person(records):
        cells = [
            typical((r["best"] - r["ours"][k]["value"]) / r["best"] for r in mine)
            for k in range(len(limits))
        ]
        rows.append([person, *cells])
    yield from table(heads, rows)


def peer_table(records: Sequence[Record], moments: Sequence[float]) -> Iterator[str]:
    """Other solvers at each moment: how far below the best known, how often without a plan.

    Beside them how often our plan at half a second (the second limit) is at least as good.
    """
    heads = ["solver, starts each", "seconds", "below the best known %", "no plan yet"]
    heads += ["ours at least as good", "ours at worst below it %"]
    rows = []
    for solver in records[0]["peers"]:
        for number, moment in enumerate(moments):
            rows.append([solver, f"{moment:g}", *_against(records, solver, number)])
    yield from table(heads, rows)


def _against(records: Sequence[Record], solver: str, number: int) -> list[str]:
    pairs = [(record, record["peers"][solver][number]) for record in records]
    known = [(record, value) for record, value in pairs if value is not None]
    ours = [record["ours"][1]["value"] for record, _ in known]
    behind = [(value - mine) / value for mine, (_, value) in zip(ours, known, strict=True)]
    good = len(pairs) - sum(share > 1e-9 for share in behind)
    worst = f"{100 * max(0.0, *behind):.2f}" if behind else NOTHING
    below = typical((record["best"] - value) / record["best"] for record, value in known)
    return [below, str(len(pairs) - len(known)), f"{good} of {len(pairs)}", worst]


def greedy_table(records: Sequence[Record]) -> Iterator[str]:
    """Ours and the greedy planner side by side, means over the weeks, deadlines in all."""
    heads = ["person", "weeks", "deadlines"]
    names = (
        "worth",
        "late",
        "avoidably late",
        "of these at no harm",
        "sleep h/day",
        "splinters",
        "sittings",
    )
    heads += [f"{name}, ours and greedy" for name in names]
    rows = []
    for person, mine in by_person(records):
        deadlines = sum(record["looks"]["deadlines"] for record in mine)
        cells = [person, str(len(mine)), str(deadlines)]
        for key, show in _LOOKS:
            both = (show([r["looks"][who][key] for r in mine]) for who in ("ours", "greedy"))
            cells.append(" / ".join(both))
        rows.append(cells)
    yield from table(heads, rows)


def _total(numbers: Sequence[float]) -> str:
    return f"{sum(numbers):.0f}"


def _mean(numbers: Sequence[float]) -> str:
    return f"{statistics.fmean(numbers):.1f}"


def _round_mean(numbers: Sequence[float]) -> str:
    return f"{statistics.fmean(numbers):.0f}"


_LOOKS: tuple[tuple[str, Callable[[Sequence[float]], str]], ...] = (
    ("value", _round_mean),
    ("late", _total),
    ("avoidable", _total),
    ("harmless", _total),
    ("sleep_hours", _mean),
    ("splinters", _mean),
    ("sittings", _mean),
)


def horizon_table(records: Sequence[Record]) -> Iterator[str]:
    """Longer horizons: gap and the most memory of a process that plans one."""
    heads = ["weeks", "problems", "candidates", "build ms", "seconds", "gap %", "beyond routine %"]
    heads.append("peak MiB")
    rows = []
    for weeks in sorted({record["weeks"] for record in records}):
        mine = [record for record in records if record["weeks"] == weeks]
        rows.append(
            [
                str(weeks),
                str(len(mine)),
                f"{statistics.median(r['candidates'] for r in mine):.0f}",
                f"{statistics.median(r['build_ms'] for r in mine):.0f}",
                f"{max(r['seconds'] for r in mine):.1f}",
                typical(r["gap"] for r in mine),
                typical(r["beyond"] for r in mine),
                f"{max(r['peak_mib'] for r in mine):.0f}",
            ]
        )
    yield from table(heads, rows)


def replan_table(records: Sequence[Record]) -> Iterator[str]:
    """Re-planning: time to the gap aimed at, what moves, what calm costs."""
    heads = ["person", "weeks", "ms to 2 %", "gap % then", "gap seen %", "blocks moved %"]
    heads += ["moved by a free re-plan %", "worth below a free re-plan %"]
    rows = []
    for person, mine in by_person(records):
        took = [record["milliseconds"] for record in mine]
        rows.append(
            [
                person,
                str(len(mine)),
                f"{statistics.median(took):.0f} / {worst_tenth(took):.0f}",
                *(
                    typical(record[key] for record in mine)
                    for key in ("gap", "seen_gap", "moved_share", "free_moved_share", "worth_lost")
                ),
            ]
        )
    yield from table(heads, rows)
