"""What this room says on other pages: one card on You, at most one quiet line on Today."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.mind.parts import is_on
from trimtab.app.mind.questionnaires import offer_now, see_someone_after
from trimtab.web.asked import words
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine

SOMEONE = "Somebody to talk to this week: your people are one tap away."


def today_notice(desk: Desk, now: datetime) -> QuietLine | None:
    """The one line for Today: a person to see comes before everything."""
    sitting = see_someone_after(desk.store, now)
    if sitting is not None:
        return QuietLine(sentence=SOMEONE, path=f"/questions/taken/{sitting}", button="Show them")
    return None


def you_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """Questionnaires, and somebody to see where answers call for it."""
    return (*_someone(desk, now), *_questions(desk, now))


def _someone(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    sitting = see_someone_after(desk.store, now)
    if sitting is None:
        return ()
    path = f"/questions/taken/{sitting}"
    return (
        HubCard(
            title="See someone this week", sentence=SOMEONE, path=path, button="Show them", order=0
        ),
    )


def _questions(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    if not is_on(desk.store, "questionnaires"):
        return ()
    offer = offer_now(desk.store, now)
    if offer is None:
        sentence = "None is due. Each can be answered when you like."
        return (_card(sentence, "/questions", "Look at them"),)
    sentence = f"{offer.sitting.title}: {words.offer_text(offer)}"
    return (_card(sentence, "/questions", "Answer or leave them"),)


def _card(sentence: str, path: str, button: str) -> HubCard:
    return HubCard(title="Questionnaires", sentence=sentence, path=path, button=button, order=40)
