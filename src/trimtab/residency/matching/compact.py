"""From names to numbers: a market's lists as arrays, and a matching's slots as names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np

from trimtab.domain.markets import Couple, Market
from trimtab.residency.matching.arrays import Flags, MarketArrays, Numbers
from trimtab.residency.matching.market_kernels import pair_up

NOBODY = -1
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CompactMarket:
    """A market's arrays, with the names by index, and whose slot each is by index."""

    applicants: tuple[str, ...]
    programmes: tuple[str, ...]
    slot_applicant: Numbers
    arrays: MarketArrays

    @property
    def first_couple(self) -> int:
        """The unit that is the first couple: units before it are applicants."""
        return len(self.applicants)

    def matches(self, held: Flags) -> dict[str, str]:
        """Who goes where, in the order of applicants, of the slots that are held."""
        slots = np.flatnonzero(held)
        slots = slots[np.argsort(self.slot_applicant[slots])]
        who, where = self.slot_applicant[slots], self.arrays.slot_programme[slots]
        return {
            self.applicants[one]: self.programmes[other]
            for one, other in zip(who.tolist(), where.tolist(), strict=True)
        }


def compact(market: Market) -> CompactMarket:
    """The market in numbers; wishes that are not mutual are left out, a name twice counts once.

    Raises ValueError where somebody is in two couples, or a couple's member is no applicant.
    """
    applicants, programmes = tuple(market.applicants), tuple(market.programmes)
    applicant_of = {name: index for index, name in enumerate(applicants)}
    programme_of = {name: index for index, name in enumerate(programmes)}
    members = _members(market.couples, applicant_of)
    lists = dict(market.applicants) | {applicants[one]: () for pair in members for one in pair}
    starts, choices = _rows(lists.values(), programme_of)
    held = tuple(market.programmes.values())
    programme_starts, ranked = _rows([one.ranks for one in held], applicant_of)
    choice_slot, slot_choice = pair_up(starts, choices, programme_starts, ranked, len(programmes))
    slot_programme = np.repeat(np.arange(len(programmes)), np.diff(programme_starts))
    slots = _member_slots(members, ranked, slot_programme)
    pairs = [
        _pair_slots(pair, couple, programme_of, slots)
        for pair, couple in zip(members, market.couples, strict=True)
    ]
    option_starts, first, slot_option = _single_options(starts, choice_slot, slot_choice)
    slot_unit = np.where(slot_choice >= 0, ranked, NOBODY)
    slot_unit, *options = _place_couples((slot_unit, option_starts, first), pairs, len(applicants))
    positions = np.array([max(one.positions, 0) for one in held], np.int64)
    arrays = MarketArrays(
        programme_starts, positions, slot_programme, slot_unit, slot_option, *options
    )
    return CompactMarket(applicants, programmes, ranked, arrays)


def compact_singles(
    wishes: tuple[Numbers, Numbers], ranks: tuple[Numbers, Numbers], positions: Numbers
) -> MarketArrays:
    """A market without couples from numbers: starts and programmes, starts and applicants."""
    (starts, choices), (programme_starts, ranked) = wishes, ranks
    places = positions.size
    choice_slot, slot_choice = pair_up(starts, choices, programme_starts, ranked, places)
    option_starts, first, slot_option = _single_options(starts, choice_slot, slot_choice)
    return MarketArrays(
        programme_starts,
        positions,
        np.repeat(np.arange(places), np.diff(programme_starts)),
        np.where(slot_choice >= 0, ranked, NOBODY),
        slot_option,
        option_starts,
        first,
        np.full_like(first, NOBODY),
    )


def _members(couples: Sequence[Couple], applicant_of: Mapping[str, int]) -> list[Pair]:
    names = [name for couple in couples for name in (couple.first, couple.second)]
    if len(set(names)) < len(names):
        raise ValueError("Somebody is in two couples, or a couple with themselves.")
    if not applicant_of.keys() >= set(names):
        raise ValueError("A couple's member is no applicant.")
    return [(applicant_of[one.first], applicant_of[one.second]) for one in couples]


def _rows(lists: Iterable[Sequence[str]], index_of: Mapping[str, int]) -> tuple[Numbers, Numbers]:
    """Lists of names as starts and indices; unknown names are NOBODY."""
    known = list(lists)
    starts = np.zeros(len(known) + 1, np.int64)
    np.cumsum([len(one) for one in known], out=starts[1:])
    flat = map(index_of.get, chain.from_iterable(known), repeat(NOBODY))
    return starts, np.fromiter(flat, np.int64, int(starts[-1]))


def _member_slots(
    members: Sequence[Pair], ranked: Numbers, slot_programme: Numbers
) -> dict[Pair, int]:
    """Where programmes rank the members of couples: by programme and applicant, the best slot."""
    everybody = [one for pair in members for one in pair]
    slots = np.flatnonzero(np.isin(ranked, everybody))[::-1]
    keys = zip(slot_programme[slots].tolist(), ranked[slots].tolist(), strict=True)
    return dict(zip(keys, slots.tolist(), strict=True))


def _pair_slots(
    pair: Pair, couple: Couple, programme_of: Mapping[str, int], slots: Mapping[Pair, int]
) -> list[Pair]:
    """The couple's pairs that are mutual, each once, up to both going unmatched."""
    options: dict[Pair, None] = {}
    for names in couple.pairs:
        if names == ("", ""):
            break
        found = [
            NOBODY if name == "" else slots.get((programme_of.get(name, NOBODY), who))
            for name, who in zip(names, pair, strict=True)
        ]
        if found[0] is not None and found[1] is not None:
            options.setdefault((found[0], found[1]))
    return list(options)


def _place_couples(
    single: Sequence[Numbers], pairs: Sequence[Sequence[Pair]], first_couple: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Whose slot each is, and the options of all units, couples after singles."""
    slot_unit, starts, first = single
    for unit, options in enumerate(pairs, first_couple):
        used = [slot for option in options for slot in option if slot >= 0]
        slot_unit[used] = unit
    both = np.array([option for options in pairs for option in options], np.int64).reshape(-1, 2)
    ends = starts[-1] + np.cumsum([len(options) for options in pairs], dtype=np.int64)
    return (
        slot_unit,
        np.concatenate([starts, ends]),
        np.concatenate([first, both[:, 0]]),
        np.concatenate([np.full_like(first, NOBODY), both[:, 1]]),
    )


def _single_options(
    starts: Numbers, choice_slot: Numbers, slot_choice: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Starts and slots of the wishes that are mutual, and which of them each slot stands for."""
    is_mutual = choice_slot >= 0
    before = np.concatenate([[0], np.cumsum(is_mutual)])
    slot_option = np.where(slot_choice >= 0, before[slot_choice], NOBODY)
    return before[starts], choice_slot[is_mutual], slot_option
