"""Whether somebody comes back after days away: then nothing is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import KeptPlan

AWAY = timedelta(days=3)
LOOKED_BACK = timedelta(days=28)


def is_back_after_absence(store: Store, kept: KeptPlan, now: datetime) -> bool:
    """Whether the plan's days are over, or it was made and last spoken of three days ago or more.

    Opening a page refreshes the plan, so a plan's age tells when somebody was last here; nothing
    else is kept about it.
    """
    horizon = kept.plan.horizon
    if now >= horizon.instant_of(horizon.minutes):
        return True
    if now - kept.made_at < AWAY:
        return False
    said = store.marks(kept.made_at - LOOKED_BACK, now + LOOKED_BACK)
    return all(now - mark.said_at >= AWAY for mark in said)
