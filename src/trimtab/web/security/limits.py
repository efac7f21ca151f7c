"""Bodies end where they grow too large, whether their length was said before or not."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 2**20
TOO_LARGE = "That is larger than 64 MiB, so nothing of it was taken.\n"


class TooLargeError(Exception):
    """A body that goes on past the limit."""


class BodyLimit:
    """Refuses bodies beyond the limit, and stops reading those that said nothing before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Request(scope).headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > MOST_BYTES:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                raise TooLargeError
            return message

        try:
            await self._app(scope, receive_some, send)
        except TooLargeError:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
