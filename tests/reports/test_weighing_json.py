"""A weighing as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sample_weighings import FULL

from trimtab.reports.weighing_json import weighing_to_json

PAGE = Path(__file__).parents[2] / "docs/reference/weighing-json.md"


def keys_of(value):
    """Every key at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def test_everything_told_is_in_the_json():
    """Times with offsets, days as dates, minutes unrounded, sums as in the words."""
    data = json.loads(json.dumps(weighing_to_json(FULL)))
    assert data["version"] == 1
    assert data["asked"]["occurrences"][0] == {
        "start": "2026-11-17T17:00:00+00:00",
        "end": "2026-11-17T18:30:00+00:00",
    }
    assert data["asked"]["until"] == "2026-12-09"
    assert [week["minutes"] for week in data["weeks"]] == [90, 90]
    assert [week["certainty"] for week in data["weeks"]] == ["clear", "too close to tell"]
    assert data["weeks"][0]["nights"] == [{"date": "2026-11-17", "minutes": 60}]
    assert data["total"]["minutes"] == 360
    assert data["planned_until"] == "2026-11-29"
    assert data["known_until"] == "2026-11-27"
    assert data["late"] == [
        {"name": "QI abstract", "due": "2026-11-27T17:00:00+00:00", "minutes": 60}
    ]
    assert data["alternatives"][0]["instead_of"] == 90
    assert data["problems"][0]["line"] == 3


def test_every_key_is_documented():
    """docs/reference/weighing-json.md names each key a weighing can have."""
    documented = set(re.findall(r"`([a-z_]+)`", PAGE.read_text()))
    assert set(keys_of(weighing_to_json(FULL))) - documented == set()
