"""Check-ins in the words of a terminal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from trimtab.domain.diary import MEASURES, CheckIn, Measure
from trimtab.reports.wording import dated_text

SCALE_WORDS: dict[Measure, tuple[str, str, str]] = {
    "mood": ("Mood", "very low", "very good"),
    "energy": ("Energy", "empty", "full"),
    "stress": ("Stress", "calm", "too much"),
    "balance": ("Balance of work and life", "far from it", "as I want it"),
}
"""Of each scale its name, and what its two ends mean."""

SLEPT_BY = {"plan": "as planned", "device": "by your device", "said": "as you said"}


class Slept(Protocol):
    """A sleep with who tells of it."""

    @property
    def start(self) -> datetime:
        """When it began, on the person's clock."""
        ...

    @property
    def end(self) -> datetime:
        """When it ended."""
        ...

    @property
    def source(self) -> str:
        """Who tells of it."""
        ...


def said_text(said: CheckIn, today: date) -> str:
    """A day in one line: "Tue 17 Nov: mood 6, stress 7; slept 08:20 to 16:50, as planned"."""
    scores = [f"{name} {value}" for name in MEASURES if (value := getattr(said, name)) is not None]
    parts = [", ".join(scores)] if scores else []
    if said.asleep_from is not None and said.asleep_until is not None:
        hours = f"{said.asleep_from:%H:%M} to {said.asleep_until:%H:%M}"
        parts.append(f"slept {hours}, {SLEPT_BY[said.sleep_source or 'said']}")
    if said.line:
        parts.append(said.line)
    return f"{dated_text(said.day, today)}: {'; '.join(parts)}"


def sleep_words(slept: Slept) -> str:
    """A sleep for a question: "08:20-16:50, as planned"."""
    return f"{slept.start:%H:%M}-{slept.end:%H:%M}, {SLEPT_BY[slept.source]}"
