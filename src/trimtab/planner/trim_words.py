"""What a week gets back by a trim, in minutes and names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trimtab.domain.plans import Block, FreeKind
from trimtab.planner import defaults
from trimtab.planner.sentences import DAY_NAMES, hours_said

ASLEEP = frozenset({"sleep", "nap"})
RESTFUL = frozenset({"buffer", "wind_down"})
FREE_NAMES: dict[FreeKind, str] = {
    "evening": "an evening free of work",
    "half_day": "half a day free of study",
    "weekend": "a weekend free of work",
}
FREE_MINUTES = 180
"""Minutes by which a stretch kept free is ordered among what comes back."""

LIVED = frozenset({"practice", "people", "study", "protect", "task"})


@dataclass(frozen=True)
class Comparison:
    """The blocks of a week before and after a trim, compared as a person would.

    `own` are names whose minutes change by the trim itself; `open_time` minutes more stay open;
    `notes_gone` minutes of notes are no longer owed, `rest_gone` of unwinding no longer asked. Days
    are told with their date when `has_dates`, as weekdays alone would mislead. `kept` are evenings,
    half-days and weekends more (or fewer) that stay free of work.
    """

    before: Sequence[Block]
    after: Sequence[Block]
    own: Collection[str]
    open_time: int
    notes_gone: int = 0
    rest_gone: int = 0
    has_dates: bool = False
    kept: Mapping[FreeKind, int] = field(default_factory=dict)

    @property
    def sleep(self) -> int:
        """Minutes more asleep."""
        return _asleep(self.after) - _asleep(self.before)

    @property
    def notes(self) -> int:
        """Minutes more of the notes that are still owed written."""
        return _notes(self.after) + self.notes_gone - _notes(self.before)

    def got_back(self) -> tuple[str, ...]:
        """What there is more of, most told first; empty when nothing is.

        A trim that costs sleep or a free evening, leaves notes unwritten or mostly shuffles gives
        nothing back.
        """
        rules = defaults.TRIMS
        if self.sleep <= -rules.most_sleep_lost or self.notes <= -rules.most_notes_lost:
            return ()
        if min(self.kept.values(), default=0) < 0:
            return ()
        if self._lost > rules.most_share_lost * self._gained:
            return ()
        ordered = sorted(self._more(), key=lambda pair: -pair[0])
        return tuple(dict.fromkeys(text for _, text in ordered))[: rules.most_told]

    def gives_up(self) -> tuple[str, ...]:
        """What there is less of, so that nothing is hidden."""
        return tuple(self._less())

    def _more(self) -> Iterator[tuple[float, str]]:
        """What there is more of, each with the minutes it is ordered by; sleep stands first."""
        rules = defaults.TRIMS
        if self.sleep >= rules.least_minutes:
            yield math.inf, f"{hours_said(self.sleep)} more sleep"
        for kind, count in self.kept.items():
            if count > 0:
                yield FREE_MINUTES, FREE_NAMES[kind]
        for block in self._fresh:
            yield block.minutes, self._named(block)
        for value, minutes in self._by_value.items():
            if minutes >= rules.least_minutes:
                yield minutes, f"{hours_said(minutes)} more for {value}"
        if self._rest >= rules.least_minutes:
            yield self._rest, f"{hours_said(self._rest)} more rest"
        if self.open_time >= rules.least_open_minutes:
            yield self.open_time // 2, f"{hours_said(self.open_time // 5 * 5)} more open time"
        if self._sittings >= rules.least_sittings:
            yield 0, f"{self._sittings} fewer sittings of notes"

    def _named(self, block: Block) -> str:
        """A thing with the day it is on, unless its name says the day."""
        day = DAY_NAMES[block.start.weekday()]
        if self.has_dates:
            return f"{block.shown_name} on {day} {block.start.day} {block.start:%b}"
        is_said = day.lower() in block.shown_name.lower()
        return block.shown_name if is_said else f"{day}'s {block.shown_name}"

    @property
    def _changes(self) -> list[int]:
        """Minutes more or fewer: sleep, rest, each value, each fresh thing, half of open time.

        Sittings of notes that are spared count for what it takes to start them.
        """
        fresh = [block.minutes for block in self._fresh]
        spared = round(max(0, self._sittings) * defaults.WORTH.task_start)
        more = [self.sleep, self._rest, *self._by_value.values(), *fresh]
        return [*more, self.open_time // 2, spared]

    @property
    def _gained(self) -> int:
        return sum(minutes for minutes in self._changes if minutes > 0)

    @property
    def _lost(self) -> int:
        return -sum(minutes for minutes in self._changes if minutes < 0)

    @property
    def _rest(self) -> int:
        return _rest(self.after) + self.rest_gone - _rest(self.before)

    @property
    def _sittings(self) -> int:
        """How many sittings of notes fewer there are."""
        before, after = ([b for b in blocks if b.is_notes] for blocks in (self.before, self.after))
        return len(before) - len(after)

    @property
    def _fresh(self) -> list[Block]:
        """Things that now fit on a day that had none of their name, by length."""
        gained = _by(self.after, self.own)
        gained.subtract(_by(self.before, self.own))
        found = [
            block
            for block in _lived(self.after, self.own)
            if gained[block.shown_name] >= block.minutes
            and (block.shown_name, block.start.date()) not in self._days
        ]
        return sorted(found, key=lambda block: -block.minutes)

    @property
    def _days(self) -> set[tuple[str, object]]:
        return {(block.shown_name, block.start.date()) for block in self.before}

    @property
    def _by_value(self) -> Counter[str]:
        """Minutes more of each value, what is named as fresh left out."""
        shift = _by_value(self.after, self.own)
        shift.subtract(_by_value(self.before, self.own))
        for block in self._fresh:
            if block.value:
                shift[block.value] -= block.minutes
        return shift

    def _less(self) -> Iterable[str]:
        rules = defaults.TRIMS
        if self.sleep <= -rules.least_minutes:
            yield f"{hours_said(-self.sleep)} less sleep"
        if self._rest <= -rules.least_minutes:
            yield f"{hours_said(-self._rest)} less rest"
        for value, minutes in reversed(self._by_value.most_common()):
            if minutes <= -rules.least_minutes:
                yield f"{hours_said(-minutes)} less for {value}"


def _asleep(blocks: Iterable[Block]) -> int:
    return sum(block.minutes for block in blocks if block.kind in ASLEEP)


def _rest(blocks: Iterable[Block]) -> int:
    return sum(block.minutes for block in blocks if block.kind in RESTFUL)


def _notes(blocks: Iterable[Block]) -> int:
    return sum(block.minutes for block in blocks if block.is_notes)


def _lived(blocks: Iterable[Block], own: Collection[str]) -> list[Block]:
    return [
        block
        for block in blocks
        if block.kind in LIVED and not block.is_notes and block.name not in own
    ]


def _by(blocks: Iterable[Block], own: Collection[str]) -> Counter[str]:
    """Minutes by name."""
    minutes: Counter[str] = Counter()
    for block in _lived(blocks, own):
        minutes[block.shown_name] += block.minutes
    return minutes


def _by_value(blocks: Iterable[Block], own: Collection[str]) -> Counter[str]:
    minutes: Counter[str] = Counter()
    for block in _lived(blocks, own):
        if block.value:
            minutes[block.value] += block.minutes
    return minutes
