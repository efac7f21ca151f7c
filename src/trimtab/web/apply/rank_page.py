"""The rank list: the order to enter, where it leads, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.residency.asks import ApplicationAsk
from trimtab.domain.applications import PlannedList
from trimtab.domain.rankings import RankedList
from trimtab.programmes.writing_ranks import ranking_to_csv, ranking_to_xlsx
from trimtab.reports.residency import list_words
from trimtab.reports.residency.list_pictures import Band, draw_band
from trimtab.reports.residency.rank_text import (
    ALL_OF_IT,
    MOST_PLACES,
    single_headline,
    single_lines,
)
from trimtab.web.apply.files import XLSX
from trimtab.web.apply.kept import Application, application_of, applying_of
from trimtab.web.apply.rooms import RANK, show
from trimtab.web.apply.showing import PATIENCE_SECONDS, planned_of
from trimtab.web.apply.views import about_text, opening_of
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other

KINDS: Mapping[str, tuple[str, Callable[[RankedList], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda one: ranking_to_csv(one).encode()),
    "xlsx": (XLSX, ranking_to_xlsx),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a rank list."""

    number: int
    name: str
    about: str
    worth: str
    reach: str
    band: Band
    odds: str
    odds_width: float


def show_rank(request: Request) -> Response:
    """The order to rank in."""
    application = application_of(request)
    if not application.has_list:
        return show(request, "apply/not_yet.html.j2", application)
    ranked = _ranked(request, application)
    if ranked is None:
        return show(request, "apply/working.html.j2", application, {"path": RANK})
    opening, rest = opening_of(single_headline(ranked))
    context = {
        "ranked": ranked,
        "opening": opening,
        "rest": rest,
        "ranks": places_of(ranked),
        "lines": tuple(map(_in_the_room, single_lines(ranked))),
        "invited": sum(one.status == "offer" for one in application.programmes),
        "is_of_list": len(ranked.entries) < _open(application),
    }
    return show(request, "apply/rank.html.j2", application, context)


def _ranked(request: Request, application: Application) -> RankedList | None:
    """Those that invited the person; before anybody did, those of the list with its signals."""
    asked = application.ask()
    if not any(one.status == "offer" for one in asked.programmes):
        planned = planned_of(request, application)
        if planned is None:
            return None
        asked = _listed(asked, planned)
    return applying_of(desk_of(request)).rank(asked, PATIENCE_SECONDS)


def _open(application: Application) -> int:
    """How many programmes have not said no."""
    return sum(one.status != "rejected" for one in application.programmes)


def _listed(asked: ApplicationAsk, planned: PlannedList) -> ApplicationAsk:
    """What is asked, of the list and of what was answered alone; of all where nothing is listed."""
    if not planned.entries:
        return asked
    listed = {
        one.programme.id: replace(
            one.programme, signal=None if one.signal == "none" else one.signal
        )
        for one in planned.entries
    }
    programmes = tuple(
        listed.get(one.id, one) for one in asked.programmes if one.id in listed or one.status
    )
    return replace(asked, programmes=programmes, key=f"{asked.key} listed")


def _in_the_room(line: str) -> str:
    """A sentence of the command's, with the ways that this room has."""
    line = line.replace(ALL_OF_IT, "all of them in the files")
    return line.replace("write `offer` into `status` where", "say on the list where")


def download(request: Request) -> Response:
    """The whole rank list as a table or a workbook."""
    kind = KINDS.get(request.path_params["kind"])
    if kind is None:
        raise HTTPException(404)
    application = application_of(request)
    if not application.has_list:
        return see_other(RANK)
    ranked = _ranked(request, application)
    if ranked is None:
        return show(request, "apply/working.html.j2", application, {"path": RANK})
    media_type, write = kind
    name = f"rank-list.{request.path_params['kind']}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write(ranked), media_type=media_type, headers=headers)


def places_of(ranked: RankedList) -> tuple[Place, ...]:
    """The places in their order, every bar from 0 to 100 %."""
    is_mixed = len({one.programme.specialty for one in ranked.entries}) > 1
    return tuple(
        Place(
            number=number,
            name=one.programme.name,
            about=about_text(one.programme, is_mixed=is_mixed),
            worth=list_words.points_text(one.worth),
            reach=list_words.chance_text(one.reach),
            band=draw_band(one.reach),
            odds=list_words.percent_text(one.odds),
            odds_width=100 * one.odds,
        )
        for number, one in enumerate(ranked.entries[:MOST_PLACES], 1)
    )


def routes() -> list[Route]:
    """Where the rank list is shown."""
    return [
        Route(RANK, show_rank, methods=["GET"]),
        Route(f"{RANK}/list.{{kind}}", download, methods=["GET"]),
    ]
