"""Own care in words: what is due, times that fit, and a request to send."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from trimtab.app.household.own_care import OwnCareAhead
from trimtab.domain.dates import ahead_text
from trimtab.reports.answer_words import YOUR_NAME
from trimtab.reports.household_words import times_text
from trimtab.reports.wording import date_text, duration_text, listed_text

KINDS = {"doctor": "a check-up", "dentist": "a dental check-up", "therapist": "a session"}


def state_sentence(one: OwnCareAhead, today: date) -> str:
    """How one of them stands: booked, due, or to be booked."""
    if one.booked is not None:
        when = time_text(one.booked, one.of.minutes)
        return f"Booked: {when}, {ahead_text(one.booked.date(), today)}."
    if one.due is None:
        return "Nothing booked."
    if one.due <= today:
        return f"Due since {date_text(one.due)}; nothing booked."
    return f"Due {date_text(one.due)}, {ahead_text(one.due, today)}; nothing booked."


def time_text(start: datetime, minutes: int) -> str:
    """A day with its hours."""
    end = start + timedelta(minutes=minutes)
    return f"{date_text(start.date())} {times_text(start, end)}"


def times_sentence(one: OwnCareAhead) -> str:
    """Why these times, or that none fits."""
    if one.before is not None:
        until = f"before the heavy weeks that begin {date_text(one.before.first)}"
    else:
        until = f"until {date_text(one.until)}"
    if not one.times:
        return (
            f"No time of theirs fits {until}, with the way there. Ask for an early or a late one."
        )
    return f"Times that fit {until}, with the way there:"


def clash_sentence(one: OwnCareAhead) -> str:
    """What stands at the time that is booked, and who would be alone; empty where nothing does."""
    if one.booked is None:
        return ""
    said, zone = [], one.booked.tzinfo
    if one.clash is not None:
        start, end = one.clash.start.astimezone(zone), one.clash.end.astimezone(zone)
        said.append(
            f"{one.clash.name} is then, {times_text(start, end)}: one of the two has to move."
        )
    if one.alone:
        spans = [
            times_text(start.astimezone(zone), end.astimezone(zone)) for start, end in one.alone
        ]
        whom = listed_text(one.alone_with)
        said.append(
            f"Nobody else is there for {whom} then, {listed_text(spans)} with the way: move it, or "
            "ask somebody to be there."
        )
    return " ".join(said)


def request_draft(one: OwnCareAhead, name: str) -> str:
    """A request for an appointment, to change and copy; nothing of work or of health beyond it."""
    what = KINDS.get(one.of.kind, "an appointment")
    lines = ["Hello,", ""]
    lines.append(f"I would like to book {what}, about {duration_text(one.of.minutes)}.")
    if one.times:
        lines.append("These times would suit me:")
        lines += [f"- {date_text(at.date())}, {at:%H:%M}" for at in one.times]
        lines.append("If none of them is free, please name the nearest you have.")
    else:
        lines.append("My days are full; an early or a late time would help. What is the first?")
    return "\n".join([*lines, "", "Thank you,", name or YOUR_NAME])
