"""A card for the start of a rotation: what to ask, what to agree, how to ask for adjustments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.app.rotation_start.starting import RosterKnown
from trimtab.domain.people import Role, Season
from trimtab.reports.wording import date_text, hours_text, listed_text

MOST_DAYS = 6
EXAMPLE = (
    "For example: Dr. Lee, fellow, phone 4411. Notes by 17:00. Locker code with the ward clerk."
)

BEING_READ = "Your calendars are being read. Look again in a moment."


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the card: its name, and its lines."""

    name: str
    lines: tuple[str, ...]


ASK = Section(
    "What to ask in the first days",
    (
        "Hours: when do I begin and end, and what makes a day longer?",
        "Call: how often, from where, who is above me, and when do I call them?",
        "Days off: which ones, and who changes them?",
        "Cover: who covers me when I am ill, and whom do I tell?",
        "Leave: how is it asked for, and until when?",
        "Notes: where and by when are they due?",
        "Food, rest and a call room: where, and are they open at night?",
        "Way home after a night: parking, a ride, somewhere to sleep first?",
        "Feedback: from whom, when, and how is it told?",
    ),
)
AGREE = Section(
    "What to agree",
    (
        "What is expected of me by the end of the first week, and by the end of the rotation?",
        "What may I do alone, and what only with somebody beside me?",
        "A day for feedback in the middle, while something can still change.",
        "How to reach each other: pager, phone, message, and what can wait until the morning.",
    ),
)
WHO_US_RESIDENT = (
    "In the United States: the programme coordinator or director for the schedule, the disability "
    "office or human resources for the process, occupational health for the form. The designated "
    "institutional official, or an ombudsperson where there is one, hears what cannot be said "
    "there."
)
WHO_US_STUDENT = (
    "In the United States: the school's disability office decides with you what is adjusted, and "
    "writes to the clerkship; the course office plans it. An ombudsperson, where there is one, "
    "hears what cannot be said there."
)
WHO_ELSEWHERE = (
    "Whom: whoever plans the schedule, occupational health, and the office for disability of "
    "your school or employer. A staff representative or ombudsperson, where there is one, hears "
    "what cannot be said there."
)
SAY = (
    "What to say: “I have a health condition that affects my work in one respect, and would like "
    "to ask for an adjustment: … Whom do I ask, and which form is needed?”"
)
NO_DIAGNOSIS = (
    "Your attending or supervisor does not need your diagnosis: what is adjusted is enough. "
    "The office that decides may ask for a letter on what you need."
)
IN_WRITING = "Ask for the answer in writing, with a day to look at it again."
STATES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
          "America/Phoenix", "America/Detroit", "America/Anchorage", "Pacific/Honolulu",
          "America/Boise")  # fmt: skip
"""Zones that lie in the United States; elsewhere the general words stand."""


def card_sections(role: Role, zone: str) -> tuple[Section, ...]:
    """What is the same for every rotation of a person."""
    is_student = role == "student"
    states = WHO_US_STUDENT if is_student else WHO_US_RESIDENT
    who = states if zone in STATES else WHO_ELSEWHERE
    adjust = Section("If you need an adjustment", (who, SAY, NO_DIAGNOSIS, IN_WRITING))
    return (ASK, AGREE, adjust)


def heading_text(season: Season | None) -> str:
    """What the card is of."""
    if season is None:
        return "A rotation begins"
    return f"{season.name}, from {date_text(season.start)}"


def roster_lines(known: RosterKnown, season: Season) -> Iterator[str]:
    """What the roster says already; what it does not say is left to ask."""
    if known.days:
        first, last = known.days[0].day, known.days[-1].day
        yield (
            f"Your roster speaks of {len(known.days)} days, {date_text(first)} to "
            f"{date_text(last)}: {hours_text(known.minutes)} h of work."
        )
        yield _days("Nights begin on", known.nights, "No night among them.")
        if known.home_calls:
            yield _days("Home call on", known.home_calls, "")
        yield _days("Free days:", known.free_days, "No free day among them.")
    else:
        yield "Your calendars hold no roster of it yet, so everything is to ask."
    if season.duty_hours_per_week:
        yield f"You wrote down about {season.duty_hours_per_week} h a week for it."


def _days(lead: str, days: Sequence[date], without: str) -> str:
    if not days:
        return without
    told = [date_text(day) for day in days[:MOST_DAYS]]
    more = len(days) - MOST_DAYS
    return f"{lead} {listed_text([*told, f'{more} more'] if more > 0 else told)}."


def card_text(
    heading: str, known: Sequence[str], sections: Sequence[Section], notes: str = ""
) -> str:
    """The whole card as plain text."""
    parts = [heading, *(f"- {one}" for one in known)]
    for section in sections:
        parts += ["", section.name, *(f"- {line}" for line in section.lines)]
    return "\n".join([*parts, *(("", "Notes", notes) if notes else ())])
