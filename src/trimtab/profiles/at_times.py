"""Profiles as they stood on days that are over."""

from __future__ import annotations

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
