"""Clock times and lengths as people type them: 17:00–18:30, 7-8 pm, 17h30, noon, for 90 minutes."""  # noqa: RUF002

from __future__ import annotations

import re

from trimtab.spoken.lines import TypedLine

MINUTES_PER_DAY = 1440
DASH = "[-\u2010-\u2015]"
WORDS = {"noon": 720, "midday": 720, "midnight": 1440}
NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1,
}  # fmt: skip
COUNT = rf"(?:\d{{1,4}}|{'|'.join(NUMBERS)})"


WEEKDAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|"
    r"fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\b\.?"
)


def _clock(turn: int, *, is_short: bool = False) -> str:
    """A clock time as a pattern, its groups numbered by `turn`; 7a for 7 am if `is_short`."""
    m = r"(?:\.?\s?m\b\.?|\b)" if is_short else r"\.?\s?m\b\.?"
    half = rf"\s?(?P<half{turn}>[ap]){m}"
    minute = rf"(?:[:.h](?P<minute{turn}>[0-5]\d))"
    return (
        rf"(?:(?P<word{turn}>noon|midday|midnight)\b"
        rf"|(?P<army{turn}>(?:[01]\d|2[0-4])[0-5]\d)(?!\d)(?=\s?{DASH}|\s|,|$)"
        rf"|(?P<hour{turn}>2[0-4]|[01]?\d)(?:{minute}|(?P<mark{turn}>\s?h|\s?o'?clock)(?![a-z]))?"
        rf"(?:{half})?(?![\d:%]))"
    )


BEFORE = r"(?<![\w.:/-])"
RANGE = re.compile(
    rf"(?:\b(?:from|between|at)\s+)?{BEFORE}{_clock(1, is_short=True)}\s*"
    rf"(?:{DASH}|\bto\b|\buntil\b|\btill\b|\band\b)\s*{_clock(2, is_short=True)}",
    re.IGNORECASE,
)
TO_A_DAY = re.compile(
    rf"(?:\b(?:from|at)\s+)?{BEFORE}{_clock(1, is_short=True)}\s*"
    rf"(?:{DASH}|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*(?:the\s+)?(?P<last>{WEEKDAY}),?\s*"
    rf"(?:at\s+)?{_clock(2, is_short=True)}",
    re.IGNORECASE,
)
UNTIL_CLOCK = re.compile(rf"\b(?:until|till|til)\s+{_clock(1)}", re.IGNORECASE)
AT = re.compile(rf"(?:\bat\s+|@\s*){_clock(1)}", re.IGNORECASE)
FROM = re.compile(rf"\bfrom\s+{_clock(1)}", re.IGNORECASE)
SINGLE = re.compile(rf"{BEFORE}{_clock(1)}", re.IGNORECASE)
FOLLOWING = re.compile(rf",?\s*(?P<at>at\s+)?{_clock(1)}", re.IGNORECASE)
LENGTHS = (
    re.compile(
        rf"(?:\bfor\s+)?{BEFORE}(?P<hours>\d{{1,3}})\s?(?:h|hrs?|hours?)\s?(?:and\s+)?"
        r"(?P<minutes>[0-5]?\d)\s?(?:m|min|mins|minutes?)?(?![\w:])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\bfor\s+)?{BEFORE}(?P<hours>(?:\d{{1,3}}(?:[.,]\d+)?)?\s?[½¼¾]?)(?<=[\d½¼¾])\s?"
        r"(?:h|hrs?|hours?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\bfor\s+)?{BEFORE}(?P<minutes>\d{{1,4}})(?:\s?-?(?:m|min|mins|minutes?)\b|['\u2032](?!\w))",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\bfor\s+)?\b(?P<half>half\s+an?\s+hour)\b", re.IGNORECASE),
    re.compile(r"(?:\bfor\s+)?\b(?P<quarter>a\s+quarter\s+of\s+an\s+hour)\b", re.IGNORECASE),
    re.compile(
        rf"(?:\bfor\s+)?\b(?P<counted>{'|'.join(NUMBERS)})\s+(?:hours?|hrs?)"
        r"(?P<and_half>\s+and\s+a\s+half)?\b",
        re.IGNORECASE,
    ),
)
HYPHENED = re.compile(
    rf"\b(?:(?P<count>{COUNT})-hours?|(?P<half>half)[- ]hour)\b(?=\s+[^\W\d])", re.IGNORECASE
)
DAY_PART = re.compile(
    rf"\b(?:{WEEKDAY}|tomorrow|in\s+the)\s+"
    r"(?P<part>morning|afternoon|evening|night)(?P<plural>s)?\b",
    re.IGNORECASE,
)
EVERY_PART = re.compile(
    r"\b(?:every|each)\s+(?P<part>morning|afternoon|evening|night)\b", re.IGNORECASE
)
TONIGHT = re.compile(r"\btonight\b", re.IGNORECASE)
PARTS = {"morning": (780, 1081), "afternoon": (60, 480), "evening": (240, 720), "night": (360, 720)}
"""Starts, in minutes after midnight, that a part of the day puts into the other half of it."""
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def count_of(word: str) -> int:
    """A number in figures or as a word.

    >>> count_of("8"), count_of("Three")
    (8, 3)
    """
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


