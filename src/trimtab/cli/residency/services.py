"""What the residency commands need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import PlannedList
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedList

if TYPE_CHECKING:  # loaded by the command that simulates alone
    from trimtab.app.residency.simulating import SimulatedList


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWanted:
    """What was typed of a list besides its files; None where nothing was."""

    today: date
    season: int | None = None
    count: int | None = None
    budget: float | None = None
    cost_column: str | None = None
    correlation: float | None = None
    is_exact: bool = False
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class ApplicantFiles:
    """The two files of one applicant: profile and programmes."""

    profile: Path
    programmes: Path


@dataclass(frozen=True, slots=True)
class RankWanted:
    """What was typed of a rank list besides its files."""

    today: date
    season: int | None
    correlation: float | None
    seasons: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Residency:
    """The residency application, as functions.

    `read_applicant` raises ProfileError with every mistake; `read_programmes` takes the applicant
    whose specialties count and the column of costs, and gives what could be read and what was
    wrong. `show_list` and `show_ranking` draw on standard output. `partner_files` takes what was
    named of the partner, and falls back on the profile; None where somebody matches alone. It
    raises PartnerError where that is nobody, or the person themselves.
    `simulate` takes how many seasons, and a seed.
    """

    template: Callable[[], str]
    read_applicant: Callable[[Path], Applicant]
    read_programmes: Callable[
        [Path, Applicant, str | None], tuple[tuple[Programme, ...], tuple[Problem, ...]]
    ]
    plan_list: Callable[
        [Applicant, tuple[Programme, ...], tuple[Problem, ...], ListWanted], PlannedList
    ]
    show_list: Callable[[PlannedList], None]
    list_as_json: Callable[[PlannedList], Mapping[str, Any]]
    list_as_csv: Callable[[PlannedList], bytes]
    list_as_xlsx: Callable[[PlannedList], bytes]
    list_as_html: Callable[[PlannedList], str]
    dates_as_ics: Callable[[PlannedList, datetime], bytes]
    partner_files: Callable[[ApplicantFiles, Path | None, Path | None], ApplicantFiles | None]
    rank: Callable[[ApplicantFiles, ApplicantFiles | None, RankWanted], RankedList | RankedCouple]
    show_ranking: Callable[[RankedList | RankedCouple], None]
    ranking_as_json: Callable[[RankedList | RankedCouple], Mapping[str, Any]]
    ranking_as_csv: Callable[[RankedList | RankedCouple], bytes]
    ranking_as_xlsx: Callable[[RankedList | RankedCouple], bytes]
    simulate: Callable[[ApplicantFiles, ListWanted, int, int], SimulatedList]
    show_season: Callable[[SimulatedList], None]
    season_as_json: Callable[[SimulatedList], Mapping[str, Any]]
