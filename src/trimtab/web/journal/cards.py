"""The journal's card on the page You; it tells nothing of what is in it."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.mind.parts import is_on
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

ORDER = 20


def you_cards(desk: Desk, _: datetime) -> tuple[HubCard, ...]:
    """One card, unless the journal is switched off."""
    if not is_on(desk.store, "journal"):
        return ()
    sentence = "Three to five minutes, sealed for you alone."
    return (
        HubCard(
            title="Journal",
            sentence=sentence,
            path="/journal",
            order=ORDER,
        ),
    )
