"""Warnings go with what they rest on: none outlives the days, or the reviews, that it tells of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.notice_words import SIGNS_BESIDE
from trimtab.domain.diary import CheckIn, Notice, Review

REVIEWS_WITHIN = timedelta(days=21)
"""Reviews whose signs a warning may tell of."""


def forget_groundless(store: Store) -> None:
    """Delete every warning, and sentence of one, whose check-ins or reviews are all deleted."""
    for one in store.entries(Notice):
        if not _is_grounded(store, one):
            store.forget_entry(Notice, one.id)
        elif _tells_of_signs(one) and not _has_review(store, one):
            words = tuple(said for said in one.words if not said.startswith(SIGNS_BESIDE))
            store.keep_entry(replace(one, words=words))


def _is_grounded(store: Store, notice: Notice) -> bool:
    if notice.kind == "ahead":
        return bool(store.entries(CheckIn, date.min, notice.day))
    if notice.measure is None:
        return _has_review(store, notice)
    return bool(store.entries(CheckIn, notice.since or date.min, notice.day))


def _tells_of_signs(notice: Notice) -> bool:
    return any(said.startswith(SIGNS_BESIDE) for said in notice.words)


def _has_review(store: Store, notice: Notice) -> bool:
    return bool(store.entries(Review, notice.day - REVIEWS_WITHIN, notice.day))
