"""People as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trimtab.app.people.ahead import PeopleAhead
from trimtab.app.people.days_on_duty import DayToKeep
from trimtab.app.people.rituals import kept_with
from trimtab.app.people.shared_hours import SharedDays
from trimtab.domain.people import OtherPerson
from trimtab.reports.people_words import Telling, coming_message, often_text

VERSION = 1


def people_to_json(ahead: PeopleAhead) -> Mapping[str, Any]:
    """What is ahead with people; docs/reference/people-json.md says what each key means."""
    shared = {one.person.name: one for one in ahead.shared}
    told = [one for one in ahead.profile.people if not one.is_off]
    telling = Telling(length="longer")
    return {
        "version": VERSION,
        "person": ahead.profile.person.name,
        "now": ahead.now.isoformat(),
        "people": [_person(ahead, one, shared.get(one.name)) for one in told],
        "days": [_day(one) for one in ahead.days],
        "coming": coming_message(ahead.profile, ahead.season, ahead.days, telling),
    }


def _person(
    ahead: PeopleAhead, person: OtherPerson, shared: SharedDays | None
) -> Mapping[str, Any]:
    things = kept_with(ahead.profile, person)
    hours = shared.hours if shared else ()
    return {
        "name": person.name,
        "kind": person.kind,
        "zone": person.time_zone,
        "kept": [{"name": one.name, "often": often_text(one)} for one in things],
        "is_awake": shared.is_awake if shared else None,
        "hours": [{"start": one.start.isoformat(), "end": one.end.isoformat()} for one in hours],
    }


def _day(day: DayToKeep) -> Mapping[str, Any]:
    return {
        "day": day.of.day.isoformat(),
        "name": day.of.name,
        "kind": day.of.kind,
        "person": day.of.person,
        "places": list(day.of.places),
        "turns": day.of.turns,
        "zone": day.zone,
        "is_on_duty": bool(day.duty),
        "offers": [
            {
                "way": one.way,
                "day": one.day.isoformat(),
                "hours": str(one.hours) if one.hours else None,
                "person": one.person,
            }
            for one in day.offers
        ],
        "kept": [one.name for one in day.kept],
    }
