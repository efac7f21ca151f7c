"""When to ask: the choice as its part of the page shows it, and a mistake where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.app.daily.ports import Store
from trimtab.app.mind.check_in_times import EVENING, NEVER, ask_at, asked_at
from trimtab.domain.diary_errors import NoSuchTimeError

CLOCK = "clock"
USUAL_CLOCK = "21:00"
IN_WORDS = {EVENING: "in the evening", NEVER: "never, by itself"}


@dataclass(frozen=True, slots=True)
class Asking:
    """What is chosen, "evening", "clock" or "never", with its time of day as typed.

    `mistake` is what keeps that from being kept; empty where nothing does.
    """

    chosen: str
    clock: str = USUAL_CLOCK
    mistake: str = ""

    @property
    def words(self) -> str:
        """When it is asked, for the line that opens the choice."""
        return IN_WORDS.get(self.chosen) or f"around {self.clock}"


def asking_kept(store: Store) -> Asking:
    """The choice as it is kept."""
    when = asked_at(store)
    return Asking(when) if when in IN_WORDS else Asking(CLOCK, when)


def keep_asking(store: Store, form: Mapping[str, str]) -> Asking:
    """Keep what a form chooses, and give it back; with what is the matter where it cannot be."""
    chosen, clock = form.get("asked", EVENING), form.get("clock", "").strip()
    try:
        ask_at(store, clock if chosen == CLOCK else chosen)
    except NoSuchTimeError as error:
        return Asking(CLOCK, clock, str(error))
    return asking_kept(store)
