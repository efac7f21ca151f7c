"""Days as people write them, before it is known which number is the month and what the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février fevrier febrero",
            "march mar märz maerz mrz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août aout agosto",
            "september sept sep septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre decembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon mo montag lundi lun lunes",
            "tuesday tues tue tu dienstag di mardi mar martes",
            "wednesday weds wed we mittwoch mi mercredi mer miércoles miercoles",
            "thursday thurs thur thu th donnerstag do jeudi jeu jueves",
            "friday fri fr freitag vendredi ven viernes",
            "saturday sat sa samstag samedi sam sábado sabado",
            "sunday sun su sonntag so dimanche dim domingo",
        )
    )
    for name in names.split()
}
CENTURY = 2000


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


ORDINAL = r"(?:st|nd|rd|th|\.)?"
DASH = r"\s*(?:-|–|—|to|until|through|thru|bis)\s*"  # noqa: RUF001 (dashes as people type them)
WEEKDAY = re.compile(rf"\(?\b(?P<weekday>{_either(WEEKDAYS)})\b\.?\)?\s*[,:]?\s*", re.IGNORECASE)
YEAR = r"(?:[\s,.'/-]+(?P<{0}>(?:19|20)\d\d|'\d\d))?"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)",
        (
            rf"(?<![\d/.:])(?P<d>\d{{1,2}}){ORDINAL}(?:{DASH}(?P<d2>\d{{1,2}}){ORDINAL})?"
            rf"[\s-]*\b(?P<name>{_either(MONTHS)})\b\.?{YEAR.format('y')}(?!\d)"
        ),
        (
            rf"\b(?P<name>{_either(MONTHS)})\b\.?[\s-]*(?P<d>\d{{1,2}}){ORDINAL}(?!\d|[:/.]\d)"
            rf"(?:{DASH}(?P<d2>\d{{1,2}}){ORDINAL}(?![\da-z]|[:/.]\d))?{YEAR.format('y')}(?!\d)"
        ),
        (
            r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
            r"(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])"
        ),
        (
            r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sep>/)(?P<b>\d{1,2})"
            r"(?:\s*[-\u2013]\s*(?P<b2>\d{1,2})(?![\dapm]|[:/.]\d))?(?![\d/]|:\d)"
        ),
        r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sep>\.)(?P<b>0[1-9]|1[0-2])\.(?!\d)",
    )
)
BESIDE_WEEKDAY = re.compile(
    rf"\b(?:{_either(WEEKDAYS)})\b\.?,?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?![\w/.]|:\d|-\d)",
    re.IGNORECASE,
)
BARE = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?", re.IGNORECASE)
MONTH_AND_YEAR = re.compile(
    rf"\b(?P<name>{_either(MONTHS)})\b\.?[\s,.'/-]*(?P<y>(?:19|20)\d\d|'\d\d)?(?![\d:])",
    re.IGNORECASE,
)
ISO_YEAR_MONTH = re.compile(r"(?<![\d-])(?P<y>20\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])")
LONE_YEAR = re.compile(r"(?<!\d\d\d\d[-/])(?<![\d:.])20\d\d(?![\d:]|[-/]20\d\d)")
ALWAYS = "24/7"
MOST_DAYS = 40
MOST_SEEN = 6000
WEEKDAYS_BEFORE = re.compile(
    rf"{WEEKDAY.pattern.replace('weekday', 'first')}{DASH}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as written. `month` 0: not said. `other` is set where two numbers could swap.

    With `other`, `day` is the first number and `other` the second; `separator` parts them.
    `turn` counts the months that passed since the first of a row of bare days; `plus` the days
    after the one written, in a week named by one of its days; `on` seeks the first such weekday
    from there.
    """

    day: int
    month: int = 0
    year: int | None = None
    weekday: int | None = None
    other: int = 0
    separator: str = ""
    turn: int = 0
    plus: int = 0
    on: int | None = None

    @property
    def is_bare(self) -> bool:
        """Whether only the day of an unnamed month is said."""
        return not self.month and not self.other


