"""Looks at calendars as they were understood, for pages: read in a child, fetched with guards.

Imports stand inside functions, so that who only names these parts loads none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarState, Outreach
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Person, Profile
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.domain.source_names import is_feed, scheme_of
from trimtab.wiring import asking, syncing
from trimtab.wiring.reading_apart import calendar_guard, forget_readings

OWN_SERVER = "{} is a server in your own network. Such are asked only once you allow it by name."


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks at calendars; what they say is remembered in the data folder `kept_in`.

    What was read may be kept on disk, to be read quicker the next time, unless all is sealed.
    """

    kept_in: Path | None = None
    keeps_on_disk: bool = True

    def __call__(
        self,
        source: CalendarSource,
        content: bytes | None,
        zone: str,
        today: date,
        *,
        allowed_hosts: tuple[str, ...] = (),
    ) -> UnderstoodCalendar:
        """One calendar in short: of the content given, else of what its address leads to.

        `allowed_hosts` are servers of the person's own network that may be asked.
        """
        from trimtab.calendars.understanding import CalendarLook

        guard = calendar_guard(self.kept_in, keeps_on_disk=self.keeps_on_disk)
        profile = Profile(person=Person(time_zone=zone), calendars=(source,))
        outreach = Outreach(allowed_hosts, wants_some=True)
        origins = asking.feed_origins(profile, ZoneInfo(zone), outreach, self.kept_in)
        look = CalendarLook(guard.read_content, guard.days_of, dict(origins))
        found = look(source, content, zone, today)
        if content is not None or not found.fault or not is_feed(source.source):
            return found
        return _with_own_host(found, source.source, allowed_hosts)


def calendar_states(
    kept_in: Path | None,
    profile: Profile,
    wants_fresh: bool,  # noqa: FBT001 - a port
    /,
) -> Mapping[str, CalendarState]:
    """How the calendars of a profile that are elsewhere stand, by source; asked where wanted."""
    sources = tuple(one for one in profile.calendars if scheme_of(one.source))
    chosen = replace(profile, calendars=sources)
    outreach = Outreach(is_offline=not wants_fresh, wants_fresh=wants_fresh)
    zone = ZoneInfo(profile.person.time_zone)
    of_account = syncing.account_states(profile, Path(), outreach, kept_in)
    states = asking.calendar_states(Path(), chosen, (zone, outreach), of_account, kept_in=kept_in)
    return {one.source: state for one, state in zip(sources, states, strict=True)}


def forget_calendar(kept_in: Path | None, source: str, profile: Profile, /) -> None:
    """Forget what a calendar said that was taken off: what its server sent, and every reading.

    Readings bear no name of the calendar they are of; the others are made anew with the next plan.
    """
    if is_feed(source):
        asking.forget_calendar(source, profile, kept_in)
    elif scheme_of(source):
        syncing.forget_account_calendars(kept_in, source)
    forget_readings(kept_in)


def forget_all_calendars(kept_in: Path | None) -> None:
    """Forget what every calendar said. Raises UnwritableFileError."""
    asking.forget_every_feed(kept_in)
    syncing.forget_account_calendars(kept_in)
    forget_readings(kept_in)


def _with_own_host(
    found: UnderstoodCalendar, source: str, allowed_hosts: tuple[str, ...]
) -> UnderstoodCalendar:
    """What was found, with the server to allow where that alone is missing."""
    from trimtab.calendars.feeds.own_hosts import own_host_of

    host = own_host_of(source, allowed_hosts)
    if not host:
        return found
    return replace(found, fault=OWN_SERVER.format(host), mend="", own_host=host)
