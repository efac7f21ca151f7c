"""From the bytes of a calendar file to its logical lines: encodings, folding, size limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trimtab.domain.errors import Problem

MAX_FILE_BYTES = 10 * 2**20
MAX_LINE_BYTES = 2**20
LINE_END = re.compile(rb"\r\n|\n|\r")
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """One unfolded line and the number of the physical line it begins on."""

    number: int
    text: str


def read_lines(content: bytes, file: str) -> tuple[list[LogicalLine], list[Problem]]:
    """Unfolded, decoded lines of a calendar, and what is wrong with its bytes."""
    problems: list[Problem] = []
    return list(each_line(content, file, problems)), problems


def each_line(content: bytes, file: str, problems: list[Problem]) -> Iterator[LogicalLine]:
    """The same line by line, holding few of them; what is wrong is added to `problems`."""
    if len(content) > MAX_FILE_BYTES:
        problems.append(_too_large(file))
        return
    first_foreign: int | None = None
    for number, raw in _unfold(_as_utf8(content)):
        if len(raw) > MAX_LINE_BYTES:
            problems.append(_too_long(file, number))
            continue
        text, is_foreign = _decode(raw)
        yield LogicalLine(number, text)
        if is_foreign and first_foreign is None:
            first_foreign = number
    if first_foreign is not None:
        problems.append(_foreign(file, first_foreign))


def _as_utf8(content: bytes) -> bytes:
    """The same text in UTF-8 without a byte-order mark."""
    if content.startswith(UTF16_MARKS):
        return content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return content.removeprefix(UTF8_MARK)


def _unfold(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines; folds are undone on bytes, as some programs fold inside a character."""
    began, pieces = 0, list[bytes]()
    for number, raw in enumerate(_physical_lines(content), start=1):
        if raw[:1] in {b" ", b"\t"} and pieces:
            pieces.append(raw[1:])
        elif raw.strip():
            if pieces:
                yield began, b"".join(pieces)
            began, pieces = number, [raw]
    if pieces:
        yield began, b"".join(pieces)


def _physical_lines(content: bytes) -> Iterator[bytes]:
    begins = 0
    for end in LINE_END.finditer(content):
        yield content[begins : end.start()]
        begins = end.end()
    yield content[begins:]


def _decode(raw: bytes) -> tuple[str, bool]:
    """Text of a line, and whether it is not UTF-8 and so read as Western European."""
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), True


def _too_large(file: str) -> Problem:
    return Problem(
        file,
        None,
        "The file has more than the 10 MiB a calendar may have.",
        "Export only the months you need.",
    )


def _too_long(file: str, number: int) -> Problem:
    return Problem(
        file,
        number,
        "This line is longer than 1 MiB and is left out.",
        "Export the calendar without attachments.",
    )


def _foreign(file: str, number: int) -> Problem:
    return Problem(
        file,
        number,
        "The file is not in UTF-8 from here on; it is read as Western European (cp1252).",
        "If names look odd, save it again as UTF-8.",
    )
