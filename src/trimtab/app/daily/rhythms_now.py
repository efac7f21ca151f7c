"""When practices that are not for every week are wanted again, by what became of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.lived_history import read_history
from trimtab.app.daily.ports import Store
from trimtab.app.rhythms import next_turn
from trimtab.domain.rhythms import Rhythm
from trimtab.reflection.learning import by_practice


def next_turns(store: Store, now: datetime) -> Mapping[str, date]:
    """The day from which each is wanted again, by name; those never planned are left out."""
    profile = store.profile()
    rhythms = {} if profile is None else rhythms_in(profile.text)
    if profile is None or not rhythms:
        return {}
    zone = ZoneInfo(zone_in(profile.text))
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    lived = by_practice(read_history(store, now, zone).repetitions)
    turns = {name: next_turn(one, lived.get(name, ()), monday) for name, one in rhythms.items()}
    return {name: turn for name, turn in turns.items() if turn is not None}


@lru_cache(maxsize=4)  # asked with every plan, of a text that seldom changes
def rhythms_in(profile_text: str) -> Mapping[str, Rhythm]:
    r"""Rhythms of practices in a profile's text, read leniently.

    >>> rhythms_in('[[practice]]\nname = "Outing"\nevery = "month"\n')
    {'Outing': Rhythm(weeks=1, is_monthly=True, start=None)}
    """
    try:
        rows = tomllib.loads(profile_text).get("practice", [])
        found = {str(row["name"]): _rhythm(row) for row in rows if "name" in row}
    except (ValueError, AttributeError, TypeError):
        return {}
    return {name: rhythm for name, rhythm in found.items() if rhythm is not None}


def _rhythm(row: Mapping[str, object]) -> Rhythm | None:
    weeks, is_monthly = row.get("every_weeks", 1), row.get("every") == "month"
    if not isinstance(weeks, int) or (weeks < 2 and not is_monthly):
        return None
    return Rhythm(weeks, is_monthly)
