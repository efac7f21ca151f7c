"""Where the room of boundaries is served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.boundaries import (
    away_page,
    boundaries_page,
    home_page,
    household_page,
    phone_page,
    texts_page,
)


def routes() -> list[Route]:
    """Every page of the room."""
    return [
        *boundaries_page.routes(),
        *texts_page.routes(),
        *away_page.routes(),
        *phone_page.routes(),
        *home_page.routes(),
        *household_page.routes(),
    ]
