"""Which decks of a collection are meant, and what they ask of a day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trimtab.decks.blobs import MOST_A_DAY, DeckOptions, DeckOwn, is_filtered, options_of, own_of
from trimtab.decks.collection import Collection
from trimtab.domain.deck_errors import NoSuchDeckError
from trimtab.domain.decks import LimitedDeck

MOST_DECKS = 5000
PARTED_BY, SHOWN_PART = "\x1f", "::"
OLD_SCHEMA = 15
"""Before this version of its tables decks stood in one text."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The decks meant, each after the one it lies in; `known` are names of all.

    `is_filtered` says that no deck is meant but filtered ones.

    `places` are by a deck's number; cards of no deck stand at the last place, where all are meant.
    """

    places: Mapping[int, int]
    limited: tuple[LimitedDeck, ...]
    options: DeckOptions
    known: tuple[str, ...]
    are_all: bool
    is_filtered: bool = False

    def place(self, deck: Any) -> int | None:
        """The place of a card's deck; None where it is not meant."""
        return self.places.get(deck, len(self.limited) - 1 if self.are_all else None)


@dataclass(frozen=True, slots=True)
class _Deck:
    id: int
    name: str
    own: DeckOwn
    options: DeckOptions
    is_filtered: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.name.casefold().split(SHOWN_PART))


def chosen_decks(
    collection: Collection, deck: str, today: int, *, new_count: bool = True
) -> Chosen:
    """The deck named with those below it, on a day by the collection's count.

    `new_count` says whether new cards count as reviews.
    Raises NoSuchDeckError, UnreadableDeckError.
    """
    is_old = collection.schema < OLD_SCHEMA
    decks = _old_decks(collection, today) if is_old else _decks(collection, today)
    known = tuple(sorted((one.name for one in decks), key=str.casefold))
    wanted = tuple(deck.casefold().split(SHOWN_PART)) if deck else ()
    meant = [one for one in decks if one.path[: len(wanted)] == wanted]
    if wanted and not meant:
        raise NoSuchDeckError(collection.name, deck, known)
    meant.sort(key=lambda one: one.path)
    unseen, cards = _counted(collection)
    limited = _limited(meant, unseen, new_count=new_count)
    if not wanted:
        limited = (*limited, LimitedDeck(sum(unseen.values()) - sum(one.unseen for one in limited)))
    sizes: Counter[DeckOptions] = Counter()
    for one in meant:
        sizes[one.options] += cards[one.id]
    return Chosen(
        places={one.id: place for place, one in enumerate(meant)},
        limited=limited,
        options=sizes.most_common(1)[0][0] if sizes else DeckOptions(),
        known=known,
        are_all=not wanted,
        is_filtered=bool(wanted) and all(one.is_filtered for one in meant),
    )


def _counted(collection: Collection) -> tuple[Counter[int], Counter[int]]:
    """Cards never shown that are not suspended, and all cards, by deck."""
    rows = collection.rows(
        "SELECT CASE odid WHEN 0 THEN did ELSE odid END AS deck, COUNT(*), "
        "SUM(type = 0 AND queue <> -1) FROM cards GROUP BY deck LIMIT 10000"
    )
    cards = Counter({deck: count for deck, count, _ in rows})
    return Counter({deck: unseen or 0 for deck, _, unseen in rows}), cards


def _limited(
    decks: Sequence[_Deck], unseen: Counter[int], *, new_count: bool
) -> tuple[LimitedDeck, ...]:
    """Decks in order of their paths with their limits, each within the nearest one above it."""
    places: dict[tuple[str, ...], int] = {}
    found = []
    for place, one in enumerate(decks):
        above = (one.path[:length] for length in range(len(one.path) - 1, 0, -1))
        new, more_new = _limit(one.own.new_a_day, one.options.new_a_day, one.own.new_today)
        most, more = _limit(one.own.reviews_a_day, one.options.reviews_a_day, one.own.reviews_today)
        found.append(
            LimitedDeck(
                unseen=unseen[one.id],
                new_a_day=new,
                reviews_a_day=most,
                done_new=one.own.done_new + more_new,
                done_reviews=one.own.done_reviews + one.own.done_new * new_count + more,
                above=next((places[path] for path in above if path in places), None),
            )
        )
        places[one.path] = place
    return tuple(found)


def _limit(own: int | None, shared: int | None, today: int | None) -> tuple[int | None, int]:
    """A deck's limit of a usual day, and what is off it today."""
    usual = shared if own is None else own
    return usual, 0 if usual is None or today is None else usual - today


def _decks(collection: Collection, today: int) -> list[_Deck]:
    blobs = collection.rows("SELECT id, config FROM deck_config LIMIT ?", (MOST_DECKS,))
    options = {number: options_of(bytes(blob)) for number, blob in blobs if _is_bytes(blob)}
    rows = collection.rows("SELECT id, name, common, kind FROM decks LIMIT ?", (MOST_DECKS,))
    found = []
    for number, name, common, kind in rows:
        counts = bytes(common) if _is_bytes(common) else b""
        own = own_of(bytes(kind), counts, today) if _is_bytes(kind) else None
        shared = DeckOptions() if own is None else options.get(own.config, DeckOptions())
        shown = str(name).replace(PARTED_BY, SHOWN_PART)
        is_own = _is_bytes(kind) and is_filtered(bytes(kind))
        found.append(_Deck(number, shown, own or DeckOwn(), shared, is_own))
    return found


def _is_bytes(value: Any) -> bool:
    return isinstance(value, bytes)


def _old_decks(collection: Collection, today: int) -> list[_Deck]:
    ((decks, configs),) = collection.rows("SELECT decks, dconf FROM col LIMIT 1")
    try:
        listed, options = json.loads(decks), json.loads(configs)
        return [
            _Deck(
                int(key),
                str(one["name"]),
                _old_own(one, today),
                _old_options(options.get(str(one.get("conf")))),
                one.get("dyn") == 1,
            )
            for key, one in listed.items()
        ]
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return []


def _old_own(told: Mapping[str, Any], today: int) -> DeckOwn:
    return DeckOwn(
        new_a_day=_number(told.get("newLimit")),
        reviews_a_day=_number(told.get("reviewLimit")),
        new_today=_old_today(told.get("newLimitToday"), today),
        reviews_today=_old_today(told.get("reviewLimitToday"), today),
        done_new=_old_done(told.get("newToday"), today),
        done_reviews=_old_done(told.get("revToday"), today),
    )


def _old_today(told: Any, today: int) -> int | None:
    is_today = isinstance(told, Mapping) and told.get("today") == today
    return _number(told.get("limit")) if is_today else None


def _old_done(told: Any, today: int) -> int:
    if not isinstance(told, list) or len(told) != 2 or told[0] != today:
        return 0
    count = told[1]
    return count if isinstance(count, int) and abs(count) <= MOST_A_DAY else 0


def _old_options(told: Any) -> DeckOptions:
    if not isinstance(told, Mapping):
        return DeckOptions()
    new, reviews = (
        _number(one.get("perDay")) if isinstance(one, Mapping) else None
        for one in (told.get("new"), told.get("rev"))
    )
    return DeckOptions(new, reviews)


def _number(told: Any) -> int | None:
    return told if type(told) is int and 0 <= told <= MOST_A_DAY else None