@dataclass(frozen=True, slots=True)
class DaysFound:
    """A day, or the first and last of several, and where in the text they were written."""

    first: WrittenDay
    last: WrittenDay
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_days(text: str) -> DaysFound | None:
    """The first day or row of days a text names, with its weekday.

    >>> found = find_days("Mon 11/16 7p-7a MICU")
    >>> found.first.day, found.first.other, found.first.weekday, found.end
    (11, 16, 0, 9)
    """
    found = _first_match(text)
    if found is None:
        return None
    one = _with_weekday_before(text, found)
    row = one if one.first != one.last else _extended(text, one)
    return _with_weekday_after(text, _with_row_of_weekdays(text, row))


@lru_cache(maxsize=8192)
def find_each_days(text: str) -> tuple[DaysFound, ...]:
    """Every day or row of days a text names, from left to right, at most 40.

    >>> [found.first.day for found in find_each_days("Sat 21st / Sun 22nd Nov LD")]
    [21, 22]
    """
    return tuple(_each_days(text))


def _each_days(text: str) -> Iterator[DaysFound]:
    at = 0
    for _ in range(MOST_DAYS):
        found = find_days(text[at:])
        if found is None:
            return
        bare = _beside_weekday(text[at : at + found.start])
        found = bare or found
        yield replace(found, start=at + found.start, end=at + found.end)
        at += found.end


@lru_cache(maxsize=4096)
def read_day(text: str) -> WrittenDay | None:
    """The one day a cell names and nothing else, a time of midnight aside.

    >>> read_day("16 Nov 2026").month, read_day("Mon 16").day, read_day("NF")
    (11, 16, None)
    """
    plain = text.strip()
    found = find_days(plain)
    if found is not None:
        rest = plain[: found.start] + plain[found.end :]
        is_all = not rest.strip(" ,T") or rest.strip(" ,T") in {"00:00", "00:00:00"}
        return found.first if is_all and found.first == found.last else None
    return _bare_day(plain)


def _bare_day(text: str) -> WrittenDay | None:
    weekday = WEEKDAY.search(text)
    rest = WEEKDAY.sub("", text, count=1).strip() if weekday else text
    match = BARE.fullmatch(rest)
    if match is None or not 1 <= int(match["d"]) <= 31:
        return None
    return WrittenDay(int(match["d"]), weekday=_weekday(weekday))


@lru_cache(maxsize=4096)
def read_weekday(text: str) -> int | None:
    """The weekday a cell names and nothing else, Monday 0.

    >>> read_weekday("Tue."), read_weekday("Mon 16")
    (1, None)
    """
    match = WEEKDAY.fullmatch(text.strip())
    return _weekday(match)


def _weekday(match: re.Match[str] | None) -> int | None:
    return WEEKDAYS[match["weekday"].lower()] if match else None


def _first_match(text: str) -> DaysFound | None:
    """The leftmost day that any spelling gives; earlier spellings win at the same place."""
    matches = [match for match in (one.search(text) for one in PATTERNS) if match]
    for match in sorted(matches, key=lambda match: match.start()):
        days = _days_of(match)
        if days is not None:
            return DaysFound(*days, match.start(), match.end())
    return _beside_weekday(text)


def _days_of(match: re.Match[str]) -> tuple[WrittenDay, WrittenDay] | None:
    parts = match.groupdict()
    year = _year(parts.get("y"))
    if parts.get("a"):
        return _numeric(parts, year)
    month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["m"] or 0)
    first, last = int(parts["d"]), int(parts.get("d2") or parts["d"])
    if not (1 <= month <= 12 and 1 <= first <= last <= 31):
        return None
    return WrittenDay(first, month, year), WrittenDay(last, month, year)


def _beside_weekday(text: str) -> DaysFound | None:
    """A day without its month, which only counts beside its weekday: Tue 17."""
    match = BESIDE_WEEKDAY.search(text)
    if match is None or not 1 <= int(match["d"]) <= 31:
        return None
    day = WrittenDay(int(match["d"]), weekday=_weekday(WEEKDAY.match(match.group())))
    return DaysFound(day, day, match.start(), match.end())


