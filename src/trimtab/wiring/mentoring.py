"""Connects `trimtab mentors` to what is kept: by itself, or through the app where that is open.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.app.mentors.board import LONGEST_QUESTION, Board, board_of, note_question
from trimtab.cli.mentors_services import Mentors
from trimtab.domain.mentors import MentorQuestion
from trimtab.wiring.unlocking import folder_of
from trimtab.wiring.writing import known_key, written

if TYPE_CHECKING:
    from trimtab.store.sql_store import SqlStore
    from trimtab.wiring.app_open import OpenApp


def mentors() -> Mentors:
    """Every port of the command."""
    return Mentors(board=_board, ask=_ask, show=_show)


def _board(folder: Path | None, now: datetime) -> tuple[Board, date]:
    from trimtab.app.mind.own_day import own_moment
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    store = read_store(place, key=known_key(place / FILE))
    with contextlib.closing(store):
        local = own_moment(store, now)
        return board_of(store), local.date()


def _ask(folder: Path | None, question: str, mentor: str, now: datetime) -> None:
    """Keep a question. Raises TrimtabError."""
    from trimtab.app.mind.own_day import own_moment

    def here(store: SqlStore) -> None:
        local = own_moment(store, now)
        record = MentorQuestion(
            id=secrets.token_hex(8),
            day=local.date(),
            said_at=local.astimezone(UTC),
            question=question[:LONGEST_QUESTION],
            mentor=mentor,
        )
        note_question(store, record)

    def there(app: OpenApp) -> None:
        sent = {"question": question, "for": "mentor", "mentor": mentor, "anyway": "yes"}
        app.say("/learning/notebook", {**sent, "said_at": now.astimezone(UTC).isoformat()})

    written(folder, now, here, there)


def _show(board: Board, today: date) -> None:
    from rich.console import Console

    from trimtab.reports.mentor_text import print_board

    print_board(board, today, Console())
