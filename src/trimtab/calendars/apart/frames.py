"""Messages over a pipe: a JSON value and raw bytes, each with its length in front."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

LENGTHS = struct.Struct("!II")
MOST_TOLD_BYTES = 16 * 2**20


class BrokenFrameError(Exception):
    """What came over the pipe is no message: too long, cut short, or no JSON object."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what is told, as a JSON object, and the bytes it is about."""

    told: Mapping[str, Any]
    content: bytes = b""


def write_frame(pipe: IO[bytes], frame: Frame) -> None:
    """Send a message. Raises OSError when nobody reads, BrokenFrameError when it is too long."""
    told = json.dumps(frame.told, separators=(",", ":")).encode()
    if len(told) > MOST_TOLD_BYTES:
        raise BrokenFrameError("too long")
    pipe.write(LENGTHS.pack(len(told), len(frame.content)) + told)
    pipe.write(frame.content)
    pipe.flush()


def read_frame(pipe: IO[bytes], most_content: int = 0) -> Frame | None:
    """The next message, None at the end of the pipe. Raises BrokenFrameError."""
    head = pipe.read(LENGTHS.size)
    if not head:
        return None
    told_length, content_length = LENGTHS.unpack(_whole(head, LENGTHS.size))
    if told_length > MOST_TOLD_BYTES or content_length > most_content:
        raise BrokenFrameError("too long")
    told = _whole(pipe.read(told_length), told_length)
    content = _whole(pipe.read(content_length), content_length)
    return Frame(_object(told), content)


def _whole(piece: bytes, length: int) -> bytes:
    if len(piece) != length:
        raise BrokenFrameError("cut short")
    return piece


def _object(told: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(told)
    except (RecursionError, ValueError) as error:
        raise BrokenFrameError("no JSON") from error
    if not isinstance(value, dict):
        raise BrokenFrameError("no object")
    return value
