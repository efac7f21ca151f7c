"""Programmes and problems as JSON values and back, exactly; what does not fit is refused."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from trimtab.domain.errors import Problem
from trimtab.domain.programmes import FACT_COLUMNS, SIGNALS, Fact, Programme, Signal, Status

STATUSES: tuple[Status, ...] = ("offer", "waitlist", "rejected", "applied")
NO_JSON = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


READ_TABLE = "programmes"
"""What the child that reads tables is asked for."""

MOST_UNPACKED_BYTES = 128 * 2**20


class UnfitProgrammeError(ValueError):
    """A JSON value is no programme."""


def pack(text: bytes) -> str:
    """A long text, small enough for one message.

    >>> unpack(pack(b"A table"))
    b'A table'
    """
    return b64encode(zlib.compress(text, 1)).decode()


def unpack(packed: str) -> bytes:
    """The text that was packed. Raises UnfitProgrammeError."""
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(b64decode(packed, validate=True), MOST_UNPACKED_BYTES)
    except (TypeError, ValueError, zlib.error) as error:
        raise UnfitProgrammeError("this is no text") from error
    if not reader.eof:
        raise UnfitProgrammeError("this goes on too long")
    return text


def programme_to_json(one: Programme) -> dict[str, Any]:
    """A programme with all that is known of it."""
    facts = {
        name: [fact.value, fact.source, fact.checked.isoformat() if fact.checked else None]
        for name, fact in one.facts.items()
    }
    return {
        "id": one.id,
        "name": one.name,
        "specialty": one.specialty,
        "facts": facts,
        "numbers": [one.chance, one.interview_chance, one.worth, one.cost],
        "costs": dict(one.costs),
        "signal": one.signal,
        "status": one.status,
        "line": one.line,
    }


def programme_from_json(told: Any) -> Programme:
    """The programme that was written. Raises UnfitProgrammeError."""
    try:
        chance, interview_chance, worth, cost = map(_number, told["numbers"])
        return Programme(
            id=_text(told["id"]),
            name=_text(told["name"]),
            specialty=_text(told["specialty"]),
            facts={_column(name): _fact(one) for name, one in told["facts"].items()},
            chance=chance,
            interview_chance=interview_chance,
            worth=worth,
            cost=cost,
            costs={_text(name): float(one) for name, one in told["costs"].items()},
            signal=cast("Signal | None", _one_of(told["signal"], SIGNALS)),
            status=cast("Status | None", _one_of(told["status"], STATUSES)),
            line=_line(told["line"]),
        )
    except NO_JSON as error:
        raise UnfitProgrammeError("this is no programme") from error


def problem_to_json(one: Problem) -> dict[str, Any]:
    """A problem of a table."""
    return asdict(one)


def problem_from_json(told: Any) -> Problem:
    """The problem that was written. Raises UnfitProgrammeError."""
    try:
        what, mend = _text(told["what"]), _text(told["mend"])
        return Problem(_text(told["file"]), _line(told["line"]), what, mend)
    except NO_JSON as error:
        raise UnfitProgrammeError("this is no problem") from error


def _fact(told: Any) -> Fact:
    value, source, checked = told
    if not isinstance(value, str | bool | float | int):
        raise UnfitProgrammeError
    return Fact(value, _text(source), date.fromisoformat(checked) if checked else None)


def _column(name: Any) -> str:
    if name not in FACT_COLUMNS:
        raise UnfitProgrammeError
    return str(name)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnfitProgrammeError
    return value


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _line(value: Any) -> int | None:
    return None if value is None else int(value)


def _one_of(value: Any, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise UnfitProgrammeError
    return cast("str | None", value)
