"""Profiles as they stood on days that are over."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from trimtab.app.looking_back.asked import ProfileOn, text_at
from trimtab.domain.kept import KeptProfile
from trimtab.domain.people import Profile
from trimtab.profiles.reading import read_profile

NAME = "Your profile"


def profile_on(history: Sequence[KeptProfile], zone: ZoneInfo) -> ProfileOn:
    """Who reads the profile that stood at the end of a day; `history` has the newest first."""

    def on(day: date) -> Profile | None:
        if not history:
            return None
        end = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        return read_text(text_at(history, end), zone.key)

    return on


@lru_cache(maxsize=32)  # a season asks for the same few, once for each of its days
def read_text(text: str, zone: str) -> Profile | None:
    """A profile's text as read, None where it holds mistakes."""
    return read_profile(text, NAME, zone=zone)[0]


def weighings(history: Sequence[KeptProfile], zone: ZoneInfo) -> list[tuple[date, Profile]]:
    """Profiles that changed weights or seasons, by the day they did, the earliest first.

    Of those of one day the last counts. What was changed besides is left out unread.
    """
    found: dict[date, str] = {}
    before: object = None
    for kept in reversed(history):
        said = _weighed(kept.text)
        if said is not None and said != before:
            before = said
            found[kept.changed_at.astimezone(zone).date()] = kept.text
    read = ((day, read_text(text, zone.key)) for day, text in found.items())
    return [(day, profile) for day, profile in read if profile is not None]


def _weighed(text: str) -> object:
    """What a profile's text says of values and seasons, None where it cannot be read."""
    try:
        tables = tomllib.loads(text)
    except ValueError:
        return None
    return repr((tables.get("values"), tables.get("season")))
