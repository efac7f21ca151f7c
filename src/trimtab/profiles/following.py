"""Whether a change to a profile can be kept although something else changed since it was begun."""

from __future__ import annotations

import tomllib
from typing import Any

from trimtab.profiles.editing import find_mistakes


def can_follow(then: str, now: str, after: str) -> bool:
    """Whether a change of `now` touches no table that changed since `then`, or only adds to it.

    `after` is made of `now`, by somebody who saw `then`. A row that is there, or that was taken
    off meanwhile, is not added again.
    """
    try:
        before, stands, becomes = (tomllib.loads(text) for text in (then, now, after))
    except tomllib.TOMLDecodeError:
        return False
    if find_mistakes(after):
        return False
    changed = [key for key in stands | becomes if stands.get(key) != becomes.get(key)]
    return all(
        before.get(key) == stands.get(key)
        or _only_adds(before.get(key, []), stands.get(key, []), becomes.get(key, []))
        for key in changed
    )


def _only_adds(before: Any, stands: Any, becomes: Any) -> bool:
    """Whether rows stand as they are, with others behind them that never were there."""
    if not all(isinstance(rows, list) for rows in (before, stands, becomes)):
        return False
    added = becomes[len(stands) :]
    return becomes[: len(stands)] == stands and not any(row in before + stands for row in added)
