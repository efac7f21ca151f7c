"""What is known of how life goes at a moment, gathered for the planner from all that is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from trimtab.app.daily.learned import learned_now
from trimtab.app.daily.ports import Store
from trimtab.app.daily.rhythms_now import next_turns
from trimtab.app.looking_back.experiment_days import practice_minutes, practices_on
from trimtab.app.mind.felt import sleepier_by
from trimtab.app.mind.lighter_days import lighter_span, today_in
from trimtab.app.mind.nights import nights_known
from trimtab.app.mind.parts import is_on
from trimtab.app.study.studied import studied_now
from trimtab.domain.body import DAYS_FOLLOWED, Sleep
from trimtab.domain.decks import DeckOutlook
from trimtab.domain.diary import CheckIn, Night
from trimtab.domain.lived import Lived

DAYS_AHEAD = timedelta(days=35)
"""No plan reaches further."""


def lived_now(store: Store, now: datetime) -> Lived:
    """What check-ins, nights, marks and choices tell; empty where nothing is known.

    A plan is then as it would be without. Raises NoProfileError never: who has no profile has no
    plan to change.
    """
    today = today_in(store, now)
    learned = learned_now(store, now)
    return Lived(
        slept=_slept(store, today, now),
        sleepier_by=sleepier_by(store, now),
        lighter=lighter_span(store, now),
        largest_dose=learned.largest_dose,
        longer_by=learned.longer_by,
        next_turns=next_turns(store, now),
        studied=studied_now(store, now),
        cards=store.entries(DeckOutlook),
        **_tried(store, today),
    )


def _tried(store: Store, today: date) -> dict[str, Any]:
    """What experiments add on the days that may be planned, and how long each takes."""
    days = practices_on(store, _monday(today), today + DAYS_AHEAD)
    return {"extra_practice": days, "extra_minutes": practice_minutes(store)} if days else {}


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _slept(store: Store, today: date, now: datetime) -> tuple[Sleep, ...]:
    """Sleeps that are over, of days of which a device or the person told anything.

    They go back as far as a body's clock is followed before the week of today.
    """
    if not is_on(store, "check_in"):
        return ()
    first = _monday(today) - timedelta(days=DAYS_FOLLOWED)
    told = {one.day for one in store.entries(Night, first, today)}
    said = store.entries(CheckIn, first, today)
    told |= {one.day for one in said if one.asleep_from and one.asleep_until}
    if not told:
        return ()
    known = nights_known(store, first, today)
    sleeps = (one for day in sorted(told) for one in known.get(day, ()))
    return tuple(Sleep(one.start, one.end) for one in sleeps if one.end <= now)
