"""This room's cards on the page You."""

from __future__ import annotations

from datetime import datetime

from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.reset.lighter import lighter_line


def you_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """A lighter three days."""
    line = lighter_line(desk, now)
    return (
        HubCard(
            title="Lighter days",
            sentence=line.sentence
            if line
            else "Three days at the smallest doses, heavy work put off.",
            path="/lighter",
            button="See or end them" if line else "See what changes",
            order=60,
        ),
    )
