"""Hours as people write them: 7a-7p, 0700-1900, 7:00 PM to 7:00 AM, 19:00-07:00."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOON, DAY = 720, 1440
DASH = r"\s*(?:-|–|—|‐|−|~|to|until|till?|bis|à)\s*"  # noqa: RUF001 (dashes as people type them)
CLOCK = r"""(?:12\s?)?(?P<word{0}>noon|midnight|midday)
    |(?P<four{0}>[0-2]?\d[0-5]\d)(?:\s?(?:h|hrs|hours))?
    |(?P<hour{0}>\d{{1,2}})(?:\s?[:.h]\s?(?P<minute{0}>[0-5]\d)(?::[0-5]\d)?)?
        \s?(?:(?P<half{0}>[ap])\.?(?:m\b\.?)?|h|uhr)?"""
NEXT_DAY = r"\+\s?1(?:\s?d(?:ays?)?)?|(?:the\s)?(?:next|following)\s(?:day|morning)"
EDGE_BEFORE, EDGE_AFTER = r"(?<![\w:./])", r"(?!\w|[:/.]\d)"
ONE_CLOCK = re.compile(
    rf"{EDGE_BEFORE}(?:{CLOCK.format('1')}){EDGE_AFTER}", re.IGNORECASE | re.VERBOSE
)
SPAN = re.compile(
    rf"{EDGE_BEFORE}(?:{CLOCK.format('1')}){DASH}(?:{CLOCK.format('2')})"
    rf"(?:\s*,?\s*(?P<open>\()?(?P<next>{NEXT_DAY})(?(open)\)))?{EDGE_AFTER}",
    re.IGNORECASE | re.VERBOSE,
)
HOURS_LONG = r"(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)"
HOUR_WORD = r"(?:h|hrs?|hours?|std|stunden)"
LENGTH = re.compile(
    rf"{HOURS_LONG}\s*(?:{HOUR_WORD}\.?\s*(?:(?P<rest>[0-5]?\d)\s*(?:m|mins?|minutes?)?)?)?"
    r"|(?P<minutes>\d{1,4})\s*(?:m|mins?|minutes?)",
    re.IGNORECASE,
)
SAID_CLOCK = r"""(?:\d{1,2}(?::[0-5]\d)?\s?[ap]\.?(?:m\b\.?)?|\d{1,2}:[0-5]\d|[0-2]\d[0-5]\d
    |(?:12\s?)?(?:noon|midnight))"""
LONG = rf"(?<![\w.,:]){HOURS_LONG}[\s-]?{HOUR_WORD}\b"
FROM_AND_LONG = (
    re.compile(
        rf"{EDGE_BEFORE}(?P<clock>{SAID_CLOCK})(?:\s+start\w*)?\s?[,(]?\s?(?:for\s|x\s?)?{LONG}\)?",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(
        rf"{LONG}(?P<words>(?:\s+[a-z]{{1,12}}){{0,3}}?)\s+(?:starting|starts|beginning|from)"
        rf"(?:\s+at)?\s+(?P<clock>{SAID_CLOCK}){EDGE_AFTER}",
        re.IGNORECASE | re.VERBOSE,
    ),
)
BEFORE_DASH = re.compile(
    rf"[\s,|T@]*(?:(?:at|um|from)\s+)?(?:{CLOCK.format('1')})(?:\s?\([a-z]{{2,5}}\))?(?:{DASH}|/)",
    re.IGNORECASE | re.VERBOSE,
)
AFTER_DAY = re.compile(
    rf"[\s,|T@]*(?:(?:at|um)\s+)?(?:{CLOCK.format('2')}){EDGE_AFTER}",
    re.IGNORECASE | re.VERBOSE,
)
MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as written; `is_sure` unless a bare "7" may be in either half of the day."""

    minutes: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class HoursFound:
    """Spans in minutes after midnight, an end at or before its start on the next day.

    `rest` is the text without them; `unclear` is a span that could mean two things.
    """

    spans: tuple[tuple[int, int], ...]
    rest: str
    unclear: str = ""


def find_hours(text: str) -> HoursFound:
    """Every span of hours in a text.

    >>> find_hours("MICU 7p-7a").spans, find_hours("MICU 7p-7a").rest
    (((1140, 420),), 'MICU')
    >>> find_hours("7-7").unclear
    '7-7'
    """
    spans: list[tuple[int, int]] = []
    rest, at, unclear = "", 0, ""
    for match in SPAN.finditer(text):
        if len(spans) == MOST_SPANS:
            break
        span = _span(match)
        if span is None:
            unclear = unclear or (match.group().strip() if _may_be_hours(match) else "")
            continue
        spans.append(span)
        rest += text[at : match.start()] + " "
        at = match.end()
    if not spans and not unclear:
        return _from_and_long(text)
    return HoursFound(tuple(spans), tidy(rest + text[at:]), unclear)


def _from_and_long(text: str) -> HoursFound:
    """Hours said by their start and length: "7pm start, 12 hours", "24h call starting 7am"."""
    for pattern in FROM_AND_LONG:
        found = pattern.search(text)
        begins = read_clock(found["clock"]) if found else None
        length = read_length(found["hours"]) if found else None
        if found is None or begins is None or length is None:
            continue
        words = found.groupdict().get("words") or ""
        rest = tidy(f"{text[: found.start()]} {words} {text[found.end() :]}")
        ends = begins % DAY + length
        return HoursFound(((begins % DAY, ends if length >= DAY else ends % DAY or DAY),), rest)
    return HoursFound((), tidy(text))


