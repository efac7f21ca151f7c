"""Cases of which `make test` runs the first few, and `make test-all` every one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def mostly_long(cases: Iterable[Any], quick: int) -> list[Any]:
    """The cases, all but the first `quick` ones marked long."""
    return [
        case if number < quick else pytest.param(case, marks=pytest.mark.long)
        for number, case in enumerate(cases)
    ]
