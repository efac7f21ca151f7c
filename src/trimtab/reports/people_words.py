"""People in words: what time it is there, days that matter, what is kept, what is coming."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_ahead import SeasonAhead
from trimtab.app.daily.season_weeks import Spell
from trimtab.app.people.days_on_duty import DayToKeep, Offer
from trimtab.app.people.rituals import kept_with
from trimtab.app.people.shared_hours import USUALLY_UP, SharedDays, Stretch
from trimtab.app.people.their_day import hours_there
from trimtab.domain.awake import ClockChange
from trimtab.domain.commitments import Commitment
from trimtab.domain.dates import ahead_text
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.time import WEEKDAYS, ClockSpan, clock_text
from trimtab.reports.season_words import counted, weekends_text
from trimtab.reports.wording import date_text, listed_text

EN_DASH = "\N{EN DASH}"
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
TOLD_SPELLS = 3
USUAL_HOURS = (
    f"Days with no plan yet count from {clock_text(USUALLY_UP.start)} to "
    f"{clock_text(USUALLY_UP.end)}, less what your calendars hold, the sleep after a night and "
    "what you close to calls."
)
Length = Literal["short", "longer"]
Warmth = Literal["plain", "warm"]
LED_BY_THANKS = re.compile(
    r"^(?:(?:many )?thanks|thank you)(?: (?:so|very) much)?[,:]?(?: for)?(?:[ .!]+|$)|^for ",
    re.IGNORECASE,
)
DONE = re.compile(r"(?:(?!(?:every|some|any)?thing\b)[a-z]{2,}ing|your|all)\b", re.IGNORECASE)
"""How what somebody did begins: "covering my shift", "your help"; the rest is a sentence."""

ShareKind = Literal["win", "thanks"]


def city_of(zone: str) -> str:
    """The city that a zone is named for.

    >>> city_of("America/New_York")
    'New York'
    """
    return zone.rpartition("/")[2].replace("_", " ")


def there_now(shared: SharedDays) -> str:
    """What time it is for somebody, and whether they are likely up."""
    city, there = city_of(shared.person.time_zone), shared.now_there
    state = "awake" if shared.is_awake else "likely asleep"
    return f"Right now it is {there:%H:%M} in {city}, {date_text(there.date())}: {state}."


def stretch_text(stretch: Stretch, zone_there: datetime | None = None) -> str:
    """A stretch of one day on the clock; to midnight is 24:00."""
    end = "24:00" if stretch.end.date() > stretch.start.date() else f"{stretch.end:%H:%M}"
    there = f" ({zone_there:%H:%M} there)" if zone_there else ""
    return f"{date_text(stretch.start.date())} {stretch.start:%H:%M}{EN_DASH}{end}{there}"


def change_sentence(change: ClockChange, now: datetime) -> str:
    """A clock that changes in these days, and which way."""
    local = change.at.astimezone(now.tzinfo)
    way = "forward" if change.minutes > 0 else "back"
    return (
        f"On {date_text(local.date())} clocks in {city_of(change.zone)} go {way} "
        f"{abs(change.minutes)} minutes; hours after it are told by the new time."
    )


def often_text(thing: Practice | Protect) -> str:
    """How often something is kept.

    >>> often_text(Practice("Call", "family", 1, (30,)))
    'once a week'
    """
    if isinstance(thing, Protect):
        days = [one.capitalize() for one in WEEKDAYS if one in thing.days]
        return "every day" if len(days) == 7 else listed_text(days)
    if thing.rhythm is not None:
        rhythm = thing.rhythm
        return "once a month" if rhythm.is_monthly else f"every {counted(rhythm.weeks)} weeks"
    if thing.on:
        return listed_text([date_text(day) for day in sorted(thing.on)])
    times = thing.times_per_week
    return {1: "once a week", 2: "twice a week"}.get(times, f"{times} times a week")


def day_when(day: date, today: date) -> str:
    """A day, its year where that is another, and how far away it is."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{date_text(day)}{year}, {ahead_text(day, today)}"


def kept_when(kept: DayToKeep, now: datetime) -> str:
    """The same of a day that matters; where it is that day for those who keep it, that."""
    day = kept.of.day
    is_now = now.astimezone(ZoneInfo(kept.zone)).date() == day != now.date()
    return f"{date_text(day)}, today there" if is_now else day_when(day, now.date())


def whose_day(kept: DayToKeep) -> str:
    """Whose holiday a day is, or the age that is reached."""
    if kept.of.turns is not None:
        return f"turns {kept.of.turns}"
    places = [{"work": "where you work", "home": "at home"}.get(one, one) for one in kept.of.places]
    return listed_text(places)


def duty_sentence(kept: DayToKeep, zone: datetime) -> str:
    """The duty that lies on a day, with its dates where that is a day by another clock.

    Of duty that began the day before only its end is told: its hours would read as the next night.
    """
    if not kept.duty:
        return ""
    if kept.zone != str(zone.tzinfo):
        spans = ((one.start, one.end) for one in kept.duty)
        local = [(a.astimezone(zone.tzinfo), b.astimezone(zone.tzinfo)) for a, b in spans]
        dated = [f"{date_text(a.date())} {a:%H:%M}{EN_DASH}{b:%H:%M}" for a, b in local]
        return f"You are on duty then, {listed_text(dated)}."
    told = [_hours_on(kept.of.day, one, zone) for one in sorted(kept.duty, key=_begin)]
    comma = "" if len(told) == 1 and told[0].startswith("until") else " then,"
    return f"You are on duty{comma} {listed_text(told)}."


