"""The card of focus on the page You."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.focusing.sessions import focus_now
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

ORDER = 60


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card: the timer, or the session that runs."""
    found = focus_now(desk.store, now)
    is_running = found is not None and found.standing.is_running
    sentence = "A session runs." if is_running else "Rounds of work, with breaks worth having."
    return (HubCard(title="Focus", sentence=sentence, path="/focus", order=ORDER),)
