"""What flash cards ask of each day to come, as far ahead as exams are planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from trimtab.app.study.card_blocks import block_minutes
from trimtab.app.study.card_outlook import LOAD_SPAN, cards_on
from trimtab.domain.decks import DeckOutlook, DeckSource
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS

LATEST_DAYS = 14
"""Where no month ahead was looked at it goes on as the mean of so many days (our choice)."""


def card_load(profile: Profile, first: date, last: date) -> Mapping[date, int]:
    """Minutes of all decks on each day from `first` to `last` inclusive; nothing without a deck.

    Never less than the blocks that a week keeps for them.
    """
    if not profile.cards:
        return {}
    decks = {one.name: one for one in profile.decks}
    whole = [(outlook, decks.get(outlook.name)) for outlook in profile.cards]
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: sum(_minutes(outlook, deck, day) for outlook, deck in whole) for day in days}


def _minutes(outlook: DeckOutlook, deck: DeckSource | None, day: date) -> int:
    if deck is not None and WEEKDAYS[day.weekday()] not in deck.days:
        return 0
    found = cards_on(outlook, deck, day)
    asked = _later(outlook, deck, day) if found is None else found[0]
    return max(asked, block_minutes(asked)) if asked else 0


def _later(outlook: DeckOutlook, deck: DeckSource | None, day: date) -> int:
    """An average day of the four weeks it lies in, beyond the days that were looked at singly."""
    number = (day - outlook.day).days
    if number < 0:
        return 0
    means = dict(outlook.loads).get(outlook.new_a_day) or tuple(_latest(outlook))
    minutes = means[min(number // LOAD_SPAN, len(means) - 1)] if means else 0
    most = deck.most_minutes if deck else None
    return minutes if most is None else min(most, minutes)


def _latest(outlook: DeckOutlook) -> Iterator[int]:
    days: Sequence[tuple[int, int, int]] = outlook.minutes[-LATEST_DAYS:]
    if days:
        yield round(sum(minutes for minutes, _, _ in days) / len(days))
