"""Where the Settings page is served."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.rendering import page


def show(request: Request) -> Response:
    """The page."""
    return page(request, "settings/page.html.j2")


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [Route("/settings", show, methods=["GET"])]
