"""Signatures and status lines, drafted from open hours, times for messages and what is urgent."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.app.closed_hours import OpenHours, open_hours
from trimtab.domain.people import Profile
from trimtab.domain.time import clock_text
from trimtab.reports.boundary_words import on_days, open_text
from trimtab.reports.people_words import city_of
from trimtab.reports.wording import listed_text

ASKED_FOR = frozenset({"work", "calls"})
STATUS_LETTERS = 100
"""Letters that the status line of most chat programs holds."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to copy: what it is for, and its words."""

    name: str
    text: str


def signatures(profile: Profile) -> tuple[Draft, ...]:
    """A signature in three lengths; those that would say the same stand once."""
    name = signed(profile)
    when, urgent = answers_sentence(profile), urgent_sentence(profile)
    hours = hours_sentence(profile)
    short = [name, when or hours, urgent]
    usual = [name, hours, when, urgent]
    longer = [*usual, YOURS]
    drafts = (("Short", short), ("Usual", usual), ("With a word on your hours", longer))
    found: dict[str, str] = {}
    for called, lines in drafts:
        found.setdefault("\n".join(one for one in lines if one), called)
    return tuple(Draft(called, text) for text, called in found.items())


YOURS = "My hours may not be yours. Please answer in your own."


def statuses(profile: Profile) -> tuple[Draft, ...]:
    """Lines for the status of a chat program, for work, for off hours and for duty."""
    urgent = profile.reach.urgent.rstrip(".")
    tail = f" If urgent: {urgent}." if urgent else ""
    at = _times(profile)
    working = f"Reading messages at {at}." if at else "At work, reading messages between things."
    back = _opens(open_hours(profile.boundaries, ASKED_FOR))
    off = f"Off until {back}." if back else "Off for now."
    return (
        Draft("While you work", _fitting(working, tail)),
        Draft("Off hours", _fitting(off, tail)),
        Draft("On duty", _fitting("On duty with patients, answering after it.", tail)),
    )


def _fitting(text: str, tail: str) -> str:
    """With what to do if it is urgent, where the line has room for all of it."""
    return f"{text}{tail}" if len(text) + len(tail) <= STATUS_LETTERS else text


def _opens(hours: tuple[OpenHours, ...]) -> str:
    """The hour at which days open, where all open at one."""
    starts = {one.start for one in hours if one.start > 0}
    return clock_text(starts.pop()) if len(starts) == 1 else ""


def signed(profile: Profile) -> str:
    """How a person signs."""
    return profile.reach.signs_as or profile.person.name


def hours_sentence(profile: Profile) -> str:
    """The hours in which somebody can be asked for, on their own clock; empty without any end."""
    hours = open_hours(profile.boundaries, ASKED_FOR)
    if not hours or any(one.end - one.start == 1440 and len(one.days) == 7 for one in hours):
        return ""
    said = listed_text(open_text(hours)[:4])
    return f"I can be reached {said} ({_clock_of(profile)})."


def answers_sentence(profile: Profile) -> str:
    """When messages are answered; empty where nothing is said of it."""
    within = profile.reach.answers_within
    at = _times(profile)
    if not at:
        return f"I answer within {within}." if within else ""
    assert profile.messages is not None
    days = on_days(profile.messages.days)
    text = f"I answer messages at {at}{f' {days}' if days else ''}"
    return f"{text}, within {within}." if within else f"{text}."


def urgent_sentence(profile: Profile) -> str:
    """What to do if it cannot wait; empty where nothing is said of it."""
    urgent = profile.reach.urgent.rstrip(".")
    return f"If it is urgent: {urgent}." if urgent else ""


def _times(profile: Profile) -> str:
    if profile.messages is None:
        return ""
    return listed_text([clock_text(one) for one in profile.messages.at])


def _clock_of(profile: Profile) -> str:
    return f"{city_of(profile.person.time_zone)} time"


def drafts_text(drafts: tuple[Draft, ...]) -> str:
    """Drafts under their names, for a terminal."""
    return "\n\n".join(f"{one.name}\n{one.text}" for one in drafts)
