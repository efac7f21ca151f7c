"""Reads Anki's collection: what is due when, how well it is known, and how answering goes."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.decks.answers import LOOKED_BACK, answered
from trimtab.decks.collection import MOST_CARDS, Collection, opened
from trimtab.decks.options import Chosen, chosen_decks
from trimtab.domain.deck_errors import UnreadableDeckError
from trimtab.domain.decks import FILTERED, CardGroup, DeckReading

FARTHEST_DUE = 3650
STEP, DIFFICULTY_PARTS = 0.04, 4
USUAL_ROLLOVER, USUAL_EASE, USUAL_DIFFICULTY = 4, 2500, 5.0
NEW, LEARNING, REVIEW, DAY_LEARNING, PREVIEW = 0, 1, 2, 3, 4
SUSPENDED = -1
NO_FSRS = (
    "FSRS is off in this collection, so how well each card is known is taken from its interval."
)


@dataclass(frozen=True, slots=True)
class DeckDays:
    """How a collection counts its days: the number of `today`, and when each day begins."""

    today: date
    number: int
    rollover: int
    zone: ZoneInfo

    def begin(self, back: int = 0) -> datetime:
        """The instant at which a day so many days back begins."""
        day = self.today - timedelta(days=back)
        local = datetime.combine(day, datetime.min.time(), self.zone)
        return (local + timedelta(hours=self.rollover)).astimezone(UTC)


def read_anki(path: Path, name: str, deck: str, now: datetime) -> DeckReading:
    """A deck of a collection, all of it where none is named; `now` on the person's clock.

    `path` is a copy that nobody else has open. Raises UnreadableDeckError.
    """
    with opened(path, name) as collection:
        config = _config(collection)
        days = _days(collection, config, now)
        new_count = config.get("newCardsIgnoreReviewLimit") is not True
        chosen = chosen_decks(collection, deck, days.number, new_count=new_count)
        counts, groups = _cards(collection, chosen, days)
        log = answered(
            collection, chosen, [days.begin(back) for back in range(LOOKED_BACK, -1, -1)]
        )
    has_memory = config.get("fsrs") is True
    return DeckReading(
        today=days.today,
        groups=groups,
        learning=counts["learning"],
        limited=chosen.limited,
        suspended=counts["suspended"],
        buried=counts["buried"],
        paces=log.paces,
        first_grades=log.first_grades,
        introduced=sum(log.first_grades),
        days=log.days(days.today),
        new_count_as_reviews=new_count,
        retention=chosen.options.retention if has_memory else None,
        parameters=chosen.options.parameters if has_memory else (),
        has_memory=has_memory,
        decks=chosen.known,
        remarks=tuple(_remarks(chosen, groups, has_memory=has_memory)),
    )


def _remarks(chosen: Chosen, groups: tuple[CardGroup, ...], *, has_memory: bool) -> Iterator[str]:
    if chosen.is_filtered:
        yield FILTERED
    if groups and not has_memory:
        yield NO_FSRS


def _config(collection: Collection) -> Mapping[str, Any]:
    """The collection's own settings; those that cannot be read are left out."""
    if collection.schema < 14:
        ((text,),) = collection.rows("SELECT conf FROM col LIMIT 1")
        found = _json(text)
        return found if isinstance(found, dict) else {}
    listed = collection.rows(
        "SELECT key, val FROM config WHERE key IN ('fsrs', 'rollover', "
        "'creationOffset', 'newCardsIgnoreReviewLimit')"
    )
    return {str(key): _json(value) for key, value in listed}


def _json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (RecursionError, TypeError, ValueError):
        return None


