"""Hours told by another clock: 3 pm EST, 14:00 GMT, 17:00 UK time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trimtab.domain.errors import UnclearLineError
from trimtab.spoken.clocks import WEEKDAY
from trimtab.spoken.lines import TypedLine

ABBREVIATED = {
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "GMT": "Europe/London", "BST": "Europe/London", "UTC": "UTC",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "EET": "Europe/Athens",
    "EEST": "Europe/Athens", "PKT": "Asia/Karachi", "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}  # fmt: skip
"""Clocks as people write them: EST in July is the clock of New York all the same."""

NAMED = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "new york": "America/New_York", "uk": "Europe/London",
    "british": "Europe/London", "london": "Europe/London", "central european": "Europe/Berlin",
    "german": "Europe/Berlin", "berlin": "Europe/Berlin", "paris": "Europe/Paris",
    "indian": "Asia/Kolkata", "india": "Asia/Kolkata", "pakistan": "Asia/Karachi",
    "sydney": "Australia/Sydney",
}  # fmt: skip
SEVERAL = {"IST": "of India, Ireland or Israel"}
AFTER_A_CLOCK = r"(?<=[\dmMn.)])(?<!\d\d\d\d\d)\s?"
SPOKEN = re.compile(
    rf"{AFTER_A_CLOCK}[(,]?\s?(?P<name>{'|'.join(sorted(NAMED, key=len, reverse=True))})"
    r"(?:\s+(?:standard\s+|daylight\s+|summer\s+)?time\b|(?=[\s).,?]*$))\)?",
    re.IGNORECASE,
)
ENDS = r"(?=\s*(?:$|[,.;:)?!]|(?:on|for|every|each|via|in|by|until|from|starting|and|to)\b|\d))"
"""What may follow two letters that mean a clock: no "CT scan", no "PT session"."""
LONG, SHORT = ("|".join(one for one in ABBREVIATED if (len(one) > 2) == long) for long in (1, 0))
WRITTEN = re.compile(
    rf"{AFTER_A_CLOCK}[(,]?\s?(?P<short>(?:{LONG}|{'|'.join(SEVERAL)})\b|(?:{SHORT})\b(?:{ENDS}|(?=\s+{WEEKDAY})))\)?"
)
REMEDY = "Write the hours on your own clock."


@dataclass(frozen=True, slots=True)
class OtherClock:
    """A clock that was named, and the word for it."""

    zone: ZoneInfo
    said: str


def take_zone(line: TypedLine) -> OtherClock | None:
    """The clock that hours are told by, if one is named. Raises UnclearLineError for several.

    >>> take_zone(TypedLine("Call at 3 pm EST")).zone.key
    'America/New_York'
    """
    found = line.take(WRITTEN)
    if found is not None:
        short = found["short"]
        if short in SEVERAL:
            what = f"it may be the clock {SEVERAL[short]}."
            column = found.start("short") + 1
            raise UnclearLineError(line.text, short, column, what, REMEDY)
        return OtherClock(ZoneInfo(ABBREVIATED[short]), short)
    found = line.take(SPOKEN)
    if found is None:
        return None
    name = " ".join(found["name"].lower().split())
    return OtherClock(ZoneInfo(NAMED[name]), found[0].strip(" ,()."))
