"""Study in a planned week: each day's questions, practice exams and light review as practices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from trimtab.app.ports import CalendarReader
from trimtab.app.study.card_blocks import with_cards
from trimtab.app.study.planned_year import look_with, year_of
from trimtab.domain.commitments import DayNote
from trimtab.domain.exams import STEP, TINY_QUESTIONS, Exam, exams_ahead
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.study_plans import DayTarget, YearPlan
from trimtab.domain.time import ClockSpan, Horizon

LONGEST_SITTING = 90
"""A day's questions come in sittings of so many minutes at the most (our choice)."""

EXAM_HOURS = ClockSpan(8 * 60, 13 * 60)
"""Hours a practice exam likes best: those of exams (our choice)."""

REHEARSAL_HOURS = ClockSpan(7 * 60, 20 * 60)
REVIEW = "light review"
REVIEW_DOSES = (45, 30, 15)
"""Minutes of a day without new questions before an exam (our choice)."""

SOURCE = "exams"
NAMED_TOPICS = 3
"""A sitting names so many topics; more are told as mixed (our choice)."""


def with_study_and_cards(
    profile: Profile, horizon: Horizon, now: datetime, read_calendar: CalendarReader
) -> Profile:
    """The profile with what the days of the horizon are asked for its exams and its decks.

    On heavy days cards leave questions their part.
    """
    year = _year_ahead(profile, horizon, now, read_calendar)
    if year is None:
        return with_cards(profile, horizon)
    most = {one.day: one.cards for one in year.days if one.cards_waiting}
    return with_cards(_with_practices_of(profile, year, horizon), horizon, most)


def with_study(
    profile: Profile, horizon: Horizon, now: datetime, read_calendar: CalendarReader
) -> Profile:
    """The profile with what the days of the horizon are asked for its exams, from today on.

    Those of days before a later horizon are left to the plans of those days.
    """
    year = _year_ahead(profile, horizon, now, read_calendar)
    return profile if year is None else _with_practices_of(profile, year, horizon)


def _year_ahead(
    profile: Profile, horizon: Horizon, now: datetime, read_calendar: CalendarReader
) -> YearPlan | None:
    today = horizon.to_local(now).date()
    if not exams_ahead(profile.exams, today):
        return None
    look = look_with(profile, read_calendar)
    return year_of(profile, today, look, wants_offers=False)


def _with_practices_of(profile: Profile, year: YearPlan, horizon: Horizon) -> Profile:
    known = {thing.name for thing in profile.things}
    added = [one for one in study_practices(year, horizon) if one.name not in known]
    values = {one.value: 1.0 for one in added}
    practices = (*profile.practices, *added)
    return replace(profile, practices=practices, values={**values, **profile.values})


def study_practices(year: YearPlan, horizon: Horizon) -> tuple[Practice, ...]:
    """What the days of a horizon are asked; the same on several days is one practice."""
    first, last = horizon.first_day, horizon.date_of(horizon.days - 1)
    found: dict[str, Practice] = {}
    for practice in (*_sittings(year), *_rehearsals(year), *_reviews(year)):
        days = frozenset(day for day in practice.on or () if first <= day <= last)
        if not days:
            continue
        before = found.get(practice.name)
        on = days | (before.on or frozenset()) if before else days
        found[practice.name] = replace(practice, on=on)
    return tuple(found.values())


def exam_notes(exams: Iterable[Exam], horizon: Horizon) -> tuple[DayNote, ...]:
    """Exams that fall into a horizon, as notes of their days."""
    last = horizon.date_of(horizon.days - 1)
    held = (one for one in exams if horizon.first_day <= one.day <= last)
    return tuple(DayNote(one.name, one.day, one.day, SOURCE) for one in held)


def _sittings(year: YearPlan) -> Iterator[Practice]:
    outlooks = {one.exam.name: one for one in year.outlooks}
    for target in year.targets:
        outlook = outlooks[target.exam]
        for name, questions in named_sittings(target):
            yield _practice(
                outlook.exam,
                name,
                sitting_doses(questions, outlook.minutes_each),
                (target.day,),
            )


