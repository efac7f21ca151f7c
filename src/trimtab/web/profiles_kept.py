"""The kept profile as pages read it."""

from __future__ import annotations

from functools import lru_cache

from trimtab.app.daily.ports import Store
from trimtab.domain.people import Profile
from trimtab.profiles.reading import read_profile

NAME = "Your profile"


def profile_of(store: Store, zone: str) -> Profile | None:
    """The profile kept, read; None before the first run, or where its text holds mistakes."""
    kept = store.profile()
    return None if kept is None else _read(kept.text, zone)


@lru_cache(maxsize=8)
def _read(text: str, zone: str) -> Profile | None:
    return read_profile(text, NAME, zone=zone)[0]
