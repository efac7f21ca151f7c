"""Exams written into the text of a profile: added, and changed by an offer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import cast

from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.exams import MOST_SHARE, USUAL_BUFFER_DAYS
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.appending import check_sound
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.toml_values import TomlValue, toml_text


def with_exam(text: str, values: Mapping[str, TomlValue], file: str) -> str:
    """The text with one more exam, read back and found sound. Raises ProfileError."""
    added = add_table(text, "exam", values)
    check_sound(added, file, "exam")
    return added


def with_exam_changed(text: str, name: str, change: Mapping[str, object], file: str) -> str:
    """The text with keys of an exam set, or taken away where None. Raises ProfileError."""
    rows = tomllib.loads(text).get("exam", [])
    number = next((place for place, row in enumerate(rows) if row.get("name") == name), None)
    if number is None:
        what = f"{name} is no exam of your profile any more."
        raise ProfileError([Problem(file, None, what, "Look at Learning again.")])
    changed = set_keys(text, ("exam", number), cast("Mapping[str, TomlValue | None]", change))
    check_sound(changed, file, "exam")
    return changed


TINY_SHARE = 0.00005
"""Half a step of the shares that are written."""

KEY_WORDS: Mapping[str, tuple[str, object]] = {
    "most_share": ("part of each day that is filled", MOST_SHARE),
    "most_minutes": ("most minutes a day", None),
    "days": ("days of the week", list(WEEKDAYS)),
    "begin": ("first day of study", None),
    "buffer_days": ("days before it without new questions", USUAL_BUFFER_DAYS),
    "date": ("its day", None),
}
"""What keys of an exam are called, and what holds where the profile does not say."""


def change_lines(text: str, name: str, change: Mapping[str, object]) -> tuple[str, ...]:
    """What a change makes of each key, such as "questions: 900 becomes 760"."""
    rows = tomllib.loads(text).get("exam", [])
    row: Mapping[str, object] = next((row for row in rows if row.get("name") == name), {})
    return tuple(_change_line(key, row.get(key), value) for key, value in change.items())


def _change_line(key: str, before: object, after: object) -> str:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return f"{key}: {_topics_words(before, after)}"
    words, usual = KEY_WORDS.get(key, (key, None))
    was = usual if before is None else before
    return f"{words}: {_shown(was, key)} becomes {_shown(after, key)}"


def _topics_words(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    """Topics that go, and those of which a part stays.

    >>> _topics_words({"skin": 20, "renal": 30, "gastro": 50}, {"renal": 0.2, "gastro": 0.5})
    'without skin; less of renal'
    """
    whole = sum(before.values())
    gone = [name for name in before if name not in after]
    less = [name for name in before if after.get(name, 1.0) < before[name] / whole - TINY_SHARE]
    said = (("without", gone), ("less of", [name for name in less if name not in gone]))
    return "; ".join(f"{word} {', '.join(names)}" for word, names in said if names)


def _shown(value: object, key: str) -> str:
    if value is None:
        return "no limit" if key == "most_minutes" else "as usual"
    if key == "most_share" and isinstance(value, float):
        return f"{value:.0%}".replace("%", " %")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return toml_text(cast("TomlValue", value))
