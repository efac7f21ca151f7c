"""What this room says on the pages You and Today: hours in which nobody would be there."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.people import Profile
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/home"
TITLE = "Two lives, one week"
EMPTY = "A partner's roster beside yours, and who is there for a child or a parent, weeks ahead."
CARE = "Who is there for {}, weeks ahead, and where nobody would be."
BESIDE = "Your week beside that of {}: when both are home."


def around_cards(desk: Desk, _: datetime) -> tuple[HubCard, ...]:
    """One card, which tells who is looked after; calendars are read on its own page."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    return (HubCard(title=TITLE, sentence=_sentence(profile), path=PATH, order=25),)


def _sentence(profile: Profile) -> str:
    if profile.care:
        return CARE.format(" and ".join(dict.fromkeys(one.name for one in profile.care)))
    beside = [one.name for one in profile.people if one.calendar and not one.is_off]
    return BESIDE.format(" and ".join(beside)) if beside else EMPTY
