"""What `trimtab study` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trimtab.app.ports import CalendarReader
from trimtab.domain.errors import Problem
from trimtab.domain.exams import Exam, StudyResult
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import YearPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Studying:
    """Ports of the year of study.

    `read_results` takes a table, the exams and the moment, and tells what of it could not be read
    or weighs nothing; `keep` a data folder, the usual one for None, and says how many were new;
    `plan` takes results beside what is kept, and the moment, and tells what of cards or of what is
    kept could not be read.
    """

    read_results: Callable[
        [Path, Sequence[Exam], datetime], tuple[Sequence[StudyResult], tuple[Problem, ...]]
    ]
    keep: Callable[[Path | None, Sequence[StudyResult], datetime], int]
    plan: Callable[
        [Profile, Sequence[StudyResult], datetime, CalendarReader],
        tuple[YearPlan, tuple[Problem, ...]],
    ]
    show: Callable[[YearPlan, int | None], None]
    as_json: Callable[[YearPlan, str], Mapping[str, Any]]
