"""Asks Anki itself, while it is open, through its add-on AnkiConnect on this machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import httpx

from trimtab.domain.deck_errors import NoSuchDeckError, UnreadableDeckError
from trimtab.domain.decks import (
    ANKICONNECT,
    FORECAST_DAYS,
    CardGroup,
    DeckDay,
    DeckReading,
    LimitedDeck,
)

ADDRESS = "http://127.0.0.1:8765"
VERSION = 6
SECONDS = 10.0
MOST_BYTES = 64 * 2**20
KNOWN_DIFFICULTY = 5.0
WITHOUT_MEMORY = (
    "AnkiConnect tells what is due, not how well each card is known; a collection file tells more."
)
NOT_OPEN = "Open Anki with its add-on AnkiConnect, or name the collection's file."


def ask_anki(deck: str, now: datetime, address: str = ADDRESS) -> DeckReading:
    """What an open Anki says is due, day by day. Raises UnreadableDeckError."""
    with httpx.Client(timeout=SECONDS, trust_env=False) as client:
        anki = _Anki(client, address)
        names = [str(one) for one in anki.ask("deckNames")]
        if deck and deck not in names:
            raise NoSuchDeckError(ANKICONNECT, deck, sorted(names))
        within = f'deck:"{deck}" ' if deck else ""
        due = [anki.count(f"{within}is:due")]
        due += [anki.count(f"{within}prop:due={ahead}") for ahead in range(1, FORECAST_DAYS)]
        unseen = anki.count(f"{within}is:new -is:suspended")
        suspended = anki.count(f"{within}is:suspended")
        days = anki.ask("getNumCardsReviewedByDay")
    groups = tuple(
        CardGroup(ahead, ahead + 10, 10.0 + ahead, KNOWN_DIFFICULTY, count)
        for ahead, count in enumerate(due)
        if count
    )
    return DeckReading(
        today=now.date() - timedelta(days=now.hour < 4),
        groups=groups,
        limited=(LimitedDeck(unseen),),
        suspended=suspended,
        days=_days(days),
        has_memory=False,
        decks=tuple(sorted(names)),
        remarks=(WITHOUT_MEMORY,),
    )


class _Anki:
    """Questions to an open Anki."""

    def __init__(self, client: httpx.Client, address: str) -> None:
        self._client, self._address = client, address

    def ask(self, action: str, **given: Any) -> Any:
        """The answer to one question. Raises UnreadableDeckError."""
        asked = {"action": action, "version": VERSION, "params": given}
        try:
            answer = self._client.post(self._address, json=asked)
            found = answer.json() if len(answer.content) <= MOST_BYTES else None
        except httpx.TimeoutException as error:
            why = "Anki did not answer within ten seconds."
            raise UnreadableDeckError(ANKICONNECT, why, "Close its open windows.") from error
        except (httpx.HTTPError, ValueError, RecursionError) as error:
            raise UnreadableDeckError(ANKICONNECT, "Anki is not open.", NOT_OPEN) from error
        if not isinstance(found, Mapping) or found.get("error") is not None:
            why = "Anki did not understand what it was asked."
            raise UnreadableDeckError(ANKICONNECT, why, "Bring AnkiConnect up to date.")
        return found.get("result") or []

    def count(self, query: str) -> int:
        """How many cards a search finds."""
        found = self.ask("findCards", query=query)
        return len(found) if isinstance(found, list) else 0


def _days(told: Any) -> tuple[DeckDay, ...]:
    """Days with their answers; AnkiConnect tells no minutes, so usual seconds stand in."""
    if not isinstance(told, list):
        return ()
    counts: Counter[date] = Counter()
    for one in told:
        try:
            counts[date.fromisoformat(str(one[0]))] = int(one[1])
        except (IndexError, KeyError, TypeError, ValueError):
            continue
    return tuple(DeckDay(day, count, count * 8 / 60) for day, count in sorted(counts.items())[-60:])
