"""Trims that the person keeps: their own at once, others once whoever must agree has."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from trimtab.app.daily.ports import Store

KEPT = "kept_trims"
"""Setting that holds them; those of weeks that are over go with the next one kept."""


@dataclass(frozen=True, slots=True)
class KeptTrim:
    """A small change by its sentence, for plans that begin on `first_day` or later that week.

    `permission` is who must agree, "nobody" where it is the person's own to decide.
    """

    id: str
    first_day: date
    change: str
    permission: str
    is_agreed: bool


def kept_trims(store: Store) -> tuple[KeptTrim, ...]:
    """Every trim kept, in the order they were."""
    rows = json.loads(store.settings().get(KEPT, "[]"))
    return tuple(
        KeptTrim(**{**row, "first_day": date.fromisoformat(row["first_day"])}) for row in rows
    )


def keep_trim(store: Store, trim: KeptTrim) -> None:
    """Keep a trim, once; those of earlier weeks are forgotten."""
    others = [
        one
        for one in kept_trims(store)
        if one.change != trim.change and one.first_day >= trim.first_day
    ]
    _write(store, [*others, trim])


def agree_trim(store: Store, id: str) -> bool:  # noqa: A002 - the record's own word
    """Whoever must agree has; False where nobody knows that trim."""
    found = kept_trims(store)
    _write(store, [replace(one, is_agreed=True) if one.id == id else one for one in found])
    return any(one.id == id for one in found)


def drop_trim(store: Store, id: str) -> bool:  # noqa: A002 - the record's own word
    """Forget a trim; True where the plan was made with it."""
    found = kept_trims(store)
    _write(store, [one for one in found if one.id != id])
    return any(one.id == id and one.is_agreed for one in found)


def agreed_changes(store: Store, first_day: date) -> tuple[str, ...]:
    """Sentences of the trims to plan with in days that begin then."""
    return tuple(
        one.change for one in kept_trims(store) if one.is_agreed and one.first_day == first_day
    )


def _write(store: Store, trims: list[KeptTrim]) -> None:
    rows = [{**asdict(one), "first_day": one.first_day.isoformat()} for one in trims]
    store.keep_setting(KEPT, json.dumps(rows))
