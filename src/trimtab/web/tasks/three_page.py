"""The three that matter today: chosen from tasks, or in one's own words."""

from __future__ import annotations

from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.tasks.three import choose_three, offer_three
from trimtab.domain.task_days import DayThree
from trimtab.reports.wording import date_text
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form, short_form
from trimtab.web.settings.keeping import own_zone
from trimtab.web.tasks.cards import PATH
from trimtab.web.tasks.reading import sorted_now

THREE = f"{PATH}/three"
TOO_MANY = "Three at most. Take a tick off, or leave your own line empty."


def show(request: Request) -> Response:
    """What may be chosen, the three as they are ticked."""
    return _page(request)


def _page(
    request: Request, picked: tuple[str, ...] | None = None, own: str = "", mistake: str = ""
) -> Response:
    desk = desk_of(request)
    profile_for(request)
    kept = desk.store.plan()
    now = desk.now().astimezone(own_zone(desk))
    offered = offer_three(desk.store, kept.plan if kept else None, sorted_now(desk), now)
    context = {
        "day": offered.day.isoformat(),
        "day_text": date_text(offered.day),
        "names": offered.names,
        "picked": offered.chosen if picked is None else picked,
        "is_own": offered.is_own,
        "own": own,
        "mistake": mistake,
    }
    return page(request, "tasks/three.html.j2", context, status=422 if mistake else 200)


async def choose(request: Request) -> Response:
    """Keep what was ticked and typed."""
    form = await long_form(request)
    return await run_in_threadpool(_choose, request, form)


def _choose(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    picked = tuple(str(one) for one in form.getlist("thing"))
    own = str(form.get("three") or "").strip()
    try:
        day = date.fromisoformat(str(form.get("day") or ""))
    except ValueError:
        day = desk.now().astimezone(own_zone(desk)).date()
    if form.get("do") == "planned":
        picked, own = (), ""
    if not choose_three(desk.store, day, desk.now(), (*picked, own)):
        return _page(request, picked, own, TOO_MANY)
    return see_other("/#three-name")


async def forget(request: Request) -> Response:
    """Forget every choice that was made."""
    await short_form(request)
    await run_in_threadpool(desk_of(request).store.forget_entries, DayThree)
    return see_other(THREE)


def routes() -> list[Route]:
    """Where they are chosen."""
    return [
        Route(THREE, show, methods=["GET"]),
        Route(THREE, choose, methods=["POST"]),
        Route(f"{THREE}/forget", forget, methods=["POST"]),
    ]
