"""What this room says on the page You: what it is for."""

from __future__ import annotations

from datetime import datetime

from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard

PATH = "/share"
SENTENCE = "A week, rituals, boundaries or codes as a small file, without names; or take one."


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card."""
    del desk, now
    return (HubCard(title="Share what works", sentence=SENTENCE, path=PATH, order=60),)
