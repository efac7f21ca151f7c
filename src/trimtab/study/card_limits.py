"""What decks let a day hold: each its own limits, and those of the decks it lies in.

As Anki counts a day: what a deck holds and what the decks within it let through, together up to its
own limit of reviews; then new cards up to its limit of them, and to what its reviews leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from trimtab.domain.decks import DeckReading, LimitedDeck
from trimtab.study.card_cells import Floats, Ints

MOST_LANES = 6
"""So many decks on top and so many within others, the largest, keep a limit of reviews of their own
(our choice: each costs as much as a whole forecast)."""

ALL = 0
"""The place of what holds every deck, and has no limit."""


@dataclass(slots=True)
class _Deck:
    """A deck while those whose limits say nothing are taken out; `places` are in the reading."""

    above: int
    new: float = math.inf
    done_new: float = 0.0
    reviews: float = math.inf
    done_reviews: float = 0.0
    unseen: int = 0
    cards: int = 0
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of decks, each after the one it lies in; the first holds all of them.

    Arrays are by deck. Decks of one lane share a limit of reviews, that of the deck in `heads`;
    `lane_of` has the lane of each place in the reading.
    """

    above: tuple[int, ...]
    new: Floats
    done_new: Floats
    reviews: Floats
    done_reviews: Floats
    unseen: Floats
    lanes: Ints
    heads: Ints
    lane_of: Ints

    def new_at(self, numbers: Sequence[int], own: int | None) -> Floats:
        """Limits of new cards by deck, at each of these numbers a day in all.

        At the decks' `own` number they are their own; at others changed in one proportion.
        """
        shown = _shown(self.above, self.unseen, self.new)
        if not own or not shown[ALL]:
            shown = _shown(self.above, self.unseen, np.full(len(self.new), math.inf))
        shown /= max(1.0, shown[ALL])
        return np.stack([self.new if one == own else shown * one for one in numbers], axis=1)


def limits_of(reading: DeckReading) -> Limits:
    """The limits that bear on the days of a reading, fewest of them."""
    decks = _decks(reading)
    _leave_out_empty(decks)
    _free(decks)
    _join_within(decks)
    _part(decks)
    _free(decks)
    _share_smallest(decks)
    return _limits(decks, len(reading.limited))


def let_through(above: Sequence[int], own: Floats, most: Floats) -> tuple[Floats, Floats]:
    """The share of each deck's own that a day holds, and what passes each deck in all.

    Arrays are by deck and way.

    >>> share, passed = let_through([0, 0, 1], np.array([[0.0], [10], [40]]),
    ...     np.array([[np.inf], [15], [20]]))
    >>> share.ravel().tolist(), passed.ravel().tolist()
    ([1.0, 0.5, 0.25], [15.0, 15.0, 20.0])
    """
    wanted, passed = own.copy(), np.empty_like(own)
    for at in reversed(range(len(above))):
        passed[at] = np.minimum(wanted[at], most[at])
        if at:
            wanted[above[at]] += passed[at]
    share = np.divide(passed, wanted, out=np.ones_like(own), where=wanted > 0)
    for at in range(1, len(above)):
        share[at] *= share[above[at]]
    return share, passed


class Allowance:
    """What decks let one day after another hold, at several numbers of new cards at once."""

    def __init__(self, limits: Limits, most_new: Floats, *, new_count_as_reviews: bool) -> None:
        self._limits, self._most_new = limits, most_new
        self._counts = new_count_as_reviews
        self._unseen = np.repeat(limits.unseen[:, np.newaxis], most_new.shape[1], axis=1)
        self._room = np.full_like(self._unseen, math.inf)

    def reviews(self, due: Floats, *, is_today: bool) -> Floats:
        """The share of what is due that a day holds, by lane and way."""
        limits = self._limits
        done = limits.done_reviews if is_today else 0.0
        left = np.maximum(0.0, limits.reviews - done)[:, np.newaxis]
        own = np.zeros_like(self._unseen)
        own[limits.heads] = due
        share, passed = let_through(limits.above, own, np.broadcast_to(left, own.shape))
        if self._counts:
            self._room = left - passed
        return share[limits.heads]

    def new(self, *, is_today: bool) -> Floats:
        """New cards of a day after its reviews, by lane and way; they are unseen no more."""
        done = self._limits.done_new[:, np.newaxis] if is_today else 0.0
        most = np.maximum(0.0, np.minimum(self._most_new - done, self._room))
        share, _ = let_through(self._limits.above, self._unseen, most)
        shown = self._unseen * share
        self._unseen -= shown
        by_lane = np.zeros((len(self._limits.heads), shown.shape[1]))
        np.add.at(by_lane, self._limits.lanes, shown)
        return by_lane


def new_without_reviews(limits: Limits, most_new: Floats, days: int) -> float:
    """New cards of the first days if no review stood in their way, at the first number of them."""
    allowance = Allowance(limits, most_new[:, :1], new_count_as_reviews=False)
    return float(sum(allowance.new(is_today=day == 0).sum() for day in range(days)))


def _decks(reading: DeckReading) -> dict[int, _Deck]:
    """Every deck by its number, the one that holds all first."""
    decks = {ALL: _Deck(ALL)}
    for place, one in enumerate(reading.limited):
        number = 1 + place
        above = ALL if one.above is None else 1 + one.above
        decks[number] = _told(one, above)
        decks[number].places.append(place)
    for group in reading.groups:
        decks[1 + group.deck].cards += group.count
    return decks


