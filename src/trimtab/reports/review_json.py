"""A weekly review as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.app.looking_back.review_kept import ReviewKept
from trimtab.app.looking_back.review_week import TrimOffered
from trimtab.domain.diary import Review
from trimtab.reflection.audit import TimeAudit, TimeOf
from trimtab.reports import review_words

VERSION = 1


def review_to_json(kept: ReviewKept) -> Mapping[str, Any]:
    """The review with everything it was filled in from."""
    week = kept.week
    return {
        "version": VERSION,
        "week": week.monday.isoformat(),
        "time": _time(week.told),
        "wins": list(review_words.win_lines(week)),
        "unspoken": list(review_words.unspoken_lines(week)),
        "let_go": [
            {"name": one.block.shown_name, "value": one.block.value, "kept": list(one.kept)}
            for one in week.let_go
        ],
        "went_with": {
            "more_energy": list(week.went_with.more),
            "less_energy": list(week.went_with.less),
        },
        "trims": [_trim(one) for one in week.offered],
        "kept_trims": [
            {"change": one.text, "permission": one.permission, "agreed": one.is_agreed}
            for one in week.chosen
        ],
        "next": list(review_words.next_lines(kept.profile, week)),
        "review": _review(week.review),
    }


def _time(told: TimeAudit) -> Mapping[str, Any]:
    return {
        "minutes": told.minutes,
        "lived_minutes": told.lived,
        "unknown_minutes": told.unknown,
        "unplanned_minutes": told.unplanned,
        "ahead_minutes": told.ahead,
        "known_by": dict(told.by_basis),
        "values": [_row(one) for one in told.by_value],
        "kinds": [_row(one) for one in told.by_kind],
    }


def _row(one: TimeOf) -> Mapping[str, Any]:
    return {
        "name": one.name,
        "planned_minutes": one.planned,
        "lived_minutes": one.lived,
        "unknown_minutes": one.unknown,
        "left_out_minutes": one.left_out,
        "ahead_minutes": one.ahead,
        "wished_minutes": one.wished,
    }


def _trim(one: TrimOffered) -> Mapping[str, Any]:
    trim = one.trim
    return {
        "change": trim.change,
        "permission": trim.permission,
        "gets_back": list(trim.gets_back),
        "gives_up": list(trim.gives_up),
        "gain": trim.gain,
    }


def _review(review: Review | None) -> Mapping[str, Any] | None:
    if review is None:
        return None
    return {
        "said_at": review.said_at.isoformat(),
        "gave": review.gave,
        "drained": review.drained,
        "takes_most": review.takes_most,
        "missing": review.missing,
        "protect": review.protect,
        "by_values": review.by_values,
        "signs": dict(review.signs),
        "wished_minutes": dict(review.wished or ()),
        "trim": review.trim,
    }