def _days(collection: Collection, config: Mapping[str, Any], now: datetime) -> DeckDays:
    """How its days are counted, as Anki does: a day begins at the hour of its rollover."""
    ((created,),) = collection.rows("SELECT crt FROM col LIMIT 1")
    rollover = config.get("rollover")
    hour = rollover if isinstance(rollover, int) and 0 <= rollover < 24 else USUAL_ROLLOVER
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    offset = config.get("creationOffset")
    try:
        begun = datetime.fromtimestamp(created, UTC)
        if isinstance(offset, int) and abs(offset) < 24 * 60:
            first = (begun - timedelta(minutes=offset)).date()
        else:
            first = begun.astimezone(zone).date()
    except (OverflowError, TypeError, ValueError) as error:
        why = "It does not say when it was begun."
        raise UnreadableDeckError(collection.name, why, "") from error
    today = now.date() - timedelta(days=now.hour < hour)
    return DeckDays(today, (today - first).days, hour, zone)


def _cards(
    collection: Collection, chosen: Chosen, days: DeckDays
) -> tuple[Counter[str], tuple[CardGroup, ...]]:
    """Cards set aside, unseen and in their steps by number; those due in groups alike."""
    rows = collection.rows(
        "SELECT CASE odid WHEN 0 THEN did ELSE odid END, type, queue, "
        "CASE odid WHEN 0 THEN due ELSE odue END, ivl, factor, data FROM cards LIMIT ?",
        (MOST_CARDS + 1,),
    )
    if len(rows) > MOST_CARDS:
        why = f"It has more than {MOST_CARDS:,} cards."
        raise UnreadableDeckError(collection.name, why, "Export one deck of it.")
    counts: Counter[str] = Counter()
    groups: Counter[tuple[int, ...]] = Counter()
    for deck, kind, queue, due, interval, ease, known in rows:
        place = chosen.place(deck)
        if place is None:
            continue
        where = _where(kind, queue)
        counts[where] += 1
        if queue < SUSPENDED:
            counts["buried"] += 1
        if where == "due" and isinstance(due, int):
            is_buried = queue < SUSPENDED
            ahead, *alike = _alike((due, interval, ease, known), days)
            groups[(place, max(1, ahead) if is_buried else ahead, *alike)] += 1
    return counts, tuple(_groups(groups))


def _where(kind: int, queue: int) -> str:
    if queue == SUSPENDED:
        return "suspended"
    if queue == LEARNING or (queue < SUSPENDED and kind in {LEARNING, DAY_LEARNING}):
        return "learning"
    return "unseen" if kind == NEW else "due"


def _alike(card: tuple[int, Any, Any, Any], days: DeckDays) -> tuple[int, int, int, int]:
    due, interval, ease, known = card
    ahead = max(-FARTHEST_DUE, min(FARTHEST_DUE, due - days.number))
    state = _json(known) if isinstance(known, str) and known else None
    told = state if isinstance(state, dict) else {}
    days_between = interval if isinstance(interval, int) and interval > 0 else 1
    stability = _within(told.get("s"), (0.01, 36500.0), float(days_between))
    difficulty = _within(told.get("d"), (1.0, 10.0), _difficulty(ease))
    seen = told.get("lrt")
    since = days_between - ahead
    if isinstance(seen, int):
        since = max(0, math.floor((days.begin().timestamp() - seen) / 86400) + 1)
    return (
        ahead,
        max(0, min(FARTHEST_DUE, since)),
        round(math.log(stability) / STEP),
        round(difficulty * DIFFICULTY_PARTS),
    )


def _within(value: Any, ends: tuple[float, float], usual: float) -> float:
    """A number between two ends, or what is usual where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return usual
    return min(ends[1], max(ends[0], float(value)))


def _difficulty(ease: Any) -> float:
    """Where there is no memory: the lower a card's ease, the harder it is (our choice)."""
    factor = ease if isinstance(ease, int) and ease > 0 else USUAL_EASE
    return min(10.0, max(1.0, USUAL_DIFFICULTY + (USUAL_EASE - factor) / 300))


def _groups(groups: Mapping[tuple[int, ...], int]) -> Iterator[CardGroup]:
    for (place, ahead, since, stability, difficulty), count in sorted(groups.items()):
        yield CardGroup(
            ahead,
            since,
            round(math.exp(stability * STEP), 4),
            difficulty / DIFFICULTY_PARTS,
            count,
            place,
        )
