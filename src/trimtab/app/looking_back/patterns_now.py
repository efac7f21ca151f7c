"""What goes with good days, from what is kept of the last half year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.block_features import ONE_DAY
from trimtab.app.looking_back.day_features import days_lived
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import CheckIn
from trimtab.reflection.day_facts import scores_of
from trimtab.reflection.found_patterns import Patterns

DAYS_LOOKED_BACK = 182
"""Days before today that count: long enough for small effects, short enough to be this life."""

NEEDED_DAYS = 21
"""Days with a check-in before anything is looked for (our choice)."""


def days_before(store: Store, now: datetime) -> int:
    """Days with a check-in that lie too far back to count."""
    older = store.entries(CheckIn, last=_first(store, now) - ONE_DAY)
    return sum(bool(scores_of(one)) for one in older)


def _first(store: Store, now: datetime) -> date:
    return now.astimezone(own_zone(store)).date() - timedelta(days=DAYS_LOOKED_BACK)


def patterns_now(store: Store, now: datetime) -> Patterns:
    """What stands out until yesterday, with what has too few days; nothing from too few in all."""
    today = now.astimezone(own_zone(store)).date()
    lived = days_lived(store, _first(store, now), today - ONE_DAY)
    scored = sum(bool(one.scores) for one in lived.days)
    if scored < NEEDED_DAYS:
        return Patterns((), (), (), scored)
    from trimtab.reflection.patterns import find_patterns

    return find_patterns(lived.days, lived.features)
