"""Let tests of the benchmark import its parts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "planner"))
