"""Where the household's pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.household import care_page, gap_page, home_page, own_care_page, roster_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        *home_page.routes(),
        *care_page.routes(),
        *own_care_page.routes(),
        *gap_page.routes(),
        *roster_page.routes(),
    ]
