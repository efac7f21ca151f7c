"""Lists made in the test's own process: the Applying port without children."""

from __future__ import annotations

from dataclasses import dataclass, field

from trimtab.programmes.reading import read_programmes
from trimtab.wiring import applying


@dataclass
class ApplyingHere:
    """Reads and plans at once; `is_busy` says that every list is still being made."""

    is_busy: bool = False
    made: dict = field(default_factory=dict)
    asked: int = 0

    def read_table(self, content, name, specialties):
        return read_programmes(content, name, specialties=specialties)

    def invented(self, specialties) -> bytes:
        return applying.invented_table(specialties)

    def plan(self, ask, _patience):
        self.asked += 1
        if self.is_busy:
            return None
        if ask.key not in self.made:
            self.made[ask.key] = applying.plan_asked(ask)
        return self.made[ask.key]

    def rank(self, ask, _patience):
        return None if self.is_busy else applying.rank_asked(ask)

    def known(self, key):
        return self.made.get(key)

    def warm_up(self) -> None:
        pass

    def close(self) -> None:
        pass
