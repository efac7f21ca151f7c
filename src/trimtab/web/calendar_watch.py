"""How calendars elsewhere stand, looked at now and then so that no page waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from trimtab.app.daily.ports import Store
from trimtab.app.ports import CalendarState
from trimtab.calendars.standing import OLD_AFTER
from trimtab.domain.people import Profile
from trimtab.profiles.reading import read_profile
from trimtab.web.calendar_words import silence_text

ReadStates = Callable[[Profile, bool], Mapping[str, CalendarState]]
"""How calendars elsewhere stand by their source; asked first where fresh answers are wanted."""


class CalendarWatch:
    """Knows which calendars could not be read for long. Any thread may look and ask."""

    def __init__(self, store: Store, read_states: ReadStates) -> None:
        self._store, self._read_states = store, read_states
        self.silence = ""

    def states(self, *, wants_fresh: bool = False) -> Mapping[str, CalendarState]:
        """How each stands by its source, none where the profile cannot be read."""
        kept = self._store.profile()
        profile, _ = read_profile(kept.text, "profile") if kept else (None, ())
        return self._read_states(profile, wants_fresh) if profile else {}

    def look(self, now: datetime) -> None:
        """Remember in a sentence which could not be read for over a day, or never yet."""
        failing = [one for one in self.states().values() if one.fault]
        read_before = [(one.name, one.fetched_at) for one in failing if one.fetched_at]
        silent = [name for name, read_at in read_before if now - read_at > OLD_AFTER]
        self.silence = silence_text(silent, [one.name for one in failing if not one.fetched_at])
