"""Where the application's pages are served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.apply import (
    answers,
    budget,
    files,
    list_page,
    one_more,
    rank_page,
    table_page,
    values_page,
    you_page,
)


def routes() -> list[Route]:
    """Every route of this room."""
    return [
        *list_page.routes(),
        *budget.routes(),
        *answers.routes(),
        *you_page.routes(),
        *table_page.routes(),
        *one_more.routes(),
        *values_page.routes(),
        *rank_page.routes(),
        *files.routes(),
    ]
