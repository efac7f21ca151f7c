"""Pieces that several of the JSON reports share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trimtab.domain.errors import Problem


def problems_to_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Mistakes found in files on the way, each with its place and how to mend it."""
    return [
        {"file": one.file, "line": one.line, "what": one.what, "mend": one.mend} for one in problems
    ]
