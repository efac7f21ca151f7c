"""This room's cards on the page You."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.daily.learned import learned_now
from trimtab.app.mind.parts import is_on
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.reset.lighter import lighter_line

LIGHTER = "Three days at the smallest doses, heavy work put off."
NOTHING_YET = "Nothing yet. It learns from what you mark on Today."
ORDER_LIGHTER, ORDER_RESET, ORDER_LEARNED = 60, 70, 60


def you_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """A lighter three days, and the way back when it has all collapsed."""
    line = lighter_line(desk, now)
    return (
        HubCard(
            title="Lighter days",
            sentence=line.sentence if line else LIGHTER,
            path="/lighter",
            order=ORDER_LIGHTER,
        ),
        HubCard(
            title="When it has all collapsed",
            sentence="Short steps, each can be skipped: safe, small, somebody, lighter days.",
            path="/reset",
            order=ORDER_RESET,
        ),
    )


def look_back_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """What the plan has learned; none while that is switched off."""
    if not is_on(desk.store, "learning"):
        return ()
    learned = learned_now(desk.store, now)
    changed = [*learned.largest_dose, *learned.longer_by]
    sentence = (
        f"It changes how {len(changed)} of your things are planned." if changed else NOTHING_YET
    )
    if len(changed) == 1:
        sentence = f"It changes how {changed[0]} is planned."
    return (
        HubCard(
            title="What the plan has learned",
            sentence=sentence,
            path="/learned",
            order=ORDER_LEARNED,
        ),
    )
