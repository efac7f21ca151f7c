"""What goes with good days, from what is kept of the last half year."""

from __future__ import annotations

from datetime import datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.day_features import days_lived
from trimtab.app.mind.own_day import own_zone
from trimtab.reflection.found_patterns import Patterns

DAYS_LOOKED_BACK = 182
"""Days before today that count: long enough for small effects, short enough to be this life."""

NEEDED_DAYS = 21
"""Days with a check-in before anything is looked for (our choice)."""


def patterns_now(store: Store, now: datetime) -> Patterns:
    """What stands out until yesterday, with what has too few days; nothing from too few in all."""
    today = now.astimezone(own_zone(store)).date()
    lived = days_lived(store, today - timedelta(days=DAYS_LOOKED_BACK), today - timedelta(days=1))
    scored = sum(bool(one.scores) for one in lived.days)
    if scored < NEEDED_DAYS:
        return Patterns((), (), (), scored)
    from trimtab.reflection.patterns import find_patterns

    return find_patterns(lived.days, lived.features)
