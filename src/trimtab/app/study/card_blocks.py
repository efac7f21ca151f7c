"""Cards in a planned week: each day's reviews of a deck as practices that shrink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from trimtab.app.study.card_outlook import cards_on
from trimtab.domain.decks import USUAL_NAME, DeckOutlook, DeckSource
from trimtab.domain.people import Profile
from trimtab.domain.practices import LONGEST_POCKET, Practice
from trimtab.domain.time import WEEKDAYS, Horizon

ROUND_TO = 10
"""Days whose minutes round to the same are asked the same, so that a week has few kinds of them."""

LONGEST_SITTING = 120
TINY = 5
LEAST = 3
"""Fewer minutes than that in a day are no block of their own (our choice)."""


def with_cards(
    profile: Profile, horizon: Horizon, most: Mapping[date, int] | None = None
) -> Profile:
    """The profile with what the days of a horizon are asked for its decks.

    Nothing changes without an outlook; one of a deck that the profile does not name counts too.
    `most` are minutes that all cards of a day may take, where others have their part of it.
    """
    if not profile.cards:
        return profile
    known = {thing.name for thing in profile.things}
    decks = {one.name: one for one in profile.decks}
    shares = {day: minutes // len(profile.cards) for day, minutes in (most or {}).items()}
    added = [
        practice
        for outlook in profile.cards
        for practice in card_practices(outlook, decks.get(outlook.name), horizon, shares)
        if practice.name not in known
    ]
    values = {one.value: 1.0 for one in added}
    practices = (*profile.practices, *added)
    return replace(profile, practices=practices, values={**values, **profile.values})


def card_practices(
    outlook: DeckOutlook,
    source: DeckSource | None,
    horizon: Horizon,
    most: Mapping[date, int] | None = None,
) -> Iterator[Practice]:
    """A practice for each length that a day of the horizon asks of a deck, within its `most`."""
    deck = source or DeckSource(name=outlook.name)
    days: dict[int, list[date]] = defaultdict(list)
    for number in range(horizon.days):
        day = horizon.first_day + timedelta(days=number)
        found = cards_on(outlook, deck, day)
        minutes = block_minutes(found[0]) if found is not None else 0
        if most and day in most:
            minutes = min(minutes, most[day] // TINY * TINY)
        if minutes and WEEKDAYS[day.weekday()] in deck.days:
            days[minutes].append(day)
    for minutes, on in sorted(days.items()):
        doses = card_doses(minutes)
        yield Practice(
            f"{deck.name or USUAL_NAME}: up to {minutes} min",
            deck.value,
            7,
            doses,
            study=True,
            pocket=doses[0] <= LONGEST_POCKET,
            private=deck.private,
            on=frozenset(on),
        )


def card_doses(minutes: int) -> tuple[int, ...]:
    """All of a day's cards, half of them, and five minutes, each once.

    >>> card_doses(50), card_doses(10), card_doses(5), card_doses(200)
    ((50, 25, 5), (10, 5), (5,), (120, 60, 5))
    """
    whole = min(LONGEST_SITTING, minutes)
    half = max(TINY, 5 * round(whole / 10))
    return tuple(sorted({whole, half, TINY}, reverse=True))


def block_minutes(minutes: int) -> int:
    """What a day's block of cards is called and asked by; 0 where a day has none.

    >>> [block_minutes(one) for one in (2, 4, 8, 14, 36)]
    [0, 5, 10, 10, 40]
    """
    if minutes < LEAST:
        return 0
    if minutes < ROUND_TO:
        return TINY if minutes <= TINY else ROUND_TO
    return ROUND_TO * round(minutes / ROUND_TO)
