"""Where Settings are served: the way in, and a page for each part of them."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.profiles.values_named import values_in
from trimtab.web.desk import Desk, desk_of
from trimtab.web.phone.devices import devices_view
from trimtab.web.rendering import page
from trimtab.web.settings import (
    calendars_page,
    import_page,
    kept_page,
    links_page,
    parts_page,
    tables_pages,
    text_page,
    values_page,
)
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.keeping import is_saved, profile_of


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the way in: where it leads, what is there."""

    path: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    heading: str
    ways: tuple[Way, ...]


GROUPS = (
    ("You and what matters", ("person", "values", "open_time")),
    (
        "Your week",
        (
            "calendar",
            "practice",
            "people",
            "task",
            "protect",
            "boundary",
            "messages",
            "quiet",
            "reach",
        ),
    ),
    ("The months ahead", ("season", "trip", "date", "exam", "deck", "days")),
    ("Others and servers", ("publish", "account", "sync", "network")),
)


def show(request: Request) -> Response:
    """The way in."""
    desk = desk_of(request)
    groups = [
        Group(heading, tuple(_way(desk, name) for name in names)) for heading, names in GROUPS
    ]
    context = {
        "groups": groups,
        "is_saved": is_saved(request),
        "is_sealed": desk.close_again is not None,
        "doors": None if desk.is_example else devices_view(request),
    }
    return page(request, "settings/page.html.j2", context)


def _way(desk: Desk, name: str) -> Way:
    if name == "values":
        named = ", ".join(values_in(profile_of(desk).text))
        return Way("/settings/values", "What matters", named or "Choose between hours.")
    section = BY_TABLE[name]
    path = "/settings/calendars" if name == "calendar" else f"/settings/t/{name}"
    return Way(path, section.heading, tables_pages.names_in(desk, section) or section.about)


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/settings", show, methods=["GET"]),
        *values_page.routes(),
        *calendars_page.routes(),
        *tables_pages.routes(),
        *text_page.routes(),
        *links_page.routes(),
        *parts_page.routes(),
        *kept_page.routes(),
        *import_page.routes(),
    ]
