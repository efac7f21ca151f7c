"""What pages ask of an application, and the port that answers: nothing here loads an engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import PlannedList
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedList


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationAsk:
    """A list or a rank list that is asked for, as of a day.

    `key` names all that it is made of: what has the same key comes out the same.
    """

    applicant: Applicant
    programmes: tuple[Programme, ...]
    problems: tuple[Problem, ...] = ()
    today: date
    key: str


class Applying(Protocol):
    """Reads tables and plans applications, for pages; any thread may ask."""

    def read_table(
        self, content: bytes, name: str, specialties: tuple[str, ...]
    ) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
        """Programmes in a table, CSV, XLSX or text, and all that could not be used."""
        ...

    def invented(self, specialties: tuple[str, ...]) -> bytes:
        """A table of invented programmes in these specialties."""
        ...

    def plan(self, ask: ApplicationAsk, patience: float) -> PlannedList | None:
        """The list, None where it is still being made after so many seconds.

        Raises TrimtabError.
        """
        ...

    def rank(self, ask: ApplicationAsk, patience: float) -> RankedList | None:
        """The rank list, in the same way. Raises TrimtabError."""
        ...

    def known(self, key: str) -> PlannedList | None:
        """A list that was made under a key and is still remembered."""
        ...

    def warm_up(self) -> None:
        """Make ready for the first list; nobody waits."""
        ...

    def close(self) -> None:
        """End what runs, and forget every list."""
        ...
