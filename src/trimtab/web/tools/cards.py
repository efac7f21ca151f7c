"""The tools' card on the page You."""

from __future__ import annotations

from datetime import datetime

from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

ORDER = 30


def you_cards(_: Desk, __: datetime) -> tuple[HubCard, ...]:
    """One card, always."""
    return (
        HubCard(
            title="One-minute tools",
            sentence="Breathe, look around, stretch, sit, wind down.",
            path="/tools",
            order=ORDER,
        ),
    )
