"""People in the terminal: hours shared, days that matter, and what is coming."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rich.console import Console
from rich.style import Style
from rich.text import Text

from trimtab.app.people.ahead import PeopleAhead
from trimtab.app.people.days_on_duty import DayToKeep
from trimtab.app.people.rituals import kept_with
from trimtab.app.people.shared_hours import SharedDays
from trimtab.domain.errors import NoSuchPersonError
from trimtab.domain.people import OtherPerson
from trimtab.reports import people_words as words
from trimtab.reports.terminal_theme import clean_text, theme_for

NEAR = timedelta(days=60)
TOLD_HOURS = 6
NO_HOURS = "No hour in two weeks finds you both awake and free."
NOBODY = "Nobody is in [[people]] yet."
NO_DAYS = "No birthday and no country is named: see [[people]] birthday, [person] country."
_BOLD = Style(bold=True)


def print_people(ahead: PeopleAhead, part: str, name: str, console: Console) -> None:
    """Print it to `console`: everything, or days or what is coming alone.

    Raises NoSuchPersonError where what is coming is for somebody unknown.
    """
    if part == "coming":
        _print(console, [_coming(ahead, name)])
        return
    if part == "all":
        people = [one for one in ahead.profile.people if not one.is_off]
        for person in people:
            console.print(Text(clean_text(person.name), _BOLD))
            _print(console, _about(ahead, person))
            console.print()
        if not people:
            _print(console, [NOBODY])
    console.print(Text("Days that matter", _BOLD))
    days = [one for one in ahead.days if part == "days" or one.of.day <= ahead.today + NEAR]
    dim = theme_for(console).dim
    for day in days:
        _print(console, _day(day, ahead))
    if not days:
        console.print(Text(NO_DAYS, dim))


def _coming(ahead: PeopleAhead, name: str) -> str:
    people = [one for one in ahead.profile.people if not one.is_off]
    person = next((one for one in people if one.name.lower() == name.lower()), None)
    if name and person is None:
        raise NoSuchPersonError(name, [one.name for one in people])
    telling = words.Telling(person, "longer")
    return words.coming_message(ahead.profile, ahead.season, ahead.days, telling)


def _about(ahead: PeopleAhead, person: OtherPerson) -> Iterator[str]:
    shared = next((one for one in ahead.shared if one.person.name == person.name), None)
    if shared is not None:
        yield words.there_now(shared)
    for thing in kept_with(ahead.profile, person):
        yield f"  {thing.name}, {words.often_text(thing)}"
    if shared is not None:
        yield from _hours(shared, ahead)


def _hours(shared: SharedDays, ahead: PeopleAhead) -> Iterator[str]:
    for change in shared.changes:
        yield words.change_sentence(change, ahead.now)
    yield f"Both awake and free. {words.USUAL_HOURS}" if shared.hours else NO_HOURS
    for one in shared.hours[:TOLD_HOURS]:
        there = one.start.astimezone(shared.now_there.tzinfo)
        yield f"  {words.stretch_text(one, there)}"


def _day(day: DayToKeep, ahead: PeopleAhead) -> Iterator[str]:
    whose = words.whose_day(day)
    told = f" ({whose})" if whose else ""
    yield f"{day.of.name}{told}: {words.kept_when(day, ahead.now)}"
    if day.duty:
        yield f"  {words.duty_sentence(day, ahead.now)}"
    for offer in day.offers:
        yield f"  {words.offer_text(offer, ahead.profile)}"
    for kept in day.kept:
        yield f"  {words.kept_text(kept, ahead.profile)}"


def _print(console: Console, lines: list[str] | Iterator[str]) -> None:
    for line in lines:
        for row in line.split("\n"):
            indent = " " * (len(row) - len(row.lstrip()))
            console.print(Text(f"{indent}{clean_text(row)}"))
