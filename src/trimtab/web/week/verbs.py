"""What may be asked of a block: given things stand, what is over stays, a night is not left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trimtab.app.daily.doses import SITTINGS
from trimtab.app.marks import is_of_night
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block
from trimtab.domain.time import SLOT_MINUTES

GIVEN = frozenset({"commitment", "travel"})
SHRINKS = frozenset({"practice", "protect", "people", "task", "study", "meal", "nap"})


@dataclass(frozen=True, slots=True)
class Verbs:
    """What may be asked of blocks at a moment; `is_read_only` of weeks that are over."""

    now: datetime
    profile: Profile | None = None
    is_read_only: bool = False

    def __call__(self, block: Block) -> tuple[str, ...]:
        """Words for what may be asked: move, resize, pin or unpin, skip, shrink."""
        if self.is_read_only or block.kind in GIVEN or block.end <= self.now:
            return ()
        if block.mark == "skipped":
            return ()
        pin = "unpin" if block.mark == "pinned" else "pin"
        verbs = [] if block.start < self.now else ["move", pin]
        verbs += [] if is_of_night(block) else ["skip"]
        smaller, larger = self.smaller(block), self.larger(block)
        verbs += ["resize"] if smaller or larger else []
        verbs += ["shrink"] if smaller else []
        return tuple(verbs)

    def smaller(self, block: Block) -> tuple[int, ...]:
        """Lengths in minutes it may shrink to: its smaller doses, or half of it and less."""
        if block.kind not in SHRINKS or is_of_night(block):
            return ()
        doses = self._doses_of(block)
        if doses:
            return tuple(dose for dose in doses if dose < block.minutes)
        half = block.minutes // 2 // SLOT_MINUTES * SLOT_MINUTES
        return tuple(
            minutes for minutes in dict.fromkeys((half, 15)) if 10 <= minutes < block.minutes
        )

    def larger(self, block: Block) -> tuple[int, ...]:
        """Lengths in minutes it may grow to, before it begins."""
        if block.start < self.now or self.profile is None:
            return ()
        sittings = (
            min(task.longest, task.minutes)
            for task in self.profile.tasks
            if task.name == block.name and block.kind in SITTINGS
        )
        lengths = {*self._doses_of(block), *sittings}
        return tuple(sorted(minutes for minutes in lengths if minutes > block.minutes))

    def _doses_of(self, block: Block) -> tuple[int, ...]:
        if self.profile is None or block.kind in SITTINGS:
            return ()
        doses = {one.name: one.doses for one in self.profile.protects}
        doses |= {one.name: one.doses for one in self.profile.practices}
        return doses.get(block.name, ())
