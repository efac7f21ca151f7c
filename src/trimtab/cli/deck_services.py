"""What `trimtab deck` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trimtab.domain.decks import DeckForecast, DeckOutlook, DeckReading, DeckSource


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """A deck as it was read, with what its days will ask for."""

    source: DeckSource
    reading: DeckReading
    forecast: DeckForecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Decks:
    """Ports of decks of cards.

    `read` takes a deck, the moment on the person's clock and how many days, and raises
    UnreadableDeckError; `outlook` is what of it is kept; `keep` takes a data folder, the usual one
    for None.
    """

    read: Callable[[DeckSource, datetime, int], ReadDeck]
    outlook: Callable[[ReadDeck, datetime], DeckOutlook]
    keep: Callable[[Path | None, DeckOutlook, datetime], None]
    show: Callable[[ReadDeck, DeckOutlook | None], None]
    as_json: Callable[[ReadDeck], Mapping[str, Any]]
