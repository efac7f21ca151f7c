"""Weekly reviews kept: what was typed joins what stands, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import Review

TEXTS = ("gave", "drained", "takes_most", "missing", "protect")
"""Fields in the person's words, in the order they are asked."""

MOST_LETTERS = 2000
DIGEST_BYTES = 8


def review_of(store: Store, monday: date) -> Review | None:
    """The review of a week, None where there is none."""
    return store.entry(Review, monday.isoformat())


def edition_of(review: Review | None) -> str:
    """A name for what a review says, by which a page tells whether it changed meanwhile."""
    if review is None:
        return ""
    said = repr([getattr(review, one.name) for one in fields(review) if one.name != "said_at"])
    return blake2b(said.encode(errors="replace"), digest_size=DIGEST_BYTES).hexdigest()


def keep_review(store: Store, typed: Review, *, edition: str) -> Review | None:
    """Keep what a page holds that was made of an edition; None where there is nothing to keep.

    Where another tab or device said something since, both are kept.
    """
    with store.at_once():
        kept = review_of(store, typed.day)
        whole = typed
        if kept is not None and edition_of(kept) != edition:
            whole = _joined(kept, typed)
        if kept is None and _is_empty(whole):
            return None
        if kept is not None and edition_of(kept) == edition_of(whole):
            return kept
        store.keep_entry(whole)
        return whole


def with_line(text: str, line: str) -> str:
    r"""A text with one more line, once.

    >>> with_line("Run", "Call home"), with_line("Run", "Run"), with_line(" ", "Run")
    ('Run\nCall home', 'Run', 'Run')
    """
    lines = [one for one in text.splitlines() if one.strip()]
    return text.strip() if line in lines else "\n".join([*lines, line])


def _joined(kept: Review, typed: Review) -> Review:
    """Two reviews of one week as one: what either said, and both where they differ."""
    texts: dict[str, Any] = {
        name: _both(getattr(kept, name), getattr(typed, name)) for name in (*TEXTS, "trim")
    }
    return replace(
        typed,
        **texts,
        by_values=typed.by_values if typed.by_values is not None else kept.by_values,
        signs=tuple({**dict(kept.signs), **dict(typed.signs)}.items()),
        wished=tuple({**dict(kept.wished), **dict(typed.wished)}.items()),
    )


def _both(kept: str, typed: str) -> str:
    if kept in typed:
        return typed
    return kept if typed in kept else f"{kept}\n{typed}"


def _is_empty(review: Review) -> bool:
    return review == Review(day=review.day, said_at=review.said_at)
