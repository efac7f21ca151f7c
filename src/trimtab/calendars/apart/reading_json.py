"""Readings and sources as plain JSON values and back, exactly; what does not fit is refused."""

from __future__ import annotations

import types
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
NO_JSON = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class UnfitJsonError(ValueError):
    """A JSON value is not what was to be read from it."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type become JSON values and come back.

    `read` raises one of NO_JSON when it is given anything else.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def record_to_json(record: Any) -> Any:
    """A frozen record as JSON values; datetimes are written in UTC, exactly."""
    kind: Any = type(record)
    return _codec(kind).write(record)


def record_from_json(kind: type[Record], value: Any) -> Record:
    """The record of that kind that `value` was written from. Raises UnfitJsonError."""
    hint: Any = kind
    try:
        record = _codec(hint).read(value)
    except NO_JSON as error:
        raise UnfitJsonError(f"this is no {kind.__name__}") from error
    assert isinstance(record, kind)
    return record


@cache
def _codec(hint: Any) -> Codec:
    """How a field of this type is written. Raises TypeError for a type nobody wrote yet."""
    if hint in SCALARS:
        return SCALARS[hint]
    if is_dataclass(hint):
        return _codec_of_record(hint)
    outer, inner = get_origin(hint), get_args(hint)
    if outer is Literal:
        return Codec(_same, _one_of(inner))
    if outer in {Union, types.UnionType}:
        return _codec_or_none(inner)
    if outer is dict:
        return _codec_of_mapping(inner[0], _codec(inner[1]))
    if outer is tuple:
        return _codec_of_tuple(inner)
    raise TypeError(f"{hint} is not written as JSON yet")


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise UnfitJsonError
        return value

    return read


def _one_of(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    known = {choice: choice for choice in choices}
    return known.__getitem__


def _write_bytes(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _read_bytes(value: Any) -> bytes:
    return b64decode(value, validate=True)


def _write_instant(when: datetime) -> str:
    if when.tzinfo is None:
        raise UnfitJsonError
    return when.astimezone(UTC).isoformat()


def _read_instant(value: Any) -> datetime:
    when = datetime.fromisoformat(value)
    if when.tzinfo is not UTC:
        raise UnfitJsonError
    return when


SCALARS: Mapping[Any, Codec] = {
    str: Codec(_same, _exactly(str)),
    int: Codec(_same, _exactly(int)),
    float: Codec(float, _exactly(float)),
    bool: Codec(_same, _exactly(bool)),
    bytes: Codec(_write_bytes, _read_bytes),
    datetime: Codec(_write_instant, _read_instant),
    date: Codec(date.isoformat, date.fromisoformat),
}


def _codec_of_record(kind: Any) -> Codec:
    """A record as the list of its fields' values."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    codecs = [_codec(hints[name]) for name in names]

    def write(record: Any) -> list[Any]:
        return [
            codec.write(getattr(record, name)) for name, codec in zip(names, codecs, strict=True)
        ]

    def read(value: Any) -> Any:
        return kind(*(codec.read(one) for codec, one in zip(codecs, _list(value), strict=True)))

    return Codec(write, read)


def _codec_or_none(inner: tuple[Any, ...]) -> Codec:
    others = [hint for hint in inner if hint is not types.NoneType]
    if len(others) != 1 or len(inner) != 2:
        raise TypeError(f"{inner} is not written as JSON yet")
    codec = _codec(others[0])
    return Codec(
        lambda value: None if value is None else codec.write(value),
        lambda value: None if value is None else codec.read(value),
    )


def _codec_of_mapping(key: Any, codec: Codec) -> Codec:
    if key is not str:
        raise TypeError(f"keys of type {key} are not written as JSON yet")
    return Codec(
        lambda mapping: {name: codec.write(one) for name, one in mapping.items()},
        lambda value: {name: codec.read(one) for name, one in _exactly(dict)(value).items()},
    )


def _codec_of_tuple(inner: tuple[Any, ...]) -> Codec:
    """Tuples of any length; those of records column by column, which is three times as quick."""
    if inner[-1] is not Ellipsis:
        codecs = [_codec(hint) for hint in inner]
        return Codec(
            lambda values: _each(codecs, values, "write"),
            lambda value: tuple(_each(codecs, _list(value), "read")),
        )
    if is_dataclass(inner[0]):
        return _codec_of_table(inner[0])
    codec = _codec(inner[0])
    return Codec(
        lambda values: [codec.write(one) for one in values],
        lambda value: tuple(codec.read(one) for one in _list(value)),
    )


def _each(codecs: Iterable[Codec], values: Iterable[Any], way: Literal["write", "read"]) -> Any:
    return [getattr(codec, way)(one) for codec, one in zip(codecs, values, strict=True)]


def _codec_of_table(kind: Any) -> Codec:
    hints = get_type_hints(kind)
    columns = [(field.name, _codec(hints[field.name])) for field in fields(kind)]

    def write(records: tuple[Any, ...]) -> list[list[Any]]:
        return [[codec.write(getattr(one, name)) for one in records] for name, codec in columns]

    def read(value: Any) -> tuple[Any, ...]:
        cells = [_read_column(codec, one) for (_, codec), one in zip(columns, value, strict=True)]
        return tuple(kind(*row) for row in zip(*cells, strict=True))

    return Codec(write, read)


def _read_column(codec: Codec, value: Any) -> Iterable[Any]:
    """The column's values; what stands there again and again is read once and shared."""
    values = _list(value)
    if not values or not all(type(one) is str or one is None for one in values):
        return [codec.read(one) for one in values]
    known = {one: codec.read(one) for one in set(values)}
    return map(known.__getitem__, values)


def _list(value: Any) -> list[Any]:
    read: Callable[[Any], list[Any]] = _exactly(list)
    return read(value)
