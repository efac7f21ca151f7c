"""How long a thing may last by the profile, for somebody who wants less of it."""

from __future__ import annotations

import tomllib

from trimtab.domain.plans import DOSES, Block, Dose
from trimtab.domain.time import SLOT_MINUTES

TABLES = ("practice", "protect")


def nearest_dose(profile_text: str, block: Block, minutes: int) -> int:
    r"""The dose of a block's practice nearest to so many minutes; five-minute steps of others.

    >>> from datetime import datetime
    >>> start = datetime.fromisoformat("2026-11-18T18:00+00:00")
    >>> run = Block(start, start.replace(minute=45), "Run", "practice")
    >>> text = '[[practice]]\nname = "Run"\nvalue = "body"\ndoses = [45, 30, 10]'
    >>> nearest_dose(text, run, 25), nearest_dose("", run, 26)
    (30, 25)
    """
    doses = _doses(profile_text, block.name)
    if doses:
        return min(doses, key=lambda dose: (abs(dose - minutes), dose))
    return max(SLOT_MINUTES, round(minutes / SLOT_MINUTES) * SLOT_MINUTES)


def dose_held(profile_text: str, block: Block, minutes: int) -> Dose | None:
    """Which dose so many minutes of a block hold: the largest that fits, the least if none does.

    None of what has no doses.
    """
    doses = sorted(_doses(profile_text, block.name), reverse=True)
    if block.dose is None or not doses:
        return block.dose
    named = dict(zip(doses, DOSES, strict=False))
    return named.get(next((dose for dose in doses if dose <= minutes), doses[-1]), DOSES[-1])


def _doses(profile_text: str, name: str) -> list[int]:
    """The doses a profile gives something of that name; none where it gives none."""
    try:
        tables = tomllib.loads(profile_text)
    except ValueError:
        return []
    named = (
        one
        for table in TABLES
        for one in tables.get(table, [])
        if isinstance(one, dict) and one.get("name") == name
    )
    return [int(dose) for one in named for dose in one.get("doses", []) if int(dose) > 0]
