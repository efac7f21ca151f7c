"""Signatures and status lines, drafted from open hours, times for messages and what is urgent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from trimtab.app.boundaries.hours_reached import DayHours, Reached
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS, clock_text
from trimtab.reports.answer_words import YOUR_NAME
from trimtab.reports.boundary_words import EN_DASH, days_text, end_text, on_days, span_text
from trimtab.reports.people_words import city_of
from trimtab.reports.wording import date_text, listed_text

SHIFTS = "I work shifts; when I can be reached changes from week to week."
STATUS_LETTERS = 100
"""Letters that the status line of most chat programs holds."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to copy: what it is for, and its words."""

    name: str
    text: str


def signatures(profile: Profile, reached: Reached) -> tuple[Draft, ...]:
    """A signature in three lengths, and of shifts one for the days ahead; none stands twice."""
    name = signed(profile) or YOUR_NAME
    when, urgent = answers_sentence(profile), urgent_sentence(profile)
    hours = hours_sentence(profile, reached)
    short = [name, when or hours, urgent]
    usual = [name, hours, when, urgent]
    longer = [*usual, YOURS]
    drafts = [("Short", short), ("Usual", usual), ("With a word on your hours", longer)]
    if reached.ahead:
        drafts.append(("For the days ahead", [name, *_ahead_lines(profile, reached), urgent]))
    found: dict[str, str] = {}
    for called, lines in drafts:
        found.setdefault("\n".join(one for one in lines if one), called)
    return tuple(Draft(called, text) for text, called in found.items())


YOURS = "My hours may not be yours. Please answer in your own."


def _ahead_lines(profile: Profile, reached: Reached) -> Iterator[str]:
    """When somebody on shifts can be reached, a line a day."""
    yield f"In the days ahead I can be reached ({_clock_of(profile)}):"
    for day, spans in groupby(reached.ahead, lambda one: one[0].date()):
        yield f"{date_text(day)} {listed_text([_span(*one) for one in spans])}"


def _span(start: datetime, end: datetime) -> str:
    until = end_text(1440) if end.date() > start.date() else f"{end:%H:%M}"
    return f"{start:%H:%M}{EN_DASH}{until}"


def statuses(profile: Profile, reached: Reached) -> tuple[Draft, ...]:
    """Lines for the status of a chat program, for work, for off hours and for duty."""
    urgent = profile.reach.urgent.rstrip(".")
    tail = f" If urgent: {urgent}." if urgent else ""
    at = _times(profile)
    working = f"Reading messages at {at}." if at else "At work, reading messages between things."
    off = _off_shifts(reached) if reached.has_shifts else _off_until(_opens(reached.week))
    return (
        Draft("While you work", _fitting(working, tail)),
        Draft("Off hours", _fitting(off, tail)),
        Draft("On duty", _fitting("On duty with patients, answering after it.", tail)),
    )


def _fitting(text: str, tail: str) -> str:
    """With what to do if it is urgent, where the line has room for all of it."""
    return f"{text}{tail}" if len(text) + len(tail) <= STATUS_LETTERS else text


def _opens(week: tuple[DayHours, ...]) -> str:
    """The hour at which days open, where all open at one."""
    starts = {one.spans[0].start for one in week}
    if len(starts) != 1:
        return ""
    is_every_day = sum(len(one.days) for one in week) == len(WEEKDAYS)
    return clock_text(starts.pop()) + ("" if is_every_day else " on my next working day")


def _off_until(back: str) -> str:
    return f"Off until {back}." if back else "Off for now."


def _off_shifts(reached: Reached) -> str:
    """Off, on duty and to be reached are three things: duty before the next open hour is named."""
    start = next((one for one, _ in reached.ahead if reached.now and one > reached.now), None)
    if start is None or reached.now is None or not reached.duty or reached.duty[0] >= start:
        return _off_until(_moment(start) if start else "")
    on_duty = reached.duty[0]
    next_duty = f", on duty from {_moment(on_duty)}" if on_duty > reached.now else ""
    return f"Off now{next_duty}. Can be reached from {_moment(start)}."


def _moment(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()].capitalize()} {at:%H:%M}"


def signed(profile: Profile) -> str:
    """How a person signs; empty where nothing tells."""
    return profile.reach.signs_as or profile.person.known_name


def hours_sentence(profile: Profile, reached: Reached) -> str:
    """The hours in which somebody can be asked for, on their own clock; empty without any end."""
    if reached.has_shifts:
        return SHIFTS
    if not reached.week:
        return ""
    said = "; ".join(map(day_hours_text, reached.week))
    return f"I can be reached {said} ({_clock_of(profile)})."


def day_hours_text(one: DayHours) -> str:
    """Weekdays and their hours, as in "Mon to Fri 09:00-12:00 and 13:00-17:00"."""
    days = "every day" if len(one.days) == len(WEEKDAYS) else days_text(one.days)
    return f"{days} {listed_text(list(map(span_text, one.spans)))}"


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
