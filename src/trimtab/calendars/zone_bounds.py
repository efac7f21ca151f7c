"""Which time-zone definitions of a calendar are calm enough to follow."""

from __future__ import annotations

import re
from datetime import date

from icalendar.prop import vRecur

from trimtab.calendars.rules import Days, may_match

MOST_BYTES = 2**16
MOST_CHANGES = (
    1500  # Windows lists two a year from 1601 on, 876 until 2038; each look-up visits all
)
LAST_YEAR = 2100
CALM_PARTS = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "UNTIL", "COUNT"})
# Together these years hold every weekday on every date
SEVEN_YEARS = Days(date(2024, 1, 1), date(2030, 12, 31))
RULE = re.compile(r"^RRULE[^:\r\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
START = re.compile(r"^DTSTART[^:\r\n]*:(\d{4})", re.IGNORECASE | re.MULTILINE)
DATES = re.compile(r"^RDATE[^:\r\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
RULES_END = 2038


def is_calm(text: str) -> bool:
    """Whether a VTIMEZONE changes its clock as zones do: by the year, in a bounded way.

    Others could take minutes to follow: rules of seconds, or ones that never match.
    """
    if len(text) > MOST_BYTES:
        return False
    rules = RULE.findall(text)
    listed = sum(dates.count(",") + 1 for dates in DATES.findall(text))
    starts = [int(year) for year in START.findall(text)]
    years = sum(RULES_END - min(year, RULES_END) for year in starts) if rules else 0
    return len(starts) + listed + years <= MOST_CHANGES and all(map(_is_calm_rule, rules))


def _is_calm_rule(text: str) -> bool:
    """Whether a rule names a day a year; raises nothing, whatever is written there."""
    try:
        rule = vRecur.from_ical(text.strip().upper())
        last = rule.get("UNTIL", [date.min])[0]
        return (
            rule.keys() - {"WKST"} <= CALM_PARTS
            and rule.get("FREQ") == ["YEARLY"]
            and rule.get("INTERVAL", [1]) == [1]
            and rule.get("COUNT", [0])[0] <= MOST_CHANGES
            and last.year <= LAST_YEAR
            and may_match(rule, SEVEN_YEARS.first, SEVEN_YEARS)
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
