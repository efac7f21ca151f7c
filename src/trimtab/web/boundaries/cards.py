"""What this room says on the page You."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.people import Profile
from trimtab.reports.wording import listed_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/boundaries"
ORDER = 16
EMPTY = "Hours off, a signature that says so, an out-of-office text, a quiet phone."


def around_cards(desk: Desk, _: datetime) -> tuple[HubCard, ...]:
    """One card; nothing without a profile."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    return (HubCard(title="Boundaries", sentence=_sentence(profile), path=PATH, order=ORDER),)


def _sentence(profile: Profile) -> str:
    names = [one.name for one in profile.boundaries]
    if not names:
        return EMPTY
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"{', '.join(names[:2])}{more}." if more else f"{listed_text(names)}."
