"""Only names by which this machine is known are answered, so that no foreign name leads here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

UNKNOWN = "Trimtab does not answer to that name. Open it by the address it told you.\n"


class KnownHosts:
    """Refuses requests whose Host is none of ours (DNS rebinding)."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http" and not self._knows(Request(scope)):
            await PlainTextResponse(UNKNOWN, 421)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _knows(self, request: Request) -> bool:
        named = request.headers.getlist("host")
        return len(named) == 1 and named[0].lower() in self._hosts
