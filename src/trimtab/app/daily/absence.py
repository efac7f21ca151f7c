"""Whether somebody comes back after days away: then nothing is overdue, and nothing was kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import KeptPlan

AWAY = timedelta(days=3)
LOOKED_BACK = timedelta(days=28)

ABSENCES = "absences"
"""Setting that holds from when until when somebody was away, the earliest first."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days nobody was here: [since, back), from the midnight after the last day here."""

    since: datetime
    back: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.since < moment <= self.back


def is_back_after_absence(store: Store, kept: KeptPlan, now: datetime) -> bool:
    """Whether the plan was made and last spoken of three days ago or more.

    Opening a page refreshes the plan, so a plan's age tells when somebody was last here.
    """
    return now - _last_here(store, kept, now) >= AWAY


def note_absence(store: Store, before: KeptPlan | None, now: datetime) -> bool:
    """Remember days away that end as the plan of before them is replaced; whether there were any.

    The plan made then says nothing of them: what stood in it while nobody was here was not lived.
    """
    if before is None:
        return False
    if now - _last_here(store, before, now) < AWAY:
        return False
    since = _since(store, before, now)
    known = json.loads(store.settings().get(ABSENCES) or "[]")
    known.append([since.isoformat(), now.isoformat()])
    store.keep_setting(ABSENCES, json.dumps(known))
    return True


def absences_of(store: Store) -> tuple[Absence, ...]:
    """When somebody was away, the earliest first."""
    rows = json.loads(store.settings().get(ABSENCES) or "[]")
    return tuple(Absence(*map(datetime.fromisoformat, row)) for row in rows)


def absences_until(store: Store, now: datetime) -> tuple[Absence, ...]:
    """The same, and the days away that end at this moment, before a plan replaces theirs."""
    kept = store.plan()
    if kept is None or now - _last_here(store, kept, now) < AWAY:
        return absences_of(store)
    return (*absences_of(store), Absence(_since(store, kept, now), now))


def _since(store: Store, kept: KeptPlan, now: datetime) -> datetime:
    """The midnight after the day on which somebody was last here."""
    horizon = kept.plan.horizon
    day_after = horizon.to_local(_last_here(store, kept, now)).date() + timedelta(days=1)
    return datetime.combine(day_after, time(), ZoneInfo(horizon.zone))


def came_back_at(store: Store, moment: datetime) -> bool:
    """Whether that is the instant somebody came back last."""
    known = absences_of(store)
    return bool(known) and known[-1].back == moment


def _last_here(store: Store, kept: KeptPlan, now: datetime) -> datetime:
    """When the plan was made or anything was said last, whichever is later."""
    said = store.marks(kept.made_at - LOOKED_BACK, now + LOOKED_BACK)
    return max([kept.made_at, *(mark.said_at for mark in said)])
