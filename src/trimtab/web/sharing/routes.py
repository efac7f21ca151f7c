"""Where the pages of sharing are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.sharing import first_page, make_page, take_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [*first_page.routes(), *make_page.routes(), *take_page.routes()]
