"""The app's picture as PNG, drawn from a few shapes: phones take no SVG for it."""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIZES = (180, 192, 512)
SEA, WAVE, SAIL, TAB = b"\x2f\x3d\x69", b"\xcf\xd7\xee", b"\xf8\xf5\xee", b"\xe8\xa4\x68"
SIDE = 64.0
"""The picture's own units, those of icon.svg."""


@cache
def icon_png(size: int) -> bytes:
    """The picture in `size` times `size` pixels, to its edges: phones round the corners."""
    step = SIDE / size
    at = [(place + 0.5) * step for place in range(size)]
    rows = (b"\0" + b"".join(colour_at(x, y) for x in at) for y in at)
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def colour_at(x: float, y: float) -> bytes:
    """The colour of a point: a sail over a wave, and the small tab that turns the rudder."""
    if _near_line(x, y, (46.0, 38.0), (54.0, 34.0)):
        return TAB
    if 30.0 <= x <= 44.0 and abs(y - 24.0 - (x - 30.0) * 3 / 7) <= 12.0 - (x - 30.0) * 6 / 7 + 1e-9:
        return SAIL
    # the wave: y = 40 + 6 * 4 t (1 - t) along its length
    along = (x - 14.0) / 36.0
    if 0.0 <= along <= 1.0 and abs(y - 40.0 - 24.0 * along * (1.0 - along)) <= 2.5:
        return WAVE
    return SEA


def _near_line(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> bool:
    across, down = end[0] - start[0], end[1] - start[1]
    part = ((x - start[0]) * across + (y - start[1]) * down) / (across**2 + down**2)
    part = min(1.0, max(0.0, part))
    return (x - start[0] - part * across) ** 2 + (y - start[1] - part * down) ** 2 <= 2.5**2


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
