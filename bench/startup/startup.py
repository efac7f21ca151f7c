"""Time whole commands as a person meets them: wall seconds and memory, from shell to exit.

    python bench/startup/startup.py [RUNS]

Each command runs once unmeasured (so that files are cached and kernels compiled), then RUNS
times (10 unless told). Prints the Markdown table of docs/benchmarks.md.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from machine import machine_name

ROOT = Path(__file__).parents[2]
TRIMTAB = str(Path(sys.executable).with_name("trimtab"))
EXAMPLE = "examples/resident-nights/profile.toml"
WEEK = ["plan", EXAMPLE, "--from", "2026-11-16", "--now", "2026-11-16T00:00"]
COMMANDS: tuple[tuple[str, list[str]], ...] = (
    ("trimtab --help", ["--help"]),
    ("trimtab plan (example week)", WEEK),
    ("trimtab plan --json - (example week)", [*WEEK, "--json", "-"]),
    ("trimtab doctor", ["doctor"]),
)
PARTS = ("trimtab", "click", "icalendar", "numba", "numpy", "pydantic", "rich")
MIB = 1 << 20
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, KiB elsewhere


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: wall seconds and the most memory it held, in bytes."""

    seconds: float
    peak_bytes: int


def run_once(arguments: list[str]) -> Run:
    """Run trimtab to its end and measure it; a failing command ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [TRIMTAB, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"trimtab {' '.join(arguments)} left with {process.returncode}")
    return Run(seconds, usage.ru_maxrss * RSS_UNIT)


def solving_row(count: int) -> str:
    """A table row for the solving alone, as the plan's certificate tells it."""
    seconds = []
    for _ in range(count):
        shown = subprocess.run(
            [TRIMTAB, *WEEK, "--json", "-"], cwd=ROOT, capture_output=True, check=True
        )
        seconds.append(json.loads(shown.stdout)["certificate"]["seconds"])
    times = " | ".join(f"{pick(seconds):.2f}" for pick in (min, statistics.median, max))
    return f"| of which solving | {times} | |"


def row_for(name: str, runs: list[Run]) -> str:
    """A table row: least, median and most seconds, and the most memory."""
    seconds = [run.seconds for run in runs]
    peak = max(run.peak_bytes for run in runs) / MIB
    times = " | ".join(f"{pick(seconds):.2f}" for pick in (min, statistics.median, max))
    return f"| `{name}` | {times} | {peak:.0f} |"


def surroundings(count: int) -> str:
    """Where and with what the figures were made, in two lines."""
    parts = ", ".join(f"{part} {version(part)}" for part in PARTS)
    today = datetime.now(UTC).date()
    runs = f"{today}: {count} runs each on {machine_name()}"
    return f"{runs},\nPython {platform.python_version()}, {parts}."


def main() -> None:
    """Measure every command and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(surroundings(count))
    print("\n| command | least s | median s | most s | peak MiB |")
    print("|---|---:|---:|---:|---:|")
    for name, arguments in COMMANDS:
        run_once(arguments)
        print(row_for(name, [run_once(arguments) for _ in range(count)]), flush=True)
    print(solving_row(count))


if __name__ == "__main__":
    main()
