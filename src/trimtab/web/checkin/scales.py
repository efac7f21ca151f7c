"""The four scales of a check-in, in the words that pages and commands use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.domain.diary import HIGHEST, LOWEST, MEASURES, CheckIn, Measure
from trimtab.reports.checkin_words import SCALE_WORDS

STEPS = tuple(range(LOWEST, HIGHEST + 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """One measure: its name, what its two ends mean, and the step chosen, None where none is."""

    measure: Measure
    name: str
    low: str
    high: str
    chosen: int | None = None


WORDS = tuple((measure, *SCALE_WORDS[measure]) for measure in MEASURES)
SHORT = {"mood": "Mood", "energy": "Energy", "stress": "Stress", "balance": "Balance"}


def scales(said: CheckIn | None = None) -> tuple[Scale, ...]:
    """The scales in their order, with what was said before."""
    chosen = {} if said is None else {name: getattr(said, name) for name in MEASURES}
    return scales_with(chosen)


def scales_with(chosen: Mapping[Measure, int | None]) -> tuple[Scale, ...]:
    """The scales in their order, with steps as chosen."""
    return tuple(
        Scale(measure, name, low, high, chosen.get(measure)) for measure, name, low, high in WORDS
    )


def scores_text(said: CheckIn) -> str:
    """What was said, as a phrase: "Mood 6, energy 4"; empty where no scale was."""
    named = (
        f"{SHORT[one.measure].lower()} {one.chosen}"
        for one in scales(said)
        if one.chosen is not None
    )
    text = ", ".join(named)
    return text[:1].upper() + text[1:]
