"""Let tests of what watches people's days use the people that the benchmark draws."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "wellbeing"))
