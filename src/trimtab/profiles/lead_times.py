"""The steps of each kind of date, kept as data in lead_times.toml: our choice, no deadlines."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from trimtab.domain.dates import LeadStep


@cache
def lead_times() -> dict[str, tuple[LeadStep, ...]]:
    """The usual steps of every kind, the earliest first.

    >>> [step.days_before for step in lead_times()["rent"]]
    [3]
    """
    text = (files("trimtab.profiles") / "lead_times.toml").read_text(encoding="utf-8")
    return {
        kind: tuple(LeadStep(**row) for row in rows) for kind, rows in tomllib.loads(text).items()
    }
