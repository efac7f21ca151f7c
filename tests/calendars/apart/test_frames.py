"""Messages over a pipe."""

from __future__ import annotations

import io
import struct

import pytest

from trimtab.calendars.apart.frames import BrokenFrameError, Frame, read_frame, write_frame


def test_messages_follow_one_another():
    """Two messages written are two messages read, and then the end."""
    pipe = io.BytesIO()
    frames = [Frame({"task": "read"}, b"BEGIN"), Frame({"names": ["\udcff", "Zoë"]})]
    for frame in frames:
        write_frame(pipe, frame)
    pipe.seek(0)
    assert [read_frame(pipe, 5), read_frame(pipe), read_frame(pipe)] == [*frames, None]


@pytest.mark.parametrize(
    "sent",
    [
        b"\0",
        struct.pack("!II", 2, 0) + b"{",
        struct.pack("!II", 2, 3) + b"{}ab",
        struct.pack("!II", 2, 0) + b"[]",
        struct.pack("!II", 2, 0) + b"{!",
        struct.pack("!II", 2, 0) + b"\xff\xff",
        struct.pack("!II", 2**31, 0),
        struct.pack("!II", 2, 2**31) + b"{}",
        struct.pack("!II", 100_000, 0) + b"[" * 100_000,
        struct.pack("!II", 9000, 0) + b'{"a":' + b"9" * 8994 + b"}",
    ],
)
def test_rubbish_is_no_message(sent):
    """Cut short, too long, no object, no JSON, nested too deep: each is told as broken."""
    with pytest.raises(BrokenFrameError):
        read_frame(io.BytesIO(sent), 100)


def test_too_long_a_message_is_not_sent(monkeypatch):
    """The sender notices before the other side must."""
    monkeypatch.setattr("trimtab.calendars.apart.frames.MOST_TOLD_BYTES", 10)
    with pytest.raises(BrokenFrameError):
        write_frame(io.BytesIO(), Frame({"name": "x" * 20}))
