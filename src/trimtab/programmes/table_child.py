"""The child process that reads tables of programmes for pages, under the limits of calendars."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trimtab.calendars.apart.sandbox_child import serve
from trimtab.calendars.contents import Content
from trimtab.programmes.programme_json import READ_TABLE, pack, problem_to_json, programme_to_json
from trimtab.programmes.reading import read_programmes


def read_table(content: Content, told: Mapping[str, Any]) -> Any:
    """Programmes and problems of a table, packed: twenty thousand rows are more than a message."""
    specialties = tuple(str(one) for one in told["specialties"])
    found, problems = read_programmes(content.content, content.shown, specialties=specialties)
    told = {
        "programmes": [programme_to_json(one) for one in found],
        "problems": [problem_to_json(one) for one in problems],
    }
    return pack(json.dumps(told, separators=(",", ":")).encode())


def serve_tables() -> None:
    """Answer one table after another until the input ends."""
    serve({READ_TABLE: read_table})
