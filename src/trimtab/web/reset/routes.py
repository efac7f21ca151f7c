"""Where this room's pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.reset import lighter


def routes() -> list[Route]:
    """Lighter days, and what follows when it has all collapsed."""
    return [*lighter.routes()]