def _begin(one: Commitment) -> datetime:
    return one.start


def _hours_on(day: date, one: Commitment, zone: datetime) -> str:
    """The hours of duty of a day, or until when it goes on from the day before."""
    start, end = one.start.astimezone(zone.tzinfo), one.end.astimezone(zone.tzinfo)
    if start.date() >= day:
        return f"{start:%H:%M}{EN_DASH}{end:%H:%M}"
    return f"until {end:%H:%M}" if end.date() == day else "all day"


def offer_text(offer: Offer, profile: Profile) -> str:
    """What a button keeps instead."""
    if offer.way == "call" and offer.hours is not None:
        hours, there = span_text(offer.hours), hours_there_text(offer, profile)
        day = f"on {date_text(offer.day)}" if there else "that day"
        return f"Call {offer.person} {day}, {hours}{there}"
    if offer.way == "dinner":
        return f"Keep a dinner on {date_text(offer.day)}"
    return f"Celebrate on {date_text(offer.day)}"


def span_text(span: ClockSpan) -> str:
    """Clock hours with a dash.

    >>> span_text(ClockSpan(540, 615)).replace(EN_DASH, "-")
    '09:00-10:15'
    """
    end = "24:00" if span.end == 1440 else clock_text(span.end % 1440)
    return f"{clock_text(span.start)}{EN_DASH}{end}"


def hours_there_text(offer: Offer, profile: Profile) -> str:
    """The hours of a call on the clock of somebody elsewhere, in brackets; else empty."""
    if offer.hours is None:
        return ""
    there = hours_there(profile, offer.person, offer.day, offer.hours)
    if there is None:
        return ""
    start, end = there
    day = "" if start.date() == offer.day else f"{date_text(start.date())} "
    return f" ({day}{_clocks(start, end)} there)"


def _clocks(start: datetime, end: datetime) -> str:
    last = f"{end:%H:%M}"
    return f"{start:%H:%M}{EN_DASH}{'24:00' if last == '00:00' else last}"


def kept_text(practice: Practice, profile: Profile) -> str:
    """What keeps a day another way; a call with its hours, and what they are there."""
    days = listed_text([date_text(day) for day in sorted(practice.on or ())])
    call = _kept_call(practice)
    if call is None or call.hours is None:
        return f"Kept: {practice.name.partition(':')[0].lower()}, {days}."
    hours = f"{span_text(call.hours)}{hours_there_text(call, profile)}"
    return f"Kept: call with {call.person} on {days}, {hours}."


def _kept_call(practice: Practice) -> Offer | None:
    """The call that a practice keeps, where it is one of one day, with somebody at set hours."""
    days, person = sorted(practice.on or ()), practice.with_person
    if len(days) != 1 or len(practice.only) != 1 or not person:
        return None
    is_call = practice.name.startswith("Call: ")
    return Offer("call", days[0], practice.only[0], person) if is_call else None


def over_text(practice: Practice) -> str:
    """A practice of days of its own, with those days."""
    return f"{practice.name}, {listed_text([date_text(day) for day in sorted(practice.on or ())])}"


@dataclass(frozen=True, slots=True)
class Telling:
    """How what is coming is told: to whom, how long, how warm, and what else may be said.

    `names_rotations` tells what rotations are called; without it nothing of the work is said.
    """

    person: OtherPerson | None = None
    length: Length = "short"
    warmth: Warmth = "warm"
    names_rotations: bool = False


def coming_message(
    profile: Profile, ahead: SeasonAhead, days: Sequence[DayToKeep], telling: Telling
) -> str:
    """What is coming, for somebody who waits: loads, evenings, what stays; nothing of patients."""
    spells = _known(ahead)
    person, is_warm = telling.person, telling.warmth == "warm"
    name = person.name if person else ""
    lines = [f"Dear {name}," if is_warm else f"{name},"] if name else []
    said = [_spells_sentence(spells), _evenings_sentence(spells), _stays_sentence(profile, person)]
    if telling.names_rotations:
        said.append(_rotations_sentence(profile, ahead))
    if telling.length == "longer":
        said += [_weekends(ahead), *_their_days(days, profile, name)]
    lines.append(" ".join(sentence for sentence in said if sentence))
    if is_warm:
        lines.append("When I am quiet, it is the work. I think of you.")
    return "\n\n".join(lines)


def _known(ahead: SeasonAhead) -> list[Spell]:
    """Spells from this week on, until one of which nothing is known."""
    found = []
    for one in ahead.spells:
        if one.load == "unknown":
            break
        if one.last >= ahead.today:
            found.append(one)
    return found[:TOLD_SPELLS]


