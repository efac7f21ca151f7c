"""What this room says on the pages You and Today: hours in which nobody would be there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.app.household.own_care import due_day
from trimtab.domain.people import Profile
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/home"
ROOM = "/household"
"""What lies below the page: forms, and what they send."""

TITLE = "Two lives, one week"
OWN_PATH = "/own-care"
OWN_TITLE = "Your own care"
OWN_EMPTY = "Your doctor, dentist and therapist, booked before the heavy weeks."
EMPTY = "A partner's roster beside yours, and who is there for a child or a parent, weeks ahead."
CARE = "Who is there for {}, weeks ahead, and where nobody would be."
BESIDE = "Your week beside that of {}: when both are home."


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """Two cards: who is looked after, and the own care; calendars are read on their own pages."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    return (
        HubCard(title=TITLE, sentence=_sentence(profile), path=PATH, order=25),
        HubCard(title=OWN_TITLE, sentence=_own(profile, now), path=OWN_PATH, order=26),
    )


def _own(profile: Profile, now: datetime) -> str:
    """What is booked next, else what is due first."""
    local = now.astimezone(ZoneInfo(profile.person.time_zone))
    here = local.replace(tzinfo=None)
    booked = [(one.booked, one.name) for one in profile.own_care if one.booked]
    ahead = sorted(pair for pair in booked if pair[0] > here)
    if ahead:
        at, name = ahead[0]
        return f"{name}: {date_text(at.date())} {at:%H:%M}."
    due = [(day, one.name) for one in profile.own_care if (day := due_day(one, local))]
    if due:
        day, name = min(due)
        since = "due since" if day <= local.date() else "due"
        return f"{name}: {since} {date_text(day)}, nothing booked."
    return f"{profile.own_care[0].name}: nothing booked." if profile.own_care else OWN_EMPTY


def _sentence(profile: Profile) -> str:
    if profile.care:
        return CARE.format(" and ".join(dict.fromkeys(one.name for one in profile.care)))
    beside = [one.name for one in profile.people if one.calendar and not one.is_off]
    return BESIDE.format(" and ".join(beside)) if beside else EMPTY
