"""Between a value of the profile and what stands in a field of a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from math import inf, isfinite
from typing import Any

from trimtab.profiles.toml_values import TomlValue
from trimtab.web.settings.cover_typing import cover_text, read_covers
from trimtab.web.settings.field_shapes import Field, Typed, UnreadableTextError

_PART = re.compile(r"[,\n]+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")
_STEP_DAYS = re.compile(r"^(\d{1,4})\s*(?:d|days?)(?:\s+before)?$")
_STEP_MINUTES = re.compile(r"^(\d{1,5})\s*(?:m|min|minutes)$")


def shown(field: Field, value: Any) -> str:
    """A value as it stands in its field; days come as their short names.

    >>> from trimtab.web.settings.fields import DOSES
    >>> shown(DOSES, [45, 30])
    '45, 30'
    """
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, Mapping):
        return _mapping_text(field.typed, value)
    if isinstance(value, str) or not isinstance(value, Sequence):
        return str(value)
    if field.typed in {"covers", "steps"}:
        line = cover_text if field.typed == "covers" else _step_text
        return "\n".join(line(one) for one in value)
    return ", ".join(str(one) for one in value)


def _mapping_text(typed: Typed, value: Mapping[str, Any]) -> str:
    if typed in {"weights", "shares"}:
        return ", ".join(f"{name} {weight}" for name, weight in value.items())
    lines = (
        f"{code} = {', '.join(means) if isinstance(means, list) else means}"
        for code, means in value.items()
    )
    return "\n".join(lines)


def _step_text(step: Mapping[str, Any]) -> str:
    minutes = f", {step['minutes']} min" if "minutes" in step else ""
    return f"{step.get('name', '')}, {step.get('days_before', 0)} days{minutes}"


def read_typed(field: Field, text: str) -> TomlValue | None:
    """What was typed as a value of the profile, None for nothing. Raises UnreadableTextError.

    >>> from trimtab.web.settings.fields import DOSES
    >>> read_typed(DOSES, "45, 30"), read_typed(DOSES, " ")
    ([45, 30], None)
    """
    text = text.strip()
    if not text:
        return None
    reader = _READERS.get(field.typed)
    return reader(text) if reader else text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PART.split(text) if part.strip()]


def _grouped(text: str) -> str:
    """A number without the commas between its thousands, and without a dollar sign."""
    plain = text.removeprefix("$").strip()
    return plain.replace(",", "") if _THOUSANDS.match(plain) else plain


def _whole(text: str) -> int:
    try:
        return int(_grouped(text))
    except ValueError:
        raise UnreadableTextError(f"“{text}” is not a whole number.") from None


def _decimal(text: str) -> float:
    try:
        number = float(_grouped(text).replace(",", "."))
    except ValueError:
        number = inf
    if not isfinite(number):
        raise UnreadableTextError(f"“{text}” is not a number.")
    return number


def _yes(text: str) -> bool:
    return text == "yes"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableTextError(f"“{text}” is not a day. Write 2026-11-27.") from None


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError:
        said = f"“{text}” is not a day or a time of one. Write 2026-11-27, or 2026-11-27 17:00."
        raise UnreadableTextError(said) from None


def read_weights(text: str) -> dict[str, TomlValue]:
    """Weights as they are typed: "family 4, learning 1". Raises UnreadableTextError."""
    weights: dict[str, TomlValue] = {}
    for part in _parts(text.replace(";", ",")):
        name, weight = _name_and_weight(part)
        if name in weights:
            raise UnreadableTextError(f"“{name}” stands there twice.")
        weights[name] = int(weight) if weight.is_integer() else weight
    return weights


def _name_and_weight(part: str) -> tuple[str, float]:
    name, _, weight = part.replace(" %", "%").rpartition(" ")
    name, weight = (name, weight) if name else part.rpartition("=")[::2]
    if name:
        return name.strip(" :="), _decimal(weight.removesuffix("%"))
    if part.isdecimal():
        raise UnreadableTextError(f"“{part}” has no name. Parts of one are written with a point.")
    raise UnreadableTextError(f"“{part}” has no number.")


def _weights(text: str) -> dict[str, TomlValue]:
    return _with_example(text, "family 4, learning 1")


def _shares(text: str) -> dict[str, TomlValue]:
    return _with_example(text, "cardiology 15, renal 10")


def _with_example(text: str, example: str) -> dict[str, TomlValue]:
    try:
        return read_weights(text)
    except UnreadableTextError as error:
        raise UnreadableTextError(f"{error} Write {example}.") from None


def _codes(text: str) -> dict[str, TomlValue]:
    codes: dict[str, TomlValue] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        code, equals, means = (part.strip() for part in line.rpartition("="))
        if not equals or not code:
            raise UnreadableTextError(f"“{line}” says no hours. Write NF = 19:00-07:00.")
        several = _parts(means)
        codes[code] = several if len(several) > 1 else means
    return codes


def _steps(text: str) -> list[TomlValue]:
    return [_step(line) for line in filter(None, map(str.strip, text.splitlines()))]


def _step(line: str) -> dict[str, TomlValue]:
    found: dict[str, TomlValue] = {}
    names = []
    for part in _parts(line):
        if match := _STEP_DAYS.match(part):
            found["days_before"] = int(match[1])
        elif match := _STEP_MINUTES.match(part):
            found["minutes"] = int(match[1])
        else:
            names.append(part)
    if not names or "days_before" not in found:
        said = f"“{line}” says no days before. Write Gather documents, 90 days, 60 min."
        raise UnreadableTextError(said)
    return {"name": ", ".join(names), **found}


def _done(text: str) -> list[TomlValue]:
    found: list[TomlValue] = []
    for part in _parts(text):
        try:
            found.append(date.fromisoformat(part))
        except ValueError:
            found.append(part)
    return found


def _numbers(text: str) -> list[TomlValue]:
    return [_whole(part) for part in _parts(text)]


def _list(text: str) -> list[TomlValue]:
    return list(_parts(text))


_READERS: Mapping[Typed, Callable[[str], TomlValue]] = {
    "number": _whole,
    "decimal": _decimal,
    "flag": _yes,
    "maybe": _yes,
    "day": _day,
    "moment": _moment,
    "weights": _weights,
    "shares": _shares,
    "codes": _codes,
    "steps": _steps,
    "covers": read_covers,
    "days_list": _done,
    "minutes": _numbers,
    "names": _list,
    "host_names": _list,
    "name_lines": _list,
    "spans": _list,
    "clocks": _list,
    "days": _list,
}
