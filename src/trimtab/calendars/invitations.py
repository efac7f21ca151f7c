"""An invitation (.ics) as something asked: every time it would take place from now on."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from trimtab.calendars.contents import Content, ReadContent
from trimtab.calendars.files import read_bytes
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.requests import Asked

DAYS_AHEAD = 52 * 7
MOST_NAMES = 3
FOLDED = re.compile(rb"\r?\n[ \t]")
ENDLESS = re.compile(rb"^RRULE[:;](?![^\r\n]*(?:UNTIL|COUNT)=)", re.MULTILINE | re.IGNORECASE)
CANCELLED = re.compile(rb"^METHOD:CANCEL\s*$", re.MULTILINE | re.IGNORECASE)


def is_invitation(text: str) -> bool:
    """Whether what was typed is the path of a calendar file, not a sentence.

    >>> is_invitation("committee.ics"), is_invitation("Committee Tuesdays 17:00")
    (True, False)
    """
    return Path(text.strip()).suffix.lower() in {".ics", ".ical"}


def read_invitation_file(path: Path, now: datetime, read_content: ReadContent) -> Asked:
    """What a calendar file asks from `now` on, `now` on the person's clock.

    Raises UnreadableFileError when it cannot be read or asks for nothing still to come.
    """
    content = Content(read_bytes(path), str(path), path.name)
    return read_invitation(content, now, read_content)


def read_invitation(content: Content, now: datetime, read_content: ReadContent) -> Asked:
    """What a calendar asks from `now` on, for a year when it names no end."""
    zone, file = str(now.tzinfo), content.shown
    last = now.date() + timedelta(DAYS_AHEAD - 1)
    reading = read_content(content, CalendarSource(file), now.date(), last, zone)
    ahead = tuple(one for one in reading.commitments if one.start >= now)
    if not ahead:
        raise UnreadableFileError(file, _why_nothing(content.content, reading, now.date()))
    is_endless = ENDLESS.search(FOLDED.sub(b"", content.content)) is not None
    return Asked(
        name=_name(ahead),
        kind=ahead[0].kind,
        zone=zone,
        occurrences=ahead,
        is_remote=all(one.is_remote for one in ahead),
        has_no_end=is_endless and len(ahead) > 1,
        remarks=tuple(str(problem) for problem in reading.problems),
    )


def _name(ahead: tuple[Commitment, ...]) -> str:
    names = list(dict.fromkeys(one.name for one in ahead))
    if len(names) <= MOST_NAMES:
        return " / ".join(names)
    return f"{names[0]} and {len(names) - 1} more"


def _why_nothing(content: bytes, reading: CalendarReading, today: date) -> str:
    if CANCELLED.search(content):
        return "it takes something back (METHOD:CANCEL), so there is nothing to weigh"
    if reading.problems:
        return f"{reading.problems[0].what.rstrip('.')}. {reading.problems[0].mend.rstrip('.')}"
    if reading.day_notes:
        return "it holds all-day entries alone; they take no time, so there is nothing to weigh"
    return f"nothing in it lies between {today.isoformat()} and a year later; check its dates"
