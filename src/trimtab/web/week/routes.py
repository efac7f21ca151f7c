"""Where the Week page is served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.week.showing import show_week


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [Route("/week", show_week, methods=["GET"])]
