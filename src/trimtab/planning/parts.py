"""What planning needs from parts that it does not know; `planning_parts` connects the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from trimtab.app.ports import CalendarReader, PlanOrder
from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile
from trimtab.domain.places import Place
from trimtab.domain.requests import Asked


@dataclass(frozen=True, slots=True)
class OpenedCalendars:
    """A profile whose calendars go by their names, addresses never, and who reads them."""

    profile: Profile
    read_calendar: CalendarReader


class OpenCalendars(Protocol):
    """Finds the calendars of a profile: files kept by their names, and what is elsewhere."""

    def __call__(
        self, profile: Profile, kept: Mapping[str, bytes], *, wants_fresh: bool
    ) -> OpenedCalendars:
        """Make them ready to be read; fresh asks again what was asked a moment ago."""
        ...


@dataclass(frozen=True, slots=True)
class PlannerParts:
    """Every part that planning needs, as functions.

    `choose_cache` settles where kernels are kept, before any is loaded. `read_profile` takes a
    profile's text and raises ProfileError. `read_request` takes a sentence and the present moment
    on the person's clock. `say_place` tells in sentences what a place found exactly costs.
    """

    choose_cache: Callable[[], None]
    read_profile: Callable[[str], Profile]
    open_calendars: OpenCalendars
    with_rulebook: Callable[[PlanOrder, Profile], PlanOrder]
    find_past_due: Callable[[Profile, datetime], tuple[Problem, ...]]
    read_request: Callable[[str, datetime], Asked]
    say_place: Callable[[Place], tuple[str, ...]]
