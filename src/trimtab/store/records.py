"""Records as JSON and back: an equal record, every field, or a sentence on what cannot be read.

Readers are made once for each kind of record from its fields' types. A field that is missing takes
its default, so that what an earlier edition wrote can be read; one that nobody knows cannot.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from trimtab.domain.errors import TrimtabError

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


class UnreadableRecordError(TrimtabError):
    """A record is not written as this edition writes it; `where` leads to the place."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where or 'The whole'}: {what}")


def record_to_text(record: Any) -> str:
    """A record, or a tuple of them, as JSON.

    Moments stand with their offset and the zone whose clock they are on, as RFC 9557 has it:
    2026-11-16T07:00:00-05:00[America/New_York].
    """
    return json.dumps(record, default=_plain, ensure_ascii=False, separators=(",", ":"))


def columns_of(record: Any) -> dict[str, Any]:
    """A record's fields by name; those that are records themselves stay so."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # most are, so they are asked for first
        zone = value.tzinfo if isinstance(value, datetime) else None
        named = f"[{zone.key}]" if isinstance(zone, ZoneInfo) and zone.key else ""
        return f"{value.isoformat()}{named}"
    if is_dataclass(value):
        return columns_of(value)
    return value.item()  # a number of numpy's


def text_to_record(kind: type[Record], text: str | bytes) -> Record:
    """The record that was written. Raises UnreadableRecordError."""
    try:
        written = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableRecordError("", "it is not JSON.") from None
    record: Record = _reader_of(cast("Any", kind))(written)
    return record


@cache
def _reader_of(hint: Any) -> Reader:
    """What reads a value of a type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice_reader(parts)
    if origin in {Union, UnionType}:
        return _optional_reader(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return _several_reader(parts[0]) if parts[-1] is Ellipsis else _few_reader(parts)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(parts[1])
    if is_dataclass(hint):
        return _record_reader(hint)
    return _moment_reader if hint is datetime else _plain_reader(hint)


def _plain_reader(hint: type) -> Reader:
    if hint is date:
        return lambda value: _written(date.fromisoformat, value)
    wanted = (int, float) if hint is float else hint

    def read(value: Any) -> Any:
        if not isinstance(value, wanted) or (isinstance(value, bool) and hint is not bool):
            raise UnreadableRecordError("", f"{hint.__name__} is wanted.")
        return value

    return read


def _written(read: Callable[[str], Any], value: Any) -> Any:
    try:
        return read(value)
    except (TypeError, ValueError):
        raise UnreadableRecordError("", "it is no date as 2026-11-16, or no time of one.") from None


def _moment_reader(value: Any) -> datetime:
    written, _, named = str(value).partition("[")
    moment: datetime = _written(datetime.fromisoformat, written)
    if moment.tzinfo is None:
        raise UnreadableRecordError("", "it lacks its offset from UTC.")
    if not named:
        return moment
    try:
        return moment.astimezone(ZoneInfo(named.removesuffix("]")))
    except (KeyError, OSError, OverflowError, ValueError):
        raise UnreadableRecordError("", "its zone is not known on this machine.") from None


def _choice_reader(choices: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in choices:
            raise UnreadableRecordError("", f"it is none of {', '.join(map(str, choices))}.")
        return value

    return read


def _optional_reader(hint: Any) -> Reader:
    read = _reader_of(hint)
    return lambda value: None if value is None else read(value)


def _several_reader(hint: Any) -> Reader:
    read = _reader_of(hint)

    def read_all(value: Any) -> Any:
        listed = _of_kind(list, value)
        return tuple(_at(number, read, one) for number, one in enumerate(listed))

    return read_all


def _few_reader(hints: tuple[Any, ...]) -> Reader:
    readers = [_reader_of(hint) for hint in hints]

    def read_few(value: Any) -> Any:
        if len(_of_kind(list, value)) != len(readers):
            raise UnreadableRecordError("", f"{len(readers)} values are wanted.")
        pairs = enumerate(zip(readers, value, strict=True))
        return tuple(_at(number, read, one) for number, (read, one) in pairs)

    return read_few


def _mapping_reader(hint: Any) -> Reader:
    read = _reader_of(hint)

    def read_mapping(value: Any) -> Any:
        return {key: _at(key, read, one) for key, one in _of_kind(dict, value).items()}

    return read_mapping


def _record_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader_of(hints[field.name]) for field in fields(kind)}
    needed = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read_record(value: Any) -> Any:
        written = _of_kind(dict, value)
        if unknown := sorted(written.keys() - readers.keys()):
            raise UnreadableRecordError(unknown[0], "this edition does not know it.")
        if missing := sorted(needed - written.keys()):
            raise UnreadableRecordError(missing[0], "it is missing.")
        return kind(**{key: _at(key, readers[key], one) for key, one in written.items()})

    return read_record


def _of_kind(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise UnreadableRecordError("", f"{'a list' if kind is list else 'an object'} is wanted.")
    return value


def _at(place: str | int, read: Reader, value: Any) -> Any:
    """What a reader makes of a value; what it cannot read is told with the way there."""
    try:
        return read(value)
    except UnreadableRecordError as error:
        where = f"{place}.{error.where}" if error.where else str(place)
        raise UnreadableRecordError(where, error.what) from None
