"""Take things of a shared file into a profile: shown beside what is there, then as chosen."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.privacy import fold
from trimtab.domain.sharing import (
    CODE,
    SINGLES,
    Beside,
    Order,
    Shared,
    SharedThing,
    Taken,
    Way,
)
from trimtab.profiles.appending import check_sound
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.locator import Path
from trimtab.profiles.scalars import parse_code, show
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.letters import LONGEST_NAME, word_fault
from trimtab.profiles.table_pieces import UNNAMED_VALUE

FILE = "Your profile"
NEW_WEIGHT = 1
NO_CALENDAR = "Codes belong to a calendar, and the profile has none yet."
ADD_CALENDAR = "Add the calendar first, then take the file once more."
NO_NAME = "needs a name that is free: {} stands there already."
ANOTHER_NAME = "Write another name for it, or leave it out."


def beside(text: str, shared: Shared, calendar: int = 0) -> tuple[Beside, ...]:
    """Each thing of a file beside what a sound profile has of its name."""
    raw = tomllib.loads(text)
    return tuple(_beside(raw, thing, calendar) for thing in shared.things)


def _beside(raw: Mapping[str, Any], thing: SharedThing, calendar: int) -> Beside:
    found = _own(raw, thing, calendar)
    if found is None:
        return Beside(thing, "new")
    own = found[1]
    if _meaning(own) == _meaning(thing):
        return Beside(thing, "same", own)
    return Beside(thing, "clash", own, _free_name(raw, thing))


def _own(
    raw: Mapping[str, Any], thing: SharedThing, calendar: int
) -> tuple[Path, SharedThing] | None:
    """Where the profile has something of that name, and what it is there."""
    if thing.table in SINGLES:
        own = raw.get(thing.table)
        return ((thing.table,), SharedThing(thing.table, "", own)) if own else None
    if thing.table == CODE:
        codes = _codes(raw, calendar)
        if thing.name not in codes:
            return None
        return ("calendar", calendar), SharedThing(CODE, thing.name, {"hours": codes[thing.name]})
    for number, row in enumerate(raw.get(thing.table, [])):
        if fold(row["name"]) == fold(thing.name):
            return (thing.table, number), SharedThing(thing.table, row["name"], row)
    return None


def _codes(raw: Mapping[str, Any], calendar: int) -> Mapping[str, Any]:
    calendars = raw.get("calendar", [])
    return calendars[calendar].get("codes", {}) if calendar < len(calendars) else {}


def _meaning(thing: SharedThing) -> object:
    """What a thing says once defaults are filled in and ways to write it are one."""
    if thing.table == CODE:
        return parse_code(thing.values["hours"])
    if thing.table == "values":
        return dict(thing.values)
    own = form.OWN_KEYS[thing.table]
    kept = {key: value for key, value in thing.values.items() if key not in {*own, "name"}}
    model = form.MODELS[thing.table]
    return model.model_validate({**kept, "name": "-"} if "name" in model.model_fields else kept)


def _free_name(raw: Mapping[str, Any], thing: SharedThing) -> str:
    """A name that nothing in the profile has, or empty where a thing has no name of its own."""
    if thing.table in {*SINGLES, CODE}:
        return ""
    taken = _names(raw, thing.table)
    for number in range(2, len(taken) + 3):
        name = f"{thing.name[: LONGEST_NAME - 5].rstrip()} ({number})"
        if fold(name) not in taken:
            return name
    return ""


def _names(raw: Mapping[str, Any], table: str) -> set[str]:
    return {fold(row["name"]) for row in raw.get(table, [])}


def calendar_for_codes(text: str) -> int:
    """Number of the calendar that codes are likely for: one with codes, of duty, or the first."""
    calendars = tomllib.loads(text).get("calendar", [])
    likely = [number for number, one in enumerate(calendars) if one.get("codes")]
    likely += [number for number, one in enumerate(calendars) if one.get("kind") == "duty"]
    return likely[0] if likely else 0


def unknown_values(text: str, shared: Shared) -> tuple[str, ...]:
    """Values that things of a file serve and the profile's [values], where it has some, lacks."""
    own = tomllib.loads(text).get("values", {})
    served = (str(one.values.get("value", UNNAMED_VALUE)) for one in shared.things)
    lacking = (one for one in served if own and one not in own and one != UNNAMED_VALUE)
    return tuple(dict.fromkeys(lacking))


def take(text: str, shared: Shared, order: Order) -> Taken:
    """The profile with what was chosen, read back and found sound; all else stays as written.

    Raises ProfileError, with nothing changed, where a choice cannot be kept or the profile would
    hold mistakes.
    """
    names = _new_names(tomllib.loads(text), shared, order)
    sentences: list[str] = []
    for thing in shared.things:
        changed, sentence = _taken(text, thing, order, names)
        if changed != text:
            text = changed
            sentences.append(sentence)
    check_sound(text, FILE)
    return Taken(text, tuple(sentences))


