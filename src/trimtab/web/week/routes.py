"""Where the Week page is served, and everything that is asked of a week."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.security.limits import short_form
from trimtab.web.week.accepting import accept, stop_planning
from trimtab.web.week.ahead import plan_ahead
from trimtab.web.week.blocks import show_best, show_block, show_closed
from trimtab.web.week.changes import change, undo
from trimtab.web.week.dragging import show_place_words, show_places
from trimtab.web.week.showing import show_blocks, show_week, show_working
from trimtab.web.week.trims_kept import answer_asked, keep_tried, show_trial

Answer = Callable[[Request, dict[str, str]], Response]


def form_read(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads the form, and then answers in a thread, as planning takes a while."""

    async def handler(request: Request) -> Response:
        form = dict(await short_form(request))
        return await run_in_threadpool(answer, request, form)

    return handler


def routes() -> list[Route]:
    """Where this room's pages are served."""
    verbs = ("move", "resize", "pin", "skip", "shrink")
    asked: dict[str, Answer] = {f"/week/{verb}": change(verb) for verb in verbs}
    asked |= {
        "/week/undo": undo,
        "/week/accept": accept,
        "/week/ahead": plan_ahead,
        "/week/stop": stop_planning,
        "/week/trial": keep_tried,
        "/week/asked": answer_asked,
    }
    shown = {
        "/week": show_week,
        "/week/working": show_working,
        "/week/blocks.json": show_blocks,
        "/week/places.json": show_places,
        "/week/place-words": show_place_words,
        "/week/block": show_block,
        "/week/best": show_best,
        "/week/closed": show_closed,
        "/week/trial": show_trial,
    }
    return [
        *(Route(path, page, methods=["GET"]) for path, page in shown.items()),
        *(Route(path, form_read(answer), methods=["POST"]) for path, answer in asked.items()),
    ]
