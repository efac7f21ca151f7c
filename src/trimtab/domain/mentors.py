"""Mentors and peers on the person's own board, and questions to bring to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from trimtab.domain.errors import TrimtabError

MentorKind = Literal["clinical", "img", "career", "research", "peer"]
MENTOR_KINDS: tuple[MentorKind, ...] = get_args(MentorKind)
RHYTHMS = (2, 4, 6, 8, 12, 26)
"""Weeks between talks that may be meant."""

MOST_QUESTIONS = 300

EARLY = timedelta(days=3)
"""A talk is meant "about this time" from so many days before its day on (our choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """Somebody to learn from or to lean on; `day` is when they were put on the board.

    `reach` is a number, an address or words, `about` a line for oneself. `spoken_on` is the day of
    the last talk, `weeks_between` how often one is meant, 0 where nothing is. `listens` says that
    they would listen after a hard case.
    """

    id: str
    day: date
    said_at: datetime
    name: str
    kind: MentorKind
    reach: str = ""
    about: str = ""
    spoken_on: date | None = None
    weeks_between: int = 0
    listens: bool = False

    @property
    def meant_on(self) -> date | None:
        """The day about which the next talk is meant; None without a rhythm."""
        if not self.weeks_between:
            return None
        return (self.spoken_on or self.day) + timedelta(weeks=self.weeks_between)

    def is_meant(self, today: date) -> bool:
        """Whether a talk is meant about this time."""
        return self.meant_on is not None and self.meant_on - EARLY <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorQuestion:
    """A question to bring to a mentor, by their id; to whoever fits where there is none.

    `asked_on` is the day it was asked.
    """

    id: str
    day: date
    said_at: datetime
    question: str
    mentor: str = ""
    asked_on: date | None = None


class TooManyQuestionsError(TrimtabError):
    """One more question than are kept for mentors."""

    def __init__(self) -> None:
        super().__init__(
            f"{MOST_QUESTIONS} questions for mentors are kept already. Delete some, then add this."
        )


class NoSuchMentorError(TrimtabError):
    """Nobody on the board is called so; `known` are those who are there."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        listed = f"On it are {', '.join(known)}." if known else "Nobody is on it yet."
        super().__init__(f"Nobody on the board is called {name}. {listed}")
