"""Check each table of a profile by itself, telling every mistake with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trimtab.profiles.locator import Path
from trimtab.profiles.outside_tables import NetworkTable, PublishTable, SyncTable
from trimtab.profiles.people_tables import DaysTable
from trimtab.profiles.quiet_tables import QuietTable, ReachTable
from trimtab.profiles.scalars import nearest, show, suggest
from trimtab.profiles.table_pieces import Table
from trimtab.profiles.tables import (
    ARRAY_TABLES,
    SECTIONS,
    SINGLE_TABLES,
    MessagesTable,
    OpenTimeTable,
    PersonTable,
)

MOST_WEIGHT = 1_000_000
_KINDS = {
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number with an end",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "list_type": "a list",
    "dict_type": "a table",
}

ALL_TABLES: Mapping[str, type[Table]] = {**SINGLE_TABLES, **ARRAY_TABLES}
"""The tables of a profile; a file of another kind has others."""

SECRETS_APART = "A password is not kept in a profile: `trimtab account password` asks for it."


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a path of the profile, and how to mend it."""

    path: Path
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Row:
    """One table of an array: where it stands, its content, and the keys that were wrong."""

    path: Path
    table: Table
    wrong: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The table as the person would point at it."""
        return label_of(self.path, getattr(self.table, "name", ""))


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that could be read; keys with mistakes hold their defaults."""

    person: PersonTable
    open_time: OpenTimeTable
    network: NetworkTable
    publish: PublishTable
    days: DaysTable
    quiet: QuietTable
    reach: ReachTable
    values: dict[str, float]
    rows: dict[str, tuple[Row, ...]]
    messages: MessagesTable | None = None
    sync: SyncTable | None = None


def label_of(path: Path, name: str = "") -> str:
    """A table's name in sentences.

    >>> label_of(("practice", 0), "Run"), label_of(("task", 1)), label_of(("person",))
    ('[[practice]] "Run"', '[[task]] number 2', '[person]')
    """
    if len(path) == 1:
        return f"[{path[0]}]"
    return f"[[{path[0]}]] {show(name)}" if name else f"[[{path[0]}]] number {int(path[1]) + 1}"


def validate_tables(raw: Mapping[str, Any]) -> tuple[Tables, list[Mistake]]:
    """Read every known table of a parsed profile; unknown ones are mistakes."""
    mistakes = [_unknown_section(key, SECTIONS) for key in raw if key not in SECTIONS]
    singles = {key: _single(model, key, raw, mistakes) for key, model in SINGLE_TABLES.items()}
    rows = {key: _rows(key, raw.get(key, []), mistakes) for key in ARRAY_TABLES}
    tables = Tables(
        person=cast("PersonTable", singles["person"]),
        open_time=cast("OpenTimeTable", singles["open_time"]),
        publish=cast("PublishTable", singles["publish"]),
        days=cast("DaysTable", singles["days"]),
        quiet=cast("QuietTable", singles["quiet"]),
        reach=cast("ReachTable", singles["reach"]),
        values=_weights(raw.get("values", {}), mistakes),
        rows=rows,
        messages=cast("MessagesTable", singles["messages"]) if "messages" in raw else None,
        network=cast("NetworkTable", singles["network"]),
        sync=cast("SyncTable", singles["sync"]) if "sync" in raw else None,
    )
    return tables, mistakes


def validate_singles(
    raw: Mapping[str, Any], models: Mapping[str, type[Table]]
) -> tuple[dict[str, Table], list[Mistake]]:
    """Read a file that has single tables only, by their names; unknown ones are mistakes."""
    mistakes = [_unknown_section(key, tuple(models)) for key in raw if key not in models]
    return {
        key: _single(model, key, raw, mistakes, models) for key, model in models.items()
    }, mistakes


def validate_file(
    raw: Mapping[str, Any],
    singles: Mapping[str, type[Table]],
    arrays: Mapping[str, type[Table]],
) -> tuple[dict[str, Table], dict[str, tuple[Row, ...]], list[Mistake]]:
    """Read a file of another kind: its single tables, its arrays of tables, and mistakes."""
    models = {**singles, **arrays}
    mistakes = [_unknown_section(key, tuple(models)) for key in raw if key not in models]
    tables = {key: _single(model, key, raw, mistakes, models) for key, model in singles.items()}
    rows = {key: _rows(key, raw.get(key, []), mistakes, models) for key in arrays}
    return tables, rows, mistakes


def _unknown_section(key: str, sections: Sequence[str]) -> Mistake:
    listed = "Known tables are " + ", ".join(sections) + "."
    return Mistake((key,), f"Unknown table or key `{key}`.", suggest(key, sections, listed, "`"))


