"""Times a week of sixty blocks written to Radicale and Xandikos, and a sync with nothing to do.

Prints a table for docs/benchmarks.md. Each figure is the median of five fresh calendars.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests/sync"), str(ROOT / "bench")]

from test_servers import Bench  # noqa: E402

from conftest import ServerProcess, free_port  # noqa: E402 - the servers that the tests start
from machine import machine_name  # noqa: E402

RUNS = 5


def main() -> None:
    """Start each server, measure, and print one row for it."""
    print(f"{machine_name()}; one connection on loopback, medians of {RUNS}\n")
    print("| server | 60 new blocks | nothing to do | one block moved |\n|---|---|---|---|")
    for kind in ("radicale", "xandikos"):
        with tempfile.TemporaryDirectory() as folder:
            server = ServerProcess(kind, Path(folder), free_port())
            server.start()
            figures = [_measure(server, number) for number in range(RUNS)]
            server.close()
            server.kill()
        cells = (f"{median(column):.2f} s" for column in zip(*figures, strict=True))
        print(f"| {kind.capitalize()} | {' | '.join(cells)} |")


def _measure(server: ServerProcess, number: int) -> tuple[float, ...]:
    """Seconds of a first sync, of one with nothing to do, and of one with one change."""
    bench = Bench(server, f"Bench {number}", days=7)
    seconds = []
    for step in range(3):
        if step == 2:
            bench.shorten("Run")
        begun = time.perf_counter()
        report = bench.sync()
        seconds.append(time.perf_counter() - begun)
        assert report.writes == (60, 0, 1)[step]
    bench.counted.inner.close()
    return tuple(seconds)


if __name__ == "__main__":
    main()
