"""Where a block could be, as JSON-ready data, version 1."""

from __future__ import annotations

from typing import Any

from trimtab.domain.places import Place, Places
from trimtab.reports.json_pieces import problems_to_json

VERSION = 1


def places_to_json(places: Places) -> dict[str, Any]:
    """Every place; losses unrounded, times with the local offset."""
    block = places.block
    return {
        "version": VERSION,
        "person": places.person,
        "block": {
            "start": block.start.isoformat(),
            "end": block.end.isoformat(),
            "name": block.name,
            "kind": block.kind,
        },
        "places": [_place(place) for place in places.places],
        "problems": problems_to_json(places.problems),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "start": place.start.isoformat(),
        "end": place.end.isoformat(),
        "loss": place.loss,
        "swap_loss": place.swap_loss,
        "least_loss": place.least_loss,
        "gives_way": list(place.gives_way),
        "told": place.is_told,
    }
