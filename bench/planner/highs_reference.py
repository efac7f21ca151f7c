"""An exported problem for HiGHS, with what it said on the way read from its log."""

from __future__ import annotations

import ctypes
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from typing import Any

from answers import Answer, Moment
from linear_reference import Reference, solve_with_highs

PROGRESS = re.compile(r"%\s+(?P<bound>\S+)\s+(?P<best>\S+)\s+\S+\s.*?(?P<seconds>[\d.]+)s\s*$")
"""A line of HiGHS' table: after the share explored come best bound, best solution, …, time."""


def solve_and_track(exported: Mapping[str, Any], seconds: float, *, integral: bool) -> Answer:
    """Maximise the problem, or its relaxation; moments to a tenth of a second, as HiGHS prints."""
    began = time.perf_counter()

    def solve() -> Reference:
        return solve_with_highs(exported, integral=integral, seconds=seconds, is_told=integral)

    found, log = _with_log(solve)
    took = time.perf_counter() - began
    bound = found.bound if math.isfinite(found.bound) else None
    if not math.isfinite(found.value):
        return Answer((), None, bound, (), took)
    track = (*read_track(log), Moment(took, found.value, bound))
    return Answer(track, found.value, bound, found.chosen, took)


def read_track(log: str) -> list[Moment]:
    """Values and bounds of a log; HiGHS minimises, so their signs are turned.

    >>> read_track(" S 0 0 0 0.00%  -120.5  -100  20.50%  0 0 0  12  0.3s")
    [Moment(seconds=0.3, value=100.0, bound=120.5)]
    """
    found = []
    for line in log.splitlines():
        match = PROGRESS.search(line)
        if match and math.isfinite(best := float(match["best"])):
            found.append(Moment(float(match["seconds"]), -best, -float(match["bound"])))
    return found


def _with_log(solve: Callable[[], Reference]) -> tuple[Reference, str]:
    """Run a solver with what its C code prints caught in a file."""
    sys.stdout.flush()
    before = os.dup(1)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        os.dup2(log.fileno(), 1)
        try:
            found = solve()
        finally:
            ctypes.CDLL(None).fflush(None)
            os.dup2(before, 1)
            os.close(before)
        log.seek(0)
        return found, log.read()
