"""An answer to an invitation: what the person says, and what goes back to the organiser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Participation = Literal["accepted", "tentative", "declined"]

KIND_WORDS: dict[Participation, str] = {
    "accepted": "",
    "tentative": "Thank you for asking me. I am not sure yet, and will let you know.",
    "declined": (
        "Thank you for asking me. I cannot be there this time, "
        "and would be glad to hear how it went."
    ),
}
"""What an answer says beside itself where the person gives no words of their own."""

SERIES_WORDS: dict[Participation, str] = {
    **KIND_WORDS,
    "declined": (
        "Thank you for asking me. I cannot take part in these meetings, "
        "and would be glad to hear how they go."
    ),
}
"""The same of a whole series."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person says to an invitation at the moment `now`, aware and on their clock.

    `comment` None leaves the words to us, "" says none. `attendee` is the address they are invited
    at, as typed (`is_sure`) or from their profile. `only` is the day of one occurrence of a series.
    """

    participation: Participation
    now: datetime
    comment: str | None = None
    attendee: str | None = None
    is_sure: bool = False
    only: date | None = None

    def words(self, *, is_series: bool) -> str:
        """What stands beside the answer to one meeting, or to a whole series."""
        if self.comment is not None:
            return self.comment.strip()
        return (SERIES_WORDS if is_series else KIND_WORDS)[self.participation]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as a file to send (iTIP REPLY), to whom and with which words beside it.

    `when` is the day of the one occurrence that is answered; `remarks` are sentences on what the
    person may not expect of it.
    """

    content: bytes
    name: str
    organizer: str
    attendee: str
    when: str = ""
    words: str = ""
    remarks: tuple[str, ...] = ()
