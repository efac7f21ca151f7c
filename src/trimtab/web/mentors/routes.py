"""Where the pages of mentors and peers are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.mentors import board_page, debrief_page, draft_page, group_page, mentor_page


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        *board_page.routes(),
        *mentor_page.routes(),
        *draft_page.routes(),
        *debrief_page.routes(),
        *group_page.routes(),
    ]
