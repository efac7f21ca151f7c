"""Values as TOML writes them in a profile."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

TomlValue = (
    str | int | float | bool | date | datetime | Sequence["TomlValue"] | Mapping[str, "TomlValue"]
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(value: TomlValue) -> str:
    """A value in one line of TOML.

    >>> toml_text(["06:00-08:00"]), toml_text({"NF": "off", "a b": 2}), toml_text(7.0)
    ('["06:00-08:00"]', '{ NF = "off", "a b" = 2 }', '7')
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, date):
        return str(value).replace(" ", "T")
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key_text(key)} = {toml_text(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f"[{', '.join(toml_text(one) for one in value)}]"


def key_text(key: str) -> str:
    """A key, in quotes where it has to be.

    >>> key_text("family"), key_text("my garden")
    ('family', '"my garden"')
    """
    return key if _BARE.fullmatch(key) else toml_text(key)
