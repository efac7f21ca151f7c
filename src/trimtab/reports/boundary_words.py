"""Boundaries as sentences, and what they kept and cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trimtab.app.boundaries.hours_kept import HoursKept
from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.domain.tasks import Messages
from trimtab.domain.time import WEEKDAYS, ClockSpan, clock_text
from trimtab.reports.wording import hours_text, listed_text

EN_DASH = "\N{EN DASH}"
KINDS = {
    "work": "No work",
    "study": "No study",
    "screens": "No screens",
    "calls": "No calls",
}
OFTEN = {1: "once a week", 2: "twice a week"}
WORKDAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]
WINDING_DOWN = (
    "Half an hour before each night is for winding down, a quarter before sleep by day, and half "
    "an hour after either for waking up: nothing on a screen is planned in them."
)
ALONE = (
    "Meals, sleep, protected times and practices with somebody stand alone: nothing else is "
    "planned while they last."
)
AFTER_NIGHTS = "After a night on duty, seven hours hold no messages, and sleep comes first."
KEPT_BY_THE_PLAN = (WINDING_DOWN, ALONE, AFTER_NIGHTS)
"""What hangs on the plan rather than the clock; every plan keeps it."""


def boundary_text(boundary: Boundary) -> str:
    """A boundary as a sentence.

    >>> boundary_text(Boundary("Laptop", "work", ClockSpan(0, 1440), ("sat", "sun")))
    'No work at weekends.'
    """
    text = f"{KINDS[boundary.kind]} {_when(boundary.off, boundary.days)}"
    if boundary.exceptions:
        spans = listed_text([span_text(one) for one in boundary.exceptions])
        times = boundary.except_times_per_week
        often = f", at most {OFTEN.get(times, f'{times} times a week')}" if times else ""
        text += (
            f"; {spans} stays open{often}"
            if len(boundary.exceptions) == 1
            else (f"; {spans} stay open{often}")
        )
    return f"{text}."


def _when(off: ClockSpan, days: Sequence[str]) -> str:
    if off.minutes == 1440 and off.start == 0:
        return on_days(days) or "at any hour"
    hours = span_text(off)
    return f"{hours}, {on_days(days)}" if on_days(days) else hours


def on_days(days: Sequence[str]) -> str:
    """Weekdays in words; empty for every day.

    >>> on_days(("mon", "tue", "wed", "thu", "fri")), on_days(("sun",)), on_days(("tue", "thu"))
    ('on weekdays', 'on Sunday', 'on Tue and Thu')
    """
    known = tuple(one for one in WEEKDAYS if one in days)
    if len(known) == len(WEEKDAYS):
        return ""
    if known in {WORKDAYS, WEEKEND}:
        return "on weekdays" if known == WORKDAYS else "at weekends"
    if len(known) == 1:
        return f"on {FULL[WEEKDAYS.index(known[0])]}"
    return f"on {days_text(known)}"


FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def days_text(days: Sequence[str]) -> str:
    """Weekdays in short, a run of three or more by its ends.

    >>> days_text(("mon", "tue", "wed", "thu", "sat")), days_text(("mon", "tue", "wed", "thu"))
    ('Mon, Tue, Wed, Thu and Sat', 'Mon to Thu')
    """
    numbers = sorted(WEEKDAYS.index(one) for one in days)
    is_run = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    names = [WEEKDAYS[one].capitalize() for one in numbers]
    return f"{names[0]} to {names[-1]}" if is_run else listed_text(names)


def span_text(span: ClockSpan) -> str:
    """Clock hours with a dash.

    >>> span_text(ClockSpan(1260, 360)).replace(EN_DASH, "-")
    '21:00-06:00'
    """
    return f"{clock_text(span.start)}{EN_DASH}{end_text(span.end)}"


def end_text(minutes: int) -> str:
    """The end of hours on the clock; midnight is 24:00."""
    return "24:00" if minutes == 1440 else clock_text(minutes)


def messages_text(messages: Messages) -> str:
    """When messages are answered, as a sentence.

    >>> messages_text(Messages(at=(540, 960), days=WORKDAYS, latest=1080))
    'Messages at 09:00 and 16:00 on weekdays, none after 18:00.'
    """
    times = listed_text([clock_text(one) for one in messages.at])
    days = on_days(messages.days)
    edges = []
    if messages.earliest is not None:
        edges.append(f"before {clock_text(messages.earliest)}")
    if messages.latest is not None:
        edges.append(f"after {end_text(messages.latest)}")
    none = f", none {' or '.join(edges)}" if edges else ""
    return f"Messages at {times}{f' {days}' if days else ''}{none}."


def kept_text(kept: HoursKept) -> str:
    """What boundaries on work gave in the days planned, and what they cost, in one sentence.

    >>> kept_text(HoursKept(720, 0, ("QI abstract",)))
    'In this plan they keep 12 waking hours free of work; QI abstract found less time for them.'
    """
    hours = hours_text(kept.free_minutes)
    unit = "hour" if hours in {"½", "1"} else "hours"
    text = f"In this plan they keep {hours} waking {unit} free of work"
    if kept.left_out:
        text += f"; {listed_text(kept.left_out[:2])} found less time for them"
    if kept.duty_minutes:
        return f"{text}. Duty and call take {hours_text(kept.duty_minutes)} h more of them, awake."
    return f"{text}."


def boundary_lines(profile: Profile, kept: HoursKept | None) -> Iterator[str]:
    """Everything a profile keeps, each as a line under its name."""
    for one in profile.boundaries:
        yield f"{one.name}: {boundary_text(one)}"
    if profile.messages is not None:
        yield messages_text(profile.messages)
    if profile.quiet.places:
        yield places_text(profile.quiet.places)
    yield from KEPT_BY_THE_PLAN
    if kept is not None:
        yield kept_text(kept)


def places_text(places: Sequence[str]) -> str:
    """Places without work, as a sentence.

    >>> places_text(["Bedroom", "Dinner table"])
    'No work here: Bedroom and Dinner table.'
    """
    return f"No work here: {listed_text(list(places))}."