def take_range(line: TypedLine) -> tuple[int, int] | None:
    """Start in minutes after midnight, and minutes, of a range of clock times.

    >>> take_range(TypedLine("Committee 7-8 pm")), take_range(TypedLine("19:00 to 07:00"))
    ((1140, 60), (1140, 720))
    """
    for is_bare_welcome in (False, True):
        for found in RANGE.finditer(line.rest):
            if is_bare_welcome or not _is_bare(found):
                span = _span(found)
                if span is not None:
                    line.blank(*found.span())
                    return span
    return None


def take_range_to_day(line: TypedLine) -> tuple[int, str, int] | None:
    """Start, weekday of the end and end of hours that end on a named day.

    >>> take_range_to_day(TypedLine("Call Friday 5 pm to Monday 7 am"))
    (1020, 'mon', 420)
    """
    for found in TO_A_DAY.finditer(line.rest):
        start, end = _minutes(found, 1), _minutes(found, 2)
        is_marked = _is_marked(found, 1) and _is_marked(found, 2)
        if is_marked and start is not None and end is not None:
            line.blank(*found.span())
            return start, found["last"][:3].lower(), end
    return None


def take_until_clock(line: TypedLine) -> int | None:
    """Minutes after midnight of an end said by itself, "until 10pm"."""
    found = UNTIL_CLOCK.search(line.rest)
    if found is None or not _is_marked(found, 1):
        return None
    line.blank(*found.span())
    return _minutes(found, 1)


def take_day_part(line: TypedLine) -> tuple[str, bool]:
    """The part of the day that follows a day, empty if none does, and whether it comes back.

    >>> take_day_part(TypedLine("Tuesday evenings 7-8")), take_day_part(TypedLine("Night float"))
    (('evening', True), ('', False))
    """
    found = EVERY_PART.search(line.rest)
    if found is not None:
        every_day = "day".ljust(len(found["part"]))
        line.rest = line.rest[: found.start("part")] + every_day + line.rest[found.end() :]
        return found["part"].lower(), True
    found = DAY_PART.search(line.rest)
    if found is not None:
        line.blank(found.start("part"), found.end())
        return found["part"].lower(), bool(found["plural"])
    return ("evening" if TONIGHT.search(line.rest) else ""), False


def start_in(part: str, start: int) -> int:
    """A start put into the half of the day that its part means: seven in the evening is 19:00.

    >>> start_in("evening", 420), start_in("night", 1140), start_in("morning", 1080)
    (1140, 1140, 360)
    """
    first, last = PARTS.get(part, (0, 0))
    return (start + 720) % MINUTES_PER_DAY if first <= start < last else start


def take_clock(line: TypedLine) -> int | None:
    """Minutes after midnight of one clock time; a lone number counts only after "at".

    >>> take_clock(TypedLine("Talk at 2")), take_clock(TypedLine("Talk 14.30"))
    (840, 870)
    """
    found = AT.search(line.rest)
    if found is None:
        singles = [*FROM.finditer(line.rest), *SINGLE.finditer(line.rest)]
        found = next((one for one in singles if _is_marked(one, 1)), None)
    minutes = _minutes(found, 1) if found is not None else None
    if found is not None and minutes is not None and not _is_marked(found, 1):
        minutes = _by_day(minutes)
    if found is not None and minutes is not None:
        line.blank(*found.span())
    return minutes


