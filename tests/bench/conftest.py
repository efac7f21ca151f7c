"""Let tests of the benchmark import its parts."""

import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench"
sys.path[:0] = [str(BENCH / part) for part in ("planner", "duty")]
