"""Records of the People pages, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.people.ahead import PeopleAhead
from trimtab.app.people.days_on_duty import DayToKeep
from trimtab.app.people.rituals import Ritual, kept_with, rituals_for
from trimtab.app.people.shared_hours import DAYS, SharedDays, Stretch
from trimtab.domain.people import OtherPerson
from trimtab.reports import people_words as words
from trimtab.reports.wording import WEEKDAYS

NEAR_DAYS = 60
"""Days that the first page tells of; the others stand on a page of their own (our choice)."""

KINDS = {
    "family": "family", "partner": "partner", "child": "child", "friend": "friend",
    "mentor": "mentor", "peer": "peer", "other": "",
}  # fmt: skip
DAY_WIDTH, DAY_HEIGHT, LEFT, LEAST_WIDTH = 288, 15, 48, 5
"""The picture of a fortnight: five minutes a unit across, a day a row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in the picture: from `x`, so wide, in the row at `y`."""

    x: int
    y: int
    width: int
    what: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the picture."""

    y: int
    text_y: int
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Two weeks of hours shared with somebody, and the calls among them."""

    rows: tuple[DayRow, ...]
    bars: tuple[Bar, ...]
    height: int
    width: int = LEFT + DAY_WIDTH
    left: int = LEFT


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Something kept with somebody, and where it is changed."""

    name: str
    often: str
    path: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A way to keep a day another time: what its button says, and what it sends."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class KeptDay:
    """What keeps a day another way, and the name of the practice that does."""

    text: str
    practice: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody: what is kept with them, what could be, and hours that both are awake."""

    number: int
    name: str
    kind: str
    about: str
    kept: tuple[KeptRow, ...]
    rituals: tuple[Ritual, ...]
    picture: Picture | None
    hours: tuple[str, ...]
    planned: tuple[str, ...]
    changes: tuple[str, ...]
    is_off: bool
    is_calendar_read: bool


@dataclass(frozen=True, slots=True)
class ImportantRow:
    """A day that matters, whether it falls on duty, and what to do about that."""

    day: str
    name: str
    when: str
    whose: str
    duty: str
    offers: tuple[OfferRow, ...]
    kept: tuple[KeptDay, ...]
    is_birthday: bool


def person_cards(ahead: PeopleAhead) -> tuple[PersonCard, ...]:
    """Everybody in the profile's order, those who are off last."""
    shared = {one.person.name: one for one in ahead.shared}
    cards = [
        _card(ahead, number, person, shared.get(person.name))
        for number, person in enumerate(ahead.profile.people)
    ]
    return tuple(sorted(cards, key=lambda card: card.is_off))


def _card(
    ahead: PeopleAhead, number: int, person: OtherPerson, shared: SharedDays | None
) -> PersonCard:
    return PersonCard(
        number=number,
        name=person.name,
        kind=KINDS[person.kind],
        about=_about(person, shared),
        kept=tuple(_kept(ahead, person)),
        rituals=() if person.is_off else rituals_for(ahead.profile, person),
        picture=_picture(ahead, shared) if shared and (shared.hours or shared.planned) else None,
        hours=tuple(_hours(shared)) if shared else (),
        planned=tuple(map(_planned, shared.planned)) if shared else (),
        changes=tuple(words.change_sentence(one, ahead.now) for one in shared.changes)
        if shared
        else (),
        is_off=person.is_off,
        is_calendar_read=shared is not None and shared.is_calendar_read,
    )


def _about(person: OtherPerson, shared: SharedDays | None) -> str:
    if person.is_off:
        return "Not told of."
    if shared is None:
        return "By the same clock as yours."
    return words.there_now(shared)


def _kept(ahead: PeopleAhead, person: OtherPerson) -> Iterator[KeptRow]:
    practices, protects = ahead.profile.practices, ahead.profile.protects
    for thing in kept_with(ahead.profile, person):
        table, row = next(
            (table, number)
            for table, things in (("practice", practices), ("protect", protects))
            for number, one in enumerate(things)
            if one is thing
        )
        on = getattr(thing, "on", None)
        if not on or max(on) >= ahead.today:
            yield KeptRow(thing.name, words.often_text(thing), f"/settings/t/{table}/{row}")


def _hours(shared: SharedDays) -> Iterator[str]:
    """Shared hours, with the clock there as they begin."""
    zone = ZoneInfo(shared.person.time_zone)
    return (words.stretch_text(one, one.start.astimezone(zone)) for one in shared.hours)


def _planned(one: Stretch) -> str:
    return f"{one.name}: {words.stretch_text(one)}"


def _picture(ahead: PeopleAhead, shared: SharedDays) -> Picture:
    days = [ahead.today + timedelta(days=number) for number in range(DAYS)]
    rows = tuple(
        DayRow(number * DAY_HEIGHT, number * DAY_HEIGHT + DAY_HEIGHT - 4, _label(day))
        for number, day in enumerate(days)
    )
    bars = [_bar(one, ahead.today, "both") for one in shared.hours]
    bars += [_bar(one, ahead.today, "call") for one in shared.planned]
    return Picture(rows, tuple(bars), DAYS * DAY_HEIGHT)


def _label(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


def _bar(one: Stretch, today: date, what: str) -> Bar:
    start = (one.start.hour * 60 + one.start.minute) // 5
    is_over = one.end.date() > one.start.date()
    end = 288 if is_over else (one.end.hour * 60 + one.end.minute) // 5
    row = (one.start.date() - today).days
    return Bar(LEFT + start, row * DAY_HEIGHT + 1, max(LEAST_WIDTH, end - start), what)


def day_rows(ahead: PeopleAhead, until: date | None = None) -> tuple[ImportantRow, ...]:
    """Days that matter up to a day, all of them without one."""
    return tuple(_day_row(ahead, one) for one in ahead.days if until is None or one.of.day <= until)


def near_days(ahead: PeopleAhead) -> tuple[ImportantRow, ...]:
    """Those of the next weeks."""
    return day_rows(ahead, ahead.today + timedelta(days=NEAR_DAYS))


def _day_row(ahead: PeopleAhead, one: DayToKeep) -> ImportantRow:
    return ImportantRow(
        day=one.of.day.isoformat(),
        name=one.of.name,
        when=words.kept_when(one, ahead.now),
        whose=words.whose_day(one),
        duty=words.duty_sentence(one, ahead.now),
        offers=tuple(
            OfferRow(words.offer_text(offer, ahead.profile), offer.key) for offer in one.offers
        ),
        kept=tuple(
            KeptDay(words.kept_text(practice, ahead.profile), practice.name)
            for practice in one.kept
        ),
        is_birthday=one.of.kind == "birthday",
    )
