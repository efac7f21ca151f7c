"""The rank list: the order to enter, where it leads, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.rankings import RankedList
from trimtab.reports.residency import list_words
from trimtab.reports.residency.list_pictures import Band, draw_band
from trimtab.reports.residency.rank_text import single_headline, single_lines
from trimtab.web.apply.kept import application_of, applying_of
from trimtab.web.apply.rooms import RANK, show
from trimtab.web.apply.showing import PATIENCE_SECONDS
from trimtab.web.apply.views import about_text
from trimtab.web.desk import desk_of


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
    ranked = applying_of(desk_of(request)).rank(application.ask(), PATIENCE_SECONDS)
    if ranked is None:
        return show(request, "apply/working.html.j2", application, {"path": RANK})
    opening, _, rest = single_headline(ranked).partition(". ")
    context = {
        "ranked": ranked,
        "opening": f"{opening}." if rest else opening,
        "rest": rest,
        "ranks": places_of(ranked),
        "lines": single_lines(ranked),
        "invited": sum(one.status == "offer" for one in application.programmes),
    }
    return show(request, "apply/rank.html.j2", application, context)


def places_of(ranked: RankedList) -> tuple[Place, ...]:
    """The places in their order, odds beside the likeliest of them."""
    is_mixed = len({one.programme.specialty for one in ranked.entries}) > 1
    most = max((one.odds for one in ranked.entries), default=0.0)
    return tuple(
        Place(
            number=number,
            name=one.programme.name,
            about=about_text(one.programme, is_mixed=is_mixed),
            worth=list_words.points_text(one.worth),
            reach=list_words.chance_text(one.reach),
            band=draw_band(one.reach),
            odds=list_words.percent_text(one.odds),
            odds_width=100 * one.odds / most if most else 0.0,
        )
        for number, one in enumerate(ranked.entries, 1)
    )


def routes() -> list[Route]:
    """Where the rank list is shown."""
    return [Route(RANK, show_rank, methods=["GET"])]
