"""What a file or a terminal needs to show a review: the week, the profile, the edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.asked import ProfileOn
from trimtab.app.looking_back.offering import may_be_shown, week_shown
from trimtab.app.looking_back.review_week import ReviewWeek, review_week
from trimtab.app.looking_back.spans import monday_of
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import Review
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import KeptProfile
from trimtab.domain.people import Profile

Reading = Callable[[Sequence[KeptProfile], ZoneInfo], ProfileOn]
"""How profiles kept are read, by the day they stood on."""


class ReviewOffError(TrimtabError):
    """The review is asked for and switched off."""

    def __init__(self) -> None:
        super().__init__(
            "Weekly review, where time went and values over time are switched off. "
            "Switch them on in the app under Settings, Parts you use."
        )


class WeekAheadError(TrimtabError):
    """A week is asked for that has not begun."""

    def __init__(self, monday: date) -> None:
        self.monday = monday
        super().__init__(
            f"The week of {monday} has not begun, so there is nothing to look back at. "
            "Name a day of this week or of one before."
        )


@dataclass(frozen=True, slots=True)
class ReviewKept:
    """A review as it is kept, at a moment on the person's clock."""

    week: ReviewWeek
    profile: Profile | None
    now: datetime

    @property
    def review(self) -> Review:
        """What was answered; an empty one where nothing was."""
        return self.week.review or Review(day=self.week.monday, said_at=self.now)


def review_kept(
    store: Store, now: datetime, reading: Reading, day: date | None = None
) -> ReviewKept:
    """The review of the week that holds a day, or of the one to look back at.

    A naive `now` is on the person's clock. Raises NoProfileError before the first run,
    ReviewOffError where the person wants none, and WeekAheadError.
    """
    zone = zone_now(store)
    if not is_on(store, "review"):
        raise ReviewOffError
    now = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
    profile_on = reading(store.profile_history(), zone)
    monday = monday_of(day) if day else week_shown(store, now)
    if day and not may_be_shown(store, monday, now.date()):
        raise WeekAheadError(monday)
    week = review_week(store, monday, now, profile_on)
    return ReviewKept(week, profile_on(now.date()), now)
