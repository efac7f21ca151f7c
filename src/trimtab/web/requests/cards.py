"""What this room says on the page that leads on, and the one line Today may show."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.rotation_start.starting import notes_on, season_soon, season_to_start
from trimtab.domain.people import Profile
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk
from trimtab.web.hub import HubCard, QuietLine
from trimtab.web.profiles_kept import profile_of

REQUESTS, BRIEFS, ROTATION = 10, 12, 14
"""Where the cards stand among those of other rooms."""


def around_cards(desk: Desk, now: datetime) -> tuple[HubCard, ...]:
    """What somebody asks, what one asks for, and the next rotation; nothing without a profile."""
    if desk.store.profile() is None:
        return ()
    return (
        HubCard(
            title="Somebody asks",
            sentence="Paste it, see what a yes would take, and copy an answer.",
            path="/requests",
            order=REQUESTS,
        ),
        HubCard(
            title="Ask for a change",
            sentence="One page with your own figures: hours, rest, what the change would give.",
            path="/briefs",
            order=BRIEFS,
        ),
        HubCard(
            title="A rotation begins",
            sentence=_rotation_sentence(desk, now),
            path="/rotation-start",
            order=ROTATION,
        ),
    )


def rotation_line(desk: Desk, now: datetime) -> QuietLine | None:
    """The line for Today in the week before a rotation begins, until something is noted of it."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None or not profile.seasons:
        return None
    season = season_soon(profile, _today(now, profile))
    if season is None or notes_on(desk.store, season):
        return None
    return QuietLine(
        sentence=f"{season.name} begins on {date_text(season.start)}. A card of what to ask?",
        path="/rotation-start",
        button="See the card",
    )


def _rotation_sentence(desk: Desk, now: datetime) -> str:
    profile = profile_of(desk.store, desk.zone)
    season = season_to_start(profile, _today(now, profile)) if profile else None
    if season is None:
        return "A card to take along: what to ask, what to agree."
    return f"{season.name}, {date_text(season.start)}: what to ask, what to agree."


def _today(now: datetime, profile: Profile) -> date:
    return now.astimezone(ZoneInfo(profile.person.time_zone)).date()