def find_moments(between: str, after: str) -> tuple[tuple[int, int], int] | None:
    """Hours of "DAY 19:00 - DAY 07:00" by what stands between the days and after the second.

    Returns the span and how much of `after` belongs to it, or None where it is something else.

    >>> find_moments(" 19:00 - ", " 07:00 Night")
    ((1140, 420), 6)
    """
    first, last = BEFORE_DASH.fullmatch(between), AFTER_DAY.match(after)
    if first is None or last is None:
        return None
    start, end = _clock(first, "1"), _clock(last, "2")
    if start is None or end is None or not (start.is_sure and end.is_sure):
        return None
    return (start.minutes % DAY, end.minutes or DAY), last.end()


def read_clock(text: str) -> int | None:
    """Minutes after midnight of the one clock time a cell holds; a bare hour is of 24.

    >>> read_clock("7:00 PM"), read_clock("0700"), read_clock("19"), read_clock("NF")
    (1140, 420, 1140, None)
    """
    match = ONE_CLOCK.fullmatch(text.strip())
    clock = _clock(match, "1") if match else None
    return clock.minutes if clock else None


def read_length(text: str) -> int | None:
    """Minutes of a length such as "12", "12.5 h", "8 h 30 min" or "480 min".

    >>> read_length("12.5"), read_length("12:30"), read_length("480 min"), read_length("0")
    (750, 750, 480, None)
    """
    hours, colon, minutes = text.strip().partition(":")
    if colon and hours.isdecimal() and minutes[:2].isdecimal() and len(hours) < 3:
        length = int(hours) * 60 + int(minutes[:2])
    else:
        match = LENGTH.fullmatch(text.strip())
        length = _length(match) if match else 0
    return length if 0 < length <= 2 * DAY else None


def _length(match: re.Match[str]) -> int:
    if match["minutes"]:
        return int(match["minutes"])
    return round(float(match["hours"].replace(",", ".")) * 60) + int(match["rest"] or 0)


def find_lone_clock(text: str) -> str:
    """A clock time that stands alone, such as 7p or 19:00, or nothing."""
    for match in ONE_CLOCK.finditer(text):
        if match["half1"] or match["minute1"] or match["word1"]:
            return match.group().strip()
    return ""


def tidy(text: str) -> str:
    """A title without the signs that parted it from its hours.

    >>> tidy(" : MICU @ ")
    'MICU'
    """
    plain = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    return " ".join(plain.split()).strip(" \t:;,|@-–—=>•*·").strip()  # noqa: RUF001


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    start, end = _clock(match, "1"), _clock(match, "2")
    if start is None or end is None or _is_years(match) or _are_counts(match):
        return None
    begins, ends = start.minutes, end.minutes
    if not start.is_sure and not end.is_sure:
        return None
    if not start.is_sure and match["half2"]:
        begins = _same_half(begins, ends)
    elif not end.is_sure and match["half1"]:
        ends = _next_after(begins, ends)
    if match["next"] and ends % DAY > begins % DAY:
        return begins % DAY, ends % DAY + DAY
    return (begins % DAY, ends or DAY) if begins % DAY != ends % DAY else _whole_day(begins)


def _whole_day(begins: int) -> tuple[int, int]:
    """From a clock time to the same one: 24 hours."""
    return begins % DAY, begins % DAY + DAY


def _same_half(begins: int, ends: int) -> int:
    """A start without am or pm takes the end's, unless it would begin after it: 7-3p is 7a-3p."""
    half = NOON if ends >= NOON else 0
    hour = begins % NOON + half
    return hour if hour < ends else (hour + NOON) % DAY


def _next_after(begins: int, ends: int) -> int:
    """An end without am or pm is the first such time after the start: 7a-7 ends at 19:00."""
    return min((ends % NOON, ends % NOON + NOON), key=lambda end: (end - begins) % DAY or DAY)


def _clock(match: re.Match[str], which: str) -> Clock | None:
    word, four = match[f"word{which}"], match[f"four{which}"]
    if word:
        return Clock(0 if word.lower() == "midnight" else NOON, is_sure=True)
    if four:
        minutes = int(four[:-2]) * 60 + int(four[-2:])
        return Clock(minutes, is_sure=True) if minutes <= DAY else None
    hour, minute = match[f"hour{which}"], int(match[f"minute{which}"] or 0)
    half = (match[f"half{which}"] or "").lower()
    number = int(hour)
    if half:
        is_hour = 1 <= number <= 12
        return (
            Clock(number % 12 * 60 + minute + (NOON if half == "p" else 0), True)
            if is_hour
            else None
        )
    if number * 60 + minute > DAY:
        return None
    is_sure = bool(match[f"minute{which}"]) or number > 12 or hour.startswith("0")
    return Clock(number * 60 + minute, is_sure)


def _is_years(match: re.Match[str]) -> bool:
    """2026-2027 are years."""
    first, last = match["four1"], match["four2"]
    return bool(first and last and first[:2] == last[:2] == "20" and int(last) == int(first) + 1)


def _are_counts(match: re.Match[str]) -> bool:
    """100-120 is a count unless one of the two can only be a clock time."""
    return all(
        len(match[f"four{which}"] or "") == 3
        or not (match[f"four{which}"] or match[f"minute{which}"] or match[f"half{which}"])
        for which in "12"
    ) and bool(match["four1"] or match["four2"])


def _may_be_hours(match: re.Match[str]) -> bool:
    """Two bare hours, such as 7-7, and nothing that is a count or a date."""
    return (
        _clock(match, "1") is not None and _clock(match, "2") is not None and not _is_years(match)
    )
