"""Names blocks in pages and addresses without saying what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol

from trimtab.domain.plans import Block, Plan

KEY_BYTES = 9
"""72 bits: among a million blocks, two of one key are found once in ten thousand million times."""


class Placed(Protocol):
    """Anything of a kind and a name that starts somewhere: a block, or a mark of one."""

    @property
    def kind(self) -> str:
        """What it is."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def start(self) -> datetime:
        """When it starts, an aware instant."""
        ...


def key_of(block: Placed) -> str:
    """A key of 18 hex digits, the same wherever kind, name and start are: across runs and zones.

    It stands in addresses, which browsers and servers write down, so it tells nothing of the block.
    """
    start = block.start.astimezone(UTC).isoformat(timespec="minutes")
    said = f"{block.kind}\0{block.name}\0{start}"
    return blake2b(said.encode(), digest_size=KEY_BYTES).hexdigest()


def find_block(plan: Plan, key: str) -> Block | None:
    """The block of a plan with that key, one that was left out too; None where there is none."""
    return next((one for one in (*plan.blocks, *plan.skipped) if key_of(one) == key), None)
