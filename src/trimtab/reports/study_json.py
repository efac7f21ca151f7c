"""The year's study as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trimtab.domain.study_plans import (
    DayTarget,
    ExamOutlook,
    HeldQuestions,
    Offer,
    Rehearsal,
    StudyDay,
    YearPlan,
)
from trimtab.reports.study_words import offer_text

VERSION = 1


def study_to_json(plan: YearPlan, person: str) -> Mapping[str, Any]:
    """The plan day by day; docs/reference/study-json.md says what each key means."""
    return {
        "version": VERSION,
        "person": person,
        "today": plan.today.isoformat(),
        "roster_until": plan.reach.isoformat() if plan.reach else None,
        "exams": [_exam(one) for one in plan.outlooks],
        "passed": [{"name": one.name, "date": one.day.isoformat()} for one in plan.passed],
        "days": [_day(one, plan) for one in plan.days],
        "practice_exams": [_rehearsal(one) for one in plan.rehearsals],
        "planned": _planned(plan.planned),
        "offers": [_offer(one, plan.today) for one in plan.offers],
    }


def _exam(one: ExamOutlook) -> Mapping[str, Any]:
    pace = one.pace
    return {
        "name": one.exam.name,
        "date": one.exam.day.isoformat(),
        "done": one.done,
        "assumed": one.assumed,
        "left": one.left,
        "placed": one.placed,
        "minutes_each": one.minutes_each,
        "minutes_range": [round(pace.low, 2), round(pace.high, 2)]
        if pace is not None and pace.is_known
        else None,
        "topics": [
            {
                "name": level.topic,
                "share": round(share, 4),
                "asked": level.asked,
                "right": level.right,
                "level": round(level.level, 3),
                "range": [round(level.low, 3), round(level.high, 3)],
            }
            for level, (_, share) in zip(one.levels, one.exam.topics, strict=True)
        ],
    }


def _day(one: StudyDay, plan: YearPlan) -> Mapping[str, Any]:
    return {
        "day": one.day.isoformat(),
        "fits_minutes": one.fits,
        "cards_minutes": one.cards,
        "heavy": one.is_heavy,
        "known": one.is_known,
        "season": one.season or None,
        "targets": [_target(target) for target in plan.targets_on(one.day)],
    }


def _target(one: DayTarget) -> Mapping[str, Any]:
    return {
        "exam": one.exam,
        "questions": one.questions,
        "minutes": one.minutes,
        "by_topic": dict(one.topics),
    }


def _rehearsal(one: Rehearsal) -> Mapping[str, Any]:
    return {
        "exam": one.exam,
        "name": one.practice.name,
        "minutes": one.practice.minutes,
        "wanted": one.wanted.isoformat(),
        "day": one.day.isoformat() if one.day else None,
        "has_room": one.day is not None and not one.takes_open_time,
    }


def _planned(one: HeldQuestions | None) -> Mapping[str, Any] | None:
    if one is None:
        return None
    return {"until": one.until.isoformat(), "asked": one.asked, "held": one.held}


def _offer(one: Offer, today: date) -> Mapping[str, Any]:
    return {
        "kind": one.kind,
        "exam": one.exam,
        "possible": one.is_possible,
        "says": offer_text(one, today),
        "change": {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in one.change.items()
        },
    }
