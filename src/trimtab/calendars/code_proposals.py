"""Proposes what a calendar's codes mean, from its own titles and times before any convention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.calendars.codes import NOT_DUTY, WITHOUT_HOURS, head_of, looks_like_code, match_code
from trimtab.calendars.kinds import kind_of
from trimtab.calendars.rosters.written_hours import find_hours
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment
from trimtab.domain.errors import Problem
from trimtab.domain.shown_calendars import CodeBasis, CodeProposal, CodeProposals

MOST_CODES = 60
MOST_EXAMPLES = 3
LONGEST_NOTE = 400
OFTEN = 3
SHARE_AGREEING = 2 / 3
NIGHT, DAY_SHIFT, HOME_CALL = "19:00-07:00", "07:00-19:00", "17:00-07:00 home_call"
# What such letters usually stand for; our choice, and always told as a guess
CONVENTIONS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("nf", "n", "night", "nights", "night float", "nite"), (NIGHT, "night duty")),
    **dict.fromkeys(("d", "day", "days", "day shift"), (DAY_SHIFT, "a day of duty")),
    **dict.fromkeys(
        ("hc", "home call", "back-up", "backup", "backup call", "pager"),
        (HOME_CALL, "call from home"),
    ),
    **dict.fromkeys(("24", "24h", "24 h", "24hr", "24 hour call"), ("07:00-07:00", "24 hours")),
    **dict.fromkeys(("pc", "p/c", "r", "x", "al", "a/l", "sl", "vac", "v"), ("off", "a free day")),
}
FREE_WORDS = "its words name no duty"


@dataclass(slots=True)
class _Seen:
    """Days on which a title stands."""

    title: str
    days: set[date] = field(default_factory=set)


def propose_codes(reading: CalendarReading, source: CalendarSource, zone: str) -> CodeProposals:
    """What each all-day title of a reading may mean; `source` holds what the profile says already.

    The reading must have been made without codes, so that every code is still a day note.
    """
    timed = _timed_by_head(reading.commitments, zone)
    seen: dict[str, _Seen] = {}
    for note in reading.day_notes:
        head = head_of(note.name)
        length = min((note.last - note.first).days + 1, LONGEST_NOTE)
        entry = seen.setdefault(head.casefold(), _Seen(head))
        entry.days.update(note.first + timedelta(days=number) for number in range(length))
    found, others = [], []
    for entry in sorted(seen.values(), key=lambda one: (-len(one.days), one.title)):
        if _may_be_code(entry, source) or entry.title.casefold() in timed:
            found.append(_propose(entry, source, timed))
        else:
            others.append(entry.title)
    return CodeProposals(
        source.source, tuple(found[:MOST_CODES]), tuple(others), tuple(_other_problems(reading))
    )


def _other_problems(reading: CalendarReading) -> Iterator[Problem]:
    """What is said of the calendar apart from the codes, which the proposals answer."""
    return (one for one in reading.problems if not one.what.endswith(WITHOUT_HOURS))


def _may_be_code(entry: _Seen, source: CalendarSource) -> bool:
    """Whether an all-day title may stand for duty or a free day, as in a roster."""
    if source.kind is not None or match_code(entry.title, source.codes) is not None:
        return source.kind in {None, "duty", "home_call", "clinic"}
    is_duty = kind_of(entry.title, None) in {"duty", "home_call", "clinic"}
    return looks_like_code(entry.title) or is_duty or len(entry.days) >= OFTEN


def _timed_by_head(commitments: Iterable[Commitment], zone: str) -> dict[str, Counter[str]]:
    """The hours that timed events of each title have, and how often."""
    here = ZoneInfo(zone)
    timed: dict[str, Counter[str]] = defaultdict(Counter)
    for one in commitments:
        start, end = one.start.astimezone(here), one.end.astimezone(here)
        if one.end - one.start <= timedelta(days=1):
            kind = " home_call" if one.kind == "home_call" else ""
            hours = f"{start:%H:%M}-{end:%H:%M}{kind}"
            timed[head_of(one.name).casefold()][hours] += 1
    return timed


def _propose(
    entry: _Seen, source: CalendarSource, timed: Mapping[str, Counter[str]]
) -> CodeProposal:
    days = sorted(entry.days)
    meaning, basis, why = _meaning(entry.title, source, timed.get(entry.title.casefold()))
    return CodeProposal(
        entry.title,
        len(days),
        days[0],
        days[-1],
        tuple(sorted({day.weekday() for day in days})),
        tuple(days[:MOST_EXAMPLES]),
        meaning,
        basis,
        why,
    )


def _meaning(
    title: str, source: CalendarSource, hours: Counter[str] | None
) -> tuple[str, CodeBasis, str]:
    """What a title stands for, what tells, and how that is said."""
    code = match_code(title, source.codes)
    if code is not None:
        return _written(source, code), "profile", "your profile says so"
    written = find_hours(title)
    if len(written.spans) == 1:
        kind = " home_call" if kind_of(title, None) == "home_call" else ""
        return span_text(*written.spans[0]) + kind, "title", "the title says so"
    return _by_times(hours) if hours else _by_words(title)


def _by_times(hours: Counter[str]) -> tuple[str, CodeBasis, str]:
    """What timed events of the same name tell, where most of them agree."""
    meaning, count = hours.most_common(1)[0]
    if count >= sum(hours.values()) * SHARE_AGREEING:
        events = "1 timed event says" if count == 1 else f"{count} timed events say"
        return meaning, "calendar", f"{events} so under this name"
    listed = " or ".join(hours for hours, _ in hours.most_common(3))
    return "", "open", f"timed events of this name have {listed}"


def _by_words(title: str) -> tuple[str, CodeBasis, str]:
    """What the words of a title tell, and what its letters usually mean."""
    if NOT_DUTY.search(title):
        return "off", "words", FREE_WORDS
    usual = CONVENTIONS.get(" ".join(title.casefold().split()))
    if usual is None and kind_of(title, None) == "home_call":
        usual = HOME_CALL, "call from home"
    if usual is not None:
        return usual[0], "guess", f"{title} often means {usual[1]}"
    return "", "open", "nothing in the calendar tells"


def _written(source: CalendarSource, code: str) -> str:
    spans = ", ".join(span_text(*span) for span in source.codes[code])
    kind = source.code_kinds.get(code)
    return f"{spans or 'off'}{f' {kind}' if kind else ''}"


def span_text(start: int, end: int) -> str:
    """A span as a profile has it.

    >>> span_text(1140, 420), span_text(420, 1860)
    ('19:00-07:00', '07:00-07:00')
    """
    return f"{_clock(start)}-{_clock(end)}"


def _clock(minutes: int) -> str:
    within = minutes if minutes == 1440 else minutes % 1440
    return f"{within // 60:02d}:{within % 60:02d}"
