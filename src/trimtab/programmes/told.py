"""Problems as they are found, with those of a kind beyond ten summed up in one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from trimtab.domain.errors import Problem

MOST_OF_A_KIND = 10
SHOWN = 60
SHOWN_ROWS = 5


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
        for told in map(_once_each, self._kinds.values()):
            found += told[:MOST_OF_A_KIND]
            if len(told) > MOST_OF_A_KIND:
                found.append(self._summed(told[MOST_OF_A_KIND:]))
        return tuple(found)

    def _summed(self, left: list[Problem]) -> Problem:
        first, last = left[0].line, left[-1].line
        rows = f"rows {first} to {last}" if first != last else f"row {first}"
        count = f"And {len(left)} more like these" if len(left) > 1 else "And one more like these"
        return Problem(self.file, first, f"{count}, in {rows}.", "The same mends them all.")


def _once_each(told: Sequence[Problem]) -> list[Problem]:
    """The same complaint of several rows once, where it stands first, with the other rows."""
    rows: dict[tuple[str, str], list[Problem]] = {}
    for one in told:
        rows.setdefault((one.what, one.mend), []).append(one)
    return [_with_others(alike) for alike in rows.values()]


def _with_others(alike: Sequence[Problem]) -> Problem:
    first, *others = alike
    lines = [one.line for one in others if one.line is not None and one.line != first.line]
    if not lines:
        return first
    return replace(first, what=f"{first.what} The same in {rows_text(lines)}.")


def rows_text(lines: Sequence[int]) -> str:
    """Rows by their numbers, neighbours as a span, many cut short.

    >>> rows_text([4]), rows_text([2, 3, 4, 7]), rows_text(range(1, 40, 2))
    ('row 4', 'rows 2-4 and 7', 'rows 1, 3, 5, 7, 9 and 15 more')
    """
    spans: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1] = spans[-1][0], line
        else:
            spans.append((line, line))
    texts = [f"{first}-{last}" if last > first else f"{first}" for first, last in spans]
    left = sum(last - first + 1 for first, last in spans[SHOWN_ROWS:])
    shown, last = (texts[:SHOWN_ROWS], f"{left} more") if left else (texts[:-1], texts[-1])
    word = "row" if len(set(lines)) == 1 else "rows"
    return f"{word} {', '.join(shown)} and {last}" if shown else f"{word} {last}"


def quoted(text: str) -> str:
    """A text as it is shown in a sentence, cut when long.

    >>> quoted("Ohio")
    '"Ohio"'
    """
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[: SHOWN - 1]}…"'
