"""What this room says on other pages: cards on You, at most one quiet line on Today."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.mind.notice_words import outcome_words
from trimtab.app.mind.notices import open_notice, settled_notice
from trimtab.app.mind.own_day import own_day
from trimtab.app.mind.parts import is_on
from trimtab.app.mind.questionnaires import offer_now, see_someone_after, today_of
from trimtab.app.mind.telling import left_alone_until
from trimtab.domain.diary import Notice
from trimtab.web.asked import words
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine

SOMEONE = "Somebody to talk to this week: people and lines to call are one tap away."
WARNING = "Early warning"
NOTHING_TOLD = "Tells you when your days have changed from your own usual. Nothing now."
LEFT_ALONE = "You asked to be left alone, so nothing is told before {}."


def someone_line(desk: Desk, now: datetime) -> QuietLine | None:
    """Somebody to see: on every face of Today, before anything else, until that is in hand."""
    sitting = see_someone_after(desk.store, now)
    if sitting is None:
        return None
    return QuietLine(sentence=SOMEONE, path=f"/questions/taken/{sitting}", button="Show them")


def first_day_notice(desk: Desk, now: datetime) -> QuietLine | None:
    """A warning on the day it was told, its evening with it: it comes before the check-in."""
    notice = open_notice(desk.store, now)
    if notice is None or own_day(desk.store, now).date > notice.day:
        return None
    return _notice_line(notice)


def today_notice(desk: Desk, now: datetime) -> QuietLine | None:
    """A warning of the last week that waits for an answer."""
    notice = open_notice(desk.store, now)
    return None if notice is None else _notice_line(notice)


def _notice_line(notice: Notice) -> QuietLine:
    return QuietLine(sentence=_headline(notice), path=f"/notice/{notice.id}", button="Look")


def you_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """Somebody to see where answers call for it, the early warning, and questionnaires."""
    return (*_someone(desk, now), *_warning(desk, now), *_questions(desk, now))


def _headline(notice: Notice) -> str:
    return notice.words[0] if notice.words else "Your days have changed."


def _warning(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    if not is_on(desk.store, "notices"):
        return ()
    told = open_notice(desk.store, now)
    if told is not None:
        return (_warning_card(_headline(told), f"/notice/{told.id}", 5),)
    settled = settled_notice(desk.store, now)
    if settled is not None:
        return (_warning_card(outcome_words(settled), f"/notice/{settled.id}", 5),)
    today = today_of(desk.store, now)
    until = left_alone_until(desk.store, today)
    sentence = LEFT_ALONE.format(words.day_text(until, today)) if until else NOTHING_TOLD
    return (_warning_card(sentence, "/notice", 60),)


def _warning_card(sentence: str, path: str, order: int) -> HubCard:
    return HubCard(title=WARNING, sentence=sentence, path=path, order=order)


def _someone(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    sitting = see_someone_after(desk.store, now)
    if sitting is None:
        return ()
    path = f"/questions/taken/{sitting}"
    return (HubCard(title="See someone this week", sentence=SOMEONE, path=path, order=0),)


def _questions(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    if not is_on(desk.store, "questionnaires"):
        return ()
    offer = offer_now(desk.store, now)
    if offer is None:
        sentence = "None is due. Each can be answered when you like."
        return (_card(sentence, "/questions"),)
    sentence = f"{offer.sitting.title}. {words.offer_text(offer)}"
    return (_card(sentence, "/questions"),)


def _card(sentence: str, path: str) -> HubCard:
    return HubCard(title="Questionnaires", sentence=sentence, path=path, order=40)
