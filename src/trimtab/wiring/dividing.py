"""Connects `trimtab group` to the file, to the engine and to words.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trimtab.cli.group_services import Groups
from trimtab.domain.study_groups import Division, StudyGroup


def groups() -> Groups:
    """Every port of the command."""
    return Groups(read=_read, divide=_divide, show=_show, text_to_send=_text_to_send, as_json=_json)


def _read(path: Path) -> StudyGroup:
    from trimtab.profiles.study_groups import read_group_file

    return read_group_file(path)


def _divide(group: StudyGroup) -> Division:
    from trimtab.study.groups import divide_topics

    return divide_topics(group)


def _show(division: Division) -> None:
    from rich.console import Console

    from trimtab.reports.group_text import print_division

    print_division(division, Console())


def _text_to_send(division: Division) -> str:
    from trimtab.reports.group_words import text_to_send

    return text_to_send(division)


def _json(division: Division) -> Mapping[str, Any]:
    from trimtab.reports.group_json import division_to_json

    return division_to_json(division)