def _single(
    model: type[Table],
    key: str,
    raw: Mapping[str, Any],
    mistakes: list[Mistake],
    models: Mapping[str, type[Table]] = ALL_TABLES,
) -> Table:
    content = raw.get(key, {})
    if not isinstance(content, dict):
        mistakes.append(_wrong_shape((key,), f"[{key}]"))
        return model()
    if key not in raw:
        return model()
    return _table(model, content, (key,), mistakes, models).table


def _rows(
    key: str,
    content: Any,
    mistakes: list[Mistake],
    models: Mapping[str, type[Table]] = ALL_TABLES,
) -> tuple[Row, ...]:
    if not isinstance(content, list):
        mistakes.append(_wrong_shape((key,), f"[[{key}]]"))
        return ()
    found = []
    for index, item in enumerate(content):
        if isinstance(item, dict):
            found.append(_table(models[key], item, (key, index), mistakes, models))
        else:
            mistakes.append(_wrong_shape((key, index), f"[[{key}]]"))
    return tuple(found)


def _wrong_shape(path: Path, heading: str) -> Mistake:
    count = "two brackets, once for each" if "[[" in heading else "one bracket, once"
    return Mistake(
        path,
        f"`{path[0]}` is not written as Trimtab reads it.",
        f"Head it with {heading}: {count}, and put key = value lines below.",
    )


def _table(
    model: type[Table],
    content: dict[str, Any],
    path: Path,
    told: list[Mistake],
    models: Mapping[str, type[Table]] = ALL_TABLES,
) -> Row:
    label = label_of(path, _name_in(content))
    missing = [key for key in model.required if key not in content]
    told.extend(_missing(model, path, key, label) for key in missing)
    try:
        return Row(path, model.model_validate(content), frozenset(missing))
    except ValidationError as error:
        details = error.errors()
    told.extend(_describe(model, path, detail, label, models) for detail in details)
    wrong = frozenset(str(detail["loc"][0]) for detail in details)
    kept = {key: value for key, value in content.items() if key not in wrong}
    return Row(path, model.model_validate(kept), wrong.union(missing))


def _name_in(content: Mapping[str, Any]) -> str:
    name = content.get("name", content.get("source", ""))
    return name.strip() if isinstance(name, str) else ""


def _missing(model: type[Table], path: Path, key: str, label: str) -> Mistake:
    return Mistake(
        path, f"{label} has no `{key}`.", f"Add for example {key} = {model.example(key)}."
    )


def _describe(
    model: type[Table],
    path: Path,
    detail: ErrorDetails,
    label: str,
    models: Mapping[str, type[Table]],
) -> Mistake:
    key = str(detail["loc"][0])
    place = (*path, *detail["loc"])
    if detail["type"] == "extra_forbidden":
        mend = _nearest_key(key, model, path, models)
        return Mistake(place, f"Unknown key `{key}` in {label}.", mend)
    part = (
        f" for {show(detail['loc'][1])}"
        if isinstance(detail["loc"][-1], str) and key != (detail["loc"][-1])
        else ""
    )
    what, mend = _reason(detail, f"Write for example {key} = {model.example(key)}.")
    return Mistake(place, f"`{key}`{part} in {label} {what}", mend)


def _reason(detail: ErrorDetails, example: str) -> tuple[str, str]:
    context = detail.get("ctx", {})
    if detail["type"] == "mistake":
        return context["what"], context["mend"]
    kind = _KINDS.get(detail["type"], "what belongs here")
    return f"is {show(detail['input'])}, which is not {kind}.", example


def _nearest_key(
    key: str, model: type[Table], path: Path, models: Mapping[str, type[Table]]
) -> str:
    if (path[0], key) == ("account", "password"):
        return SECRETS_APART
    if found := nearest(key, model.known_keys()):
        return f"Did you mean `{found}`?"
    elsewhere = [
        section
        for section, other in models.items()
        if key in other.known_keys() and section != path[0]
    ]
    if elsewhere:
        return f"That key belongs in {' or '.join(elsewhere)}."
    return "Known keys here are " + ", ".join(model.known_keys()) + "."


def _weights(content: Any, mistakes: list[Mistake]) -> dict[str, float]:
    if not isinstance(content, dict):
        mistakes.append(_wrong_shape(("values",), "[values]"))
        return {}
    for name, weight in content.items():
        if not _is_weight(weight):
            mistakes.append(
                Mistake(
                    ("values", name),
                    f"The weight of {show(name)} in [values] is {show(weight)}, "
                    f"which is {_weight_fault(weight)}.",
                    f"Write for example {name} = 2, or remove it.",
                )
            )
    return {name: float(weight) if _is_weight(weight) else 1.0 for name, weight in content.items()}


def _weight_fault(weight: Any) -> str:
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    is_large = is_number and weight > MOST_WEIGHT
    return f"more than {MOST_WEIGHT:,}" if is_large else "not a positive number"


def _is_weight(weight: Any) -> bool:
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    return is_number and 0 < weight <= MOST_WEIGHT and isfinite(weight)