def _spells_sentence(spells: Sequence[Spell]) -> str:
    if not spells:
        return "My coming weeks are not known yet; I will write once they are."
    first, rest = spells[0], spells[1:]
    parts = [f"{_first(first)} until {_day(first.last)}"]
    parts += [f"then {_later(one)} from {_day(one.first)}" for one in rest]
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


LOADS = {"heavy": "hard", "steady": "ordinary", "light": "light"}
LATER = {"heavy": "hard", "steady": "ordinary", "light": "lighter"}


def _first(spell: Spell) -> str:
    count = len(spell.weeks)
    weeks = "week" if count == 1 else "weeks"
    load = f"{weeks} off" if spell.load == "off" else f"{LOADS[spell.load]} {weeks}"
    return f"{counted(count)} {load}"


def _later(spell: Spell) -> str:
    count = len(spell.weeks)
    if spell.load == "off":
        return "a week off" if count == 1 else f"{counted(count)} weeks off"
    load = LATER[spell.load]
    article = "an" if load[0] in "aeiou" else "a"
    return f"{article} {load} one" if count == 1 else f"{counted(count)} {load} ones"


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def _evenings_sentence(spells: Sequence[Spell]) -> str:
    if not spells or spells[0].load != "heavy":
        return ""
    until = "then" if len(spells) == 1 else _day(spells[0].last)
    return f"Evenings are thin until {until}, and I may answer late."


def _stays_sentence(profile: Profile, person: OtherPerson | None) -> str:
    """What is kept with them week after week."""
    if person is None:
        return ""
    things = [one for one in kept_with(profile, person) if not getattr(one, "on", None)]
    names = [_ours(one.name, person) for one in things]
    if not names:
        return ""
    verb = "stays" if len(names) == 1 else "stay"
    text = listed_text(names)
    return f"{text[0].upper()}{text[1:]} {verb} in my plan."


def _ours(name: str, person: OtherPerson) -> str:
    """What something kept with them is called when they read it.

    >>> _ours("Dinner with Ada", OtherPerson("Ada", "UTC"))
    'our dinner'
    """
    plain = name.removesuffix(f" with {person.name}").removeprefix(f"{person.name}: ")
    plain = plain.replace(f" {person.name}", "").strip() or name
    return f"our {plain[0].lower()}{plain[1:]}"


def _rotations_sentence(profile: Profile, ahead: SeasonAhead) -> str:
    held = [one for one in profile.seasons if one.end >= ahead.today][:TOLD_SPELLS]
    said = [f"{one.name} until {_day(one.end)}" for one in held]
    return f"What it is: {', then '.join(said)}." if said else ""


def _weekends(ahead: SeasonAhead) -> str:
    if not ahead.weekends:
        return ""
    return f"Free weekends so far: {weekends_text(ahead.weekends[:4])}."


def _their_days(days: Sequence[DayToKeep], profile: Profile, name: str) -> Iterator[str]:
    """Their own days that fall on duty, and how they are kept; none with a free evening."""
    for one in days:
        is_theirs = one.of.person and one.of.person == name and one.duty
        if is_theirs and (one.kept or not one.is_evening_free):
            end = max(held.end for held in one.duty).astimezone(ZoneInfo(one.zone))
            until = f" until {end:%H:%M}" if one.is_evening_free else ""
            on = date_text(one.of.day)
            yield f"On your birthday, {on}, I am on duty{until}{_held(one, profile)}."


def _held(held: DayToKeep, profile: Profile) -> str:
    """The first day that keeps theirs; a call on another clock by that clock."""
    for practice in held.kept:
        call = _kept_call(practice)
        if call is not None and call.hours is not None:
            there = hours_there(profile, call.person, call.day, call.hours)
            if there is not None:
                when = f"{date_text(there[0].date())}, {_clocks(*there)} by your clock"
                return f"; I have kept {when}, for a call"
        day = min(practice.on or ())
        if day == held.of.day:
            return f"; I have kept time for {'a call' if call else 'it'} that day all the same"
        return f"; I have kept {date_text(day)} for it"
    return ""


def share_message(line: str, name: str, kind: ShareKind) -> str:
    """Two sentences that share a win, or say thanks.

    >>> share_message("the first central line alone", "Ada", "win")
    'Ada, a good thing from my week: the first central line alone. I wanted you to know.'
    >>> share_message("you covered my shift", "Dad", "thanks")
    'Dad, thank you. You covered my shift. It made a difference to me.'
    """
    said = line.strip().rstrip(".")
    ended = said if said.endswith(("!", "?", "…")) else f"{said}."
    whom = f"{name}, " if name else ""
    text = (
        f"{whom}{_thanks(ended)} It made a difference to me."
        if kind == "thanks"
        else f"{whom}a good thing from my week: {ended} I wanted you to know."
    )
    return f"{text[0].upper()}{text[1:]}"


def _thanks(said: str) -> str:
    """Thanks for what was done, or beside a sentence that says it."""
    said = LED_BY_THANKS.sub("", said)
    if not said:
        return "thank you."
    if DONE.match(said):
        return f"thank you for {said}"
    return f"thank you. {said[0].upper()}{said[1:]}"
