"""Lines of keys and tables in TOML text, so that a mistake can be shown where it stands."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping

Path = tuple[str | int, ...]

_SPACE = " \t"
_BLANK = " \t\r\n"


def find_lines(text: str) -> dict[Path, int]:
    r"""Line of every key, table and array element of valid TOML, by its path from the root.

    >>> find_lines("[[task]]\nname = 'a'\n")[("task", 0, "name")]
    2
    """
    walker = _Walker(text)
    walker.walk()
    return walker.lines


def find_spans(text: str) -> dict[Path, tuple[int, int]]:
    r"""First sign and end of every value of valid TOML, by its path from the root.

    >>> find_spans("[[task]]\nname = 'a'  # b\n")[("task", 0, "name")]
    (16, 19)
    """
    walker = _Walker(text)
    walker.walk()
    return walker.spans


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """Line of `path`, or of the nearest table around it.

    >>> line_of({("task", 0): 4}, ("task", 0, "due"))
    4
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


class _Walker:
    """Walks valid TOML once; invalid text has been refused by the parser before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [at for at, sign in enumerate(text) if sign == "\n"]
        self._counts: dict[Path, int] = {}
        self.lines: dict[Path, int] = {}
        self.spans: dict[Path, tuple[int, int]] = {}

    def walk(self) -> None:
        base: Path = ()
        while self._skip_blank():
            if self._peek("["):
                base = self._header()
            else:
                self._pair(base)

    def _peek(self, start: str) -> bool:
        return self._text.startswith(start, self._at)

    def _line(self) -> int:
        return bisect_left(self._breaks, self._at) + 1

    def _mark(self, path: Path) -> None:
        self.lines.setdefault(path, self._line())

    def _skip(self, signs: str) -> None:
        while self._at < len(self._text) and self._text[self._at] in signs:
            self._at += 1

    def _skip_blank(self) -> bool:
        self._skip(_BLANK)
        while self._peek("#"):
            ending = self._text.find("\n", self._at)
            self._at = len(self._text) if ending < 0 else ending
            self._skip(_BLANK)
        return self._at < len(self._text)

    def _header(self) -> Path:
        line_start = self._at
        is_array = self._peek("[[")
        self._at += 2 if is_array else 1
        path = self._settle(self._dotted_key(), is_array=is_array)
        after, self._at = self._at, line_start
        self._mark(path)
        self._at = after + (2 if is_array else 1)
        return path

    def _settle(self, parts: list[str], *, is_array: bool) -> Path:
        path: Path = ()
        for part in parts[:-1]:
            path = self._last_element((*path, part))
        path = (*path, parts[-1])
        if is_array:
            self._counts[path] = self._counts.get(path, 0) + 1
            self._mark(path)
        return self._last_element(path)

    def _last_element(self, path: Path) -> Path:
        count = self._counts.get(path)
        return path if count is None else (*path, count - 1)

    def _dotted_key(self) -> list[str]:
        parts = [self._simple_key()]
        while self._peek("."):
            self._at += 1
            parts.append(self._simple_key())
        return parts

    def _simple_key(self) -> str:
        self._skip(_SPACE)
        start = self._at
        if self._text[start] in "\"'":
            self._string()
            key = str(tomllib.loads(f"key = {self._text[start : self._at]}")["key"])
        else:
            while self._text[self._at] not in " \t.=]":
                self._at += 1
            key = self._text[start : self._at]
        self._skip(_SPACE)
        return key

    def _pair(self, base: Path) -> None:
        start = self._at
        path = base
        for part in self._dotted_key():
            path = (*path, part)
            after, self._at = self._at, start
            self._mark(path)
            self._at = after
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        start = self._at
        self._walk_value(path)
        length = len(self._text[start : self._at].rstrip())
        self.spans[path] = (start, start + length)

    def _walk_value(self, path: Path) -> None:
        if self._text[self._at] in "\"'":
            self._string()
        elif self._peek("["):
            self._array(path)
        elif self._peek("{"):
            self._inline_table(path)
        else:
            while self._at < len(self._text) and self._text[self._at] not in ",]}\n#":
                self._at += 1

    def _string(self) -> None:
        quote = self._text[self._at]
        fence = quote * 3 if self._peek(quote * 3) else quote
        self._at += len(fence)
        while not self._peek(fence):
            self._at += 2 if quote == '"' and self._peek("\\") else 1
        self._at += len(fence)
        while len(fence) == 3 and self._peek(quote):
            self._at += 1

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._skip_blank() and not self._peek("]"):
            self._mark((*path, index))
            self._value((*path, index))
            self._skip_blank()
            self._at += 1 if self._peek(",") else 0
            index += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._skip_blank() and not self._peek("}"):
            self._pair(path)
            self._skip_blank()
            self._at += 1 if self._peek(",") else 0
        self._at += 1
