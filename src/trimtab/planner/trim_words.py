"""What a week gets back by a trim, in minutes and names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

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
    half-days and weekends more (or fewer) that stay free of work. `is_asked` says that somebody
    else must agree, which little is not worth; `wants_open` that the week keeps less open than it
    should, so that open time is something to get back by itself.
    """

    before: Sequence[Block]
    after: Sequence[Block]
    own: Collection[str]
    open_time: int
    notes_gone: int = 0
    rest_gone: int = 0
    has_dates: bool = False
    kept: Mapping[FreeKind, int] = field(default_factory=dict)
    is_asked: bool = False
    wants_open: bool = True

    @cached_property
    def sleep(self) -> int:
        """Minutes more asleep."""
        return _asleep(self.after) - _asleep(self.before)

    @cached_property
    def notes(self) -> int:
        """Minutes more of the notes that are still owed written."""
        return _notes(self.after) + self.notes_gone - _notes(self.before)

    def got_back(self) -> tuple[str, ...]:
        """What there is more of, most told first; empty when nothing is.

        A trim that costs sleep or a free evening, leaves notes unwritten, mostly shuffles or brings
        too little for what it takes to ask gives nothing back.
        """
        rules = defaults.TRIMS
        if self.costs_promises or self.costs_sleep or not self._is_enough:
            return ()
        if self._lost > rules.most_share_lost * self._gained:
            return ()
        ordered = sorted(self._more(), key=lambda pair: -pair[0])
        return tuple(dict.fromkeys(text for _, text in ordered))[: rules.most_told]

    @property
    def costs_promises(self) -> bool:
        """Whether it leaves notes unwritten or costs an evening, half-day or weekend kept free."""
        is_unwritten = self.notes <= -defaults.TRIMS.most_notes_lost
        return is_unwritten or min(self.kept.values(), default=0) < 0

    @property
    def costs_sleep(self) -> bool:
        """Whether it costs sleep."""
        return self.sleep <= -defaults.TRIMS.most_sleep_lost

    @property
    def _is_enough(self) -> bool:
        """Whether it brings something asked for, or open time where that is short; worth asking."""
        rules = defaults.TRIMS
        least_open = rules.least_open_asked if self.is_asked else rules.least_open_minutes
        if max(self.kept.values(), default=0) > 0:
            return True
        if self.wants_open and self.open_time >= least_open:
            return True
        brought = sum(minutes for minutes in self._things if minutes >= self._least)
        return brought >= (rules.least_asked if self.is_asked else rules.least_minutes)

    @property
    def _least(self) -> int:
        """Minutes from which a thing that comes back is told."""
        rules = defaults.TRIMS
        return rules.least_minutes_asked if self.is_asked else rules.least_minutes

    def gives_up(self) -> tuple[str, ...]:
        """What there is less of, so that nothing is hidden."""
        return tuple(self._less())

    def _more(self) -> Iterator[tuple[float, str]]:
        """What there is more of, each with the minutes it is ordered by; sleep stands first."""
        rules = defaults.TRIMS
        for kind, count in self.kept.items():
            if count > 0:
                yield FREE_MINUTES, FREE_NAMES[kind]
        for block in self._fresh:
            yield block.minutes, self._named(block)
        for order, minutes, what in self._more_minutes():
            if minutes >= self._least:
                yield order, f"{hours_said(minutes)} more {what}"
        if self.open_time >= rules.least_open_minutes:
            yield self.open_time // 2, f"{hours_said(self.open_time // 5 * 5)} more open time"
        if self._sittings >= rules.least_sittings:
            yield 0, f"{self._sittings} fewer sittings of notes"

    def _more_minutes(self) -> Iterator[tuple[float, int, str]]:
        """What is told by its minutes: what it is ordered by, the minutes, and of what."""
        yield math.inf, self.sleep, "sleep"
        for name, minutes in self._continued.items():
            yield minutes, minutes, f"of {name}"
        for value, minutes in self._by_value.items():
            yield minutes, minutes, f"for {value}"
        yield self._rest, self._rest, "rest"

    def _named(self, block: Block) -> str:
        """A thing with the day it is on, unless its name says the day."""
        day = DAY_NAMES[block.start.weekday()]
        if self.has_dates:
            return f"{block.shown_name} on {day} {block.start.day} {block.start:%b}"
        is_said = day.lower() in block.shown_name.lower()
        return block.shown_name if is_said else f"{day}'s {block.shown_name}"

    @cached_property
    def _things(self) -> list[int]:
        """Minutes more or fewer: sleep, rest, each value and each thing named.

        Sittings of notes that are spared count for what it takes to start them.
        """
        named = [*(block.minutes for block in self._fresh), *self._continued.values()]
        spared = round(max(0, self._sittings) * defaults.WORTH.task_start)
        return [self.sleep, self._rest, *self._by_value.values(), *named, spared]

    @cached_property
    def _changes(self) -> list[int]:
        """The same, and half of open time."""
        return [*self._things, self.open_time // 2]

    @property
    def _gained(self) -> int:
        return sum(minutes for minutes in self._changes if minutes > 0)

    @property
    def _lost(self) -> int:
        return -sum(minutes for minutes in self._changes if minutes < 0)

    @cached_property
    def _rest(self) -> int:
        return _rest(self.after) + self.rest_gone - _rest(self.before)

    @cached_property
    def _sittings(self) -> int:
        """How many sittings of notes fewer there are."""
        before, after = ([b for b in blocks if b.is_notes] for blocks in (self.before, self.after))
        return len(before) - len(after)

    @cached_property
    def _by_name(self) -> Counter[str]:
        """Minutes more of each thing."""
        shift = _by(self.after, self.own)
        shift.subtract(_by(self.before, self.own))
        return shift

    @cached_property
    def _new(self) -> list[Block]:
        """Blocks on a day that had none of their name, by length, as far as there is more of it.

        What only moved is not among them: each takes its minutes of what its name has more.
        """
        left, found = self._by_name.copy(), []
        for block in sorted(_lived(self.after, self.own), key=lambda block: -block.minutes):
            is_there = (block.shown_name, block.start.date()) in self._days
            if not is_there and left[block.shown_name] >= block.minutes:
                left[block.shown_name] -= block.minutes
                found.append(block)
        return found

    @cached_property
    def _fresh(self) -> list[Block]:
        """Those of them told by their day: several for one value are told by their minutes."""
        found = [block for block in self._new if block.shown_name not in self._continued]
        count = Counter(block.value for block in found)
        return [block for block in found if block.value is None or count[block.value] == 1]

    @cached_property
    def _continued(self) -> dict[str, int]:
        """Minutes more of each task that has several new sittings, or had some already."""
        known = Counter(block.shown_name for block in self.before)
        known.update(block.shown_name for block in self._new)
        tasks = {block.shown_name for block in self._new if block.kind == "task"}
        return {name: self._by_name[name] for name in sorted(tasks) if known[name] > 1}

    @cached_property
    def _days(self) -> set[tuple[str, object]]:
        return {(block.shown_name, block.start.date()) for block in self.before}

    @cached_property
    def _by_value(self) -> Counter[str]:
        """Minutes more of each value, what is told by its name left out."""
        shift = _by_value(self.after, self.own)
        shift.subtract(_by_value(self.before, self.own))
        for block in self._fresh:
            if block.value:
                shift[block.value] -= block.minutes
        for name, minutes in self._continued.items():
            if value := self._value_of[name]:
                shift[value] -= minutes
        return shift

    @cached_property
    def _value_of(self) -> dict[str, str | None]:
        """What each thing serves."""
        blocks = [*_lived(self.before, self.own), *_lived(self.after, self.own)]
        return {block.shown_name: block.value for block in blocks}

    def _less(self) -> Iterable[str]:
        rules = defaults.TRIMS
        if self.sleep <= -rules.least_minutes:
            yield f"{hours_said(-self.sleep)} less sleep"
        if self._rest <= -rules.least_minutes:
            yield f"{hours_said(-self._rest)} less rest"
        named = {self._value_of[name] for name in self._continued}
        named |= {block.value for block in self._fresh}
        for value, minutes in reversed(self._by_value.most_common()):
            if minutes <= -rules.least_minutes and value not in named:
                yield f"{hours_said(-minutes)} less for {value}"
        for name, minutes in reversed(self._by_name.most_common()):
            if minutes <= -rules.least_minutes and self._value_of[name] in named - {None}:
                yield f"{hours_said(-minutes)} less of {name}"


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
