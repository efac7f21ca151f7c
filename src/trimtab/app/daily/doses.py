"""How long a thing may last by the profile, for somebody who wants less or more of it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from trimtab.domain.plans import DOSES, Block, Dose
from trimtab.domain.time import SLOT_MINUTES

TABLES = ("practice", "protect")
SITTINGS = frozenset({"task", "study"})
LONGEST_SITTING = 90
"""Minutes of a sitting where a profile says nothing of it."""


def shorter_dose(profile_text: str, block: Block, minutes: int) -> int | None:
    r"""Of the doses below a block's own length the nearest; five-minute steps of others.

    None where its practice has none so short.

    >>> from datetime import datetime
    >>> start = datetime.fromisoformat("2026-11-18T18:00+00:00")
    >>> run = Block(start, start.replace(minute=45), "Run", "practice")
    >>> text = '[[practice]]\nname = "Run"\nvalue = "body"\ndoses = [45, 30, 10]'
    >>> shorter_dose(text, run, 40), shorter_dose("", run, 26)
    (30, 25)
    """
    doses = _doses(profile_text, block.name)
    if doses:
        smaller = [dose for dose in doses if dose < block.minutes]
        return min(smaller, key=lambda dose: (abs(dose - minutes), dose), default=None)
    return max(SLOT_MINUTES, round(minutes / SLOT_MINUTES) * SLOT_MINUTES)


def longer_lengths(profile_text: str, block: Block) -> tuple[int, ...]:
    r"""Lengths it may have in place of its own: larger doses, or a task's longest sitting.

    >>> from datetime import datetime
    >>> start = datetime.fromisoformat("2026-11-18T18:00+00:00")
    >>> run = Block(start, start.replace(minute=10), "Run", "practice")
    >>> text = '[[practice]]\nname = "Run"\nvalue = "body"\ndoses = [45, 30, 10]'
    >>> longer_lengths(text, run), longer_lengths("", run)
    ((30, 45), ())
    """
    known = _doses(profile_text, block.name) or _longest_sittings(profile_text, block)
    return tuple(sorted(minutes for minutes in known if minutes > block.minutes))


def _longest_sittings(profile_text: str, block: Block) -> list[int]:
    """The longest sitting of a task of that name, no longer than the whole of it."""
    if block.kind not in SITTINGS:
        return []
    mine = (one for one in _tables(profile_text, ["task"]) if one.get("name") == block.name)
    limits = ((one.get("block"), one.get("minutes")) for one in mine)
    return [
        min(int(sitting[1]) if sitting else LONGEST_SITTING, int(whole or LONGEST_SITTING))
        for sitting, whole in limits
    ]


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
    named = (one for one in _tables(profile_text, TABLES) if one.get("name") == name)
    return [int(dose) for one in named for dose in one.get("doses", []) if int(dose) > 0]


def _tables(profile_text: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """The entries of a profile's tables of these names."""
    try:
        tables = tomllib.loads(profile_text)
    except ValueError:
        return []
    return [one for name in names for one in tables.get(name, []) if isinstance(one, dict)]
