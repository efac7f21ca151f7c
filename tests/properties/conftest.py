"""Let properties use the generators that stand beside the planner's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "planner"))
