"""A study group's division as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.domain.study_groups import Division
from trimtab.reports.group_words import text_to_send

VERSION = 1


def division_to_json(division: Division) -> Mapping[str, Any]:
    """Who takes what; docs/reference/study-group.md says what each key means."""
    group = division.group
    return {
        "version": VERSION,
        "name": group.name,
        "goes_to": group.goes_to,
        "sitting": group.sitting,
        "members": [
            {
                "name": one.name,
                "minutes": one.minutes,
                "takes_minutes": division.minutes_of(one.name),
                "is_uneven": one.name in division.uneven,
            }
            for one in group.members
        ],
        "parts": [
            {
                "topic": one.topic,
                "member": one.member,
                "minutes": one.sittings * group.sitting,
            }
            for one in division.parts
        ],
        "text": text_to_send(division),
    }
