"""Where the Today page is served."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.rendering import page


def show(request: Request) -> Response:
    """The page."""
    return page(request, "today/page.html.j2")


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [Route("/", show, methods=["GET"])]
