"""What every page of the application shares: its frame, and the ways between its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from trimtab.reports.residency import list_words
from trimtab.web.apply.kept import Application
from trimtab.web.rendering import page

APPLY = "/apply"
YOU = "/apply/you"
PROGRAMMES = "/apply/programmes"
VALUES = "/apply/values"
RANK = "/apply/rank"


@dataclass(frozen=True, slots=True)
class Way:
    """One page of the application."""

    label: str
    path: str


WAYS = (
    Way("List", APPLY),
    Way("You", YOU),
    Way("Table", PROGRAMMES),
    Way("Values", VALUES),
    Way("Rank", RANK),
)


def show(
    request: Request,
    template: str,
    application: Application,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> Response:
    """A page of the application, with the ways to the others."""
    shared = {
        "ways": WAYS,
        "way_here": request.url.path,
        "application": application,
        "list_words": list_words,
        "is_saved": "saved" in request.query_params,
    }
    return page(request, template, {**shared, **(context or {})}, status=status)
