"""Connects what is told of people and of the household to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from trimtab.cli.services import HouseholdShown, PeopleShown
from trimtab.domain.commitments import CalendarReading, RosterReading
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

if TYPE_CHECKING:
    from trimtab.app.household.ahead import HouseholdAhead
    from trimtab.app.people.ahead import PeopleAhead
    from trimtab.app.ports import CalendarReader


def people_shown() -> PeopleShown:
    """What is told of people, as functions."""
    return PeopleShown(ahead=people_ahead, show=show_people, as_json=people_as_json)


def people_ahead(profile: Profile, reading: CalendarReading, now: datetime) -> PeopleAhead:
    """What is ahead with people, by calendars alone."""
    from trimtab.app.people.ahead import people_ahead

    return people_ahead(profile, reading, now)


def show_people(ahead: PeopleAhead, part: str, name: str) -> None:
    """Print what is ahead with people to standard output."""
    from rich.console import Console

    from trimtab.reports.people_text import print_people

    print_people(ahead, part, name, Console())


def people_as_json(ahead: PeopleAhead) -> Mapping[str, Any]:
    """What is ahead with people as JSON-ready data."""
    from trimtab.reports.people_json import people_to_json

    return people_to_json(ahead)


def household_shown() -> HouseholdShown:
    """What is told of the household, as functions."""
    return HouseholdShown(
        read_others=read_others,
        ahead=household_ahead,
        show=show_household,
        as_json=household_as_json,
    )


def read_others(
    profile: Profile, read_calendar: CalendarReader, first: date, last: date
) -> tuple[tuple[str, RosterReading], ...]:
    """What rosters of others hold, by their names."""
    from trimtab.app.household.rosters import read_others

    return read_others(profile, read_calendar, first, last)


def household_ahead(
    profile: Profile, reading: CalendarReading, now: datetime, weeks: int
) -> HouseholdAhead:
    """Hours of care by who is there, some weeks ahead."""
    from trimtab.app.household.ahead import household_ahead
    from trimtab.app.household.own_care import own_appointments

    own = (*reading.commitments, *own_appointments(profile))
    return household_ahead(profile, replace(reading, commitments=own), now, weeks)


def show_household(ahead: HouseholdAhead, plan: Plan | None) -> None:
    """Print hours of care to standard output."""
    from rich.console import Console

    from trimtab.reports.household_text import print_household

    print_household(ahead, plan, Console())


def household_as_json(ahead: HouseholdAhead, plan: Plan | None) -> Mapping[str, Any]:
    """Hours of care as JSON-ready data."""
    from trimtab.reports.household_json import household_to_json

    return household_to_json(ahead, plan)
