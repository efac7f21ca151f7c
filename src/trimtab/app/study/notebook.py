"""Questions to look up, noted from cases, answered with a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from trimtab.app.daily.ports import Store
from trimtab.domain.decks import CaseQuestion

LONGEST_LINE, LONGEST_TOPIC = 300, 60
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


def line_of(text: str, most: int = LONGEST_LINE) -> str:
    """One line, as it is kept."""
    return " ".join(text.split())[:most]


def too_long_text(question: str) -> str:
    """What to mend in a question that is too long; nothing where it can be kept.

    >>> too_long_text("Why? " * 100)
    'Your question has 499 letters; 300 can be kept. Shorten it, or make two of it.'
    """
    letters = len(" ".join(question.split()))
    if letters <= LONGEST_LINE:
        return ""
    return (
        f"Your question has {letters:,} letters; {LONGEST_LINE} can be kept. "
        "Shorten it, or make two of it."
    )


def note(store: Store, said: CaseQuestion) -> None:
    """Keep a question; one without words is none."""
    if said.question:
        store.keep_entry(said)


def questions_of(store: Store) -> tuple[CaseQuestion, ...]:
    """Every question, open ones first, the newest first among each."""
    found = store.entries(CaseQuestion)
    newest = sorted(found, key=lambda one: one.said_at, reverse=True)
    return tuple(sorted(newest, key=lambda one: bool(one.answer)))


def change(store: Store, id_: str, question: str, topic: str) -> None:
    """Put a question in other words."""
    kept = store.entry(CaseQuestion, id_)
    if kept is not None and question:
        store.keep_entry(replace(kept, question=question, topic=topic))


def answer(store: Store, id_: str, line: str, now: datetime) -> None:
    """Keep what answers a question; an empty line opens it again."""
    kept = store.entry(CaseQuestion, id_)
    if kept is not None:
        store.keep_entry(replace(kept, answer=line, answered_at=now if line else None))


def forget(store: Store, id_: str) -> None:
    """Forget a question."""
    store.forget_entry(CaseQuestion, id_)


def asked_on(said_at: datetime, day: date, id_: str, typed: tuple[str, str]) -> CaseQuestion:
    """A question with its topic, as typed."""
    question, topic = typed
    return CaseQuestion(
        id=id_,
        day=day,
        said_at=said_at,
        question=line_of(question),
        topic=line_of(topic, LONGEST_TOPIC),
    )


def as_cards(questions: Iterable[CaseQuestion]) -> str:
    """Answered questions as Anki imports them: front;back;tag, a line each.

    >>> from datetime import UTC
    >>> day = datetime(2026, 11, 17, tzinfo=UTC)
    >>> one = CaseQuestion(id="1", day=day.date(), said_at=day, question="Why?", answer="So.")
    >>> as_cards([one]).splitlines()
    ['#separator:semicolon', '#html:false', '#tags column:3', 'Why?;So.;']
    """
    text = io.StringIO()
    text.write("#separator:semicolon\n#html:false\n#tags column:3\n")
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    for one in questions:
        if one.answer:
            rows.writerow((_safe(one.question), _safe(one.answer), one.topic.replace(" ", "_")))
    return text.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, and Anki for no remark."""
    return f" {text}" if text.startswith((*FORMULA_SIGNS, "#")) else text