def _numeric(
    parts: dict[str, str | None], year: int | None
) -> tuple[WrittenDay, WrittenDay] | None:
    """Two numbers: either may be the month; "11/16-20" can only be month first."""
    one, other = int(parts["a"] or 0), int(parts["b"] or 0)
    separator = parts["sep"] or ""
    if f"{one}{separator}{other}" == ALWAYS and year is None:
        return None
    if not (1 <= one <= 31 and 1 <= other <= 31 and min(one, other) <= 12):
        return None
    if parts.get("b2"):
        last = int(parts["b2"] or 0)
        if one > 12 or not other <= last <= 31:
            return None
        return WrittenDay(other, one, year), WrittenDay(last, one, year)
    day = WrittenDay(one, 0, year, other=other, separator=separator)
    return day, day


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.strip("'"))
    return number if number > 99 else CENTURY + number


def _with_weekday_before(text: str, found: DaysFound) -> DaysFound:
    """The weekday just before the day belongs to it."""
    for match in WEEKDAY.finditer(text[: found.start]):
        if not text[match.end() : found.start].strip(" ,("):
            weekday = _weekday(match)
            first = replace(found.first, weekday=weekday)
            last = first if found.last == found.first else found.last
            return DaysFound(first, last, match.start(), found.end)
    return found


def _with_row_of_weekdays(text: str, found: DaysFound) -> DaysFound:
    """The weekdays of both ends before a row of days: Mon-Fri 12/14-12/18."""
    row = WEEKDAYS_BEFORE.search(text[: found.start])
    if row is None or found.first == found.last or found.first.weekday is None:
        return found
    first = replace(found.first, weekday=WEEKDAYS[row["first"].lower()])
    last = replace(found.last, weekday=found.first.weekday)
    return DaysFound(first, last, row.start(), found.end)


def _with_weekday_after(text: str, found: DaysFound) -> DaysFound:
    match = re.compile(r"\s*[,(]?\s*").match(text, found.end)
    after = WEEKDAY.match(text, match.end() if match else found.end)
    if after is None or found.first.weekday is not None:
        return found
    first = replace(found.first, weekday=_weekday(after))
    last = first if found.last == found.first else found.last
    return DaysFound(first, last, found.start, after.end())


def _extended(text: str, found: DaysFound) -> DaysFound:
    """Two days with a dash between are the first and the last of a row."""
    dash = re.compile(DASH, re.IGNORECASE).match(text, found.end)
    if dash is None:
        return found
    rest = text[dash.end() :]
    after = _first_match(rest)
    if after is None:
        return found
    after = _with_weekday_before(rest, after)
    if after.start > 0:
        return found
    first = _in_year_before(found.first, after.last)
    return DaysFound(first, after.last, found.start, dash.end() + after.end)


def _in_year_before(first: WrittenDay, last: WrittenDay) -> WrittenDay:
    """The first day of a row whose year only its last says."""
    if first.year is not None or last.year is None:
        return first
    return replace(first, year=last.year - (first.month > last.month))


@lru_cache(maxsize=4096)
def find_month(text: str) -> tuple[int, int | None] | None:
    """The month a title names, with its year if it says one.

    >>> find_month("MICU roster, November 2026"), find_month("2026-11"), find_month("Ward 5")
    ((11, 2026), (11, 2026), None)
    """
    match = ISO_YEAR_MONTH.search(text)
    if match:
        return int(match["m"]), int(match["y"])
    named = [
        (MONTHS[one["name"].lower()], _year(one["y"])) for one in MONTH_AND_YEAR.finditer(text)
    ]
    return next((one for one in named if one[1]), named[0] if named else None)


def find_year(text: str) -> int | None:
    """The only year a title names.

    >>> find_year("Roster 2026"), find_year("2026-2027")
    (2026, None)
    """
    years = {int(found) for found in LONE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None
