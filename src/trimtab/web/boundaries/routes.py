"""Where the room of boundaries is served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.boundaries import boundaries_page, texts_page


def routes() -> list[Route]:
    """Every page of the room."""
    return [*boundaries_page.routes(), *texts_page.routes()]
