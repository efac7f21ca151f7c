"""Read a plan that was written as JSON, every mistake told with its place and remedy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

from trimtab.domain.errors import PlanFileError, Problem, UnreadableFileError
from trimtab.domain.plans import (
    BLOCK_KINDS,
    DOSES,
    MARKS,
    NOTES_LEFT,
    Block,
    BudgetPrice,
    FreeKind,
    KeptFree,
    LastPlan,
)

VERSION = 1
MAKE_ANEW = "Use a file that `trimtab plan --json` wrote."
MOST_TOLD = 20
LONGEST_DAYS = 28
LARGEST_NUMBER = 1e6
"""No price of a budget, and nothing that must hold, is larger; NaN is no number either."""


def read_plan_file(path: Path) -> LastPlan:
    """The plan in a file. Raises UnreadableFileError, or PlanFileError with all mistakes."""
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(str(path), "it is not UTF-8 text") from error
    return read_plan(text, str(path))


def read_plan(text: str, file: str) -> LastPlan:
    """The plan that `text` holds; `file` is its name in what is told of mistakes."""
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise PlanFileError([Problem(file, line, "This is not JSON.", MAKE_ANEW)]) from error
    reader = _Reader(file)
    plan = reader.plan(document)
    if reader.problems or plan is None:
        raise PlanFileError(reader.problems[:MOST_TOLD])
    return plan


@dataclass(slots=True)
class _Reader:
    """Reads one value after the other and remembers what is wrong."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, what: str, mend: str = MAKE_ANEW) -> None:
        self.problems.append(Problem(self.file, None, what, mend))

    def plan(self, document: Any) -> LastPlan | None:
        if not isinstance(document, dict) or "blocks" not in document:
            self.wrong("This is no plan: it has no list of blocks.")
            return None
        if document.get("version") != VERSION:
            self.wrong(f"version is {document.get('version')!r} where {VERSION} is known.")
            return None
        first_day, days = self._days(document.get("horizon"))
        return LastPlan(
            person=self._text(document, "person", "person"),
            first_day=first_day,
            days=days,
            blocks=self._blocks(document, "blocks"),
            skipped=self._blocks(document, "skipped") if "skipped" in document else (),
            kept_free=self._kept_free(document),
            known_from=self._known_from(document),
            asked=self._text(document, "asked", "asked", default=""),
            budget_prices=self._budget_prices(document),
            days_off=self._days_off(document),
        )

    def _days(self, horizon: Any) -> tuple[date, int]:
        if not isinstance(horizon, dict):
            self.wrong("horizon is missing.")
            return date.min, 1
        start, end = (self._instant(horizon, key, f"horizon.{key}") for key in ("start", "end"))
        days = (end.date() - start.date()).days
        if start != end and not 1 <= days <= LONGEST_DAYS:
            self.wrong(f"horizon covers {days} days, and plans cover 1 to {LONGEST_DAYS}.")
        return start.date(), days

    def _days_off(self, document: Mapping[str, Any]) -> tuple[date, ...]:
        found = document.get("days_off", [])
        try:
            return tuple(map(date.fromisoformat, found))
        except (TypeError, ValueError):
            self.wrong("days_off is not a list of days such as 2026-12-24.")
            return ()

    def _kept_free(self, document: Mapping[str, Any]) -> tuple[KeptFree, ...]:
        found = document.get("kept_free", [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.wrong("kept_free is not a list of stretches.")
            return ()
        return tuple(self._stretch(one, f"kept_free[{at}]") for at, one in enumerate(found))

    def _stretch(self, one: Mapping[str, Any], place: str) -> KeptFree:
        return KeptFree(
            kind=self._choice(one, "kind", f"{place}.kind", get_args(FreeKind)),
            start=self._instant(one, "start", f"{place}.start"),
            end=self._instant(one, "end", f"{place}.end"),
        )

    def _budget_prices(self, document: Mapping[str, Any]) -> tuple[BudgetPrice, ...]:
        found = document.get("budget_prices", [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.wrong("budget_prices is not a list of prices.")
            return ()
        return tuple(self._price(one, f"budget_prices[{at}]") for at, one in enumerate(found))

    def _price(self, one: Mapping[str, Any], place: str) -> BudgetPrice:
        return BudgetPrice(
            name=self._text(one, "name", f"{place}.name"),
            price=self._number(one, "price", f"{place}.price"),
            at_least=self._number(one, "at_least", f"{place}.at_least"),
        )

    def _number(self, source: Mapping[str, Any], key: str, place: str) -> float:
        value = source.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and abs(value) <= LARGEST_NUMBER:  # type: ignore[arg-type]
            return float(value)  # type: ignore[arg-type]
        self.wrong(f"{place} is {value!r}, not a number up to a million.")
        return 0.0

    def _known_from(self, document: Mapping[str, Any]) -> datetime | None:
        if "known_from" not in document:
            return None
        return self._instant(document, "known_from", "known_from")

    def _blocks(self, document: Mapping[str, Any], key: str) -> tuple[Block, ...]:
        found = document[key]
        if not isinstance(found, list):
            self.wrong(f"{key} is not a list.")
            return ()
        return tuple(self._block(block, f"{key}[{at}]") for at, block in enumerate(found))

    def _block(self, block: Any, place: str) -> Block:
        if not isinstance(block, dict):
            self.wrong(f"{place} is not a block.")
            block = {}
        start, end = (self._instant(block, key, f"{place}.{key}") for key in ("start", "end"))
        if end < start or (end == start and start.year > 1):
            self.wrong(f"{place} ends before it starts.", "Let its end follow its start.")
        note = self._text(block, "note", f"{place}.note", default="")
        is_notes = note.startswith(NOTES_LEFT) and block.get("kind") == "task"
        return Block(
            start=start,
            end=end,
            name=self._text(block, "name", f"{place}.name"),
            kind=self._choice(block, "kind", f"{place}.kind", BLOCK_KINDS),
            value=self._text(block, "value", f"{place}.value", default=None),
            dose=self._choice(block, "dose", f"{place}.dose", (*DOSES, None)),
            note=note,
            origin=self._text(block, "origin", f"{place}.origin", "notes" if is_notes else ""),
            uid=self._text(block, "uid", f"{place}.uid", default=""),
            mark=self._choice(block, "mark", f"{place}.mark", (*MARKS, None)),
            private=block.get("private") is True,
        )

    def _text(self, source: Mapping[str, Any], key: str, place: str, default: Any = ...) -> Any:
        """Text under a key, or its default where it is missing or empty on purpose."""
        value = source.get(key, default)
        is_text = isinstance(value, str) and bool(value)
        if is_text or (value is not ... and value == default):
            return value
        said = "missing" if value is ... else f"{value!r}, not text"
        self.wrong(f"{place} is {said}.")
        return ""

    def _choice(
        self, source: Mapping[str, Any], key: str, place: str, known: Sequence[str | None]
    ) -> Any:
        value = source.get(key)
        if value in known:
            return value
        names = ", ".join(name for name in known if name)
        self.wrong(f"{place} is {value!r}.", f"Known are {names}.")
        return known[-1]

    def _instant(self, source: Mapping[str, Any], key: str, place: str) -> datetime:
        value = source.get(key)
        try:
            instant = datetime.fromisoformat(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            self.wrong(f"{place} is {value!r}.", WRITE_INSTANT)
            return NEVER
        if instant.utcoffset() is None:
            self.wrong(f"{place} has no offset.", WRITE_INSTANT)
            return NEVER
        return instant


WRITE_INSTANT = "Write it as 2026-11-16T05:40:00-05:00."
NEVER = datetime.min.replace(tzinfo=UTC)
