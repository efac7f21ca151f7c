"""The one small change that a warning leads to, and the one that its page asks for.

They are the same wherever it is for somebody at work to say yes. None is offered whose days are
over, or that is kept already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trimtab.app.daily.kept_trims import KeptTrim, kept_trims
from trimtab.app.daily.ports import Store
from trimtab.domain.plans import Trim

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


def change_to_try(store: Store, today: date) -> OneChange | None:
    """The change that gains most."""
    return max(_offered(store, today), key=_gain, default=None)


def change_to_ask(store: Store, today: date) -> OneChange | None:
    """The same among those that somebody at work must agree to."""
    asked = [one for one in _offered(store, today) if one.trim.permission in AT_WORK]
    return max(asked, key=_gain, default=None)


def _gain(one: OneChange) -> float:
    return one.trim.gain


def _offered(store: Store, today: date) -> list[OneChange]:
    kept = store.plan()
    if kept is None:
        return []
    known, first_day = {one.dated for one in kept_trims(store)}, kept.plan.horizon.first_day
    found = []
    for number, trim in enumerate(kept.plan.trims):
        as_kept = KeptTrim("", first_day, trim.change, trim.permission, is_agreed=False)
        if not as_kept.is_over(today) and as_kept.dated not in known:
            found.append(OneChange(number, kept.revision, trim, as_kept.dated))
    return found
