"""When the review is offered, as its small form shows and sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.offering import WHEN, read_time, review_time

DAY_NAMES = {"4": "Friday", "5": "Saturday", "6": "Sunday", "7": "Monday after"}
NO_TIME = "Choose a time such as 18:00."
NO_DAY = "Choose one of these days."


def fields(store: Store) -> dict[str, Any]:
    """The day and time chosen, as the page needs them."""
    chosen = review_time(store)
    return {
        "days": DAY_NAMES,
        "when": {"day": str(chosen.day), "clock": f"{chosen.clock:%H:%M}"},
        "offered": f"{DAY_NAMES[str(chosen.day)]}, {chosen.clock:%H:%M}",
        "when_mistakes": {},
    }


def choose(store: Store, form: Mapping[str, str]) -> dict[str, Any]:
    """Keep the time that was typed; else what the page shows instead, with the mistake."""
    typed = {"day": form.get("day", ""), "clock": form.get("clock", "").strip()[:5]}
    chosen = read_time(f"{typed['day']} {typed['clock']}")
    if chosen is not None:
        store.keep_setting(WHEN, str(chosen))
        return {}
    wrong = {"clock": NO_TIME} if typed["day"] in DAY_NAMES else {"day": NO_DAY}
    return {"when": typed, "when_mistakes": wrong}
