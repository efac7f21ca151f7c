"""Connects `trimtab study` to the engine, to tables of results, and to what is kept.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarReader
from trimtab.cli.study_services import Studying
from trimtab.domain.errors import Problem, SealedError, StoreError, UnreadableFileError
from trimtab.domain.exams import Exam, Studied, StudyResult, exams_ahead
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import HeldQuestions, YearPlan
from trimtab.wiring import decking
from trimtab.wiring.unlocking import folder_of
from trimtab.wiring.writing import written

if TYPE_CHECKING:
    from trimtab.store.sql_store import SqlStore
    from trimtab.wiring.app_open import OpenApp

SEALED = "What is kept of questions done is under a passphrase."
BRING_THEM = "The plan is made without it; `trimtab study --results` counts a table of results."
CALL_IT_SO = "Call it by one of these in the table; once it is kept, Learning offers to."
BEGIN_EARLIER = "An earlier `begin` of the exam takes them off."
WITHOUT = "The plan is made without what is kept of questions done."


def studying() -> Studying:
    """Every port of the command."""
    return Studying(read_results=_read_results, keep=_keep, plan=_plan, show=_show, as_json=_json)


def _read_results(
    path: Path, exams: Sequence[Exam], now: datetime
) -> tuple[Sequence[StudyResult], tuple[Problem, ...]]:
    from trimtab.logs.study_results import read_study_results

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    found = read_study_results(content, str(path), [one.name for one in exams], now)
    ahead = exams_ahead(exams, now.date())
    weightless = _weightless(path, ahead, found.results)
    early = _early(path, ahead, found.results, now)
    return found.results, (*found.problems, *weightless, *early)


def _weightless(
    path: Path, exams: Sequence[Exam], results: Sequence[StudyResult]
) -> Iterator[Problem]:
    """A line for each exam whose results name topics it does not have."""
    from trimtab.reports.study_words import unknown_topics_text
    from trimtab.study.unknown_topics import unknown_topics

    for exam in exams:
        if said := unknown_topics_text(exam, unknown_topics(exam, results)):
            yield Problem(str(path), None, said, CALL_IT_SO)


def _early(
    path: Path, exams: Sequence[Exam], results: Sequence[StudyResult], now: datetime
) -> Iterator[Problem]:
    """A line for each exam that was begun after some of its results."""
    from trimtab.reports.study_words import early_text

    for exam in exams:
        if said := early_text(exam, results, now.date()):
            yield Problem(str(path), None, said, BEGIN_EARLIER)


def _plan(
    profile: Profile, results: Sequence[StudyResult], now: datetime, read_calendar: CalendarReader
) -> tuple[YearPlan, tuple[Problem, ...]]:
    from trimtab.app.study.planned_year import look_with, year_of
    from trimtab.app.study.studied import with_results

    counted, problems = with_learning(profile, now)
    counted = replace(counted, studied=with_results(counted.studied, results))
    year = year_of(counted, now.date(), look_with(profile, read_calendar))
    return replace(year, planned=_planned(profile, year)), problems


def _planned(profile: Profile, year: YearPlan) -> HeldQuestions | None:
    """What the plan that the usual folder keeps holds of the questions of these very exams.

    Where it cannot be read, that is told of what is kept of study done.
    """
    from trimtab.app.study.held import held_questions
    from trimtab.app.study.studied import same_exams
    from trimtab.store.opening import FILE, read_store

    folder = folder_of(None)
    if not year.outlooks or not (folder / FILE).is_file():
        return None
    try:
        store = read_store(folder)
    except (SealedError, StoreError):
        return None
    with contextlib.closing(store):
        kept, same = store.plan(), same_exams(store, profile.exams)
    is_theirs = same == {one.name for one in profile.exams}
    return held_questions(kept.plan, year) if kept is not None and is_theirs else None


def with_learning(profile: Profile, now: datetime) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile with what its decks will ask for, and what is kept of study done.

    What cannot be read is a problem, and the plan is made without it.
    """
    profile, problems = decking.with_decks_read(profile, now)
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    if profile.studied != Studied() or not exams_ahead(profile.exams, today):
        return profile, problems
    studied, kept = _kept_study(profile, now)
    return replace(profile, studied=studied), (*problems, *kept)


def _kept_study(profile: Profile, now: datetime) -> tuple[Studied, tuple[Problem, ...]]:
    """What the usual folder keeps of study done; a plan asks nobody for a passphrase."""
    from trimtab.app.study.studied import studied_of
    from trimtab.store.opening import FILE, read_store

    folder = folder_of(None)
    if not (folder / FILE).is_file():
        return Studied(), ()
    try:
        store = read_store(folder)
    except SealedError:
        return Studied(), (Problem(str(folder), None, SEALED, BRING_THEM),)
    except StoreError as error:
        return Studied(), (Problem(str(folder), None, str(error), WITHOUT),)
    with contextlib.closing(store):
        return studied_of(store, profile.exams, now), ()


def _show(year: YearPlan, weeks: int | None) -> None:
    from rich.console import Console

    from trimtab.reports.study_text import print_study

    print_study(year, Console(), weeks=weeks)


def _json(year: YearPlan, person: str) -> Mapping[str, Any]:
    from trimtab.reports.study_json import study_to_json

    return study_to_json(year, person)


def _keep(folder: Path | None, results: Sequence[StudyResult], now: datetime) -> int:
    from trimtab.app.study.studied import keep_results

    def here(store: SqlStore) -> int:
        return keep_results(store, results)

    def there(app: OpenApp) -> int:
        answer = app.bring("/learning/results/table", _as_table(results))
        return int(str(answer["new"]))

    return written(folder, now, here, there)


def _as_table(results: Sequence[StudyResult]) -> bytes:
    """Results as the small table that the app reads in place of the whole file."""
    import csv
    import io

    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("date", "exam", "topic", "asked", "right", "minutes"))
    for one in results:
        cells = (one.exam, one.topic, one.asked, one.right, one.minutes)
        rows.writerow((one.day.isoformat(), *("" if cell is None else cell for cell in cells)))
    return text.getvalue().encode()
