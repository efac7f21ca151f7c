"""All-day rows of a roster: codes mapped to hours, and the ones nobody has mapped yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from trimtab.calendars.scanning import shorten
from trimtab.calendars.zones import as_instants
from trimtab.domain.errors import Problem

Spans = tuple[tuple[int, int], ...]
NOT_DUTY = re.compile(
    r"\b(vacation|holidays?|pto|leave|off|away|no call|request|post[- ]?call|sick|birthday|"
    r"rest day|rdo|frei|urlaub|cong[eé]s?|repos|libre|"
    r"anniversary|thanksgiving|christmas|new year\S*|memorial day|labor day|independence day|"
    r"payday|block \d+|week \d+)\b",
    re.IGNORECASE,
)
TIME_OFF = re.compile(
    r"\b(vacation|holidays?|pto|time[- ]off|day[- ]off|off day|(annual|sick|parental|study) leave|"
    r"leave|no call request|post[- ]?call|rest day|urlaub|frei|cong[eé]s?)\b",
    re.IGNORECASE,
)
SHORTHAND = re.compile(r"[A-Z0-9][A-Z0-9 /&+.-]{0,9}")
SHIFT_WORDS = re.compile(
    r"(early|late|day|long day|long|short|twilight|swing|standby|nacht|nachtdienst|sp[aä]t|"
    r"sp[aä]tdienst|fr[uü]h|fr[uü]hdienst|dienst|nuit|garde|noche|guardia)s?",
    re.IGNORECASE,
)
WITHOUT_HOURS = "without hours, so it takes no time yet."
HEAD = re.compile(r"\s*(?:\s[-\u2013\u2014/]\s|[:(,;|]).*", re.DOTALL)


def match_code(title: str, codes: Mapping[str, Spans]) -> str | None:
    """The longest code a title is or begins with, as a whole word, capitals aside.

    >>> match_code("NF - Smith", {"NF": (), "N": ()}), match_code("NFL game", {"NF": ()})
    ('NF', None)
    """
    plain = _plain(title)
    for code in sorted(codes, key=len, reverse=True):
        head = _plain(code)
        if head and plain.startswith(head) and not plain[len(head) : len(head) + 1].isalnum():
            return code
    return None


def looks_like_code(title: str) -> bool:
    """Whether a title reads like a roster's shorthand: short, capitals and figures.

    >>> [looks_like_code(title) for title in ("NF", "MICU L", "Mother's birthday", "Mon")]
    [True, True, False, False]
    """
    return bool(SHORTHAND.fullmatch(title.strip()))


def names_a_shift(title: str) -> bool:
    """Whether an all-day title reads like a shift by its letters or as a bare word.

    >>> [names_a_shift(title) for title in ("N", "Late", "Late lunch", "OFF", "Birthday Ana")]
    [True, True, False, False, False]
    """
    if NOT_DUTY.search(title):
        return False
    return looks_like_code(title) or SHIFT_WORDS.fullmatch(head_of(title).strip()) is not None


def head_of(title: str) -> str:
    """A title without the name or remark behind it.

    >>> head_of("XR - Smith"), head_of("MICU (late)")
    ('XR', 'MICU')
    """
    return HEAD.sub("", " ".join(title.split())) or title


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def spans_on(day: date, spans: Spans, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """The instants each clock span covers when it begins on `day`, in UTC.

    An end at or before the start is on the next day; minutes past 1440 are too.
    """
    for start, end in spans:
        ends = end if end > start else end + 1440
        yield as_instants(_at_clock(day, start, zone), _at_clock(day, ends, zone))


def _at_clock(day: date, minutes: int, zone: tzinfo) -> datetime:
    days, within = divmod(minutes, 1440)
    clock = time(within // 60, within % 60)
    return datetime.combine(day + timedelta(days=days), clock, zone)


@dataclass(slots=True)
class UnmappedCodes:
    """All-day titles without hours in a duty calendar, counted by their head."""

    seen: dict[str, tuple[str, int, int]]
    cells: dict[str, str] = field(default_factory=dict)

    def note(self, title: str, line: int, stood: str = "") -> None:
        """Count a title, unless it is plainly not a duty; `stood` is its cell in a workbook."""
        if NOT_DUTY.search(title):
            return
        head = head_of(title)
        shown, first_line, times = self.seen.get(head.casefold(), (head, line, 0))
        self.seen[head.casefold()] = shown, min(first_line, line), times + 1
        if stood:
            self.cells.setdefault(head.casefold(), stood)

    def problems(self, file: str) -> list[Problem]:
        """One per code: what it lacks and how the profile maps it."""
        return [
            _unmapped(f"{file} {self.cells[key]}", entry[0], None, entry[2])
            if key in self.cells
            else _unmapped(file, *entry)
            for key, entry in self.seen.items()
        ]


def _unmapped(file: str, code: str, line: int | None, times: int) -> Problem:
    days = "1 day" if times == 1 else f"{times} days"
    what = f'"{shorten(code)}" names {days} {WITHOUT_HOURS}'
    key = code.replace("\\", "\\\\").replace('"', '\\"')
    mend = (
        "If it is duty, give its hours once under this [[calendar]] in your profile: "
        f'codes = {{ "{key}" = "HH:MM-HH:MM" }}, or "off" for a free day; '
        "trimtab calendar codes proposes them."
    )
    return Problem(file, line, what, mend)
