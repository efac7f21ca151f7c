"""Where Today is served: the page, its moment, and the way back after an absence."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.daily.absence import is_back_after_absence
from trimtab.app.daily.day_now import day_at, is_past
from trimtab.app.daily.replanning import replan_now
from trimtab.app.daily.today_kept import today_kept
from trimtab.domain.body import Alertness
from trimtab.reports.day_alertness import points_of, sleepiest_ahead
from trimtab.reports.today_html import render_today
from trimtab.web.desk import desk_of
from trimtab.web.refreshing import refresh_for_page
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.standing import standing
from trimtab.web.today import marking, signing_out, wins_pages
from trimtab.web.today.answers import today_page
from trimtab.web.today.page_view import surroundings
from trimtab.web.today.quiet_line import needed_line
from trimtab.web.today.views import now_card

NOTHING = "nothing"
"""What a page shows, by its own word, that waits for a plan."""


@standing
def show(request: Request) -> Response:
    """Today; who has no profile yet is welcomed, who comes back after days starts from today."""
    desk = desk_of(request)
    now = desk.now()
    kept = desk.store.plan()
    if kept is not None and is_back_after_absence(desk.store, kept, now):
        return page(request, "today/welcome_back.html.j2", {"quiet": needed_line(desk)})
    refresh_for_page(desk)
    kept = desk.store.plan()
    if kept is None or is_past(kept.plan, now):
        return page(request, "today/no_plan.html.j2", {"quiet": needed_line(desk)})
    return today_page(request, desk, kept, said_id=request.query_params.get("said", ""))


def show_moment(request: Request) -> Response:
    """The top of the page as it is now; the whole day where another block runs or plan stands.

    A page left open overnight keeps up as one that is opened does: it is opened anew once its plan
    is over, and again once the next one is there.
    """
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is None or not wants_part(request):
        return see_other("/")
    if is_back_after_absence(desk.store, kept, desk.now()):
        return Response(headers={"HX-Refresh": "true"})
    refresh_for_page(desk)
    kept = desk.store.plan() or kept
    shown, is_planned = request.query_params.get("shown", ""), not is_past(kept.plan, desk.now())
    if is_planned == (shown == NOTHING):
        return Response(headers={"HX-Refresh": "true"})
    if not is_planned:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    card = now_card(surroundings(desk, kept, desk.now()))
    if shown == card.key:
        return page(request, "today/now.html.j2", {"card": card})
    answer = today_page(request, desk, kept)
    answer.headers["HX-Retarget"] = "#today"
    return answer


def start_from_today(request: Request) -> Response:
    """Plan from this moment on; what was planned while somebody was away is let go."""
    desk = desk_of(request)
    replan_now(desk.store, desk.planning, desk.now())
    return see_other("/")


def show_alertness(request: Request) -> Response:
    """The half-hours of the day as JSON, for a chart."""
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is None:
        return JSONResponse({"points": []})
    now = kept.plan.horizon.to_local(desk.now())
    points = points_of(kept.plan, day_at(kept.plan, now))
    worst = sleepiest_ahead(points, now)
    return JSONResponse(
        {
            "points": _points(points),
            "now": now.isoformat(),
            "sleepiest": worst.time.isoformat() if worst else None,
        }
    )


def _points(points: Sequence[Alertness]) -> list[dict[str, object]]:
    return [
        {
            "time": point.time.isoformat(),
            "kss": round(point.kss, 2),
            "low": round(point.low, 2),
            "high": round(point.high, 2),
            "asleep": point.is_asleep,
        }
        for point in points
    ]


def download(request: Request) -> Response:
    """Today and tomorrow as one file, to be read without a connection."""
    desk = desk_of(request)
    content = render_today(today_kept(desk.store, desk.now()))
    headers = {"Content-Disposition": 'attachment; filename="today.html"'}
    return Response(content, media_type="text/html", headers=headers)


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/", show, methods=["GET"]),
        Route("/today/now", show_moment, methods=["GET"]),
        Route("/today/start", start_from_today, methods=["POST"]),
        Route("/today/alertness.json", show_alertness, methods=["GET"]),
        Route("/today.html", download, methods=["GET"]),
        *marking.routes(),
        *signing_out.routes(),
        *wins_pages.routes(),
    ]
