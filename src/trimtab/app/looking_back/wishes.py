"""Hours a week that somebody wished for by value, at a review, until they said otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import Review
from trimtab.reflection.audit import TimeAudit


def wishes_for(store: Store, monday: date) -> dict[str, int]:
    """Minutes of a week by value, as the newest review until then that spoke of them said."""
    reviews = reversed(store.entries(Review, date.min, monday))
    return dict(next((one.wished for one in reviews if one.wished is not None), ()))


def with_wishes(told: TimeAudit, wishes: Mapping[str, int]) -> TimeAudit:
    """An audit with wishes of one's own in place of what the profile asks for."""
    rows = tuple(replace(one, wished=wishes.get(one.name, one.wished)) for one in told.by_value)
    return replace(told, by_value=rows) if wishes else told
