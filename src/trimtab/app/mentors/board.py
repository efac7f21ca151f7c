"""The board of mentors as it is kept: who is on it, what to bring them, when talks are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from trimtab.app.daily.ports import Store
from trimtab.domain.mentors import (
    MENTOR_KINDS,
    MOST_QUESTIONS,
    Mentor,
    MentorKind,
    MentorQuestion,
    NoSuchMentorError,
    TooManyQuestionsError,
)

MOST_MENTORS = 60
LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody by kind, kinds without anybody left out, and questions that wait by mentor."""

    by_kind: Mapping[MentorKind, tuple[Mentor, ...]]
    waiting: Mapping[str, tuple[MentorQuestion, ...]]
    asked: tuple[MentorQuestion, ...]

    @property
    def mentors(self) -> tuple[Mentor, ...]:
        """Everybody, in the order of the board."""
        return tuple(one for found in self.by_kind.values() for one in found)

    def meant(self, today: date) -> tuple[Mentor, ...]:
        """Those with whom a talk is meant about this time, the longest ago first."""
        found = [one for one in self.mentors if one.is_meant(today)]
        return tuple(sorted(found, key=lambda one: (one.meant_on or today, one.name)))


def board_of(store: Store) -> Board:
    """The board; questions of who is no longer on it are for whoever fits."""
    mentors = sorted(store.entries(Mentor), key=lambda one: one.name.casefold())
    known = {one.id for one in mentors}
    questions = sorted(store.entries(MentorQuestion), key=lambda one: one.said_at)
    waiting: dict[str, tuple[MentorQuestion, ...]] = {}
    for one in questions:
        if one.asked_on is None:
            whom = one.mentor if one.mentor in known else ""
            waiting[whom] = (*waiting.get(whom, ()), one)
    by_kind = {
        kind: found
        for kind in MENTOR_KINDS
        if (found := tuple(one for one in mentors if one.kind == kind))
    }
    asked = tuple(one for one in reversed(questions) if one.asked_on is not None)
    return Board(by_kind, waiting, asked)


def keep_mentor(store: Store, mentor: Mentor) -> bool:
    """Put somebody on the board, or change who is there; False where it is full."""
    with store.at_once():
        is_known = store.entry(Mentor, mentor.id) is not None
        if not is_known and len(store.entries(Mentor)) >= MOST_MENTORS:
            return False
        store.keep_entry(mentor)
    return True


def forget_mentor(store: Store, id_: str) -> None:
    """Take somebody off the board; questions for them stay."""
    store.forget_entry(Mentor, id_)


def spoke_with(store: Store, id_: str, day: date) -> None:
    """Remember that a talk was had on a day."""
    with store.at_once():
        kept = store.entry(Mentor, id_)
        if kept is not None:
            store.keep_entry(replace(kept, spoken_on=day))


def note_question(store: Store, question: MentorQuestion) -> None:
    """Keep a question; one without words is none. Raises TooManyQuestionsError."""
    with store.at_once():
        is_known = store.entry(MentorQuestion, question.id) is not None
        if not is_known and len(store.entries(MentorQuestion)) >= MOST_QUESTIONS:
            raise TooManyQuestionsError
        if question.question:
            store.keep_entry(question)


def mark_asked(store: Store, id_: str, day: date | None) -> None:
    """Remember that a question was asked on a day; None: it waits again."""
    with store.at_once():
        kept = store.entry(MentorQuestion, id_)
        if kept is not None:
            store.keep_entry(replace(kept, asked_on=day))


def forget_question(store: Store, id_: str) -> None:
    """Forget a question."""
    store.forget_entry(MentorQuestion, id_)


def mentor_called(board: Board, name: str) -> Mentor:
    """Somebody on the board by their name, capitals aside. Raises NoSuchMentorError."""
    found = [one for one in board.mentors if one.name.casefold() == name.strip().casefold()]
    if not found:
        raise NoSuchMentorError(name, [one.name for one in board.mentors])
    return found[0]
