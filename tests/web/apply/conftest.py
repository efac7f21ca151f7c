"""A desk of somebody who applies for residency and plans no week."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sample_desk import ZONE, FixedPlanning, desk_over

from trimtab.store.in_memory import InMemoryStore

sys.path.insert(0, str(Path(__file__).parent))

AUGUST = datetime(2026, 8, 20, 12, 0, tzinfo=ZONE)


@pytest.fixture
def desk():
    """A desk with nothing kept, in the August in which lists are made."""
    return desk_over(InMemoryStore(), FixedPlanning(None), lambda: AUGUST.astimezone(UTC))
