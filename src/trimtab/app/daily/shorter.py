"""How long a thing could be instead, for somebody who has less time or strength than planned."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from trimtab.domain.plans import Block
from trimtab.domain.time import SLOT_MINUTES

MOST_OFFERED = 3
TABLES = ("practice", "protect")


@lru_cache(maxsize=4)  # asked by every page, of a text that seldom changes
def doses_in(profile_text: str) -> Mapping[str, tuple[int, ...]]:
    r"""The doses that a profile gives to each of its practices and protected times, in minutes.

    >>> dict(doses_in('[[practice]]\nname = "Run"\ndoses = [45, 30, 10]'))
    {'Run': (45, 30, 10)}
    """
    try:
        tables = tomllib.loads(profile_text)
    except ValueError:
        return MappingProxyType({})
    entries = [one for table in TABLES for one in tables.get(table, []) if isinstance(one, dict)]
    return MappingProxyType(
        {
            str(one["name"]): tuple(int(dose) for dose in one.get("doses", ()))
            for one in entries
            if "name" in one
        }
    )


def shorter_lengths(
    block: Block, doses: Mapping[str, tuple[int, ...]], *, has_begun: bool
) -> tuple[int, ...]:
    """Lengths to offer in place of a block's own, the longest first.

    A practice ahead goes by its doses; whatever has begun, and everything without doses, by steps
    of five minutes: about two thirds, a half and a third.
    """
    mine = [dose for dose in doses.get(block.name, ()) if 0 < dose < block.minutes]
    if doses.get(block.name) and (mine or not has_begun):
        return tuple(sorted(set(mine), reverse=True)[:MOST_OFFERED])
    parts = (block.minutes * share for share in (2 / 3, 1 / 2, 1 / 3))
    steps = {max(1, round(part / SLOT_MINUTES)) * SLOT_MINUTES for part in parts}
    return tuple(sorted((step for step in steps if step < block.minutes), reverse=True))
