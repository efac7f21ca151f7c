"""Let these tests import the made-up markets and the plain solvers beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
