"""A date in one typed line: "State licence by 1 March, licence, every 2 years #learning"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from datetime import date, timedelta

from trimtab.domain.dates import DATE_KINDS, DateKind, TypedDate
from trimtab.domain.errors import UnclearLineError
from trimtab.domain.recurrence import EVERY, THE_DAY, UnclearRuleError, read_rule
from trimtab.spoken.clocks import COUNT, count_of
from trimtab.spoken.dates import (
    AHEAD,
    ANY_DATE,
    ANY_RELATIVE,
    END_OF,
    MONTH,
    MONTHS,
    REMEDY,
    read_date,
    take_relative,
)
from trimtab.spoken.lines import TAKEN, TypedLine
from trimtab.spoken.tasks import BY, DUE, EDGES, take_value

EXAMPLE = 'Example: "State licence by 2027-03-01, licence, every 2 years".'
KIND_WORDS: dict[str, DateKind] = {
    "license": "licence",
    "licensure": "licence",
    "privileges": "credentialing",
    "fee": "money",
}
KIND = re.compile(
    rf"(?:^|(?<=[,;{TAKEN}]))\s*(?:kind\s+)?(?P<kind>{'|'.join((*DATE_KINDS, *KIND_WORDS))})\s*"
    rf"(?=$|[,;{TAKEN}#])",
    re.IGNORECASE,
)
RULE = re.compile(r"\bFREQ=[A-Z0-9=;,+-]+", re.IGNORECASE)
_EVERY, _DAY = (re.sub(r"\?P<\w+>", "?:", part) for part in (EVERY, THE_DAY))
REPEATS = re.compile(
    rf"\b(?:{_EVERY}(?:,? {_DAY}(?: of the month)?)?|{_DAY} (?:of )?{_EVERY})\b", re.IGNORECASE
)
A_MONTH = re.compile(rf"\b(?P<month>{MONTH})", re.IGNORECASE)
A_DAY = re.compile(r"\b(?P<day>[0-3]?\d(?:st|nd|rd|th))\b", re.IGNORECASE)
IN_A_WHILE = re.compile(rf"\bin\s+(?P<count>{COUNT})\s+(?P<unit>months?|years?)\b", re.IGNORECASE)
YESTERDAY = re.compile(rf"(?:{BY})?\byesterday\b", re.IGNORECASE)
OTHER_CENTURY = re.compile(
    rf"\b(?:(?P<iso>(?!20)\d{{4}}-[01]\d-[0-3]\d)|(?:{MONTH}\s+[0-3]?\d(?:st|nd|rd|th)?|"
    rf"[0-3]?\d(?:st|nd|rd|th)?\s+{MONTH}),?\s+(?!20)\d{{4}})\b",
    re.IGNORECASE,
)
SEARCHED = timedelta(days=366 * 8)


def read_kept_date(text: str, today: date, values: Collection[str]) -> TypedDate:
    """Understand a line; `today` is the person's day, `values` are those of the profile.

    Raises UnclearLineError when it has no name or no day, or its day and rhythm do not agree.
    """
    line = TypedLine(" ".join(text.split()))
    quoted = line.take_name()
    _refuse_other_century(line)
    repeats = _take_repeats(line)
    due = _take_due(line, today)
    value = take_value(line, values)
    word, name = _take_kind_and_name(line, quoted)
    if not name:
        raise UnclearLineError(line.text, "", 1, "it gives the date no name.", EXAMPLE)
    word = word or _kind_in(name)
    known: DateKind = KIND_WORDS.get(word, word)  # type: ignore[arg-type]
    return TypedDate(name, _first_day(line, due, repeats, today), known, repeats, value)


def _refuse_other_century(line: TypedLine) -> None:
    found = OTHER_CENTURY.search(line.rest)
    if found is not None:
        mend = f"Years go from 2000 to 2099. {REMEDY}"
        raise _unclear(line, found[0], "its year is out of reach.", mend)


def _take_kind_and_name(line: TypedLine, quoted: str) -> tuple[str, str]:
    """The kind that stands by itself, the last such word; the name is what nobody needed.

    Raises UnclearLineError where two kinds stand by themselves, or words beside a name in quotes.
    """
    alone = list(KIND.finditer(line.rest))
    for number, found in reversed(list(enumerate(alone))):
        before = line.rest
        line.blank(*found.span())
        name = quoted or _words_left(line)
        if name:
            others = [one["kind"] for one in alone[:number]]
            if others and (quoted or name not in others):
                both = f"{', '.join(others)} and {found['kind']}"
                raise _unclear(line, found["kind"], f"{both} are kinds.", "Keep one of them.")
            return found["kind"].lower(), name if not quoted else _only(line, quoted)
        line.rest = before
    return "", _only(line, quoted) if quoted else _words_left(line)


def _only(line: TypedLine, quoted: str) -> str:
    """The name in quotes, with nothing beside it that would be lost."""
    left = _words_left(line)
    if left:
        what = "it stands beside the name in quotes."
        raise _unclear(line, left.split()[0], what, "Put the whole name in quotes.")
    return quoted


def _words_left(line: TypedLine) -> str:
    runs = (run.strip(EDGES) for run in re.findall(rf"[^{TAKEN}]+", line.rest))
    return " ".join(filter(None, runs))


def _take_repeats(line: TypedLine) -> str | None:
    found = line.take(RULE) or line.take(REPEATS)
    return found[0].strip() if found else None


def _take_due(line: TypedLine, today: date) -> date | None:
    if line.take(YESTERDAY):
        return today - timedelta(days=1)
    for pattern in (*DUE, ANY_DATE, re.compile(END_OF, re.IGNORECASE)):
        found = line.take(pattern)
        if found is not None:
            return read_date(line, found, today)
    if not AHEAD.search(line.rest) and not ANY_RELATIVE.search(line.rest):
        return None
    return take_relative(line, today)


def _kind_in(name: str) -> str:
    """The kind a name speaks of; other where it speaks of none."""
    words = re.findall(r"[a-z]+", name.lower())
    return next((word for word in words if word in {*DATE_KINDS, *KIND_WORDS}), "other")


def _first_day(line: TypedLine, due: date | None, repeats: str | None, today: date) -> date:
    if due is not None:
        due = start = _leap_day_before(line, due, repeats, today)
    elif repeats is not None and re.search(r"\d|\blast\b", repeats):
        start = today
    else:
        raise _without_day(line, today)
    if repeats is None:
        return start
    try:
        first = next(read_rule(repeats, due).days(start, start + SEARCHED), None)
    except UnclearRuleError as error:
        raise _unclear(line, repeats, error.what, error.mend) from None
    if first is None or (due is not None and first != due):
        what = f"it does not fall on {start.day} {calendar.month_name[start.month]} {start.year}."
        raise _unclear(line, repeats, what, "Mend the day or how it comes back.")
    return first


def _leap_day_before(line: TypedLine, due: date, repeats: str | None, today: date) -> date:
    """A 29 February that comes back in common years too begins with the last one there was."""
    is_leap_day = (due.month, due.day) == (2, 29) and str(due.year) not in line.text
    if repeats is None or not is_leap_day:
        return due
    before = max(year for year in range(due.year - 8, due.year) if calendar.isleap(year))
    first = date(before, 2, 29)
    try:
        is_sooner = any(today <= day < due for day in read_rule(repeats, first).days(first, due))
    except UnclearRuleError:
        return due
    return first if is_sooner else due


def _without_day(line: TypedLine, today: date) -> UnclearLineError:
    """What to write where a line names a month, a day of the month or a while, and no day."""
    what = "it does not say when the date is."
    if found := A_MONTH.search(line.rest):
        name = calendar.month_name[MONTHS.index(found["month"][:3].lower()) + 1]
        mend = f'Which day of {name}? Write for example "by {name} 15" or "by end of {name}".'
        return _unclear(line, found["month"], "it names no day.", mend)
    if found := A_DAY.search(line.rest):
        mend = f'Write "monthly on the {found["day"]}", or the date.'
        return _unclear(line, found["day"], what, mend)
    if found := IN_A_WHILE.search(line.rest):
        mend = f'Write the day, such as "by {_day_in(found, today)}".'
        return _unclear(line, found[0], "it names no day.", mend)
    return UnclearLineError(line.text, "", 1, what, EXAMPLE)


def _day_in(found: re.Match[str], today: date) -> date:
    """About the day after so many months or years, in 2099 at the latest."""
    unit = 12 if found["unit"].lower().startswith("y") else 1
    years, month = divmod(today.month - 1 + min(count_of(found["count"]) * unit, 1200), 12)
    return date(min(today.year + years, 2099), month + 1, min(today.day, 28))


def _unclear(line: TypedLine, part: str, what: str, mend: str) -> UnclearLineError:
    return UnclearLineError(line.text, part, line.text.find(part) + 1, what, mend)
