"""What `trimtab study` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from trimtab.app.ports import CalendarReader
from trimtab.domain.errors import Problem
from trimtab.domain.exams import StudyResult
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import YearPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Studying:
    """Ports of the year of study.

    `read_results` takes a table, the names of exams and the moment; `keep` a data folder, the usual
    one for None, and says how many were new; `kept` reads what is kept there, nothing where there
    is no such folder; `plan` takes results beside the profile, and the day.
    """

    read_results: Callable[
        [Path, Sequence[str], datetime], tuple[Sequence[StudyResult], tuple[Problem, ...]]
    ]
    keep: Callable[[Path | None, Sequence[StudyResult], datetime], int]
    plan: Callable[[Profile, Sequence[StudyResult], date, CalendarReader], YearPlan]
    show: Callable[[YearPlan, int | None], None]
    as_json: Callable[[YearPlan, str], Mapping[str, Any]]
