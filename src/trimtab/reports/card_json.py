"""A deck's days to come as JSON; docs/reference/deck-json.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.domain.decks import DeckForecast, DeckReading


def deck_to_json(name: str, reading: DeckReading, forecast: DeckForecast) -> Mapping[str, Any]:
    """The forecast with what it rests on."""
    return {
        "format": "trimtab-deck",
        "version": 1,
        "name": name,
        "today": reading.today.isoformat(),
        "cards": reading.cards,
        "unseen": reading.unseen,
        "suspended": reading.suspended,
        "buried": reading.buried,
        "overdue": forecast.backlog,
        "new_a_day": forecast.new_a_day,
        "new_from": forecast.new_from,
        "retention": forecast.retention,
        "method": forecast.method,
        "remarks": list(forecast.remarks),
        "minutes": round(forecast.minutes, 1),
        "days": [
            {
                "day": one.day.isoformat(),
                "reviews": round(one.reviews, 1),
                "new": round(one.new, 1),
                "answers": round(one.answers, 1),
                "minutes": round(one.minutes, 1),
                "low": round(one.low, 1),
                "high": round(one.high, 1),
                "waiting": round(one.waiting, 1),
            }
            for one in forecast.days
        ],
    }
