"""What calendars say of the weeks that follow, as the Season page reads them."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request

from trimtab.app.daily.season_ahead import SeasonAhead, last_day_ahead, look_ahead
from trimtab.app.looking_back.review_week import ReviewWeek
from trimtab.app.looking_back.spans import monday_of
from trimtab.web.review.asking import Looking
from trimtab.web.season.reading import Readings

WEEK = timedelta(days=7)


def season_ahead(request: Request, mine: Looking, week: ReviewWeek) -> SeasonAhead | None:
    """The months ahead, for a review whose next week is not over; None where nobody read them."""
    first, profile = monday_of(mine.today), mine.profile_on(mine.today)
    if profile is None or week.monday + WEEK < first:
        return None
    readings: Readings = request.app.state.season_readings
    known = readings.known(mine.desk, profile, first, last_day_ahead(mine.today))
    return look_ahead(profile, known.reading, mine.today) if known.as_of else None
