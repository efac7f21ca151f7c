"""What this room says on the page You: a day that is near, or what it is for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.app.people.important_days import important_days, told_now
from trimtab.domain.people import Profile
from trimtab.reports.people_words import day_when
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/people"
EMPTY = "Dinners, calls across zones, birthdays and holidays. Begin with one person."
QUIET = "Rituals, calls, days that matter, and what is coming for those who wait."


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card, which tells of the nearest day."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    return (HubCard(title="People", sentence=_sentence(profile, now), path=PATH, order=20),)


def _sentence(profile: Profile, now: datetime) -> str:
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    last = today.fromordinal(today.toordinal() + profile.days_told.tell_days)
    near = told_now(important_days(profile, today, last), profile, today)
    if near:
        return f"{near[0].name}: {day_when(near[0].day, today)}."
    return QUIET if profile.people else EMPTY
