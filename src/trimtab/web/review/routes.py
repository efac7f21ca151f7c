"""Where pages that look back at weeks, time and values are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.review import review_page, time_page, values_page


def routes() -> list[Route]:
    """Every route of the room."""
    return [*review_page.routes(), *time_page.routes(), *values_page.routes()]
