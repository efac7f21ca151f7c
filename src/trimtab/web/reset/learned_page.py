"""What the plan has learned: told one by one, each to be planned as written, or forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.learned import learned_now
from trimtab.app.daily.learned_choices import (
    LESSONS,
    Lesson,
    learn_anew,
    plan_as_learned,
    plan_as_written,
)
from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.mind.parts import is_on
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.reset.learned_words import lessons
from trimtab.web.security.limits import short_form


def show(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    kept, now = desk.store.plan(), desk.now()
    ahead = kept.plan.blocks if kept else ()
    context = {
        "lessons": lessons(learned_now(desk.store, now), ahead, now),
        "is_on": is_on(desk.store, "learning"),
    }
    return page(request, "reset/learned.html.j2", context)


async def change(request: Request) -> Response:
    """Plan one thing as written, or as learned again, or forget what was learned of it."""
    return await run_in_threadpool(_change, request, await short_form(request))


def _change(request: Request, form: Mapping[str, str]) -> Response:
    desk, name, said = desk_of(request), form.get("name", ""), form.get("lesson", "")
    known = {(one.name, "dose") for one in learned_now(desk.store, desk.now()).doses}
    known |= {(one.name, "length") for one in learned_now(desk.store, desk.now()).lengths}
    if said not in LESSONS:
        raise HTTPException(404)
    if (name, said) not in known:  # another window forgot it first
        return see_other("/learned")
    _decide(desk, form.get("do", ""), said, name)
    plan_anew_behind(desk.store, desk.planning, desk.now())
    return see_other("/learned")


def _decide(desk: Desk, verb: str, lesson: Lesson, name: str) -> None:
    if verb == "as_written":
        plan_as_written(desk.store, lesson, name)
    elif verb == "as_learned":
        plan_as_learned(desk.store, lesson, name)
    elif verb == "forget":
        learn_anew(desk.store, lesson, name, desk.now())


def routes() -> list[Route]:
    """Where this page is served."""
    return [
        Route("/learned", show, methods=["GET"]),
        Route("/learned", change, methods=["POST"]),
    ]
