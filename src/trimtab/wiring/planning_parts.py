"""Connects planning to the real parts behind it, in whichever process it runs.

Imports stand inside functions, so that who only names these parts loads none of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from trimtab.app.named_calendars import reader_by_name, under_names
from trimtab.app.ports import Outreach
from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.people import Profile
from trimtab.domain.places import Place
from trimtab.domain.requests import Asked
from trimtab.planning.parts import OpenedCalendars, PlannerParts
from trimtab.wiring import asking, syncing
from trimtab.wiring.kernel_cache import choose_kernel_cache
from trimtab.wiring.reading_apart import calendar_guard

PROFILE = "Your profile"
"""What a profile that is kept is called where a file would be named."""


def planner_parts(
    folder: Path | None = None,
    zone: str = "UTC",
    kept_in: Path | None = None,
    *,
    keeps_on_disk: bool = True,
) -> PlannerParts:
    """The real parts; calendars that are not kept are files in `folder`, or none without one.

    `zone` is the person's where their profile names none; what calendars elsewhere say is
    remembered in the data folder `kept_in`, the usual one where none is named. What was read of
    calendars may be kept on disk, unless they are kept sealed.
    """
    return PlannerParts(
        choose_cache=_choose_cache,
        read_profile=partial(_read_profile, zone=zone),
        open_calendars=partial(_open_calendars, folder, kept_in, keeps_on_disk=keeps_on_disk),
        with_rulebook=asking.with_rulebook,
        find_past_due=_find_past_due,
        read_request=_read_request,
        say_place=_say_place,
    )


def _choose_cache() -> None:
    choose_kernel_cache(os.environ)


def _read_profile(text: str, *, zone: str) -> Profile:
    from trimtab.profiles.reading import read_profile

    profile, problems = read_profile(text, PROFILE, zone=zone)
    if profile is None:
        raise ProfileError(problems)
    return profile


def _open_calendars(  # noqa: PLR0913 - three are bound at once, three given each time
    folder: Path | None,
    kept_in: Path | None,
    profile: Profile,
    kept: Mapping[str, bytes],
    *,
    wants_fresh: bool,
    keeps_on_disk: bool,
) -> OpenedCalendars:
    from trimtab.calendars.source_reader import SourceReader

    outreach = Outreach(wants_fresh=wants_fresh)
    clock_zone = ZoneInfo(profile.person.time_zone)
    guard = calendar_guard(kept_in, keeps_on_disk=keeps_on_disk)
    origins = {
        **asking.feed_origins(profile, clock_zone, outreach, kept_in),
        **syncing.account_origins(profile, folder or Path(), outreach, kept_in),
    }
    reader = SourceReader(folder, guard.read_content, origins, find_days=guard.days_of, kept=kept)
    named = under_names(profile)
    return OpenedCalendars(named.profile, reader_by_name(named.sources, lambda _: reader))


def _find_past_due(profile: Profile, now: datetime) -> tuple[Problem, ...]:
    from trimtab.profiles.reading import find_past_due

    return find_past_due(profile, now, PROFILE)


def _read_request(text: str, now: datetime) -> Asked:
    from trimtab.calendars.kinds import kind_of
    from trimtab.spoken.requests import read_request

    return read_request(text, now, kind_of)


def _say_place(place: Place) -> tuple[str, ...]:
    from trimtab.reports.place_words import cost_sentence

    return (f"{cost_sentence(place)}.",)
