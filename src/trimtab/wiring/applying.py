"""Connects the residency application to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trimtab.cli.residency.services import (
    ApplicantFiles,
    ListWanted,
    RankWanted,
    Residency,
)
from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import PlannedList
from trimtab.domain.errors import Problem, UnreadableFileError, UnusableTableError
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedCouple, RankedList
from trimtab.wiring.watching import preparing

if TYPE_CHECKING:
    from trimtab.app.residency.asks import ApplicationAsk
    from trimtab.app.residency.orders import ListOrder, Prove
    from trimtab.app.residency.simulating import SimulatedList

INVENTED_EACH, INVENTED_SEED = 60, 2027
"""Invented programmes of each specialty, and what they are drawn from (our choice)."""

CHOOSING = "Choosing where to apply …"
RANKING = "Ordering the rank list …"
DRAWING = "Drawing seasons …"
SEASON_ZONE = "America/New_York"
"""Zone of the clock times that the season is told in."""


def residency() -> Residency:
    """Every port of the residency commands."""
    return Residency(
        template=_template,
        read_applicant=_read_applicant,
        read_programmes=_read_programmes,
        plan_list=_plan_list,
        show_list=_show_list,
        list_as_json=_list_as_json,
        list_as_csv=_list_as_csv,
        list_as_xlsx=_list_as_xlsx,
        list_as_html=_list_as_html,
        dates_as_ics=_dates_as_ics,
        partner_files=_partner_files,
        rank=_rank,
        show_ranking=_show_ranking,
        ranking_as_json=_ranking_as_json,
        ranking_as_csv=_ranking_as_csv,
        ranking_as_xlsx=_ranking_as_xlsx,
        simulate=_simulate,
        show_season=_show_season,
        season_as_json=_season_as_json,
    )


def _template() -> str:
    from trimtab.programmes.applicants import applicant_template

    return applicant_template()


def _read_applicant(path: Path) -> Applicant:
    from trimtab.programmes.applicants import read_applicant_file

    return read_applicant_file(path)


def _read_programmes(
    path: Path, applicant: Applicant, cost_column: str | None
) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    from trimtab.programmes.reading import read_programmes

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    columns = () if cost_column is None else (cost_column,)
    programmes, problems = read_programmes(
        content, str(path), specialties=applicant.specialties, cost_columns=columns
    )
    _refuse_unusable(str(path), programmes, problems, cost_column)
    return programmes, problems


def _refuse_unusable(
    file: str,
    programmes: tuple[Programme, ...],
    problems: tuple[Problem, ...],
    cost_column: str | None,
) -> None:
    """Raise UnusableTableError where nothing could come of a table but an empty answer."""
    if programmes and (cost_column is None or any(one.costs for one in programmes)):
        return
    what = "Nothing here can be used, so nothing was made."
    if programmes:
        what = f'No programme has a cost under "{cost_column}", so no list was made.'
    raise UnusableTableError((*problems, Problem(file, None, what, "Mend it, then run it again.")))


@preparing(CHOOSING)
def _plan_list(
    applicant: Applicant,
    programmes: tuple[Programme, ...],
    problems: tuple[Problem, ...],
    wanted: ListWanted,
) -> PlannedList:
    from trimtab.app.residency.listing import plan_list

    return plan_list(_list_order(applicant, programmes, problems, wanted))


def _list_order(
    applicant: Applicant,
    programmes: tuple[Programme, ...],
    problems: tuple[Problem, ...],
    wanted: ListWanted,
) -> ListOrder:
    from trimtab.app.residency.orders import ListOrder
    from trimtab.domain.seasons import season_on
    from trimtab.season_rules.reading import read_season

    if _counts_distance(applicant):
        programmes, problems = _placed(programmes, problems)
    season = wanted.season or applicant.season or season_on(wanted.today)
    return ListOrder(
        applicant=applicant,
        programmes=programmes,
        rules=read_season(season),
        today=wanted.today,
        count=wanted.count,
        budget=wanted.budget,
        cost_column=wanted.cost_column,
        correlation=wanted.correlation,
        problems=problems,
        prove=_prover(wanted.seconds) if wanted.is_exact else None,
    )


def plan_asked(ask: ApplicationAsk) -> PlannedList:
    """The list that a page asks for."""
    from trimtab.app.residency.listing import plan_list

    return plan_list(_order_asked(ask))


def rank_asked(ask: ApplicationAsk) -> RankedList:
    """The rank list that a page asks for."""
    from trimtab.app.residency.ranking import rank_programmes

    return rank_programmes(_order_asked(ask))


def _order_asked(ask: ApplicationAsk) -> ListOrder:
    wanted = ListWanted(today=ask.today)
    return _list_order(ask.applicant, ask.programmes, ask.problems, wanted)


def invented_table(specialties: Sequence[str]) -> bytes:
    """Invented programmes in these specialties, the same each time."""
    from trimtab.programmes.synthetic import synthetic_programmes
    from trimtab.programmes.writing import programmes_to_csv

    drawn = synthetic_programmes(INVENTED_EACH * len(specialties), INVENTED_SEED, specialties)
    return programmes_to_csv(drawn).encode()


def _counts_distance(applicant: Applicant) -> bool:
    return applicant.family is not None and applicant.preferences.weights.get("near", 0) > 0


def _placed(
    programmes: tuple[Programme, ...], problems: tuple[Problem, ...]
) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    from trimtab.programmes.towns import with_spots

    placed, unplaced = with_spots(programmes)
    return placed, (*problems, *unplaced)


def _prover(seconds: float) -> Prove:
    from trimtab.exact.application_list import solve_exactly

    return partial(solve_exactly, seconds=seconds)


def _show_list(planned: PlannedList) -> None:
    from rich.console import Console

    from trimtab.reports.residency.list_text import print_list

    print_list(planned, Console())


def _list_as_json(planned: PlannedList) -> Mapping[str, Any]:
    from trimtab.reports.residency.list_json import list_to_json

    return list_to_json(planned)


def _list_as_csv(planned: PlannedList) -> bytes:
    from trimtab.programmes.writing import list_to_csv

    return list_to_csv(planned).encode()


def _list_as_xlsx(planned: PlannedList) -> bytes:
    from trimtab.programmes.writing import list_to_xlsx

    return list_to_xlsx(planned)


def _list_as_html(planned: PlannedList) -> str:
    from trimtab.reports.residency.list_html import render_list

    return render_list(planned)


def _dates_as_ics(planned: PlannedList, now: datetime) -> bytes:
    from trimtab.calendars.published.season_writing import season_to_ics

    return season_to_ics(planned.dates, SEASON_ZONE, now)


def _partner_files(
    own: ApplicantFiles, profile: Path | None, programmes: Path | None
) -> ApplicantFiles | None:
    from trimtab.domain.errors import PartnerError

    named = profile
    if profile is None:
        partner = _read_applicant(own.profile).partner
        if partner is None:
            if programmes is not None:
                raise PartnerError.of_nobody(str(own.profile))
            return None
        profile = own.profile.parent / partner.profile
    if profile.resolve() == own.profile.resolve():
        raise PartnerError.of_oneself(str(profile))
    if named is None and not profile.is_file():
        raise PartnerError.of_no_file(str(own.profile), str(profile))
    return ApplicantFiles(profile, programmes or own.programmes)


@preparing(RANKING)
def _rank(
    own: ApplicantFiles, partner: ApplicantFiles | None, wanted: RankWanted
) -> RankedList | RankedCouple:
    from trimtab.app.residency.pairing import Drawing, rank_pairs_of
    from trimtab.app.residency.ranking import rank_programmes

    order = _rank_order(own, wanted)
    if partner is None:
        return rank_programmes(order)
    first, second = _with_places(order), _with_places(_rank_order(partner, wanted))
    return rank_pairs_of(
        first,
        second,
        Drawing(wanted.seasons, wanted.seed),
        is_one_table=own.programmes.resolve() == partner.programmes.resolve(),
    )


def _with_places(order: ListOrder) -> ListOrder:
    programmes, problems = _placed(order.programmes, order.problems)
    return replace(order, programmes=programmes, problems=problems)


def _rank_order(files: ApplicantFiles, wanted: RankWanted) -> ListOrder:
    asked = ListWanted(today=wanted.today, season=wanted.season, correlation=wanted.correlation)
    return _order_of(files, asked)


def _order_of(files: ApplicantFiles, wanted: ListWanted) -> ListOrder:
    applicant = _read_applicant(files.profile)
    programmes, problems = _read_programmes(files.programmes, applicant, wanted.cost_column)
    return _list_order(applicant, programmes, problems, wanted)


def _show_ranking(ranked: RankedList | RankedCouple) -> None:
    from rich.console import Console

    from trimtab.reports.residency.rank_text import print_ranking

    print_ranking(ranked, Console())


def _ranking_as_json(ranked: RankedList | RankedCouple) -> Mapping[str, Any]:
    from trimtab.reports.residency.rank_json import ranking_to_json

    return ranking_to_json(ranked)


def _ranking_as_csv(ranked: RankedList | RankedCouple) -> bytes:
    from trimtab.programmes.writing_ranks import ranking_to_csv

    return ranking_to_csv(ranked).encode()


def _ranking_as_xlsx(ranked: RankedList | RankedCouple) -> bytes:
    from trimtab.programmes.writing_ranks import ranking_to_xlsx

    return ranking_to_xlsx(ranked)


@preparing(DRAWING)
def _simulate(files: ApplicantFiles, wanted: ListWanted, seasons: int, seed: int) -> SimulatedList:
    from trimtab.app.residency.simulating import simulate_list

    return simulate_list(_order_of(files, wanted), seasons, seed)


def _show_season(simulated: SimulatedList) -> None:
    from trimtab.reports.residency.season_text import season_text

    sys.stdout.write(season_text(simulated))


def _season_as_json(simulated: SimulatedList) -> Mapping[str, Any]:
    from trimtab.reports.residency.season_text import season_to_json

    return season_to_json(simulated)