def take_length(line: TypedLine) -> int | None:
    """Minutes of a length.

    >>> [take_length(TypedLine(text)) for text in ("for 1h30", "2½ h", "soon")]
    [90, 150, None]
    """
    for pattern in LENGTHS:
        found = line.take(pattern)
        if found is not None:
            return _length(found)
    return None


def take_hyphened_length(line: TypedLine) -> int | None:
    """Minutes of a length before what it is said of.

    >>> [take_hyphened_length(TypedLine(text)) for text in ("24-hour call", "Half-hour talk")]
    [1440, 30]
    """
    found = line.take(HYPHENED)
    if found is None:
        return None
    return 30 if found["half"] else 60 * count_of(found["count"])


def take_length_at(line: TypedLine, position: int) -> int | None:
    """Minutes of a length that begins exactly there."""
    for pattern in LENGTHS:
        found = pattern.match(line.rest, position)
        if found is not None:
            line.blank(*found.span())
            return _length(found)
    return None


def take_clock_at(line: TypedLine, position: int) -> int | None:
    """Minutes after midnight of a clock time that follows there, perhaps after a comma or "at"."""
    found = FOLLOWING.match(line.rest, position)
    if found is None or not (found["at"] or _is_marked(found, 1)):
        return None
    minutes = _minutes(found, 1)
    if minutes is not None:
        line.blank(*found.span())
    return minutes


def _length(found: re.Match[str]) -> int:
    named = {name: value for name, value in found.groupdict().items() if value}
    if "half" in named:
        return 30
    if "quarter" in named:
        return 15
    if "counted" in named:
        return count_of(named["counted"]) * 60 + (30 if "and_half" in named else 0)
    return round(_hours(named.get("hours", "0")) * 60) + int(named.get("minutes", "0"))


def _hours(text: str) -> float:
    fraction = FRACTIONS.get(text[-1], 0.0)
    whole = text.rstrip("".join(FRACTIONS)).strip().replace(",", ".")
    return float(whole or 0) + fraction


def _is_bare(found: re.Match[str]) -> bool:
    """Whether nothing but the dash says that two numbers are clock times."""
    return not any(_is_marked(found, turn) for turn in (1, 2))


def _is_marked(found: re.Match[str], turn: int) -> bool:
    return any(found[f"{part}{turn}"] for part in ("word", "minute", "mark", "half", "army"))


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    start, end = _minutes(found, 1), _minutes(found, 2)
    if start is None or end is None:
        return None
    first, last = _halves(found, start, end)
    return first % MINUTES_PER_DAY, (last - first) % MINUTES_PER_DAY or MINUTES_PER_DAY


def _halves(found: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Both times, the one without am or pm put into the half of the day the other implies."""
    if found["half2"] and _may_turn(found, 1):
        turns = [start % 720 + add for add in (0, 720)]
        return min(turns, key=lambda turn: (end - turn) % MINUTES_PER_DAY or MINUTES_PER_DAY), end
    if (found["half1"] or found["word1"]) and _may_turn(found, 2):
        turns = [end % 720 + add for add in (0, 720)]
        return start, min(turns, key=lambda turn: (turn - start) % 1440 or MINUTES_PER_DAY)
    if _is_bare(found) and 60 <= start <= 720 and end <= 720:
        start = _by_day(start)
        return start, end if end > start else end + 720  # "9-5" is a working day, "2-3" in it
    return start, end


def _by_day(minutes: int) -> int:
    """A lone hour from one to six is in the afternoon."""
    return minutes + 720 if 60 <= minutes <= 360 else minutes


def _may_turn(found: re.Match[str], turn: int) -> bool:
    """Whether a time is on the twelve-hour clock without saying which half."""
    is_open = not found[f"half{turn}"] and not found[f"word{turn}"] and not found[f"army{turn}"]
    return is_open and int(found[f"hour{turn}"]) in range(1, 13)


def _minutes(found: re.Match[str], turn: int) -> int | None:
    """Minutes after midnight; None for what no clock shows, such as 24:30 or 14 pm."""
    if found[f"word{turn}"]:
        return WORDS[found[f"word{turn}"].lower()]
    if army := found[f"army{turn}"]:
        hour, minute = int(army[:2]), int(army[2:])
    else:
        hour, minute = int(found[f"hour{turn}"]), int(found[f"minute{turn}"] or 0)
    if half := found[f"half{turn}"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    total = hour * 60 + minute
    return total if total <= MINUTES_PER_DAY else None
