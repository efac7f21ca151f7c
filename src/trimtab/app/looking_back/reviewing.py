"""Weekly reviews kept: what was typed joins what stands, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from trimtab.app.daily.kept_trims import drop_trim, kept_trims
from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.joining import joined_choice, joined_choices, joined_text
from trimtab.app.looking_back.signs import SIGNS
from trimtab.app.looking_back.wishes import wishes_for
from trimtab.domain.diary import Review

TEXTS = ("gave", "drained", "takes_most", "missing", "protect")
"""Fields in the person's words, in the order they are asked."""

WORDS = (*TEXTS, "trim")
SIGN_NAMES = frozenset(one.name for one in SIGNS)
Answered = str | int | bool | None
"""A text, a score, or whether a sign was there; None where it is left open."""

MOST_LETTERS = 10_000
"""Of one field; what is longer is refused, and never cut."""


def review_of(store: Store, monday: date) -> Review | None:
    """The review of a week, None where there is none."""
    return store.entry(Review, monday.isoformat())


def keep_review(store: Store, typed: Review, *, known: Sequence[Review] = ()) -> Review | None:
    """Keep what a page holds that knew of these versions; None where there is nothing to keep.

    Where another tab or device said something since, both are kept.
    """
    with store.at_once():
        before = review_of(store, typed.day)
        empty = Review(day=typed.day, said_at=typed.said_at)
        whole = _joined(store, known or (empty,), typed, before or empty)
        if before is not None and whole == replace(before, said_at=whole.said_at):
            return before
        if whole == empty:
            store.forget_entry(Review, typed.id)
            return None
        store.keep_entry(whole)
        return whole


def take_back(store: Store, id: str) -> bool:  # noqa: A002 - the record's own word
    """Forget a small change that was kept, in the reviews that chose it too.

    True where the plan was made with it.
    """
    with store.at_once():
        for trim in kept_trims(store):
            if trim.id == id:
                _unchosen(store, trim.dated)
        return drop_trim(store, id)


def with_line(text: str, line: str) -> str:
    r"""A text with one more line, once.

    >>> with_line("Run", "Call home"), with_line("Run", "Run"), with_line(" ", "Run")
    ('Run\nCall home', 'Run', 'Run')
    """
    lines = [one for one in text.splitlines() if one.strip()]
    return text.strip() if line in lines else "\n".join([*lines, line])


def with_answer(review: Review, field: str, said: Answered) -> Review:
    """A review with one answer: to a field, or whether a sign was there; None leaves it open.

    >>> from datetime import datetime
    >>> empty = Review(day=date(2026, 11, 16), said_at=datetime(2026, 11, 22, 18))
    >>> with_answer(empty, "focus", True).signs, with_answer(empty, "by_values", 7).by_values
    ((('focus', True),), 7)
    """
    if field not in SIGN_NAMES:
        changed: dict[str, Any] = {field: said}
        return replace(review, **changed)
    signs = {**dict(review.signs), field: said}
    answers = tuple((name, bool(there)) for name, there in signs.items() if there is not None)
    return replace(review, signs=answers)


def _unchosen(store: Store, line: str) -> None:
    for review in store.entries(Review):
        lines = review.trim.splitlines()
        if line in lines:
            left = "\n".join(one for one in lines if one != line)
            keep_review(store, replace(review, trim=left), known=(review,))


def _joined(store: Store, known: Sequence[Review], typed: Review, kept: Review) -> Review:
    """Two reviews of one week as one: what either said, and both where they differ."""
    texts: dict[str, Any] = {
        name: joined_text(
            [getattr(one, name) for one in known], getattr(typed, name), getattr(kept, name)
        )
        for name in WORDS
    }
    signs = joined_choices([dict(one.signs) for one in known], dict(typed.signs), dict(kept.signs))
    return replace(
        typed,
        **texts,
        by_values=joined_choice([one.by_values for one in known], typed.by_values, kept.by_values),
        signs=tuple(signs.items()),
        wished=_wished(store, known, typed, kept),
    )


def _wished(
    store: Store, known: Sequence[Review], typed: Review, kept: Review
) -> tuple[tuple[str, int], ...] | None:
    """Wishes that were changed with those that go on; None still where nobody spoke of them."""
    standing = wishes_for(store, typed.day)
    shown = [dict(one.wished or ()) for one in known]
    wished = joined_choices(shown, dict(typed.wished or ()), standing)
    return kept.wished if wished == standing else tuple(wished.items())
