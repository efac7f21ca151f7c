"""Connects the weekly review of the terminal to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.cli.services import ReviewShown
from trimtab.wiring.unlocking import folder_of, key_of

if TYPE_CHECKING:
    from trimtab.app.looking_back.review_kept import ReviewKept
    from trimtab.domain.diary import Review


def review_shown() -> ReviewShown:
    """A review from the store, as text, as a page and as JSON, and answers into it."""
    return ReviewShown(
        kept=_read_review, keep=_keep_answers, as_text=_as_text, as_html=_as_html, as_json=_as_json
    )


def _read_review(folder: Path | None, now: datetime, day: date | None) -> ReviewKept:
    """A review as a data folder keeps it."""
    from trimtab.app.looking_back.review_kept import review_kept
    from trimtab.profiles.at_times import profile_on
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    with contextlib.closing(read_store(place, key=key_of(place / FILE))) as store:
        return review_kept(store, now, profile_on, day)


def _keep_answers(
    folder: Path | None, now: datetime, kept: ReviewKept, answers: Mapping[str, str]
) -> None:
    """Keep answers; what another said meanwhile stays too. Raises StoreError while it is open."""
    from trimtab.app.looking_back.reviewing import keep_review
    from trimtab.store.opening import FILE, open_store

    place = folder_of(folder)
    moment = now.astimezone(UTC) if now.tzinfo else kept.now.astimezone(UTC)
    typed = answered(replace(kept.review, said_at=moment), answers)
    with contextlib.closing(open_store(place, key=key_of(place / FILE))) as store:
        keep_review(store, typed, edition=kept.edition)


def answered(review: Review, answers: Mapping[str, str]) -> Review:
    """A review with answers as they were typed; a score or sign that cannot be read is none."""
    from trimtab.app.looking_back.reviewing import MOST_LETTERS, TEXTS
    from trimtab.app.looking_back.signs import SIGNS
    from trimtab.domain.diary import HIGHEST, LOWEST

    texts: dict[str, Any] = {
        name: answers.get(name, "")[:MOST_LETTERS] for name in (*TEXTS, "trim")
    }
    said = {one.name: answers.get(one.name, "").strip().lower()[:1] for one in SIGNS}
    score = answers.get("by_values", "").lstrip("0")[:3]
    in_range = score.isascii() and score.isdecimal() and LOWEST <= int(score) <= HIGHEST
    return replace(
        review,
        **texts,
        by_values=int(score) if in_range else None,
        signs=tuple((name, answer == "y") for name, answer in said.items() if answer in {"y", "n"}),
    )


def _as_text(kept: ReviewKept) -> str:
    from trimtab.reports.review_text import review_lines

    return "\n".join(review_lines(kept))


def _as_html(kept: ReviewKept) -> str:
    from trimtab.reports.review_html import render_review

    return render_review(kept)


def _as_json(kept: ReviewKept) -> Mapping[str, Any]:
    from trimtab.reports.review_json import review_to_json

    return review_to_json(kept)
