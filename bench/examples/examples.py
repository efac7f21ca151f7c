"""Plan every week of the example month and print what a person would ask of each plan.

    python bench/examples/examples.py

Prints the Markdown table of docs/benchmarks.md: sleep a day, what is missing, gap, seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TRIMTAB = str(Path(sys.executable).with_name("trimtab"))
FIRST_MONDAY = date(2026, 11, 2)


def plan_of(profile: Path, monday: date) -> dict[str, Any]:
    """The plan of one week as JSON."""
    when = ["--from", monday.isoformat(), "--now", f"{monday}T00:00", "--json", "-"]
    shown = subprocess.run(
        [TRIMTAB, "plan", str(profile), *when], capture_output=True, check=True, cwd=ROOT
    )
    plan: dict[str, Any] = json.loads(shown.stdout)
    return plan


def hours_asleep(plan: dict[str, Any]) -> float:
    """Mean hours of sleep and naps a day, in the days planned."""
    seconds = sum(
        (moment(block["end"]) - moment(block["start"])).total_seconds()
        for block in plan["blocks"]
        if block["kind"] in {"sleep", "nap"}
    )
    return float(seconds / 3600 / 7)


def moment(text: str) -> datetime:
    """An ISO time as an instant."""
    return datetime.fromisoformat(text)


def row_for(name: str, monday: date, plan: dict[str, Any]) -> str:
    """A table row: sleep, things short, minutes placed of those wanted, gaps, seconds.

    Of no value more is counted than was asked: what is done ahead of a task due later makes up for
    nothing else.
    """
    values = plan["values"]
    wanted = sum(value["wanted_minutes"] for value in values)
    planned = sum(min(value["planned_minutes"], value["wanted_minutes"]) for value in values)
    proof = plan["certificate"]
    return (
        f"| {name} | {monday} | {hours_asleep(plan):.1f} | {planned / 60:.1f} of {wanted / 60:.1f} "
        f"| {len(plan['unplaced'])} | {proof['gap']:.2%} | {proof['gap_beyond_routine']:.1%} "
        f"| {proof['seconds']:.2f} |"
    )


def main() -> None:
    """Plan five people's four weeks and print the table."""
    print("| example | week | sleep h/day | hours planned of asked | short | gap | ", end="")
    print("beyond routine | solving s |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for profile in sorted(ROOT.glob("examples/*/profile.toml")):
        for number in range(4):
            monday = FIRST_MONDAY + timedelta(days=7 * number)
            plan = plan_of(profile, monday)
            print(row_for(profile.parent.name, monday, plan), flush=True)


if __name__ == "__main__":
    main()
