"""This room's cards on the page that looks back."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.looking_back.experimenting import standing
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import Experiment
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.patterns.list_page import about_text

PATTERNS_ORDER, EXPERIMENTS_ORDER = 40, 50


def look_back_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """Patterns and experiments; nothing while they are switched off."""
    if not is_on(desk.store, "patterns"):
        return ()
    return (
        HubCard(
            title="Patterns",
            sentence="What goes with your good days, and how sure that is.",
            path="/patterns",
            order=PATTERNS_ORDER,
        ),
        _experiment_card(desk, now),
    )


def _experiment_card(desk: Desk, now: datetime) -> HubCard:
    """The one that is tried now or waits for an answer, else the way to begin one."""
    newest = desk.store.newest_entry(Experiment)
    title, order = "Experiments", EXPERIMENTS_ORDER
    if newest is None or newest.answer:
        sentence = "Try something small on some days, leave it on others, and see what it did."
        return HubCard(title=title, sentence=sentence, path="/experiments", order=order)
    return HubCard(
        title=title,
        sentence=f"{newest.change}: {about_text(standing(desk.store, newest, now))}",
        path=f"/experiments/{newest.id}",
        order=order,
    )
