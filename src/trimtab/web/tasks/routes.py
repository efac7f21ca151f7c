"""Where the Tasks pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.tasks import bring_page, line_page, list_page, three_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        *list_page.routes(),
        *line_page.routes(),
        *three_page.routes(),
        *bring_page.routes(),
    ]
