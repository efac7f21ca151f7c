"""Others who look after somebody, with hours of their own, as they are typed: one a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.toml_values import TomlValue
from trimtab.web.settings.field_shapes import UnreadableTextError

EXAMPLE = "Write Nanny, mon tue wed, 07:00-18:00."
_HOURS = re.compile(r"\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}")  # noqa: RUF001 (an en dash is welcome)
_ON = re.compile(r"on\s+(\d{4}-\d\d-\d\d)")
_OFF = re.compile(r"not\s+(\d{4}-\d\d-\d\d)(?:\s*(?:to|/|until)\s*(\d{4}-\d\d-\d\d))?")


def cover_text(row: Mapping[str, Any]) -> str:
    """A cover as it stands in its field.

    >>> cover_text({"name": "Nanny", "days": ["mon", "tue"], "between": "07:00-18:00"})
    'Nanny, mon tue, 07:00-18:00'
    """
    parts = [
        str(row.get("name", "")),
        " ".join(map(str, _listed(row, "days"))),
        str(row.get("between", "")),
        *(f"on {one}" for one in _listed(row, "on")),
        *(f"not {str(one).replace('/', ' to ')}" for one in _listed(row, "off")),
    ]
    return ", ".join(part for part in parts if part)


def _listed(row: Mapping[str, Any], key: str) -> list[Any]:
    value = row.get(key, [])
    return value if isinstance(value, list) else [value]


def read_covers(text: str) -> list[TomlValue]:
    """Covers as they were typed. Raises UnreadableTextError."""
    return [_cover(line) for line in filter(None, map(str.strip, text.splitlines()))]


def _cover(line: str) -> dict[str, TomlValue]:
    """One line: a name, days of the week, hours, and stretches of days off.

    >>> _cover("Nanny, Mon-Wed, 07:00-18:00")["days"]
    ['mon', 'tue', 'wed']
    """
    names, found = list[str](), dict[str, TomlValue]()
    on, off = list[TomlValue](), list[TomlValue]()
    for part in filter(None, map(str.strip, line.split(","))):
        away = _OFF.fullmatch(part)
        if away:
            off.append("/".join(filter(None, away.groups())))
        elif there := _ON.fullmatch(part):
            on.append(_date(there[1]))
        elif _HOURS.fullmatch(part):
            found["between"] = part.replace(" ", "")
        elif days := _days(part):
            found["days"] = [*found.get("days", []), *days]  # type: ignore[misc]
        else:
            names.append(part)
    if not names or "between" not in found:
        raise UnreadableTextError(f"“{line}” {_lack(line, names)}. {EXAMPLE}")
    return {"name": ", ".join(names), **found, **_given(on=on, off=off)}


def _lack(line: str, names: list[str]) -> str:
    """What a line lacks; one that says hours lacks only the commas round them."""
    if not names:
        return "says no name"
    return "needs a comma before and after its hours" if _HOURS.search(line) else "says no hours"


def _given(**several: list[TomlValue]) -> dict[str, TomlValue]:
    return {key: values for key, values in several.items() if values}


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableTextError(f"“{text}” is not a day. Write 2026-11-27.") from None


def _days(part: str) -> list[TomlValue]:
    """Weekdays by their first three letters, or from one to another; none where it is no days."""
    words = [word[:3].lower() for word in re.split(r"[\s/&+]+", part) if word]
    first, dash, last = (one.strip()[:3].lower() for one in part.partition("-"))
    if dash and first in WEEKDAYS and last in WEEKDAYS:
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
        return [*WEEKDAYS[start : end + 1]] if start <= end else []
    return [*words] if words and all(word in WEEKDAYS for word in words) else []
