"""A prediction of alertness as JSON-ready data, version 1."""

from __future__ import annotations

from typing import Any

from trimtab.domain.body import BodyPrediction
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def body_to_json(prediction: BodyPrediction) -> dict[str, Any]:
    """Model, parameters, and states moment by moment; numbers unrounded, times with an offset."""
    names = list(prediction.states)
    rows = zip(
        prediction.times,
        prediction.asleep,
        zip(*prediction.states.values(), strict=True),
        strict=True,
    )
    return {
        "version": VERSION,
        "model": prediction.model,
        "parameters": dict(prediction.parameters),
        "states": [
            {"time": time.isoformat(), "asleep": asleep, **dict(zip(names, states, strict=True))}
            for time, asleep, states in rows
        ],
        "problems": problems_to_json(prediction.problems),
    }
