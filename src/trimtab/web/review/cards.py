"""What this room says on the page that leads on, and the one line Today may show."""

from __future__ import annotations

from datetime import datetime

from trimtab.app.looking_back.offering import offered_week
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import Review, SeasonNote
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine

REVIEW, TIME, VALUES = 10, 20, 50
"""Where the cards stand among those of other rooms."""


def look_back_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """The review, where time went, and values over time; none while this part is off."""
    if desk.store.profile() is None or not is_on(desk.store, "review"):
        return ()
    return (
        HubCard(
            title="Weekly review",
            sentence=_review_sentence(desk, now),
            path="/review",
            order=REVIEW,
        ),
        HubCard(
            title="Where time went",
            sentence="By week, month or season, with what nobody knows told as such.",
            path="/where-time-went",
            order=TIME,
        ),
        HubCard(
            title="Values over time",
            sentence=_values_sentence(desk),
            path="/values",
            order=VALUES,
        ),
    )


def review_line(desk: Desk, now: datetime) -> QuietLine | None:
    """The line for Today on the evening a review is offered."""
    week = offered_week(desk.store, now)
    if week is None:
        return None
    return QuietLine(
        sentence="The week is nearly over. Five minutes to look back?",
        path=f"/review?week={week}",
        button="Look back",
    )


def _review_sentence(desk: Desk, now: datetime) -> str:
    if offered_week(desk.store, now) is not None:
        return "Five minutes, filled in as far as it goes."
    newest = desk.store.newest_entry(Review)
    if newest is None:
        return "Five minutes at the end of a week, filled in beforehand."
    return f"The last one is of the week of {date_text(newest.day)}."


def _values_sentence(desk: Desk) -> str:
    note = desk.store.newest_entry(SeasonNote)
    if note is None:
        return "What weighed how much when, and who you are becoming."
    return f"You wrote last on {date_text(note.day)}."
