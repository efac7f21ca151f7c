"""How cards are remembered, by the library FSRS; an extra part."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trimtab.domain.decks import NextState

USUAL_DECAY = 0.5
DECAY_AT = 20
LIBRARY = "fsrs_rs_python"


def has_memory_model() -> bool:
    """Whether the extra part is installed."""
    return importlib.util.find_spec(LIBRARY) is not None


@dataclass(frozen=True, slots=True)
class FsrsMemory:
    """The memory model with its parameters and the retention that intervals aim at."""

    model: Any
    state: Callable[[float, float], Any]
    decay: float
    retention: float

    def first(self) -> tuple[NextState, ...]:
        """A new card after each first grade."""
        return _states(self.model.next_states(None, self.retention, 0))

    def recall(self, stability: float, elapsed: float) -> float:
        """The share of cards still known so many days after they were seen."""
        factor = 0.9 ** (-1 / self.decay) - 1
        return float((1 + factor * elapsed / stability) ** -self.decay)

    def after(self, stability: float, difficulty: float, elapsed: int) -> tuple[NextState, ...]:
        """A card after each grade, `elapsed` days after it was seen."""
        state = self.state(stability, difficulty)
        return _states(self.model.next_states(state, self.retention, elapsed))


def fsrs_memory(parameters: tuple[float, ...], retention: float) -> FsrsMemory:
    """The model with a deck's own parameters, those of people in general where it has none."""
    from fsrs_rs_python import (  # noqa: PLC0415 - an extra part
        DEFAULT_PARAMETERS,
        FSRS,
        MemoryState,
        check_and_fill_parameters,
    )

    try:
        held = check_and_fill_parameters(list(parameters)) if parameters else DEFAULT_PARAMETERS
        model = FSRS(held)
    except Exception:  # noqa: BLE001 - whatever a stranger's numbers do, the usual ones serve
        held = DEFAULT_PARAMETERS
        model = FSRS(held)
    decay = float(held[DECAY_AT]) if len(held) > DECAY_AT else USUAL_DECAY
    return FsrsMemory(model, MemoryState, decay or USUAL_DECAY, retention)


def _states(found: Any) -> tuple[NextState, ...]:
    return tuple(
        NextState(one.memory.stability, one.memory.difficulty, one.interval)
        for one in (found.again, found.hard, found.good, found.easy)
    )
