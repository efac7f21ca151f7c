"""What other pages say of the check-in: one line on Today when it is due, and a card on You."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.mind.check_in import check_in_due, said_of
from trimtab.app.mind.own_day import own_day
from trimtab.app.mind.parts import is_on
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine

CARD_ORDER, DAYS_ORDER = 10, 15


def today_line(desk: Desk, now: datetime) -> QuietLine | None:
    """One line on Today from the time chosen until it was said or the day is over."""
    if check_in_due(desk.store, now) is None:
        return None
    return QuietLine(sentence="How was your day?", path="/check-in", button="Check in")


def you_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """The check-in of today, and the days before."""
    if not is_on(desk.store, "check_in"):
        return ()
    said = said_of(desk.store, own_day(desk.store, now).date)
    sentence = "Four taps: mood, energy, stress, balance." if said is None else "Said for today."
    return (
        HubCard(
            title="Check in",
            sentence=sentence,
            path="/check-in",
            order=CARD_ORDER,
        ),
        HubCard(
            title="Your days",
            sentence="How days have been, and the sleep before them.",
            path="/check-in/days",
            order=DAYS_ORDER,
        ),
    )
