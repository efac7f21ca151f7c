"""A planned list as JSON keeps the keys that others read, and documents each."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from planned_lists import planned_list

from trimtab.domain.applications import PlannedList
from trimtab.reports.residency.list_json import list_to_json

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "list-json.md"


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def test_the_keys_that_stay_are_there():
    """Programmes in the order of adding, with the certificate and the next application."""
    planned = planned_list(3)
    shown = list_to_json(planned)
    assert shown["version"] == 1
    assert [each["id"] for each in shown["programmes"]] == ["SYN-0001", "SYN-0002", "SYN-0003"]
    first = shown["programmes"][0]
    entry = planned.entries[0]
    assert first["name"] == entry.programme.name
    assert (first["chance"], first["low"], first["high"]) == (
        entry.match.middle,
        entry.match.low,
        entry.match.high,
    )
    assert (first["worth"], first["signal"], first["gain"]) == (94, "gold", entry.gain)
    assert first["reasons"] == list(entry.reasons)
    assert shown["value"] == pytest.approx(sum(each["gain"] for each in shown["programmes"]))
    assert shown["bound"] == planned.bound
    assert shown["p_unmatched"] == 0.041
    assert shown["cost"] == 33
    assert shown["next_application"]["gain"] == 0.031
    assert shown["next_application"]["cost"] == 30


def test_numbers_are_not_rounded_and_everything_can_be_written():
    """What is written can be read back by any JSON reader, number for number."""
    shown = list_to_json(planned_list())
    assert json.loads(json.dumps(shown, allow_nan=False)) == shown


def test_what_is_not_known_is_null():
    """A list without a next application or a stop says so by null, not by absence."""
    shown = list_to_json(planned_list(next_application=None, stop=None, interviews=None))
    assert (shown["next_application"], shown["stop"], shown["interviews"]) == (None, None, None)


def test_a_rule_keeps_its_citation():
    """What a rule excluded is shown with where and when the rule was read."""
    (ruled, chosen) = list_to_json(planned_list())["left_out"]
    assert (ruled["why"], ruled["source"]) == ("rule", "the programme's own page")
    assert ruled["checked"] == "2026-08-20"
    assert chosen["why"] == "not_chosen"


def test_every_key_is_documented():
    """docs/reference/list-json.md names each key a list can have."""
    documented = set(re.findall(r"`([a-z_0-9]+)`", PAGE.read_text()))
    planned: PlannedList = planned_list()
    assert set(keys_of(list_to_json(planned))) - documented == set()
