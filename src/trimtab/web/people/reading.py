"""What is ahead with people, from the profile, the plan that stands and the calendars."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from starlette.requests import Request

from trimtab.app.people.ahead import PeopleAhead, days_read, people_ahead
from trimtab.domain.people import Profile
from trimtab.web.desk import desk_of
from trimtab.web.season.reading import Known, Readings


def known_ahead(request: Request, profile: Profile) -> tuple[PeopleAhead, Known]:
    """All that is ahead, and how the calendars stand: nothing of them where not read yet."""
    desk = desk_of(request)
    now, kept = desk.now(), desk.store.plan()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    readings: Readings = request.app.state.season_readings
    known = readings.known(desk, profile, *days_read(today))
    return people_ahead(profile, known.reading, now, kept.plan if kept else None), known
