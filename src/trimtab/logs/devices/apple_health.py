"""Sleep in an Apple Health export: gigabytes of XML of which a few entries tell of sleep.

The file is looked through piece by piece for those entries, and only they are read, attribute by
attribute; no XML parser is handed what a stranger may have written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from trimtab.logs.devices.pieces import Piece, Pieces, Stage

KIND = b"HKCategoryTypeIdentifierSleepAnalysis"
CHUNK_BYTES = 2**20
MOST_ENTRY_BYTES = 8192
"""An entry of the health app takes less than a thousand."""

ENTRY = re.compile(rb"""<Record\b((?:[^"'<>]|"[^"<]*"|'[^'<]*')*)>""")
ATTRIBUTE = re.compile(r"""([A-Za-z]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
MOST_NAME_LETTERS = 80
STAGES: dict[str, Stage] = {
    "HKCategoryValueSleepAnalysisInBed": "in_bed",
    "HKCategoryValueSleepAnalysisAwake": "awake",
    "HKCategoryValueSleepAnalysisAsleep": "asleep",
    "HKCategoryValueSleepAnalysisAsleepUnspecified": "asleep",
    "HKCategoryValueSleepAnalysisAsleepCore": "asleep",
    "HKCategoryValueSleepAnalysisAsleepDeep": "asleep",
    "HKCategoryValueSleepAnalysisAsleepREM": "asleep",
}
UNREAD = "an entry of sleep cannot be read."
EXPORT_AGAIN = "Left out; export again if it matters."


def read_apple_health(file: IO[bytes], pieces: Pieces) -> None:
    """Every entry of sleep of an export.xml, whatever its length, in little memory."""
    for entry in entries_in(file):
        attributes = _attributes(entry)
        if attributes and attributes.get("type") != KIND.decode():
            continue
        stage = STAGES.get(attributes.get("value", ""))
        shown = attributes.get("startDate", "?")[:40]
        start, end = _moment(attributes.get("startDate")), _moment(attributes.get("endDate"))
        if stage is None or start is None or end is None:
            pieces.refuse(None, UNREAD, EXPORT_AGAIN)
            continue
        name = " ".join(attributes.get("sourceName", "").split())[:MOST_NAME_LETTERS]
        piece = Piece(start.timestamp(), end.timestamp(), stage, name or "Apple Health")
        pieces.add(piece, None, shown)


def entries_in(file: IO[bytes]) -> Iterator[bytes]:
    """The attributes of each entry of sleep as they stand, found without reading the rest."""
    held = b""
    while True:
        chunk = file.read(CHUNK_BYTES)
        held += chunk
        place = 0
        while (found := held.find(KIND, place)) >= 0:
            begun = held.rfind(b"<Record", max(place, found - MOST_ENTRY_BYTES), found)
            if begun < 0:
                place = found + len(KIND)
                continue
            if chunk and len(held) - begun < MOST_ENTRY_BYTES:
                place = begun
                break  # its end may still be to come
            entry = ENTRY.match(held, begun, begun + MOST_ENTRY_BYTES)
            yield entry[1] if entry else b""
            place = entry.end() if entry else found + len(KIND)
        if not chunk:
            return
        held = held[max(place, len(held) - MOST_ENTRY_BYTES) :]


def _attributes(entry: bytes) -> dict[str, str]:
    text = entry.decode("utf-8", "replace")
    return {name: html.unescape(one or other) for name, one, other in ATTRIBUTE.findall(text)}


def _moment(written: str | None) -> datetime | None:
    """A moment as the health app writes it: 2026-11-16 23:10:00 -0500."""
    try:
        return datetime.strptime(written or "", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
