"""Who follows a plan made in the background: tells its steps, and ends or waits when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from trimtab.app.ports import Onlooker, Step

READING = "Reading the calendars"
SEARCHING = "Placing sleep first"
TRYING = "Trying to do better"
BETTER = TRYING + ": within {} of the best week"
STEPS: dict[Step, str] = {
    "search": SEARCHING,
    "polish": "Looking for a proof that nothing is better",
    "reasons": "Finding out what each hour is worth",
    "trims": "Looking for small changes that help",
}
WEIGHING = "Planning the weeks with it and without"
WEIGHING_WEEK = "Planning week {} of {}, with it and without"
LEAST_TOLD, MOST_TOLD = 0.001, 0.1
"""Gaps told by their figure; a wider one says more of a proof just begun than of the plan."""


def better_text(gap: float) -> str:
    """How near the best week a search has come, as a step.

    >>> better_text(0.012)
    'Trying to do better: within 1.2 % of the best week'
    >>> better_text(0.7)
    'Trying to do better'
    """
    if gap > MOST_TOLD:
        return TRYING
    return BETTER.format(f"{100 * max(gap, LEAST_TOLD):.1f} %")


@dataclass(slots=True)
class Precedence:
    """Lets what somebody waits for go first: what runs in the background waits meanwhile."""

    _waited_for: int = 0
    _is_free: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def first(self) -> Iterator[None]:
        """While inside, the background waits at its next look up."""
        with self._is_free:
            self._waited_for += 1
        try:
            yield
        finally:
            with self._is_free:
                self._waited_for -= 1
                self._is_free.notify_all()

    def give_way(self) -> None:
        """Wait until nobody waits for anything."""
        with self._is_free:
            self._is_free.wait_for(lambda: not self._waited_for)


class OvertakenError(Exception):
    """A newer plan was begun: of this one nobody wants to hear any more."""


class BackgroundOnlooker(Onlooker):
    """Tells steps and gaps to a job, gives way to what somebody waits for, and ends when asked.

    It ends with what there is, or by OvertakenError where a newer plan was begun.
    """

    def __init__(
        self,
        tell: Callable[[str, float | None], None],
        is_stopped: Callable[[], bool],
        is_overtaken: Callable[[], bool],
        precedence: Precedence,
    ) -> None:
        self._tell = tell
        self._is_stopped = is_stopped
        self._is_overtaken = is_overtaken
        self._precedence = precedence
        self._gap: float | None = None

    def begin(self, step: Step) -> None:
        """Say which step begins; how good a search is gets known anew with each."""
        self._look_up()
        if step == "search":
            self._gap = None
        self._tell(STEPS[step], self._gap)

    def hear(self, value: float, bound: float) -> None:
        """Say how near the best plan so far is to the best there can be."""
        gap = (bound - value) / bound if bound > 0 else 1.0
        if 0 <= gap < (1.0 if self._gap is None else self._gap):
            self._gap = gap
            self._tell(better_text(gap), gap)

    def is_stopped(self) -> bool:
        """Whether the job is to end with what there is."""
        self._look_up()
        return self._is_stopped()

    def _look_up(self) -> None:
        """Wait for what goes first, and end where a newer plan was begun."""
        self._precedence.give_way()
        if self._is_overtaken():
            raise OvertakenError
