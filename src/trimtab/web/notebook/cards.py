"""Sections that stand under Learning: cards, and the notebook."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.reports.card_words import today_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

CARDS_ORDER, NOTEBOOK_ORDER = 20, 30


def limits_of(desk: Desk) -> dict[str, int | None]:
    """By a deck's name the minutes that a day may take of it, where its profile says so."""
    profile = profile_of(desk.store, desk.zone)
    return {one.name: one.most_minutes for one in profile.decks} if profile else {}


def learning_sections(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card for flash cards, one for the notebook."""
    today = now.astimezone(zone_now(desk.store)).date()
    outlooks = desk.store.entries(DeckOutlook)
    said = "What Anki will ask of the next days, and of the months."
    if outlooks:
        most = limits_of(desk)
        said = " ".join(
            f"{one.name}: {today_text(one, today, most.get(one.name))}" for one in outlooks
        )
    waiting = sum(not one.answer for one in desk.store.entries(CaseQuestion))
    noted = "Questions from the day, to look up later."
    if waiting:
        noted = "1 question waits." if waiting == 1 else f"{waiting} questions wait."
    return (
        HubCard(title="Cards", sentence=said, path="/learning/cards", order=CARDS_ORDER),
        HubCard(title="Notebook", sentence=noted, path="/learning/notebook", order=NOTEBOOK_ORDER),
    )
