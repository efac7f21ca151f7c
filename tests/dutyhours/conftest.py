"""Let tests of duty hours import the rosters, cases and the counter that stand beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
