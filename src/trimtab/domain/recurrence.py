"""Days that come back: the rules of RFC 5545 that speak of whole days, and plain words for them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
FREQUENCIES: tuple[str, ...] = get_args(Frequency)
RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
MOST_EVERY, MOST_COUNT = 1000, 10_000
SHORTEST_MONTH = 28
HOW = 'Write for example repeats = "yearly", "monthly on the 1st" or "FREQ=MONTHLY;BYMONTHDAY=1".'
UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
ADVERBS = {
    "daily": (1, "day"), "weekly": (1, "week"), "fortnightly": (2, "week"),
    "monthly": (1, "month"), "quarterly": (3, "month"), "yearly": (1, "year"),
    "annually": (1, "year"),
}  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
EVERY = (
    rf"(?:(?P<adverb>{'|'.join(ADVERBS)}|every quarter)"
    rf"|(?:every|each) (?:(?P<count>other|\d{{1,4}}|{'|'.join(NUMBERS[1:])}) )?"
    r"(?P<unit>day|week|month|year)s?)"
)
THE_DAY = r"(?:on )?the (?P<day>last day|last|[0-3]?\d(?:st|nd|rd|th))"
IN_WORDS = (
    re.compile(rf"{EVERY}(?:,? {THE_DAY}(?: of the month)?)?"),
    re.compile(rf"{THE_DAY} (?:of )?{EVERY}"),
)


class UnclearRuleError(ValueError):
    """A rule that cannot be followed; `mend` says how to write one."""

    def __init__(self, what: str, mend: str = HOW) -> None:
        self.what = what
        self.mend = mend
        super().__init__(f"{what} {mend}")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a day comes back; weekdays are (0 for any or a number from either end, 0 to 6).

    `month_days` and `positions` count from the end where they are negative.
    """

    frequency: Frequency
    every: int = 1
    count: int | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_starts: int = 0

    def days(self, start: date, last: date) -> Iterator[date]:
        """Its days from `start` to `last` inclusive, in order; it never looks further than that.

        >>> list(Rule("MONTHLY", month_days=(31,)).days(date(2026, 10, 31), date(2027, 1, 31)))
        [datetime.date(2026, 10, 31), datetime.date(2026, 12, 31), datetime.date(2027, 1, 31)]
        """
        last = last if self.until is None else min(last, self.until)
        left = self.count
        for first, past in self._periods(start, last):
            for day in self._of_period(first, past, start):
                if day > last or left == 0:
                    return
                if day >= start:
                    left = None if left is None else left - 1
                    yield day

    def _periods(self, start: date, last: date) -> Iterator[tuple[date, date]]:
        """First day and the day after the last of every period that counts."""
        first = _begin(self.frequency, start, self.week_starts)
        number = 0
        while first <= last:
            past = _later(self.frequency, first, 1)
            if past is None:
                return
            yield first, past
            number += self.every
            begin = _later(self.frequency, _begin(self.frequency, start, self.week_starts), number)
            if begin is None:
                return
            first = begin

    def _of_period(self, first: date, past: date, start: date) -> list[date]:
        days = [
            day
            for number in range((past - first).days)
            if self._fits(day := first + timedelta(days=number), start)
        ]
        if not self.positions:
            return days
        spots = {at - 1 if at > 0 else len(days) + at for at in self.positions}
        return [day for number, day in enumerate(days) if number in spots]

    def _fits(self, day: date, start: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        from_end = day.day - calendar.monthrange(day.year, day.month)[1] - 1
        if self.month_days and not {day.day, from_end} & {*self.month_days}:
            return False
        if self.weekdays:
            return any(self._is_weekday(day, nth, weekday) for nth, weekday in self.weekdays)
        return self._is_usual(day, start)

    def _is_usual(self, day: date, start: date) -> bool:
        """Whether a day fits where the rule leaves to its start which one it is."""
        if self.frequency == "WEEKLY":
            return day.weekday() == start.weekday()
        if self.month_days or self.frequency == "DAILY":
            return True
        is_its_month = self.frequency == "MONTHLY" or self.months or day.month == start.month
        return day.day == start.day and bool(is_its_month)

    def _is_weekday(self, day: date, nth: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not nth:
            return True
        is_of_year = self.frequency == "YEARLY" and not self.months
        number = day.timetuple().tm_yday if is_of_year else day.day
        year_length = 366 if calendar.isleap(day.year) else 365
        length = year_length if is_of_year else calendar.monthrange(day.year, day.month)[1]
        return nth in {(number + 6) // 7, -((length - number) // 7 + 1)}


def read_rule(text: str, start: date | None) -> Rule:
    """The rule a text states, in plain words or as RFC 5545 writes it.

    Plain words never lose a turn: "monthly" from the 31st is the last day of shorter months, and
    "yearly" from 29 February the last of that month. A rule is taken as it is written.
    Raises UnclearRuleError.

    >>> read_rule("every 3 months", date(2026, 11, 1)).every
    3
    """
    said = " ".join(text.lower().split())
    if "freq=" in said:
        return _read_parts(text)
    found = next(filter(None, (one.fullmatch(said) for one in IN_WORDS)), None)
    if found is None:
        raise UnclearRuleError(f'"{text}" does not say how it comes back.')
    return _from_words(found, start)


def rule_text(rule: Rule) -> str:
    """A rule as RFC 5545 writes it.

    >>> rule_text(read_rule("monthly on the last day", None))
    'FREQ=MONTHLY;BYMONTHDAY=-1'
    """
    weekdays = [f"{nth or ''}{RULE_DAYS[weekday]}" for nth, weekday in rule.weekdays]
    parts = {
        "FREQ": rule.frequency,
        "INTERVAL": str(rule.every) if rule.every > 1 else "",
        "COUNT": str(rule.count or ""),
        "UNTIL": f"{rule.until:%Y%m%d}" if rule.until else "",
        "BYMONTH": ",".join(map(str, rule.months)),
        "BYMONTHDAY": ",".join(map(str, rule.month_days)),
        "BYDAY": ",".join(weekdays),
        "BYSETPOS": ",".join(map(str, rule.positions)),
        "WKST": RULE_DAYS[rule.week_starts] if rule.week_starts else "",
    }
    return ";".join(f"{key}={value}" for key, value in parts.items() if value)


def _from_words(found: re.Match[str], start: date | None) -> Rule:
    adverb = (found["adverb"] or "").replace("every quarter", "quarterly")
    every, unit = ADVERBS.get(adverb, (_count(found["count"]), found["unit"]))
    frequency: Frequency = UNITS[unit]  # type: ignore[assignment]
    if not 0 < every <= MOST_EVERY:
        raise UnclearRuleError(f'"{found[0]}" does not say how it comes back.')
    named = found["day"]
    if named and frequency != "MONTHLY":
        raise UnclearRuleError(f'"{found[0]}" names a day of the month and no months.')
    if named and named.startswith("last"):
        return Rule(frequency, every, month_days=(-1,))
    day = int(re.sub(r"\D", "", named)) if named else start.day if start else 1
    if not 1 <= day <= 31:
        raise UnclearRuleError(f"No month has a day {day}.")
    if frequency == "MONTHLY":
        return _monthly_on(day, every)
    if frequency == "YEARLY" and start and (start.month, start.day) == (2, 29):
        return Rule(frequency, every, months=(2,), month_days=(28, 29), positions=(-1,))
    return Rule(frequency, every)


def _monthly_on(day: int, every: int) -> Rule:
    """That day of the month, or the last one of a month that is shorter."""
    if day <= SHORTEST_MONTH:
        return Rule("MONTHLY", every, month_days=(day,))
    days = tuple(range(SHORTEST_MONTH, day + 1))
    return Rule("MONTHLY", every, month_days=days, positions=(-1,))


def _count(word: str | None) -> int:
    if word is None:
        return 1
    if word == "other":
        return 2
    return int(word) if word.isdecimal() else NUMBERS.index(word)


def _read_parts(text: str) -> Rule:
    """A rule from its parts, KEY=VALUE joined by semicolons."""
    body = re.sub(r"^\s*RRULE:", "", text, flags=re.IGNORECASE).strip().rstrip(";")
    pairs = [piece.partition("=")[::2] for piece in body.upper().split(";")]
    given = {key.strip(): value.strip() for key, value in pairs}
    if len(given) < len(pairs) or not all(given.values()):
        raise UnclearRuleError(f'"{text}" is not a rule: each part is KEY=VALUE, and comes once.')
    for key in given:
        if key not in PARTS:
            raise UnclearRuleError(f"{key} is no part that Trimtab follows.", _listed(PARTS))
    if given.get("FREQ") not in FREQUENCIES:
        raise UnclearRuleError(
            f"FREQ={given.get('FREQ', '')} is not followed.", _listed(FREQUENCIES)
        )
    if "COUNT" in given and "UNTIL" in given:
        raise UnclearRuleError("A rule has COUNT or UNTIL, not both.", "Take one of them away.")
    return _checked(_rule_of(given))


def _rule_of(given: dict[str, str]) -> Rule:
    frequency: Frequency = given["FREQ"]  # type: ignore[assignment]
    return Rule(
        frequency=frequency,
        every=_numbers(given, "INTERVAL", 1, MOST_EVERY)[0] if "INTERVAL" in given else 1,
        count=_numbers(given, "COUNT", 1, MOST_COUNT)[0] if "COUNT" in given else None,
        until=_until(given["UNTIL"]) if "UNTIL" in given else None,
        months=_numbers(given, "BYMONTH", 1, 12),
        month_days=_numbers(given, "BYMONTHDAY", -31, 31),
        weekdays=tuple(_weekday(word) for word in _words(given, "BYDAY")),
        positions=_numbers(given, "BYSETPOS", -366, 366),
        week_starts=_weekday(given.get("WKST", "MO"))[1],
    )


def _checked(rule: Rule) -> Rule:
    is_long = rule.frequency in {"MONTHLY", "YEARLY"}
    if any(nth for nth, _ in rule.weekdays) and not is_long:
        raise UnclearRuleError("Numbered weekdays such as 1MO go with months or years.")
    if rule.month_days and rule.frequency == "WEEKLY":
        raise UnclearRuleError("BYMONTHDAY does not go with FREQ=WEEKLY.")
    if rule.positions and not (rule.weekdays or rule.month_days or rule.months):
        raise UnclearRuleError("BYSETPOS needs a part beside it that says which days.")
    return rule


def _listed(words: Sequence[str]) -> str:
    return f"It can be {', '.join(words)}."


def _words(given: dict[str, str], key: str) -> list[str]:
    return given[key].split(",") if key in given else []


def _numbers(given: dict[str, str], key: str, low: int, high: int) -> tuple[int, ...]:
    words = _words(given, key)
    fits = [word for word in words if re.fullmatch(r"[+-]?\d{1,5}", word)]
    numbers = tuple(dict.fromkeys(int(word) for word in fits))
    is_right = len(fits) == len(words) and all(n and low <= n <= high for n in numbers)
    if not is_right:
        raise UnclearRuleError(
            f"{key}={given[key]} is not followed.", f"Numbers go from {low} to {high}, without 0."
        )
    return numbers


def _weekday(word: str) -> tuple[int, int]:
    found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", word)
    nth = int(found[1] or 0) if found else 0
    if found is None or abs(nth) > 53 or (found[1] and not nth):
        raise UnclearRuleError(f"{word} is no weekday.", _listed(RULE_DAYS))
    return nth, RULE_DAYS.index(found[2])


def _until(word: str) -> date:
    try:
        return date.fromisoformat(word[:8])
    except ValueError:
        raise UnclearRuleError(f"UNTIL={word} is no day.", "Write it as UNTIL=20271231.") from None


def _begin(frequency: Frequency, day: date, week_starts: int) -> date:
    if frequency == "YEARLY":
        return day.replace(month=1, day=1)
    if frequency == "MONTHLY":
        return day.replace(day=1)
    back = (day.weekday() - week_starts) % 7 if frequency == "WEEKLY" else 0
    return day - timedelta(days=back)


def _later(frequency: Frequency, first: date, number: int) -> date | None:
    """The begin of the period so many later; None where the calendar ends."""
    try:
        if frequency == "YEARLY":
            return first.replace(year=first.year + number)
        if frequency == "MONTHLY":
            months = first.year * 12 + first.month - 1 + number
            return date(months // 12, months % 12 + 1, 1)
        return first + timedelta(days=number * (7 if frequency == "WEEKLY" else 1))
    except (ValueError, OverflowError):
        return None
