"""Records of the Learning page, ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trimtab.app.study.goals import monday_of
from trimtab.domain.exams import Studied, StudyResult, WeekGoal
from trimtab.domain.study_plans import ExamOutlook, Offer, TopicLevel, YearPlan
from trimtab.profiles.exam_writing import change_lines
from trimtab.reports.study_words import (
    OFFER_TITLES,
    count_text,
    exam_day_text,
    of_asked_text,
    offer_text,
    outlook_text,
    pace_text,
    rehearsed_text,
    target_text,
)
from trimtab.reports.wording import MONTHS, dated_text, hours_text

WEEK_FOLLOWS = "Your week follows in a moment."
LINE = 100.0
"""Units of the line of a topic, from nothing right to everything."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is this week: a name, done and wanted, and both in words."""

    name: str
    done: int
    wanted: int
    words: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic: its share of the exam, what is right of it, and the range on a line."""

    name: str
    share: str
    words: str
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ExamCard:
    """One exam: its day, how it stands, its pace and its topics."""

    name: str
    when: str
    outlook: str
    pace: str
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One way out: what it is, what it says, and what it changes."""

    kind: str
    exam: str
    title: str
    words: str
    is_possible: bool
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week of the table."""

    monday: str
    seasons: str
    hours: str
    share: str
    cards: str
    questions: str
    note: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result as it was entered."""

    id: str
    words: str


def this_week(plan: YearPlan, studied: Studied) -> Iterator[Progress]:
    """Questions of each exam: done this week, and those with those still to come."""
    monday = monday_of(plan.today)
    for outlook in plan.outlooks:
        name = outlook.exam.name
        done = [one for one in studied.done if one.exam == name and one.day >= monday]
        before = sum(one.questions for one in done if one.day < plan.today)
        week = plan.weeks[0].questions(name)
        counted = sum(one.questions for one in done)
        if before + week:
            yield Progress(name, counted, before + week, _so_far(counted, before + week))


def _so_far(done: int, wanted: int) -> str:
    """How many are done.

    >>> _so_far(15, 60), _so_far(70, 60)
    ('15 of 60 questions', 'all 60 questions, and 10 more')
    """
    if done < wanted:
        return f"{done} of {count_text(wanted)}"
    return f"all {count_text(wanted)}" + (f", and {done - wanted} more" if done > wanted else "")


def goal_rows(goals: tuple[WeekGoal, ...]) -> Iterator[Progress]:
    """Goals of one's own."""
    for goal in goals:
        words = f"{goal.done} of {goal.wanted}"
        yield Progress(goal.name, goal.done, goal.wanted, words, goal.id)


def today_lines(plan: YearPlan) -> tuple[str, ...]:
    """What today is asked."""
    return tuple(target_text(one) for one in plan.targets_on(plan.today))


def exam_cards(plan: YearPlan) -> tuple[ExamCard, ...]:
    """Every exam to come."""
    return tuple(
        ExamCard(
            one.exam.name,
            exam_day_text(one.exam.day, plan.today),
            outlook_text(one),
            pace_text(one),
            tuple(_topics(one)),
        )
        for one in plan.outlooks
    )


def _topics(outlook: ExamOutlook) -> Iterator[TopicRow]:
    shares = dict(outlook.exam.topics)
    for level in sorted(outlook.levels, key=lambda one: (one.level, one.topic)):
        yield TopicRow(
            level.topic,
            _percent(shares[level.topic]),
            _level_words(level),
            round(LINE * level.level, 1),
            round(LINE * level.low, 1),
            round(LINE * level.high, 1),
        )


def _level_words(level: TopicLevel) -> str:
    if not level.asked:
        return "nothing entered yet"
    reach = f"{_percent(level.low)} to {_percent(level.high)}"
    return f"{level.right} of {level.asked} right, taken as {_percent(level.level)} ({reach})"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def offer_cards(plan: YearPlan, text: str) -> tuple[OfferCard, ...]:
    """Ways out where something does not fit."""
    return tuple(_offer_card(one, plan.today, text) for one in plan.offers)


def _offer_card(offer: Offer, today: date, text: str) -> OfferCard:
    return OfferCard(
        kind=offer.kind,
        exam=offer.exam,
        title=OFFER_TITLES[offer.kind],
        words=offer_text(offer, today),
        is_possible=offer.is_possible,
        changes=change_lines(text, offer.exam, offer.change),
    )


def week_lines(plan: YearPlan) -> Iterator[WeekLine]:
    """The year as a table."""
    for week in plan.weeks:
        is_known = week.known_days == len(week.days)
        counts = [
            f"{one.exam.name} {of_asked_text(week, one.exam.name)}"
            for one in plan.outlooks
            if week.questions(one.exam.name) or week.questions_planned(one.exam.name)
        ]
        exams = [f"{exam.name} on {dated_text(exam.day, plan.today)}" for exam in week.exams]
        forms = [rehearsed_text(one) for one in week.rehearsals]
        year = "" if week.monday.year == plan.today.year else f" {week.monday.year}"
        yield WeekLine(
            monday=f"{week.monday.day} {MONTHS[week.monday.month - 1]}{year}",
            seasons=", ".join(week.seasons),
            hours=f"{hours_text(week.asked)} of {'' if is_known else 'about '}"
            f"{hours_text(week.fits)} h",
            share=_percent(week.share),
            cards=f"{hours_text(week.cards)} h" if week.cards else "",
            questions=", ".join(counts),
            note="; ".join(exams + forms),
        )


def result_lines(
    results: tuple[StudyResult, ...], today: date, most: int = 8
) -> tuple[ResultLine, ...]:
    """What was entered last, the newest first."""
    newest = sorted(results, key=lambda one: (one.day, one.said_at), reverse=True)[:most]
    return tuple(ResultLine(one.id, _result_words(one, today)) for one in newest)


def kept_lines(kept: Iterable[StudyResult], today: date) -> tuple[str, ...]:
    """That results just entered are kept."""
    return tuple(f"Kept. {_result_words(one, today)}. {WEEK_FOLLOWS}" for one in kept)


def _result_words(one: StudyResult, today: date) -> str:
    topic = f", {one.topic}" if one.topic else ""
    right = f", {one.right} right" if one.right is not None else ""
    minutes = f", {one.minutes:g} min" if one.minutes else ""
    return (
        f"{dated_text(one.day, today)}: {one.exam}{topic}, {count_text(one.asked)}{right}{minutes}"
    )


def suggested(plan: YearPlan) -> Mapping[str, str]:
    """What the form of a result begins with: the first thing that today is asked."""
    targets = plan.targets_on(plan.today)
    if not targets:
        return {"exam": plan.outlooks[0].exam.name if plan.outlooks else ""}
    first = targets[0]
    topic = first.topics[0][0] if first.topics else ""
    asked = first.topics[0][1] if first.topics else first.questions
    return {"exam": first.exam, "topic": topic, "asked": str(asked)}
