"""Problems as they are found, with those of a kind beyond ten summed up in one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from trimtab.domain.errors import Problem

MOST_OF_A_KIND = 10
SHOWN = 60


@dataclass(slots=True)
class Told:
    """What is told of one file; `line` is the row of a table, counted from 1 at the top."""

    file: str
    _kinds: dict[Hashable, list[Problem]] = field(default_factory=dict)

    def tell(self, kind: Hashable, line: int | None, what: str, mend: str) -> None:
        """Keep a problem; `kind` says which others are of its kind."""
        self._kinds.setdefault(kind, []).append(Problem(self.file, line, what, mend))

    def problems(self) -> tuple[Problem, ...]:
        """All that was told, the kinds in the order they came up in."""
        found: list[Problem] = []
        for told in self._kinds.values():
            found += told[:MOST_OF_A_KIND]
            if len(told) > MOST_OF_A_KIND:
                found.append(self._summed(told[MOST_OF_A_KIND:]))
        return tuple(found)

    def _summed(self, left: list[Problem]) -> Problem:
        first, last = left[0].line, left[-1].line
        rows = f"rows {first} to {last}" if first != last else f"row {first}"
        count = f"And {len(left)} more like these" if len(left) > 1 else "And one more like these"
        return Problem(self.file, first, f"{count}, in {rows}.", "The same mends them all.")


def quoted(text: str) -> str:
    """A text as it is shown in a sentence, cut when long.

    >>> quoted("Ohio")
    '"Ohio"'
    """
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[: SHOWN - 1]}…"'
