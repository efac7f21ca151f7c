"""What this room says on the page that leads on."""

from __future__ import annotations

from datetime import datetime

from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

REQUESTS = 10
"""Where the card stands among those of other rooms."""


def around_cards(desk: Desk, _: datetime) -> tuple[HubCard, ...]:
    """What somebody asks; nothing before there is a profile."""
    if desk.store.profile() is None:
        return ()
    return (
        HubCard(
            title="Somebody asks",
            sentence="Paste it, see what a yes would take, and copy an answer.",
            path="/requests",
            order=REQUESTS,
        ),
    )
