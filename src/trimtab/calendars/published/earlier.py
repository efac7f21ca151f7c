"""What a calendar of ours held before it is written anew, so that only what changed says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from trimtab.calendars.lines import MAX_FILE_BYTES, read_lines
from trimtab.domain.errors import ForeignFileError, UnreadableFileError

MAKER = "-//Trimtab//"
STAMPS = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
STAMP = "%Y%m%dT%H%M%SZ"
HEAD_BYTES = 65_536
PRODID = re.compile(r"PRODID[^:]*:(.*)", re.IGNORECASE)
DATED = re.compile(rb"^DTSTAMP:\d{8}T\d{6}Z\r\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EarlierEvent:
    """One event as it was published last; `meaning` is a hash of everything but its stamps.

    `place` is its start and end as written, `summary` its title as written.
    """

    uid: str
    meaning: str
    place: tuple[str, str]
    summary: str
    sequence: int
    stamp: datetime
    modified: datetime


NOTHING: Mapping[str, EarlierEvent] = MappingProxyType({})


def earlier_events(*contents: bytes) -> dict[str, EarlierEvent]:
    """The events of calendars that Trimtab wrote, by UID; what cannot be read is left out."""
    found = (
        _event(lines)
        for content in contents
        for lines in _event_lines([line.text for line in read_lines(content, "")[0]])
    )
    return {one.uid: one for one in found if one is not None}


def _event_lines(lines: Iterable[str]) -> Iterable[list[str]]:
    inside: list[str] | None = None
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = []
        elif line == "END:VEVENT" and inside is not None:
            yield inside
            inside = None
        elif inside is not None:
            inside.append(line)


def _event(lines: list[str]) -> EarlierEvent | None:
    values = {_name(line): line.partition(":")[2] for line in reversed(lines)}
    sequence = values.get("SEQUENCE", "0")
    stamp = _instant(values.get("DTSTAMP", ""))
    if stamp is None or "UID" not in values or not re.fullmatch(r"\d{1,9}", sequence, re.ASCII):
        return None
    return EarlierEvent(
        uid=values["UID"],
        meaning=meaning_of(lines),
        place=place_of(lines),
        summary=values.get("SUMMARY", ""),
        sequence=int(sequence),
        stamp=stamp,
        modified=_instant(values.get("LAST-MODIFIED", "")) or stamp,
    )


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _name(line: str) -> str:
    return re.split("[:;]", line, maxsplit=1)[0]


def meaning_of(lines: Iterable[str]) -> str:
    """A hash of everything an event says but its UID and stamps; `lines` are unfolded."""
    said = sorted(line for line in lines if _name(line) not in STAMPS)
    return sha256("\n".join(said).encode()).hexdigest()


def place_of(lines: Iterable[str]) -> tuple[str, str]:
    """Start and end of an event as written, with their zone."""
    written = {_name(line): line for line in lines}
    return written.get("DTSTART", ""), written.get("DTEND", "")


def read_earlier(path: Path, maker: str) -> bytes:
    """What stands at a path that is about to be written: a calendar of that maker, or nothing.

    Raises ForeignFileError where anything else stands there, so that nobody's only roster is lost,
    and UnreadableFileError where it cannot be told.
    """
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    if content.strip() and maker_of(content) != maker:
        raise ForeignFileError(str(path), _what_it_is(content))
    return content if len(content) <= MAX_FILE_BYTES else b""


def maker_of(content: bytes) -> str:
    """PRODID of a calendar, "" where it names none or is no calendar."""
    lines = [line.text for line in read_lines(content[:HEAD_BYTES], "")[0]]
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        return ""
    for line in lines[1:]:
        if line.upper().startswith("BEGIN:"):
            break
        if found := PRODID.fullmatch(line):
            return found[1].strip()
    return ""


def _what_it_is(content: bytes) -> str:
    maker = maker_of(content)
    if maker.startswith(MAKER):
        return "another calendar of Trimtab's, which others may follow"
    is_calendar = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"
    return "a calendar that Trimtab did not write" if is_calendar else "something else"


def kept_if_same(content: bytes, before: bytes) -> bytes:
    """What stood there before, where the new content differs from it in stamps alone."""
    return before if DATED.sub(b"", content) == DATED.sub(b"", before) else content
