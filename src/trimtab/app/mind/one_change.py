"""The one small change that a warning leads to, and the one that its page asks for.

They are the same wherever it is for somebody at work to say yes. None is offered whose days are
over, or that is kept already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.app.daily.kept_trims import KeptTrim, kept_trims
from trimtab.app.daily.ports import Store
from trimtab.domain.plans import Trim

Days = tuple[date, date]

AT_WORK = frozenset(
    {
        "your clinic manager",
        "your supervising team",
        "the chief resident and a colleague",
        "the course office",
        "whoever runs it",
        "whoever is waiting for it",
    }
)
"""Whom a page about duty hours may go to."""


@dataclass(frozen=True, slots=True)
class OneChange:
    """A trim of the plan that stands, with its number there; `dated` names each day's date."""

    number: int
    revision: int
    trim: Trim
    dated: str
    days: tuple[date, ...]

    def is_about(self, about: Days) -> bool:
        """Whether it changes one of these days, the last with them."""
        return any(about[0] <= day <= about[1] for day in self.days)


def change_to_try(store: Store, today: date, about: Days | None = None) -> OneChange | None:
    """The change that gains most, of those about some days where there is one."""
    return _best(_offered(store, today), about)


def change_to_ask(store: Store, today: date, about: Days | None = None) -> OneChange | None:
    """The same among those that somebody at work must agree to."""
    offered = _offered(store, today)
    return _best([one for one in offered if one.trim.permission in AT_WORK], about)


def _best(changes: Sequence[OneChange], about: Days | None) -> OneChange | None:
    nearest = [one for one in changes if about and one.is_about(about)]
    return max(nearest or changes, key=lambda one: one.trim.gain, default=None)


def _offered(store: Store, today: date) -> list[OneChange]:
    kept = store.plan()
    if kept is None:
        return []
    known, first_day = {one.dated for one in kept_trims(store)}, kept.plan.horizon.first_day
    found = []
    for number, trim in enumerate(kept.plan.trims):
        as_kept = KeptTrim("", first_day, trim.change, trim.permission, is_agreed=False)
        if not as_kept.is_over(today) and as_kept.dated not in known:
            found.append(OneChange(number, kept.revision, trim, as_kept.dated, as_kept.days))
    return found
