"""Let tests of the planner's process import the small week they plan."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