def _new_names(raw: Mapping[str, Any], shared: Shared, order: Order) -> Mapping[str, str]:
    """What each practice and protected time of the file is called in the profile from now on.

    What is left out and not there has no name. Raises ProfileError where one is not free.
    """
    arrays = [thing for thing in shared.things if thing.table in form.ARRAYS]
    names: dict[str, str] = {}
    taken = {table: _names(raw, table) for table in form.ARRAYS}
    for thing in arrays:
        found, way = _own(raw, thing, order.calendar), _way(raw, thing, order)
        if way in {"take", "replace"} or found:
            names[thing.name] = found[1].name if found else thing.name
            taken[thing.table].add(fold(names[thing.name]))
    for thing in arrays:
        if _way(raw, thing, order) == "rename":
            name = order.choices[thing.key].name
            _check_free(thing, name, taken[thing.table])
            taken[thing.table].add(fold(name))
            names[thing.name] = name
    return names


def _way(raw: Mapping[str, Any], thing: SharedThing, order: Order) -> Way:
    """What is done with a thing: as chosen, else taken where nothing has its name."""
    if thing.key in order.choices:
        return order.choices[thing.key].way
    return "leave" if _own(raw, thing, order.calendar) else "take"


def _check_free(thing: SharedThing, name: str, taken: Collection[str]) -> None:
    if fault := word_fault(name):
        what = f"The new name for {show(thing.name)} {fault}."
        raise ProfileError([Problem(FILE, None, what, ANOTHER_NAME)])
    if fold(name) in taken:
        what = f"{show(thing.name)} {NO_NAME.format(show(name))}"
        raise ProfileError([Problem(FILE, None, what, ANOTHER_NAME)])


def _taken(
    text: str, thing: SharedThing, order: Order, names: Mapping[str, str]
) -> tuple[str, str]:
    """The text with a thing as chosen, and what changed in a sentence; as it was where left."""
    raw = tomllib.loads(text)
    found = _own(raw, thing, order.calendar)
    way = _way(raw, thing, order)
    is_there = found is not None and _meaning(found[1]) == _meaning(thing)
    if way == "leave" or (way != "rename" and is_there) or (way == "take" and found):
        return text, ""
    if thing.table == CODE:
        return _with_code(text, raw, thing, order.calendar), f"{thing.name}: hours of a code"
    values = _fitted(raw, thing, order, names)
    if thing.table in SINGLES:
        return _with_single(text, raw, thing.table, values)
    text = _with_value(text, raw, values.get("value"))
    if found and way == "replace":
        path, own = found
        lost = {key: None for key in form.shared_keys(thing.table) if key in own.values}
        return set_keys(text, path, {**lost, **values, "name": own.name}), f"{own.name}: replaced"
    values["name"] = names[thing.name]
    return add_table(text, thing.table, values), f"{values['name']}: added"


def _with_single(
    text: str, raw: Mapping[str, Any], table: str, values: Mapping[str, Any]
) -> tuple[str, str]:
    """The text with a table that stands once; values that something serves stay among [values]."""
    own = raw.get(table, {})
    lost = dict.fromkeys(own)
    if table == "values":
        lost |= {name: own.get(name, NEW_WEIGHT) for name in sorted(served_values(raw))}
        lost.pop(UNNAMED_VALUE, None)
    else:
        text = _with_value(text, raw, values.get("value"))
    changed = set_keys(text, (table,), {**lost, **values})
    return changed, f"{table}: {'replaced' if own else 'added'}"


def served_values(raw: Mapping[str, Any]) -> set[str]:
    """Values that something in a profile serves: those stay among [values]."""
    rows = [row for rows in raw.values() if isinstance(rows, list) for row in rows]
    served = {row["value"] for row in [*rows, raw.get("messages", {})] if "value" in row}
    return served.union(*(row.get("values", ()) for row in raw.get("season", [])))


def _with_code(text: str, raw: Mapping[str, Any], thing: SharedThing, calendar: int) -> str:
    if calendar >= len(raw.get("calendar", [])):
        raise ProfileError([Problem(FILE, None, NO_CALENDAR, ADD_CALENDAR)])
    codes = {**_codes(raw, calendar), thing.name: thing.values["hours"]}
    return set_keys(text, ("calendar", calendar), {"codes": codes})


def _with_value(text: str, raw: Mapping[str, Any], value: Any) -> str:
    """The text with a value that a thing serves among [values], where there are any."""
    own = raw.get("values", {})
    if not own or value is None or value in own or value == UNNAMED_VALUE:
        return text
    return set_keys(text, ("values",), {value: NEW_WEIGHT})


def _fitted(
    raw: Mapping[str, Any], thing: SharedThing, order: Order, names: Mapping[str, str]
) -> dict[str, Any]:
    """A thing's keys as this profile can hold them: values by its own names, rhythms from today.

    What would ride with something that is not there stands alone.
    """
    values = dict(thing.values)
    if "value" in values:
        values["value"] = order.values.get(values["value"], values["value"])
    own = {row["name"] for table in form.ARRAYS for row in raw.get(table, [])}
    for key in ("after", "before"):
        if key in values:
            values[key] = names.get(values[key], values[key])
            if values[key] not in {*own, *names.values(), *form.ANCHORS}:
                del values[key]
    if thing.table == "practice" and (values.get("every") == "month" or values.get("every_weeks")):
        values["start"] = order.today
    return values
