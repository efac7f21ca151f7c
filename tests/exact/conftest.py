"""Let tests of the exact part use the tiny problems of the planner's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "planner"))
