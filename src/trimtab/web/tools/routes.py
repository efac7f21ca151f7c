"""Where the one-minute tools are served: open to everyone, as they show nothing of anybody."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.rendering import page
from trimtab.web.tools.steps import BY_NAME, TOOLS


def show(request: Request) -> Response:
    """All of them."""
    return page(request, "tools/page.html.j2", {"tools": TOOLS})


def show_one(request: Request) -> Response:
    """One of them, which begins as its page opens."""
    tool = BY_NAME.get(request.path_params["tool"])
    if tool is None:
        raise HTTPException(404)
    return page(request, "tools/tool.html.j2", {"tool": tool})


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/tools", show, methods=["GET"]),
        Route("/tools/{tool}", show_one, methods=["GET"]),
    ]
