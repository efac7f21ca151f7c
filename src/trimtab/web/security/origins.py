"""Changes come from our own pages alone: the browser says where a request was made."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD"})
CHANGING_METHODS = frozenset({"POST"})
REFUSED = "That did not come from a page of Trimtab, so nothing was changed.\n"


class OwnOrigin:
    """Refuses changes from other sites, by Sec-Fetch-Site and Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http" and not is_allowed(Request(scope)):
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_allowed(request: Request) -> bool:
    """Whether a request may do what it asks."""
    if request.method in SAFE_METHODS:
        return True
    if request.method not in CHANGING_METHODS:
        return False
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host')}"
    if site is not None:
        return site == "same-origin" and origin in {None, own, "null"}
    return origin == own
