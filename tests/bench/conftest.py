"""Let tests of the benchmarks import their parts."""

import sys
from pathlib import Path

for name in ("bodyclock", "duty", "planner", "residency"):
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / name))
