"""What else stands under Learning: a card for each section, named by the rooms that have one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.mentors.cards import group_sections
from trimtab.web.notebook.cards import learning_sections

Sections = Callable[[Desk, datetime], tuple[HubCard, ...]]

SECTIONS: tuple[Sections, ...] = (learning_sections, group_sections)
"""Rooms with sections of their own below /learning, such as cards and a notebook."""


def sections(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """Every section, in order."""
    cards = [card for section in SECTIONS for card in section(desk, now)]
    return tuple(sorted(cards, key=lambda card: (card.order, card.title)))
