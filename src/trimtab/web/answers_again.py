"""What a form was answered with, found again by a reload, by Back and by Forward."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trimtab.web.desk import desk_of
from trimtab.web.rendering import can_be_opened, see_other, wants_part
from trimtab.web.security.sessions import who
from trimtab.web.shown_answers import FIELD, ShownAnswer, are_kept

KEPT = (204, 303)
"""Statuses that lead on, once what was sent is kept."""

MAIN = b'<main id="main"'
OLDER = """<p class="banner" role="status">Something was changed here meanwhile. \
What you typed is as it was and can be sent; what stands beside it is from before.</p>
"""


class AnswersAgain:
    """Shows again what `rendering.page` kept, until what its form sends is kept.

    Once something else of its room is, it says so above.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or answer again."""
        if scope["type"] != "http" or not are_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if request.method == "POST":
            send = partial(_forget_once_kept, request, send)
        elif (answer := _again(request)) is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _again(request: Request) -> Response | None:
    """What was answered; once it is gone, the page as it is, or the one above what takes forms."""
    id_, path = request.query_params.get(FIELD, ""), request.url.path
    if not id_ or request.method != "GET" or wants_part(request):
        return None
    desk = desk_of(request)
    kept = desk.answers.find(id_, who(request), path, desk.now())
    if kept is not None:
        return HTMLResponse(_told_older(kept) if kept.is_older else kept.content, kept.status)
    return None if can_be_opened(request, path) else see_other(page_above(request, path))


def _told_older(kept: ShownAnswer) -> bytes:
    return kept.content.replace(MAIN, OLDER.encode() + MAIN, 1)


def page_above(request: Request, path: str) -> str:
    """The nearest page above an address that only takes forms; Today where there is none."""
    above = path.rpartition("/")[0]
    while above and not can_be_opened(request, above):
        above = above.rpartition("/")[0]
    return above or "/"


async def _forget_once_kept(request: Request, send: Send, message: Message) -> None:
    if message["type"] == "http.response.start" and message["status"] in KEPT:
        desk_of(request).answers.overtake(who(request), request.url.path)
    await send(message)
