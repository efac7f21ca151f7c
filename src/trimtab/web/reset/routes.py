"""Where this room's pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.reset import learned_page, lighter, reset_pages


def routes() -> list[Route]:
    """Lighter days, the way back when it has all collapsed, and what is learned."""
    return [*lighter.routes(), *reset_pages.routes(), *learned_page.routes()]
