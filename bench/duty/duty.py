"""How long a year of roster takes to check: CPU seconds, by rulebook, against a minute counter.

`python bench/duty/duty.py` prints the table of docs/benchmarks.md, and leaves with 1 when a year
takes more than 50 ms.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.append(str(Path(__file__).parents[1]))

from rosters import YEARS, ZONE

from machine import machine_name
from trimtab import __version__
from trimtab.app.check_roster import check_roster
from trimtab.domain.commitments import Commitment
from trimtab.domain.duty import RULEBOOKS
from trimtab.rulebooks.reading import read_rulebook

RUNS = 15
MOST_MILLISECONDS = 50


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one run: the median of several, after one that is not counted."""
    work()
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1000)
    return median(found)


def count_minutes(roster: tuple[Commitment, ...]) -> int:
    """Minutes of work, marked one by one: what a plain counter does before any rule is asked."""
    first = min(one.start for one in roster)
    last = max(one.end for one in roster)
    worked = bytearray(int((last - first).total_seconds()) // 60)
    for one in roster:
        if one.kind == "home_call":
            continue
        begin = int((one.start - first).total_seconds()) // 60
        for minute in range(begin, begin + int((one.end - one.start).total_seconds()) // 60):
            worked[minute] = 1
    return sum(worked)


def print_table() -> float:
    """A row for each year and rulebook; the most milliseconds."""
    most = 0.0
    print(f"{date.today()}: {RUNS} runs each on {machine_name()},")  # noqa: DTZ011 - the day here
    print(f"Python {platform.python_version()}, trimtab {__version__}.\n")
    print("| year of | entries | rulebook | findings | ms | of a minute counter |")
    print("|---|---:|---|---:|---:|---:|")
    for name, make in YEARS.items():
        roster = make()
        counter = milliseconds(lambda roster=roster: count_minutes(roster))
        for book_name in RULEBOOKS:
            book = read_rulebook(book_name)
            taken = milliseconds(lambda: check_roster(roster, book, ZONE))  # noqa: B023 - used now
            most = max(most, taken)
            findings = len(check_roster(roster, book, ZONE).findings)
            row = (name, len(roster), book_name, findings, f"{taken:.1f}", f"{taken / counter:.2f}")
            print(f"| {' | '.join(map(str, row))} |")
    return most


if __name__ == "__main__":
    sys.exit(print_table() > MOST_MILLISECONDS)
