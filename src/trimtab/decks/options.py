"""Which decks of a collection are meant, and what they ask of a day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trimtab.decks.blobs import MOST_A_DAY, DeckOptions, config_of, options_of
from trimtab.decks.collection import Collection
from trimtab.domain.deck_errors import NoSuchDeckError

MOST_DECKS = 5000
PARTED_BY, SHOWN_PART = "\x1f", "::"
OLD_SCHEMA = 15
"""Before this version of its tables decks stood in one text."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The decks meant; `meant` is None where all of them are. `known` are names of all."""

    meant: frozenset[int] | None
    options: DeckOptions
    known: tuple[str, ...]

    def holds(self, deck: Any) -> bool:
        """Whether a card of that deck is meant."""
        return self.meant is None or deck in self.meant


@dataclass(frozen=True, slots=True)
class _Deck:
    id: int
    name: str
    options: DeckOptions | None


def chosen_decks(collection: Collection, deck: str) -> Chosen:
    """The deck named with those below it. Raises NoSuchDeckError, UnreadableDeckError."""
    decks = _old_decks(collection) if collection.schema < OLD_SCHEMA else _decks(collection)
    known = tuple(sorted((one.name for one in decks), key=str.casefold))
    wanted = deck.casefold()
    below = wanted + SHOWN_PART
    meant = [
        one
        for one in decks
        if not wanted or one.name.casefold() == wanted or one.name.casefold().startswith(below)
    ]
    if wanted and not meant:
        raise NoSuchDeckError(collection.name, deck, known)
    tops = [one for one in meant if one.name.casefold() == wanted] or [
        one for one in meant if SHOWN_PART not in one.name
    ]
    ids = frozenset(one.id for one in meant) if wanted else None
    return Chosen(ids, _joined(collection, meant, tops), known)


def _decks(collection: Collection) -> list[_Deck]:
    blobs = collection.rows("SELECT id, config FROM deck_config LIMIT ?", (MOST_DECKS,))
    options = {number: options_of(bytes(blob)) for number, blob in blobs if _is_bytes(blob)}
    rows = collection.rows("SELECT id, name, kind FROM decks LIMIT ?", (MOST_DECKS,))
    return [
        _Deck(
            number,
            str(name).replace(PARTED_BY, SHOWN_PART),
            options.get(config_of(bytes(kind)) or 0) if _is_bytes(kind) else None,
        )
        for number, name, kind in rows
    ]


def _is_bytes(value: Any) -> bool:
    return isinstance(value, bytes)


def _old_decks(collection: Collection) -> list[_Deck]:
    ((decks, configs),) = collection.rows("SELECT decks, dconf FROM col LIMIT 1")
    try:
        listed, options = json.loads(decks), json.loads(configs)
        return [
            _Deck(int(key), str(one["name"]), _old_options(options.get(str(one.get("conf")))))
            for key, one in listed.items()
        ]
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return []


def _old_options(told: Any) -> DeckOptions | None:
    if not isinstance(told, dict):
        return None
    return DeckOptions(_old_count(told.get("new")), _old_count(told.get("rev")))


def _old_count(told: Any) -> int | None:
    number = told.get("perDay") if isinstance(told, Mapping) else None
    return number if isinstance(number, int) and 0 <= number <= MOST_A_DAY else None


def _joined(collection: Collection, meant: list[_Deck], tops: list[_Deck]) -> DeckOptions:
    """What decks ask for together: counts of those on top that hold cards, the rest of the largest.

    Anki's own limits apply to the deck that is opened, which is one on top.
    """
    rows = collection.rows(
        "SELECT did, COUNT(*), SUM(type = 0) FROM cards GROUP BY did LIMIT 10000"
    )
    cards = Counter({deck: count for deck, count, _ in rows})
    unseen = Counter({deck: count or 0 for deck, _, count in rows})
    names = {one.id: one.name for one in meant}

    def below(top: _Deck, counts: Counter[int]) -> int:
        begin = top.name + SHOWN_PART
        held = (n for n, name in names.items() if name == top.name or name.startswith(begin))
        return sum(counts[number] for number in held)

    sized = [(below(top, cards), below(top, unseen), top.options) for top in tops]
    full = [(count, fresh, options) for count, fresh, options in sized if count and options]
    if not full:
        return DeckOptions()
    largest = max(full, key=lambda one: one[0])[2]
    assert largest is not None
    return DeckOptions(
        _sum([one.new_a_day for _, fresh, one in full if fresh and one]),
        _sum([one.reviews_a_day for _, _, one in full if one]),
        largest.retention,
        largest.parameters,
    )


def _sum(counts: list[int | None]) -> int | None:
    told = [count for count in counts if count is not None]
    return sum(told) if told and len(told) == len(counts) else None
