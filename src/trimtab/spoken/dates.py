"""Dates and weekdays as people type them: 31 January, Jan 31, 31.1., 2027-01-31, next Tuesday."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.time import WEEKDAYS
from trimtab.spoken.clocks import COUNT, WEEKDAY, count_of
from trimtab.spoken.lines import TypedLine

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?:,?\s+(?P<year>20\d\d)\b(?!\s*[-\u2010-\u2015:]\s*\d))?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
DATE = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?(?:"
    r"(?P<iso>20\d\d-[01]\d-[0-3]\d)(?!\d)"
    rf"|(?<![\d.:/]){DAY}\s+(?:of\s+)?(?P<month>{MONTH}){YEAR}"
    rf"|(?P<month_first>{MONTH})\s+(?P<day_last>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.]\d)"
    rf"{YEAR.replace('year', 'year_last')}"
    r"|(?<![\d.:/])(?P<dotted_day>[0-3]?\d)\.\s?(?P<dotted_month>0?[1-9]|1[0-2])\."
    r"(?P<dotted_year>20\d\d)?(?!\d)"
    r"|(?<![\d.:/])(?P<slash_one>[0-3]?\d)/(?P<slash_two>[0-3]?\d)(?:/(?P<slash_year>20\d\d))?(?![\d/])"
    r")"
)
RELATIVE = rf"(?P<relative>today|tonight|tomorrow|tmrw|tmr|(?:(?:this|next|coming)\s+)?{WEEKDAY})"
END_OF = (
    rf"(?:the\s+)?end\s+of\s+(?:(?P<end_month>{MONTH})(?:\s+(?P<end_year>20\d\d))?"
    r"|(?:(?:the|this)\s+)?(?P<unit>month|year|week|day)\b)"
)


def _after(words: str, what: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{words})\s+){what}", re.IGNORECASE)


UNTIL_WORDS = (
    r"until|till|til|through|thru|up\s+to(?:\s+and\s+including)?|ending(?:\s+on)?|ends(?:\s+on)?"
)
FROM_WORDS = (
    r"from|starting(?:\s+(?:on|from|in))?|beginning(?:\s+(?:on|in))?|begins(?:\s+(?:on|in))?|"
    r"starts(?:\s+(?:on|in))?|as\s+of"
)
UNTIL = tuple(
    _after(UNTIL_WORDS, rf"(?:and\s+including\s+)?(?:the\s+)?{what}")
    for what in (DATE, END_OF, RELATIVE)
)
UNTIL_FEAST = re.compile(
    r"\b(?:until|till|til|up\s+to)\s+(?P<feast>Christmas|X-?mas|Easter)\b(?:\s+(?P<year>20\d\d)\b)?"
    r"(?!\s+(?:eve|day|break|holidays?|vacation|recess|party|monday|sunday|week|term)\b)",
    re.IGNORECASE,
)
UNREAD_END = re.compile(
    r"\b(?:until|till|til)\s+[^\0,.;:!?()]*[^\W\d_\0][^\0,.;:!?()]*"
    r"|\b(?:through(?:out)?|thru|up\s+to|for|during|over)\s+(?:the\s+)?"
    r"(?:(?:end|rest|remainder|whole)\s+(?:of\s+)?(?:the\s+|this\s+)?)?(?:\w+\s+)?"
    r"(?:semester|trimester|term|quarter|summer|winter|spring|autumn|rotation|block|season|year)\b",
    re.IGNORECASE,
)
"""An end that names no day anybody here knows."""

STARTING = tuple(_after(FROM_WORDS, what) for what in (DATE, RELATIVE))
SPAN_STARTING = _after(FROM_WORDS, r"(?P<lead>this|next)\s+(?P<unit>week|month|year)\b")
SOME_WEEKS_AHEAD = _after(
    FROM_WORDS, rf"in\s+(?P<count>{COUNT})\s+weeks?\b(?:['\u2019]s?\s+time\b)?"
)
NO_DAY = r"(?!\s*\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d|\s?[ap]\.?m))"
WHOLE_MONTHS = re.compile(
    rf"\b(?:in|during|throughout|(?P<from>{FROM_WORDS}))\s+"
    rf"(?P<first_month>{MONTH}){NO_DAY}(?:\s+(?P<first_year>20\d\d)\b)?"
    rf"(?:\s*(?:[-\u2010-\u2015]|\b(?:to|through|thru|until|till)\b)\s*"
    rf"(?P<last_month>{MONTH}){NO_DAY}(?:\s+(?P<last_year>20\d\d)\b)?)?(?:\s+onwards?\b|\s+on(?=\W*$))?",
    re.IGNORECASE,
)
UP_TO = re.compile(rf"\b(?:to)\s+{DATE}", re.IGNORECASE)
ANY_DATE = re.compile(rf"(?:\bon\s+)?(?:\bthe\s+)?{DATE}", re.IGNORECASE)
ANY_RELATIVE = re.compile(
    rf"(?:\bon\s+)?\b{RELATIVE}(?!\s*[-\u2010-\u2015]\s*{WEEKDAY})", re.IGNORECASE
)
AHEAD = re.compile(
    rf"\bin\s+(?P<count>{COUNT})\s+(?P<unit>days?|weeks?)\b(?:['\u2019]s?\s+time\b)?", re.IGNORECASE
)
REMEDY = "Write a date as 2027-01-31, 31 January, Jan 31 or 31.1."


def weekday_of(word: str) -> str:
    """A weekday as mon … sun.

    >>> weekday_of("Thursdays")
    'thu'
    """
    return word[:3].lower()


def next_weekday(today: date, weekday: str, *, strictly: bool = False) -> date:
    """The coming such day, today included unless `strictly`.

    >>> next_weekday(date(2026, 11, 18), "wed"), next_weekday(date(2026, 11, 18), "tue")
    (datetime.date(2026, 11, 18), datetime.date(2026, 11, 24))
    """
    ahead = (WEEKDAYS.index(weekday) - today.weekday()) % 7
    return today + timedelta(ahead or (7 if strictly else 0))


def take_until(line: TypedLine, today: date) -> date | None:
    """The last day said with "until" and the like; "until Christmas" ends on the day before it.

    >>> take_until(TypedLine("until Easter"), date(2026, 11, 2))
    datetime.date(2027, 3, 27)
    """
    found = line.take(UNTIL_FEAST)
    if found is None:
        return _take_first(line, UNTIL, today)
    years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
    days = [_feast(found["feast"], year) - timedelta(1) for year in years]
    return next((day for day in days if day >= today), days[-1])


def _feast(name: str, year: int) -> date:
    """Its day; Easter Sunday by the Gregorian rule (Meeus 1991, Astronomical Algorithms, ch. 8)."""
    if not name.lower().startswith("easter"):
        return date(year, 12, 25)
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + n - 7 * ((a + 11 * h + 22 * n) // 451) + 114, 31)
    return date(year, month, day + 1)


def take_starting(line: TypedLine, today: date) -> tuple[date | None, date | None]:
    """The first day said with "from" and the like, and the last one when "to" follows.

    Whole months count from their first day to their last: "in January", "from May to June". A
    week, a month or a year that is next begins with its first day, one that runs begins today.

    >>> take_starting(TypedLine("starting next month"), date(2026, 11, 23))
    (datetime.date(2026, 12, 1), None)
    """
    span, weeks = line.take(SPAN_STARTING), line.take(SOME_WEEKS_AHEAD)
    if span is not None:
        return _span_start(span["lead"].lower(), span["unit"].lower(), today), None
    if weeks is not None:
        return today + timedelta(7 * count_of(weeks["count"])), None
    months = line.take(WHOLE_MONTHS)
    if months is not None:
        return _month_span(months, today)
    first = _take_first(line, STARTING, today)
    last = _take_first(line, (UP_TO,), first) if first is not None else None
    return first, last


def _span_start(lead: str, unit: str, today: date) -> date:
    if lead == "this":
        return today
    if unit == "week":
        return today + timedelta(7 - today.weekday())
    if unit == "year" or today.month == 12:
        return date(today.year + 1, 1, 1)
    return date(today.year, today.month + 1, 1)


def take_dates(line: TypedLine, today: date) -> list[date]:
    """Every date that is left, by time; each the next one of its day when no year is said."""
    found = {read_date(line, match, today) for match in line.take_all(ANY_DATE)}
    return sorted(found)


def take_relative(line: TypedLine, today: date) -> date | None:
    """Today, tomorrow, or one weekday as the coming one; "next" is in the next week.

    "In two weeks" is that many days on; with a weekday, that day of the calendar week then.

    >>> take_relative(TypedLine("in 2 weeks, Thursday"), date(2026, 11, 20))
    datetime.date(2026, 12, 3)
    """
    ahead, found = line.take(AHEAD), line.take(ANY_RELATIVE)
    if ahead is None:
        return _relative(found["relative"], today) if found else None
    is_weeks = ahead["unit"].lower().startswith("week")
    then = today + timedelta(count_of(ahead["count"]) * (7 if is_weeks else 1))
    word = found["relative"].split()[-1] if found else ""
    if not word or weekday_of(word) not in WEEKDAYS:
        return then
    meant = then - timedelta(then.weekday()) + timedelta(WEEKDAYS.index(weekday_of(word)))
    if not is_weeks and meant != then:
        what = f"{then.day} {then:%B} {then.year} is a {then:%A}."
        raise UnclearLineError(
            line.text, ahead[0], ahead.start() + 1, what, "Mend the day or the number."
        )
    return meant


def _take_first(line: TypedLine, patterns: tuple[re.Pattern[str], ...], today: date) -> date | None:
    for pattern in patterns:
        found = line.take(pattern)
        if found is not None:
            return read_date(line, found, today)
    return None


def read_date(line: TypedLine, found: re.Match[str], today: date) -> date:
    """The day a match means. Raises UnclearLineError when there is no such day."""
    groups = {name: value for name, value in found.groupdict().items() if value}
    if "relative" in groups:
        return _relative(groups["relative"], today)
    if "unit" in groups or "end_month" in groups:
        return _end_of(groups, today)
    day = _written_day(line, found, groups, today)
    wanted = weekday_of(groups["weekday"]) if "weekday" in groups else WEEKDAYS[day.weekday()]
    if WEEKDAYS[day.weekday()] != wanted:
        what = f"{day.day} {day:%B} {day.year} is a {day:%A}."
        raise UnclearLineError(
            line.text, found[0], found.start() + 1, what, "Mend the day or the date."
        )
    return day


def _written_day(
    line: TypedLine, found: re.Match[str], groups: dict[str, str], today: date
) -> date:
    try:
        if "iso" in groups:
            return date.fromisoformat(groups["iso"])
        return _next_of(*_parts(groups), today)
    except ValueError as error:
        what = str(error) if "/" in found[0] else "there is no such day."
        raise UnclearLineError(line.text, found[0], found.start() + 1, what, REMEDY) from None


def _parts(groups: dict[str, str]) -> tuple[int, int, int | None]:
    """Day, month and year as written; ValueError when a slash leaves it open which is which."""
    if "dotted_day" in groups:
        year = groups.get("dotted_year")
        return int(groups["dotted_day"]), int(groups["dotted_month"]), int(year) if year else None
    if "slash_one" in groups:
        year = groups.get("slash_year")
        day, month = int(groups["slash_one"]), int(groups["slash_two"])
        if day <= 12 and month <= 12 and day != month:
            raise ValueError("it may be the day first or the month first.")
        day, month = (day, month) if month <= 12 else (month, day)
        return day, month, int(year) if year else None
    name = groups.get("month") or groups["month_first"]
    year = groups.get("year") or groups.get("year_last")
    day = int(groups.get("day") or groups["day_last"])
    return day, MONTHS.index(name[:3].lower()) + 1, int(year) if year else None


def _next_of(day: int, month: int, year: int | None, today: date) -> date:
    """The day in the year said, else the next one of its kind; ValueError when there is none."""
    years: Iterable[int] = (
        [year] if year else range(today.year, today.year + 9)
    )  # 29 February comes in eight
    for one in _existing(day, month, years):
        if year or one >= today:
            return one
    raise ValueError("there is no such day.")


def _existing(day: int, month: int, years: Iterable[int]) -> Iterator[date]:
    for year in years:
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            yield date(year, month, day)


def _end_of(groups: dict[str, str], today: date) -> date:
    if groups.get("unit") == "day":
        return today
    if groups.get("unit") == "week":
        return next_weekday(today, "sun")
    if groups.get("unit") == "year":
        return date(today.year, 12, 31)
    month, year = today.month, today.year
    if name := groups.get("end_month"):
        month = MONTHS.index(name[:3].lower()) + 1
        year = int(groups.get("end_year") or today.year + (month < today.month))
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_span(found: re.Match[str], today: date) -> tuple[date, date | None]:
    """First day of the months named, not before today, and their last day unless open."""
    first_month, last_month = found["first_month"], found["last_month"]
    first_end = _end_of(_with_year(first_month, found["first_year"]), today)
    first = max(first_end.replace(day=1), today) if first_end >= today else first_end
    if found["from"] and not last_month:
        return first, None
    year = found["last_year"] or (None if last_month else found["first_year"])
    return first, _end_of(_with_year(last_month or first_month, year), first)


def _with_year(month: str, year: str | None) -> dict[str, str]:
    return {"end_month": month, "end_year": year or ""}


def _relative(words: str, today: date) -> date:
    lead, _, word = words.lower().rpartition(" ")
    if word in {"today", "tonight"}:
        return today
    if word in {"tomorrow", "tmrw", "tmr"}:
        return today + timedelta(1)
    if lead == "next":
        return next_weekday(today + timedelta(7 - today.weekday()), weekday_of(word))
    return next_weekday(today, weekday_of(word))
