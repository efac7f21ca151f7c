"""What a form was answered with, found again by a reload, by Back and by Forward."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trimtab.web.desk import desk_of
from trimtab.web.rendering import wants_part
from trimtab.web.security.sessions import who
from trimtab.web.shown_answers import FIELD, ShownAnswer, are_kept

KEPT = (204, 303)
"""Statuses that lead on, once what was sent is kept."""


class AnswersAgain:
    """Shows again what `rendering.page` kept, until something of its room is kept or deleted."""

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
        elif (kept := _find(request)) is not None:
            await HTMLResponse(kept.content, kept.status)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _find(request: Request) -> ShownAnswer | None:
    id_ = request.query_params.get(FIELD, "")
    if not id_ or request.method != "GET" or wants_part(request):
        return None
    desk = desk_of(request)
    return desk.answers.find(id_, who(request), request.url.path, desk.now())


async def _forget_once_kept(request: Request, send: Send, message: Message) -> None:
    if message["type"] == "http.response.start" and message["status"] in KEPT:
        desk_of(request).answers.forget_room(who(request), request.url.path)
    await send(message)
