"""Study done, by what was entered and what was marked; and results kept, each once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.lived_history import lived_weeks
from trimtab.app.daily.ports import Store
from trimtab.domain.exams import USUAL_MINUTES, DayDone, Exam, Studied, StudyResult
from trimtab.domain.plans import Block

SITTING = re.compile(r"^(?P<exam>.+): (?:up to )?(?P<count>\d+) questions?(?:, (?P<topics>.*))?$")
"""How blocks of questions are named, in older plans without "up to"; see `study_blocks`."""

LOOKED_BACK = timedelta(days=500)
"""So long before today results still count (our choice)."""

MARKS_BACK = timedelta(weeks=12)
"""So long before today marks of an exam count that says no day on which it begins (our choice)."""


def done_by_results(results: Iterable[StudyResult]) -> tuple[DayDone, ...]:
    """What results tell of each exam on each day."""
    sums: dict[tuple[date, str], dict[str, int]] = {}
    for one in results:
        topics = sums.setdefault((one.day, one.exam), {})
        topics[one.topic] = topics.get(one.topic, 0) + one.asked
    return tuple(
        DayDone(
            day,
            exam,
            sum(topics.values()),
            tuple((name, count) for name, count in topics.items() if name),
        )
        for (day, exam), topics in sorted(sums.items())
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """Of an exam what counts what was done: read leniently from the profile's text."""

    minutes_each: float
    begin: date | None
    topics: tuple[str, ...] = ()
    day: date | None = None

    def topics_in(self, named: str) -> tuple[str, ...]:
        """Topics that the name of a sitting tells of."""
        parts = set(re.split(r", | and ", named))
        return tuple(name for name in self.topics if name in parts or name == named)


def studied_now(store: Store, now: datetime) -> Studied:
    """What is known of study done: what was entered of a day, or else was marked of its plan.

    Nothing, at no cost, where the profile has no exam.
    """
    profile = store.profile()
    exams = {} if profile is None else _exams_in(profile.text)
    if profile is None or not exams:
        return Studied()
    today = now.astimezone(ZoneInfo(zone_in(profile.text))).date()
    since = [one.begin or today - MARKS_BACK for one in exams.values()]
    first = max(today - LOOKED_BACK, min(since))
    results = store.entries(StudyResult, today - LOOKED_BACK, today)
    entered = done_by_results(results)
    known = {(one.day, one.exam) for one in entered}
    marked = _done_by_blocks(sittings_kept(store, first, today, now), exams)
    rest = (one for one in marked if (one.day, one.exam) not in known)
    done = sorted((*entered, *rest), key=lambda one: (one.day, one.exam))
    return Studied(tuple(done), results)


def with_results(studied: Studied, results: Sequence[StudyResult]) -> Studied:
    """What is known with results of a table beside it; a day entered there is told by it."""
    if not results:
        return studied
    known = {one.id for one in studied.results}
    new = tuple(one for one in results if one.id not in known)
    entered = done_by_results((*studied.results, *new))
    told = {(one.day, one.exam) for one in entered}
    rest = (one for one in studied.done if (one.day, one.exam) not in told)
    done = sorted((*entered, *rest), key=lambda one: (one.day, one.exam))
    return Studied(tuple(done), (*studied.results, *new))


def studied_of(store: Store, exams: Iterable[Exam], now: datetime) -> Studied:
    """What is known of study done for these exams, where the profile kept has the very same.

    An exam is the same by its name and its day: somebody else's profile learns nothing from here.
    """
    same = same_exams(store, exams)
    if not same:
        return Studied()
    found = studied_now(store, now)
    return Studied(
        tuple(one for one in found.done if one.exam in same),
        tuple(one for one in found.results if one.exam in same),
    )


def same_exams(store: Store, exams: Iterable[Exam]) -> frozenset[str]:
    """Names of exams that the profile kept has on the same day."""
    kept = store.profile()
    written = {} if kept is None else _exams_in(kept.text)
    days = {name: one.day for name, one in written.items()}
    return frozenset(one.name for one in exams if days.get(one.name) == one.day)


def _exams_in(text: str) -> dict[str, _Written]:
    """Exams by name; of a text with mistakes as much as can be read."""
    try:
        rows = tomllib.loads(text).get("exam", [])
    except tomllib.TOMLDecodeError:
        return {}
    found = {}
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("name"), str):
            minutes, begin = row.get("minutes_each"), row.get("begin")
            found[row["name"]] = _Written(
                float(minutes)
                if isinstance(minutes, int | float) and minutes > 0
                else USUAL_MINUTES,
                begin if type(begin) is date else None,
                tuple(topics) if isinstance(topics := row.get("topics"), dict) else (),
                day if type(day := row.get("date")) is date else None,
            )
    return found


def sittings_kept(store: Store, first: date, today: date, now: datetime) -> Iterator[Block]:
    """Sittings of questions that were planned, are over, and were not left out.

    Who marks sittings as done has done those marked, on days on which anything was marked.
    """
    stood = [
        block
        for plan, days in lived_weeks(store, first, today)
        for block in plan.blocks
        if block.start.date() in days and block.end <= now
    ]
    marking_days = {block.start.date() for block in stood if block.mark == "done"}
    sittings = [block for block in stood if SITTING.match(block.name)]
    is_marker = any(block.mark == "done" for block in sittings)
    for block in sittings:
        is_told = is_marker and block.start.date() in marking_days
        if block.mark == "done" or (block.mark != "skipped" and not is_told):
            yield block


def _done_by_blocks(blocks: Iterable[Block], exams: Mapping[str, _Written]) -> Iterator[DayDone]:
    """Questions of sittings by their minutes, no more than they were to hold."""
    for block in blocks:
        named = SITTING.match(block.name)
        exam = exams.get(named["exam"]) if named else None
        if named is None or exam is None:
            continue
        count = max(1, min(int(named["count"]), round(block.minutes / exam.minutes_each)))
        topics = _parted(count, exam.topics_in(named["topics"] or ""))
        assumed = 0 if block.mark == "done" else count
        yield DayDone(block.start.date(), named["exam"], count, topics, assumed)


def _parted(count: int, topics: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Questions shared evenly among topics, the first with what remains.

    >>> _parted(25, ["renal", "skin"])
    (('renal', 13), ('skin', 12))
    """
    each, rest = divmod(count, max(1, len(topics)))
    return tuple((name, each + (place < rest)) for place, name in enumerate(topics))


def keep_results(store: Store, results: Sequence[StudyResult]) -> int:
    """Keep results; those known already stay as they are. How many were new."""
    new = [one for one in results if store.entry(StudyResult, one.id) is None]
    if new:
        store.keep_entries(tuple(new))
    return len(new)


def rename_topic(store: Store, exam: str, written: str, name: str) -> None:
    """Count results of a topic as written, capitals aside, as those of another name of the exam."""
    key = written.casefold()
    mine = (one for one in store.entries(StudyResult) if one.exam == exam)
    if found := tuple(replace(one, topic=name) for one in mine if one.topic.casefold() == key):
        store.keep_entries(found)


def forget_result(store: Store, id_: str) -> None:
    """Forget one result."""
    store.forget_entry(StudyResult, id_)
