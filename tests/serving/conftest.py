"""The second host, and the sample desks of the page tests."""

from __future__ import annotations

import sys
from pathlib import Path

HERE, TESTS = Path(__file__).parent, Path(__file__).parents[1]
sys.path[:0] = [str(HERE), *(str(TESTS / one) for one in ("web", "web/today", "reports"))]
