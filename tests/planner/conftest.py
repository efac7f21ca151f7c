"""Let tests of the planner import the generators and references that stand beside them."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "bench" / "planner")]
