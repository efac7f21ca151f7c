"""What this room says on the page You: what is due next, or what it is for."""

from __future__ import annotations

from datetime import datetime

from trimtab.reports.task_words import due_text, on_clock
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard
from trimtab.web.profiles_kept import profile_of

PATH = "/tasks"
EMPTY = "What is to be done, in one line each: abstract 4h by fri 5pm important."
QUIET = "Sorted by what is important and what is soon."


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """One card, which tells of the task due next."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None:
        return ()
    local = on_clock(now, profile.person.time_zone)
    ahead = sorted((one.due, one.name, one) for one in profile.tasks if one.due and one.due > now)
    if ahead:
        said = f"{ahead[0][1]}: {due_text(ahead[0][2], local)}."
    else:
        said = QUIET if profile.tasks else EMPTY
    return (HubCard(title="Tasks", sentence=said, path=PATH, order=4),)
