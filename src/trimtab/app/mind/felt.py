"""How much sleepier than predicted the person has felt lately, for who plans their days."""

from __future__ import annotations

from datetime import datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.own_day import own_zone
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import CheckIn
from trimtab.wellbeing.felt_alertness import FeltDay, sleepier_than_predicted

LOOKED_BACK = timedelta(days=14)


def sleepier_by(store: Store, now: datetime) -> float:
    """Points of the Karolinska scale, from the check-ins of the last 14 days; 0 where few say.

    0 too while check-ins are switched off.
    """
    if not is_on(store, "check_in"):
        return 0.0
    today = now.astimezone(own_zone(store)).date()
    said = store.entries(CheckIn, today - LOOKED_BACK, today)
    return sleepier_than_predicted(
        [
            FeltDay(one.energy, one.predicted_sleepiness)
            for one in said
            if one.energy is not None and one.predicted_sleepiness is not None
        ]
    )
