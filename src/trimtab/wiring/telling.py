"""Connects what is told of people to the real parts, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from trimtab.cli.services import PeopleShown
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile

if TYPE_CHECKING:
    from trimtab.app.people.ahead import PeopleAhead


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
