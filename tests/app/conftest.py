"""Let tests of the use cases import the weeks that are written down for the planner's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "planner"))