def _told(one: LimitedDeck, above: int) -> _Deck:
    return _Deck(
        above=above,
        new=math.inf if one.new_a_day is None else one.new_a_day,
        done_new=one.done_new,
        reviews=math.inf if one.reviews_a_day is None else one.reviews_a_day,
        done_reviews=one.done_reviews,
        unseen=one.unseen,
        cards=one.unseen,
    )


def _below(decks: dict[int, _Deck], number: int) -> Iterator[_Deck]:
    return (one for at, one in decks.items() if one.above == number and at != ALL)


def _leave_out_empty(decks: dict[int, _Deck]) -> None:
    for number in sorted(decks, reverse=True):
        if number != ALL and not decks[number].cards and not any(_below(decks, number)):
            del decks[number]


def _free(decks: dict[int, _Deck]) -> None:
    """No limit of reviews where a deck and those in it have no more cards than it allows."""
    totals = {number: one.cards for number, one in decks.items()}
    for number in sorted(decks, reverse=True):
        one = decks[number]
        if one.reviews - max(0.0, one.done_reviews) >= totals[number]:
            one.reviews, one.done_reviews = math.inf, 0.0
        if number != ALL:
            totals[one.above] += totals[number]


def _join_within(decks: dict[int, _Deck]) -> None:
    """A deck that lies in one with limits no wider goes by that one's alone."""
    for number in sorted(decks):
        one = decks[number]
        if one.above == ALL:
            continue
        upper = decks[one.above]
        if (
            one.new >= upper.new
            and one.done_new <= upper.done_new
            and one.reviews >= upper.reviews
            and one.done_reviews <= upper.done_reviews
        ):
            _join(decks, number, one.above)


def _join(decks: dict[int, _Deck], number: int, into: int) -> None:
    one, other = decks.pop(number), decks[into]
    other.cards += one.cards
    other.unseen += one.unseen
    other.places += one.places
    for below in _below(decks, number):
        below.above = into


def _part(decks: dict[int, _Deck]) -> None:
    """Decks stand by themselves where the one they lie in allows all that they do together."""
    for number in sorted(decks, reverse=True):
        one, below = decks[number], list(_below(decks, number))
        if number == ALL or not below:
            continue
        if (
            one.reviews >= one.cards + sum(other.reviews for other in below)
            and one.done_reviews <= sum(other.done_reviews for other in below)
            and one.new >= one.unseen + sum(other.new for other in below)
            and one.done_new <= sum(other.done_new for other in below)
        ):
            for other in below:
                other.above = one.above
            if not one.cards:
                del decks[number]


def _share_smallest(decks: dict[int, _Deck]) -> None:
    """The smallest of many decks on top share the sum of their limits; within others, the upper."""
    limited = [number for number, one in decks.items() if one.reviews < math.inf]
    on_top = [number for number in limited if decks[number].above == ALL]
    by_size = sorted(on_top, key=lambda number: decks[number].cards)
    shared = by_size[: max(0, len(limited) - MOST_LANES + 1)]
    for number in shared[1:]:
        first, one = decks[shared[0]], decks[number]
        first.reviews, first.new = first.reviews + one.reviews, first.new + one.new
        first.done_reviews += one.done_reviews
        first.done_new += one.done_new
        _join(decks, number, shared[0])
    within = [number for number, one in decks.items() if ALL not in {number, one.above}]
    by_size = sorted(within, key=lambda number: (decks[number].cards, -number))
    for number in by_size[: max(0, len(within) - MOST_LANES)]:
        _join(decks, number, decks[number].above)


def _shown(above: Sequence[int], unseen: Floats, most: Floats) -> Floats:
    """New cards of a day by deck with those in it, when no review stands in their way."""
    _, passed = let_through(above, unseen[:, np.newaxis], most[:, np.newaxis])
    return passed[:, 0]


def _limits(decks: dict[int, _Deck], places: int) -> Limits:
    order = _in_order(decks)
    at = {number: place for place, number in enumerate(order)}
    kept = [decks[number] for number in order]
    above = tuple(at[one.above] for one in kept)
    head: list[int] = []
    for place, one in enumerate(kept):
        head.append(place if place == ALL or one.reviews < math.inf else head[above[place]])
    heads = sorted({head[place] for place, one in enumerate(kept) if one.cards}) or [ALL]
    lane = {number: place for place, number in enumerate(heads)}
    lane_of = np.zeros(max(1, places), np.int64)
    for place, one in enumerate(kept):
        lane_of[one.places] = lane.get(head[place], 0)
    return Limits(
        above=above,
        new=np.array([float(one.new) for one in kept]),
        done_new=np.array([float(one.done_new) for one in kept]),
        reviews=np.array([float(one.reviews) for one in kept]),
        done_reviews=np.array([float(one.done_reviews) for one in kept]),
        unseen=np.array([float(one.unseen) for one in kept]),
        lanes=np.array([lane.get(number, 0) for number in head], np.int64),
        heads=np.array(heads, np.int64),
        lane_of=lane_of,
    )


def _in_order(decks: dict[int, _Deck]) -> list[int]:
    """Each after the one it lies in."""
    found = [ALL]
    for number in found:
        found += [one for one in decks if one != ALL and decks[one].above == number]
    return found
