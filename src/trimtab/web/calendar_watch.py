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

Forget = Callable[[str, Profile], None]
"""Forgets what the calendar at a source said; the profile tells which servers may be asked."""


def forget_nothing(_: str, __: Profile) -> None:
    """Where nothing that calendars said is remembered."""


class CalendarWatch:
    """Knows which calendars could not be read for long. Any thread may look and ask."""

    def __init__(
        self, store: Store, read_states: ReadStates, forget: Forget = forget_nothing
    ) -> None:
        self._store, self._read_states, self._forget = store, read_states, forget
        self.silence = ""

    def states(self, *, wants_fresh: bool = False) -> Mapping[str, CalendarState]:
        """How each stands by its source, none where the profile cannot be read."""
        profile = self._profile()
        return self._read_states(profile, wants_fresh) if profile else {}

    def forget(self, source: str) -> None:
        """Forget what a calendar said that was taken off, unless the profile names it still."""
        profile = self._profile()
        if profile and all(one.source != source for one in profile.calendars):
            self._forget(source, profile)

    def _profile(self) -> Profile | None:
        kept = self._store.profile()
        return read_profile(kept.text, "profile")[0] if kept else None

    def look(self, now: datetime) -> None:
        """Remember in a sentence which could not be read for over a day, or never yet."""
        failing = [one for one in self.states().values() if one.fault]
        read_before = [(one.name, one.fetched_at) for one in failing if one.fetched_at]
        silent = [name for name, read_at in read_before if now - read_at > OLD_AFTER]
        self.silence = silence_text(silent, [one.name for one in failing if not one.fetched_at])
