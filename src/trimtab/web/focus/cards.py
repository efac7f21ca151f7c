"""What other pages say of focus: a card on You, and on Today the begin of a working day."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.focusing.rituals import is_begin_offered
from trimtab.app.focusing.sessions import focus_now
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine

ORDER = 60


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card: the timer, or the session that runs."""
    found = focus_now(desk.store, now)
    is_running = found is not None and found.standing.is_running
    sentence = "A session runs." if is_running else "Rounds of work, with breaks worth having."
    return (HubCard(title="Focus", sentence=sentence, path="/focus", order=ORDER),)


def begin_line(desk: Desk, now: datetime) -> QuietLine | None:
    """One line on Today near the first work of a day, for who asked for it."""
    kept = desk.store.plan()
    if kept is None or not is_begin_offered(desk.store, kept.plan, now):
        return None
    sentence = "Begin the day: what it is for, and the first block."
    return QuietLine(sentence=sentence, path="/focus/start", button="Begin")
