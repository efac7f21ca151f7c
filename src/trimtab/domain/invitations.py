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

    @property
    def words(self) -> str:
        """What stands beside the answer."""
        return KIND_WORDS[self.participation] if self.comment is None else self.comment.strip()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as a file to send (iTIP REPLY), and to whom."""

    content: bytes
    name: str
    organizer: str
    attendee: str
    when: str = ""
