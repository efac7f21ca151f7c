"""A week as it was drawn a moment ago: the same plan in the same minute looks the same."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.web.week.contracts import blocks_json
from trimtab.web.week.shown import ShownWeek
from trimtab.web.week.verbs import Verbs
from trimtab.web.week.views import WeekView, see_week

MOST_REMEMBERED = 4
"""Weeks that are remembered: this one and those around it, each about a megabyte (our choice)."""


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """A week's view and its blocks, with what they were made of."""

    plan: Plan
    profile: Profile | None
    at: tuple[int, bool, datetime]
    week: WeekView
    blocks: dict[str, Any]

    def is_of(self, shown: ShownWeek, verbs: Verbs) -> bool:
        """Whether it was made of the very same plan and profile, in the same minute."""
        is_same = self.plan is shown.plan and self.profile is verbs.profile
        return is_same and self.at == (shown.number, shown.is_over, verbs.now)


_remembered: deque[DrawnWeek] = deque(maxlen=MOST_REMEMBERED)


def drawn_week(shown: ShownWeek, verbs: Verbs) -> DrawnWeek:
    """A week as the page shows it at a full minute, drawn once as long as nothing changes."""
    known = next((one for one in tuple(_remembered) if one.is_of(shown, verbs)), None)
    if known is not None:
        return known
    made = DrawnWeek(
        shown.plan,
        verbs.profile,
        (shown.number, shown.is_over, verbs.now),
        see_week(shown, verbs.now, verbs),
        blocks_json(shown.plan, shown.first_day, verbs.now, verbs),
    )
    _remembered.append(made)
    return made
