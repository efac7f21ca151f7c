"""The kept profile as pages read it."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request

from trimtab.app.daily.ports import Store
from trimtab.domain.errors import NoProfileError, TrimtabError
from trimtab.domain.people import Profile
from trimtab.profiles.reading import read_profile
from trimtab.web.desk import Desk, desk_of

NAME = "Your profile"


class UnreadProfileError(TrimtabError):
    """A page rests on a profile whose text holds a mistake."""

    def __init__(self) -> None:
        super().__init__("Your profile holds a mistake, so this cannot be read from it.")


def profile_of(store: Store, zone: str) -> Profile | None:
    """The profile kept, read; None before the first run, or where its text holds mistakes."""
    kept = store.profile()
    return None if kept is None else _read(kept.text, zone)


def profile_needed(desk: Desk) -> Profile:
    """The profile that is to be read. Raises NoProfileError, UnreadProfileError."""
    found = profile_of(desk.store, desk.zone)
    if found is None:
        raise NoProfileError if desk.store.profile() is None else UnreadProfileError
    return found


def profile_for(request: Request) -> Profile:
    """The profile a page rests on. Raises NoProfileError, UnreadProfileError."""
    return profile_needed(desk_of(request))


@lru_cache(maxsize=8)
def _read(text: str, zone: str) -> Profile | None:
    return read_profile(text, NAME, zone=zone)[0]
