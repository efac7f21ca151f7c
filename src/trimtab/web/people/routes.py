"""Where the People pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.people import coming_page, days_page, people_page, person_page, share_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        *people_page.routes(),
        *person_page.routes(),
        *days_page.routes(),
        *coming_page.routes(),
        *share_page.routes(),
    ]
