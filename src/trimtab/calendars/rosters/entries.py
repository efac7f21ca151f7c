"""What a roster says line by line, before its days have dates."""

from __future__ import annotations

from dataclasses import dataclass, field

from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import WrittenDay
from trimtab.domain.commitments import CommitmentKind
from trimtab.domain.errors import Problem

Spans = tuple[tuple[int, int], ...]
MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A title on a day, or on each day up to `last`, with its hours if any are written.

    `ends_on` is the day its last span ends where the roster says so. `stood` is its cell in a
    workbook, `line` its line or row. `is_told` where its hours are unclear and that is told.
    """

    title: str
    day: WrittenDay
    line: int
    stood: str = ""
    spans: Spans = ()
    last: WrittenDay | None = None
    ends_on: WrittenDay | None = None
    kind: CommitmentKind | None = None
    location: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    is_told: bool = False


@dataclass(slots=True)
class Found:
    """Entries of a roster as they are found, and what is said about it.

    `remarks` tell how it was understood where the file leaves no doubt; `problems` everything
    that was assumed or left out. `says_titles` where titles, not the file, tell each kind.
    `evidence` are days of others, which tell how days are written.
    """

    file: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    says_titles: bool = False
    evidence: list[WrittenDay] = field(default_factory=list)

    def place(self, table: Table, cell: Cell) -> tuple[str, int | None]:
        """File and line of a cell for a message; a workbook's cell stands in the file's name."""
        stood = table.place(cell)
        return (f"{self.file} {stood}", None) if stood else (self.file, cell.row)

    def tell(self, table: Table, cell: Cell, what: str, mend: str = "") -> None:
        """Something about one cell that the person should know."""
        self.problems.append(Problem(*self.place(table, cell), what, mend))

    def remark(self, what: str) -> None:
        """How the roster was understood."""
        self.remarks.append(Problem(self.file, None, what, ""))
