"""What is known of how life goes at a moment, gathered for the planner from all that is kept."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.daily.ports import Store
from trimtab.app.mind.lighter_days import lighter_span, today_in
from trimtab.domain.lived import Lived


def lived_now(store: Store, now: datetime) -> Lived:
    """Lighter days; empty where nothing is known, so that a plan is as it would be without."""
    return Lived(lighter=lighter_span(store, today_in(store, now)))
