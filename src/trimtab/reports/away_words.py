"""Out-of-office texts: days, return, cover, what if it is urgent, and when answers come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from trimtab.domain.away import Away
from trimtab.domain.people import Profile
from trimtab.reports.help_lines import country_names, country_of_zone
from trimtab.reports.reach_words import signed
from trimtab.reports.wording import date_text

PATIENTS = (
    "If you are a patient and need care now, call your clinic or, in an emergency, your local "
    "emergency number. Nobody reads this mailbox for it."
)
BY_CLOCK = "Public holidays go by your clock ({}); another country can be named in Settings."
NO_HOLIDAYS = "No country is known, so no public holiday counts. Yours can be named in Settings."
LATER = "I answer what waits in my first days back; what is settled by then needs no reply."


@dataclass(frozen=True, slots=True)
class AwayText:
    """A subject and its text."""

    subject: str
    body: str


def with_country(profile: Profile) -> Profile:
    """A profile with the country of its clock, where it names none: holidays go by it."""
    if profile.person.country:
        return profile
    country = country_of_zone(profile.person.time_zone)
    return replace(profile, person=replace(profile.person, country=country))


def holidays_text(profile: Profile) -> str:
    """By which country public holidays are known; empty where the profile names it."""
    if profile.person.country:
        return ""
    names = country_names()
    country = names.get(country_of_zone(profile.person.time_zone) or "")
    return BY_CLOCK.format(country) if country else NO_HOLIDAYS


def outside_text(away: Away, profile: Profile) -> AwayText:
    """For people outside: no more than they need."""
    opening = f"Thank you for your message. I am away {_days(away)} and read no messages then."
    lines = [
        f"{opening} I am back on {_day(away.back)}.",
        *_cover(away, "Covering for me in the meantime"),
        *_urgent(away),
        *([PATIENTS] if away.is_clinical else []),
        LATER,
        *_signed(profile),
    ]
    return AwayText(_subject(away), "\n\n".join(lines))


def inside_text(away: Away, profile: Profile) -> AwayText:
    """For colleagues: who has the inbox, and what can wait."""
    lines = [
        f"I am away {_days(away)} and back on {_day(away.back)}. I read no messages in between.",
        *_cover(away, "Covering for me, results and forms too"),
        *_urgent(away),
        _later(profile),
        *_signed(profile),
    ]
    return AwayText(_subject(away), "\n\n".join(lines))


def _subject(away: Away) -> str:
    return f"Away until {_day(away.back)}"


def _days(away: Away) -> str:
    if away.first == away.last:
        return f"on {_day(away.first)}"
    first = date_text(away.first) if away.first.year == away.last.year else _day(away.first)
    return f"from {first} to {_day(away.last)}"


def _day(day: date) -> str:
    """A day with its year: such texts are read long after, and far away.

    >>> _day(date(2026, 12, 28))
    'Mon 28 Dec 2026'
    """
    return f"{date_text(day)} {day.year}"


def _cover(away: Away, said: str) -> Iterator[str]:
    """Who covers, in words that suit one name and several."""
    if away.cover:
        reach = f", {away.cover_reach}" if away.cover_reach else ""
        yield f"{said}: {away.cover}{reach}".rstrip(".") + "."


def _urgent(away: Away) -> Iterator[str]:
    if away.urgent:
        yield f"If it is urgent: {away.urgent.rstrip('.')}."


def _signed(profile: Profile) -> Iterator[str]:
    """The last line; none where nobody said how they sign, as such a text may leave by itself."""
    if name := signed(profile):
        yield name


def _later(profile: Profile) -> str:
    within = profile.reach.answers_within
    if not within:
        return LATER
    return f"What can wait, waits; from then on I answer within {within} again."


def away_text(away: Away, profile: Profile) -> str:
    """Both wordings, each under its subject, for a terminal."""
    texts = (("Outside", outside_text(away, profile)), ("Colleagues", inside_text(away, profile)))
    return "\n\n".join(f"{name}\nSubject: {one.subject}\n\n{one.body}" for name, one in texts)
