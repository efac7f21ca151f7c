"""The few fields of Anki's settings that are read: numbers in its blobs, by their places.

Blobs are protocol buffers. What is not asked for is passed over; what cannot be read is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
NEW_A_DAY, REVIEWS_A_DAY, RETENTION = 9, 10, 37
PARAMETERS = (6, 5, 3)
"""Places of the memory model's parameters, the newest model first."""

PARAMETER_COUNTS = (17, 19, 21)
MOST_A_DAY = 9999
NORMAL, FILTERED, CONFIG_ID = 1, 2, 1
OWN_REVIEWS, OWN_NEW, REVIEWS_TODAY, NEW_TODAY = 6, 7, 8, 9
DAY_LIMIT, DAY_OF = 1, 2
LAST_DAY, NEW_DONE, REVIEWS_DONE = 3, 4, 5
Value = int | bytes


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """What a deck asks of its days, as far as it could be read."""

    new_a_day: int | None = None
    reviews_a_day: int | None = None
    retention: float | None = None
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckOwn:
    """What a deck says of itself: which options it has, limits of its own, what was done today."""

    config: int = 0
    new_a_day: int | None = None
    reviews_a_day: int | None = None
    new_today: int | None = None
    reviews_today: int | None = None
    done_new: int = 0
    done_reviews: int = 0


def options_of(blob: bytes) -> DeckOptions:
    """The options in a blob of `deck_config`; a number that is not written is 0."""
    found = _fields(blob)
    if found is None:
        return DeckOptions()
    lists = (_floats(found.get(place)) for place in PARAMETERS)
    return DeckOptions(
        new_a_day=_count(found.get(NEW_A_DAY, 0)),
        reviews_a_day=_count(found.get(REVIEWS_A_DAY, 0)),
        retention=_share(found.get(RETENTION)),
        parameters=next((one for one in lists if len(one) in PARAMETER_COUNTS), ()),
    )


def own_of(kind: bytes, common: bytes, today: int) -> DeckOwn | None:
    """What a deck says of itself, from its blobs; None for a filtered deck."""
    normal = (_fields(kind) or {}).get(NORMAL)
    if normal is None:
        return None
    told, counts = _fields(normal) or {}, _fields(common) or {}
    number = told.get(CONFIG_ID, 1)
    is_today = counts.get(LAST_DAY, 0) == today
    return DeckOwn(
        config=number if isinstance(number, int) else 0,
        new_a_day=_limit(told.get(OWN_NEW)),
        reviews_a_day=_limit(told.get(OWN_REVIEWS)),
        new_today=_today(told.get(NEW_TODAY), today),
        reviews_today=_today(told.get(REVIEWS_TODAY), today),
        done_new=_signed(counts.get(NEW_DONE)) if is_today else 0,
        done_reviews=_signed(counts.get(REVIEWS_DONE)) if is_today else 0,
    )


def is_filtered(kind: bytes) -> bool:
    """Whether a deck says that it is a filtered one."""
    return FILTERED in (_fields(kind) or {})


def _fields(blob: Value | None) -> dict[int, Value] | None:
    """The fields of a blob by place; None where it is none."""
    try:
        return dict(fields_of(blob)) if isinstance(blob, bytes) else None
    except ValueError:
        return None


def _limit(value: Value | None) -> int | None:
    return None if value is None else _count(value)


def _today(value: Value | None, today: int) -> int | None:
    """A limit for one day alone, where that day is today."""
    told = _fields(value)
    if not told:
        return None
    return _count(told.get(DAY_LIMIT, 0)) if told.get(DAY_OF, 0) == today else None


def _signed(value: Value | None) -> int:
    """A count that may be below zero, as custom study leaves it."""
    number = value if isinstance(value, int) else 0
    number -= 2**64 if number >= 2**63 else 0
    return max(-MOST_A_DAY, min(MOST_A_DAY, number))


def fields_of(blob: bytes) -> Iterator[tuple[int, Value]]:
    r"""Every field of a blob with its place. Raises ValueError where it is none.

    >>> list(fields_of(bytes.fromhex("4814"))), list(fields_of(bytes.fromhex("0a020801")))
    ([(9, 20)], [(1, b'\x08\x01')])
    """
    at = 0
    while at < len(blob):
        tag, at = _varint(blob, at)
        place, kind = tag >> 3, tag & 7
        value: Value
        if kind == VARINT:
            value, at = _varint(blob, at)
        elif kind in {FIXED32, FIXED64}:
            size = 4 if kind == FIXED32 else 8
            value, at = blob[at : at + size], at + size
        elif kind == BYTES:
            size, at = _varint(blob, at)
            value, at = blob[at : at + size], at + size
        else:
            raise ValueError(kind)
        if at > len(blob):
            raise ValueError("cut short")
        yield place, value


def _varint(blob: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(blob):
            raise ValueError("cut short")
        byte = blob[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("too long")


def _count(value: Value) -> int | None:
    return value if isinstance(value, int) and 0 <= value <= MOST_A_DAY else None


def _share(value: Value | None) -> float | None:
    if not isinstance(value, bytes) or len(value) != 4:
        return None
    share: float = struct.unpack("<f", value)[0]
    return round(share, 4) if 0.5 <= share < 1 else None


def _floats(value: Value | None) -> tuple[float, ...]:
    if not isinstance(value, bytes) or len(value) % 4:
        return ()
    return struct.unpack(f"<{len(value) // 4}f", value)
