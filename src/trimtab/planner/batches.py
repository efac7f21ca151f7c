"""Small things done in one go: messages at set times, and tasks that ride along or share a start.

A batch is one candidate with a part for each thing in it, so that starting is paid for once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.domain.tasks import MESSAGES
from trimtab.domain.time import (
    intersect_intervals,
    slot_up,
)
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import at_most
from trimtab.planner.combining import Merged, is_each, merge_uses
from trimtab.planner.layout import Use
from trimtab.planner.ledger import Ledger, exception_uses
from trimtab.planner.messages import MessageTime, message_minutes, message_times
from trimtab.planner.placing import starts_within
from trimtab.planner.problem import Item, Part, Shape
from trimtab.planner.work_candidates import TaskRows

WORTH = defaults.WORTH
MOST_RIDERS = 6
"""Small tasks that batches are made of, those due first; more keep to sittings of their own."""

LARGEST_BATCH = 3
STEP = 30
"""Minutes between the starts of batches, which would else be many."""


def add_batches(ledger: Ledger, rows: Sequence[TaskRows]) -> None:
    """Write messages, and batches of small tasks with and without them, into the ledger."""
    small = [one for one in rows if one.task.is_batched and _is_whole(one)]
    small.sort(key=lambda one: (one.task.due is None, one.task.due, one.task.name))
    runs = list(_runs(small[:MOST_RIDERS]))
    for run in runs:
        if len(run) > 1:
            _add_batch(ledger, run)
    _add_messages(ledger, [run for run in runs if len(run) < LARGEST_BATCH])


def _is_whole(rows: TaskRows) -> bool:
    is_one_sitting = rows.minutes <= max(5, rows.task.longest)
    return is_one_sitting and rows.minutes == slot_up(rows.task.minutes) and bool(rows.places)


def _runs(small: Sequence[TaskRows]) -> Iterator[tuple[TaskRows, ...]]:
    """Neighbours in the order of their due times, one to three of them."""
    for size in range(1, LARGEST_BATCH + 1):
        for first in range(len(small) - size + 1):
            yield tuple(small[first : first + size])


@dataclass(frozen=True, slots=True)
class _Ride:
    """Tasks one after another, the first `offset` minutes into a candidate."""

    ledger: Ledger
    rows: tuple[TaskRows, ...]
    offset: int

    @property
    def end(self) -> int:
        return self.offset + sum(one.minutes for one in self.rows)

    @property
    def also(self) -> tuple[tuple[int, int], ...]:
        return tuple((one.item, one.minutes) for one in self.rows)

    def _each(self) -> Iterator[tuple[TaskRows, int]]:
        start = self.offset
        for one in self.rows:
            yield one, start
            start += one.minutes

    def parts(self) -> tuple[Part, ...]:
        return tuple(one.part(start, one.minutes, "in one go") for one, start in self._each())

    def fits(self, starts: Ints) -> npt.NDArray[np.bool_]:
        """Which starts leave every task inside its own places."""
        found = np.ones(starts.size, np.bool_)
        for one, start in self._each():
            found &= Merged.of(one.places).hold(starts + start, one.minutes)
        return found

    def uses(self, starts: Ints) -> list[Use]:
        each = self._each()
        return [use for one, at in each for use in one.uses(self.ledger, starts + at, one.minutes)]

    def worth(self, starts: Ints) -> Floats:
        worths = [one.worth(self.ledger, starts + at, one.minutes) for one, at in self._each()]
        return np.asarray(sum(worths, np.zeros(starts.size)))

    @property
    def charged(self) -> float:
        """Minutes of open time they take."""
        return sum(one.minutes * one.open_share for one in self.rows)


def _add_batch(ledger: Ledger, run: tuple[TaskRows, ...]) -> None:
    """Several small tasks one after another, started once."""
    ride = _Ride(ledger, run, 0)
    places = list(run[0].places)
    for one in run[1:]:
        places = intersect_intervals(places, one.places)
    starts = starts_within(places, ride.end)
    starts = starts[is_each(starts, STEP)]
    shape = Shape(run[0].item, ride.parts(), ride.end, ride.also[1:])
    ledger.add(
        shape,
        starts,
        ride.worth(starts) - WORTH.task_start,
        merge_uses(ride.uses(starts), starts.size),
        open_share=ride.charged / ride.end,
    )


def _add_messages(ledger: Ledger, runs: Sequence[tuple[TaskRows, ...]]) -> None:
    """Messages near each time asked for, alone or with one or two small tasks after them."""
    messages = ledger.week.profile.messages
    if messages is None:
        return
    length = slot_up(messages.minutes)
    wanted = message_minutes(ledger.week, range(ledger.days))
    most = (wanted, len(messages.at) * length)
    item = ledger.draft.add_item(Item(MESSAGES, "task", messages.value, wanted))
    part = Part(0, length, MESSAGES, "task", messages.value, origin="messages")
    for time in message_times(ledger.week):
        clock = ledger.week.horizon.instant_of(time.asked)
        once = ledger.draft.add_budget(at_most(f"{MESSAGES} on {clock:%a %d %b %H:%M}", 1))
        for run in [(), *runs]:
            ride = _Ride(ledger, run, length)
            starts = time.starts[ride.fits(time.starts)]
            uses: list[Use] = [
                (once, 1.0),
                *exception_uses(ledger, ["work", "screens"], starts, length),
                *ledger.work_uses(item, starts, length, most),
                *ride.uses(starts),
            ]
            if messages.value is not None:
                uses.append((ledger.values[messages.value][ledger.week_of(starts)], length))
            ledger.add(
                Shape(item, (part, *ride.parts()), ride.end, ride.also),
                starts,
                _messages_worth(ledger, time, starts) + ride.worth(starts),
                merge_uses(uses, starts.size),
                open_share=(length + ride.charged) / ride.end,
            )


def _messages_worth(ledger: Ledger, time: MessageTime, starts: Ints) -> Floats:
    """Worth of answering messages, a little less away from the time asked for."""
    messages = ledger.week.profile.messages
    assert messages is not None
    weight = ledger.weight_of(messages.value) ** 0.5
    away = np.abs(starts - time.asked) / max(1, messages.within)
    fit = 1 - WORTH.messages_drift * np.minimum(1.0, away)
    return np.asarray(WORTH.messages * slot_up(messages.minutes) * weight * fit)
