"""Work with an end: so many minutes, in sittings, before a due time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trimtab.domain.practices import STUDY_VALUES


@dataclass(frozen=True, slots=True)
class Task:
    """A task of `minutes` in sittings of `shortest`..`longest` minutes, done before `due` (UTC)."""

    name: str
    value: str
    minutes: int
    shortest: int = 25
    longest: int = 90
    due: datetime | None = None
    important: bool = False
    demanding: bool = False
    study: bool | None = None
    note: str = ""

    @property
    def is_study(self) -> bool:
        """Whether study boundaries cover it: as said, or because it serves a learning value."""
        return self.study if self.study is not None else self.value.lower() in STUDY_VALUES