def named_sittings(target: DayTarget) -> tuple[tuple[str, int], ...]:
    """A day's questions in sittings, each by its name with its questions.

    Names say "up to", as a week may give a sitting a smaller dose, which holds fewer.

    >>> target = DayTarget(date(2026, 12, 1), "Step 3", 40, 120, (("renal", 40),))
    >>> [name for name, _ in named_sittings(target)]
    ['Step 3: up to 20 questions, renal', 'Step 3: up to 20 questions, renal, again']
    """
    sittings = -(-target.minutes // LONGEST_SITTING)
    each = max(STEP, -(-target.questions // (sittings * STEP)) * STEP)
    left, open_topics = target.questions, list(target.topics)
    found: list[tuple[str, int]] = []
    while left > 0:
        questions = min(each, left)
        left -= questions
        topics = _take(open_topics, questions)
        count = "1 question" if questions == 1 else f"up to {questions} questions"
        name = f"{target.exam}: {count}{_listed(topics)}"
        again = sum(one.startswith(name) for one, _ in found)
        found.append((f"{name}, again" if again == 1 else name + ", again" * again, questions))
    return tuple(found)


def _take(topics: list[tuple[str, int]], questions: int) -> list[str]:
    """Names of the topics that the next questions are of; what is left of them stays listed."""
    names: list[str] = []
    while topics and questions > 0:
        name, has = topics.pop(0)
        names.append(name)
        if has > questions:
            topics.insert(0, (name, has - questions))
        questions -= min(has, questions)
    return names


def _listed(topics: list[str]) -> str:
    if not topics:
        return ""
    if len(topics) > NAMED_TOPICS:
        return ", mixed"
    return ", " + " and ".join(filter(None, [", ".join(topics[:-1]), topics[-1]]))


def sitting_doses(questions: int, minutes_each: float) -> tuple[int, ...]:
    """Minutes of a sitting: all of it, about two thirds, and the tiny dose, each once.

    >>> sitting_doses(30, 3.0), sitting_doses(15, 3.0), sitting_doses(10, 3.0)
    ((90, 60, 30), (45, 30), (30, 20, 15))
    """
    tiny = TINY_QUESTIONS if questions > TINY_QUESTIONS else -(-questions // 2)
    enough = max(tiny, questions * 2 // 3)
    minutes = (max(5, 5 * round(one * minutes_each / 5)) for one in (questions, enough, tiny))
    return tuple(sorted(set(minutes), reverse=True))


def _rehearsals(year: YearPlan) -> Iterator[Practice]:
    exams = {one.exam.name: one.exam for one in year.outlooks}
    for one in year.rehearsals:
        if one.day is not None:
            name = f"{one.exam}: {one.practice.name}"
            minutes = (5 * round(one.practice.minutes / 5),)
            practice = _practice(exams[one.exam], name, minutes, (one.day,))
            yield replace(practice, prefer=(EXAM_HOURS,), only=(REHEARSAL_HOURS,))


def _reviews(year: YearPlan) -> Iterator[Practice]:
    """Light review on the days before an exam that have no new questions."""
    for outlook in year.outlooks:
        exam = outlook.exam
        back = range(1, exam.buffer_days + 1)
        days = [exam.day - timedelta(days=number) for number in back]
        ahead = tuple(day for day in days if day >= year.today)
        if ahead and (exam.questions or exam.topics):
            practice = _practice(exam, f"{exam.name}: {REVIEW}", REVIEW_DOSES, ahead)
            yield replace(practice, demanding=False)


def _practice(exam: Exam, name: str, doses: tuple[int, ...], days: tuple[date, ...]) -> Practice:
    return Practice(
        name,
        exam.value,
        7,
        doses,
        demanding=True,
        study=True,
        private=exam.private,
        on=frozenset(days),
    )
