"""A task in one typed line: "QI abstract 4h by Fri 17:00 important, blocks 30-90"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from trimtab.domain.errors import UnclearLineError
from trimtab.domain.typed_tasks import TypedTask
from trimtab.spoken.clocks import COUNT, take_clock_at, take_length, take_length_at
from trimtab.spoken.dates import DATE, END_OF, RELATIVE, read_date
from trimtab.spoken.lines import TAKEN, TypedLine

USUAL_MINUTES = 30
MOST_MINUTES = 14 * 24 * 60
LONGEST_SITTING = 720
USUAL_SITTING = 25
EXAMPLE = 'Example: "QI abstract 4h by Fri 17:00 important, blocks 30-90".'
BY = r"(?:\bdue(?:\s+by)?|\bby|\bbefore|\buntil|\bdeadline)\s*:?\s+(?:on\s+)?"
DUE = tuple(re.compile(BY + what, re.IGNORECASE) for what in (DATE, END_OF, RELATIVE))
DUE_AT = re.compile(BY.replace("before|", ""), re.IGNORECASE)
DAY_BEFORE = re.compile(rf"\bbefore\s+(?!.*?{END_OF})", re.IGNORECASE)
DOUBTFUL = re.compile(
    rf"(?:\b(?:by|before|due|until)\s+)?\b(?:{RELATIVE}|yesterday\b)|\b(?:by|due|until)\s+\S+$"
    rf"|\b(?:eod|eow|eom|cob|asap)\b|\bin\s+{COUNT}\s+(?:days?|weeks?)\b|{DATE}",
    re.IGNORECASE,
)
DAY_WORD = re.compile(rf"\b{RELATIVE}", re.IGNORECASE)
DAY_AFTER = tuple(
    re.compile(rf"[,\s]*(?:\bon\s+)?(?:\bthe\s+)?{day}", re.IGNORECASE) for day in (DATE, RELATIVE)
)
DAY_AHEAD_OF = re.compile(rf"\b(?:on\s+)?{RELATIVE}[,\s]*$", re.IGNORECASE)
BLOCKS = re.compile(
    r"\b(?:in\s+)?(?:blocks?|sittings?)\s+(?:of\s+)?(?P<shortest>\d{1,3})"
    r"(?:\s*(?:[-\u2010-\u2015]|to)\s*(?P<longest>\d{1,3}))?(?:\s?m(?:in(?:utes?|s)?)?)?\b",
    re.IGNORECASE,
)
ENOUGH = re.compile(
    r"\b(?:good\s+)?enough(?:\s+(?:is|at|after|with|in))?:?\s+(?=[\da-z])", re.IGNORECASE
)
IMPORTANT = re.compile(r"\bimportant\b|(?<!\S)!{1,3}(?!\S)", re.IGNORECASE)
NOT_SO = re.compile(
    r"\b(?:not|isn['\u2019]t|nothing)\s+(?:(?:so|very|that|too)\s+)?(?:important|urgent|demanding)\b"
    r"|\bunimportant\b",
    re.IGNORECASE,
)
YESTERDAY = re.compile(r"\b(?:by|before|due(?:\s+by)?|until)\s+yesterday\b", re.IGNORECASE)
URGENT = re.compile(r"\burgent(?:ly)?\b", re.IGNORECASE)
DEMANDING = re.compile(r"\bdemanding\b", re.IGNORECASE)
HASH = re.compile(r"(?<!\S)#(?P<value>[^\s,;#]+)")
GIVE_DUE = 'Give a day ahead, such as "by Friday 17:00", or no due time.'
EDGES = " ,;:.\t"


def read_task(text: str, now: datetime, values: Collection[str]) -> TypedTask:
    """Understand a line; `now` is on the person's clock, `values` are those of the profile.

    Raises UnclearLineError when it has no name, or names a value or a length that cannot be.
    """
    line = TypedLine(" ".join(text.split()))
    quoted = line.take_name()
    quoted_at = line.rest.find(TAKEN)
    block = _take_block(line)
    enough = _take_enough(line)
    minutes = take_length(line)
    due, is_day_said = _take_due(line, now)
    line.take_all(NOT_SO)  # before the words that it takes back
    flags = [bool(line.take_all(word)) for word in (IMPORTANT, URGENT, DEMANDING)]
    value = take_value(line, values)
    left = _words_left(line)
    name = " ".join(text for _, text in sorted([*left, (quoted_at, quoted)]) if text)
    if not name:
        raise UnclearLineError(line.text, "", 1, "it gives the task no name.", EXAMPLE)
    _check_minutes(line, minutes)
    return TypedTask(
        name=name,
        minutes=minutes or USUAL_MINUTES,
        value=value,
        due=due,
        block=block,
        enough_minutes=enough,
        important=flags[0],
        urgent=flags[1],
        demanding=flags[2],
        is_length_assumed=minutes is None,
        doubt="" if is_day_said else _doubt(left, DOUBTFUL if due is None else DAY_WORD),
    )


def _check_minutes(line: TypedLine, minutes: int | None) -> None:
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        what = f"{minutes} minutes is no length for a task."
        raise UnclearLineError(line.text, "", 1, what, "Give from 1 min to 336 h.")


def _take_block(line: TypedLine) -> tuple[int, int] | None:
    """Shortest and longest sitting, rounded up to five minutes."""
    found = line.take(BLOCKS)
    if found is None:
        return None
    first = _to_five(int(found["shortest"]))
    last = _to_five(int(found["longest"])) if found["longest"] else first
    shortest = first if found["longest"] else min(USUAL_SITTING, first)
    if not 0 < shortest <= last <= LONGEST_SITTING:
        what = "sittings go from a shorter to a longer one, 5 to 720 minutes."
        raise UnclearLineError(
            line.text, found[0], found.start() + 1, what, 'Write "blocks 30-90".'
        )
    return shortest, last


def _to_five(minutes: int) -> int:
    return -(-minutes // 5) * 5


def _take_enough(line: TypedLine) -> int | None:
    """Minutes after which it is good enough."""
    found = ENOUGH.search(line.rest)
    minutes = take_length_at(line, found.end()) if found else None
    if found is not None and minutes is not None:
        line.blank(*found.span())
    return minutes


def _take_due(line: TypedLine, now: datetime) -> tuple[date | datetime | None, bool]:
    """When it is due, and whether its day was said."""
    over = YESTERDAY.search(line.rest)
    if over is not None:
        what = "that day has passed."
        raise UnclearLineError(line.text, over[0], over.start() + 1, what, GIVE_DUE)
    for pattern in DUE:
        found = line.take(pattern)
        if found is not None:
            day = read_date(line, found, now.date())
            clock = take_clock_at(line, found.end())
            is_before = clock is None and DAY_BEFORE.match(found[0]) is not None
            return _at(day - timedelta(is_before), clock), True
    found = DUE_AT.search(line.rest)
    clock = take_clock_at(line, found.end()) if found else None
    if found is None or clock is None:
        return None, False
    line.blank(*found.span())
    beside = _take_day_beside(line, *found.span(), now.date())
    if beside is not None:
        return _at(beside, clock), True
    is_over = clock <= now.hour * 60 + now.minute
    return _at(now.date() + timedelta(is_over), clock), False


def _take_day_beside(line: TypedLine, start: int, end: int, today: date) -> date | None:
    """The day right after a clock time taken from `end` on, or right before `start`."""
    while line.rest[end : end + 1] == TAKEN:
        end += 1
    after = (pattern.match(line.rest, end) for pattern in DAY_AFTER)
    found = next(filter(None, after), None) or DAY_AHEAD_OF.search(line.rest[:start])
    if found is None:
        return None
    day = read_date(line, found, today)
    line.blank(*found.span())
    return day


def _at(day: date, clock: int | None) -> date | datetime:
    if clock is None:
        return day
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock)


def take_value(line: TypedLine, values: Collection[str]) -> str | None:
    """The value named with #, or with "for" when it is one of the profile's."""
    by_lower = {value.lower(): value for value in values}
    found = line.take(HASH)
    if found is not None:
        known = by_lower.get(found["value"].lower())
        if known is None:
            raise _unknown_value(line, found, values)
        return known
    for word, value in by_lower.items():
        if line.take(re.compile(rf"\bfor\s+{re.escape(word)}(?=$|[\s,;.{TAKEN}])", re.IGNORECASE)):
            return value
    return None


def _unknown_value(
    line: TypedLine, found: re.Match[str], values: Collection[str]
) -> UnclearLineError:
    near = get_close_matches(found["value"], values, n=1)
    mend = f"Did you mean #{near[0]}?" if near else f"Known values are {', '.join(values)}."
    what = f"{found['value']} is not one of your values."
    return UnclearLineError(line.text, found[0], found.start() + 1, what, mend)


def _words_left(line: TypedLine) -> list[tuple[int, str]]:
    """What nobody needed, each with its place: the task's own words."""
    runs = re.finditer(rf"[^{TAKEN}]+", line.rest)
    return [(run.start(), run[0].strip(EDGES)) for run in runs if run[0].strip(EDGES)]


def _doubt(left: Sequence[tuple[int, str]], doubtful: re.Pattern[str]) -> str:
    """Words of the name that may say when it is due, though nothing says so clearly."""
    found = next(filter(None, (doubtful.search(text) for _, text in left)), None)
    return found[0] if found else ""
