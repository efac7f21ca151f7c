"""Connects the weekly review of the terminal to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.cli.services import ReviewOpen, ReviewShown
from trimtab.domain.errors import BusyError, StoreError
from trimtab.wiring.unlocking import SERVE_LOCK, folder_of, key_of

if TYPE_CHECKING:
    from trimtab.app.looking_back.review_kept import ReviewKept
    from trimtab.store.keys import Key

APP_OPEN = (
    "Trimtab is open in the browser, and one writes at a time. "
    "Answer there under You, Weekly review, or close it and ask again."
)


def review_shown() -> ReviewShown:
    """A review from the store, as text, as a page and as JSON, and answers into it."""
    return ReviewShown(
        kept=_read_review, opened=_opened, as_text=_as_text, as_html=_as_html, as_json=_as_json
    )


@cache
def _key(path: Path) -> Key | None:
    """What opens a sealed file, asked for once in a command."""
    return key_of(path)


def _read_review(folder: Path | None, now: datetime, day: date | None) -> ReviewKept:
    """A review as a data folder keeps it."""
    from trimtab.app.looking_back.review_kept import review_kept
    from trimtab.profiles.at_times import profile_on
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    with contextlib.closing(read_store(place, key=_key(place / FILE))) as store:
        return review_kept(store, now, profile_on, day)


@contextlib.contextmanager
def _opened(folder: Path | None, now: datetime, day: date | None) -> Iterator[ReviewOpen]:
    """A review to answer, each answer kept at once. Raises StoreError while the app is open."""
    from trimtab.app.looking_back.review_kept import review_kept
    from trimtab.app.looking_back.reviewing import keep_review, review_of, with_answer
    from trimtab.disk import held_alone
    from trimtab.profiles.at_times import profile_on
    from trimtab.reports.review_words import review_heading
    from trimtab.store.opening import FILE, NOTHING_KEPT, open_store

    place = folder_of(folder)
    if not (place / FILE).is_file():
        raise StoreError(NOTHING_KEPT.format(place))
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(held_alone(place / SERVE_LOCK))
        except BusyError:
            raise StoreError(APP_OPEN) from None
        store = open_store(place, key=_key(place / FILE))
        held.enter_context(contextlib.closing(store))
        shown = review_kept(store, now, profile_on, day)
        monday, said_at = shown.week.monday, shown.now.astimezone(UTC)

        def answer(field: str, said: Any) -> None:
            before = replace(review_of(store, monday) or shown.review, said_at=said_at)
            keep_review(store, with_answer(before, field, said), known=(before,))

        yield ReviewOpen(shown, review_heading(shown.week.monday), answer)


def _as_text(kept: ReviewKept) -> str:
    from trimtab.reports.review_text import review_lines

    return "\n".join(review_lines(kept))


def _as_html(kept: ReviewKept) -> str:
    from trimtab.reports.review_html import render_review

    return render_review(kept)


def _as_json(kept: ReviewKept) -> Mapping[str, Any]:
    from trimtab.reports.review_json import review_to_json

    return review_to_json(kept)
