"""A typed line from which understood pieces are taken, the places of the others kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trimtab.domain.plain_letters import without_steering

TAKEN = "\0"
ISO_MOMENT = re.compile(r"(?<=20\d\d-\d\d-\d\d)T(?=\d\d:?\d\d)", re.IGNORECASE)
QUOTED = re.compile('["“«](?P<name>[^"“”«»]+)["”»]')
BEFORE_COLON = re.compile(r"\s*(?P<name>[^:\0]*[^:\0\s\d][^:\0]*):(?=\s)")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words nobody has understood yet, and where they begin (from 1)."""

    text: str
    column: int


@dataclass(slots=True)
class TypedLine:
    """The line as typed; in `rest` everything taken is blanked out."""

    text: str
    rest: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = without_steering(self.text.replace(TAKEN, " "))
        self.rest = ISO_MOMENT.sub(" ", self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match among what is left, taken out."""
        found = pattern.search(self.rest)
        if found is not None:
            self.blank(*found.span())
        return found

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every match among what is left, taken out in turn."""
        found = []
        while (match := self.take(pattern)) is not None:
            found.append(match)
        return found

    def blank(self, start: int, end: int) -> None:
        """Count a stretch as understood."""
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def take_name(self) -> str:
        """A name in quotes or before a colon, which is taken letter for letter."""
        found = self.take(QUOTED) or BEFORE_COLON.match(self.rest)
        if found is None:
            return ""
        self.blank(*found.span())
        return found["name"].strip()

    def leftovers(self, idle: re.Pattern[str]) -> Iterator[Leftover]:
        """What is left between the pieces taken, without `idle` words at either end."""
        for run in re.finditer(rf"[^{TAKEN}]+", self.rest):
            text, start = run[0], run.start()
            while (head := idle.match(text)) and head.end():
                text, start = text[head.end() :], start + head.end()
            text = _without_idle_end(text, idle)
            if text:
                yield Leftover(text, start + 1)


def _without_idle_end(text: str, idle: re.Pattern[str]) -> str:
    while True:
        ends = [found for found in idle.finditer(text) if found[0] and found.end() == len(text)]
        if not ends:
            return text
        text = text[: ends[0].start()]
