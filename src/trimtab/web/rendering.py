"""Pages from templates: one environment, one way to answer, and what every page shows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match

from trimtab.app.people.public_holidays import countries_by_name
from trimtab.domain.errors import TrimtabError
from trimtab.domain.particulars import patterns_json
from trimtab.reports import tokens, wording
from trimtab.web.assets import asset_url, script_urls, sheet_urls
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.security.sessions import who
from trimtab.web.shown_answers import STATUSES, ShownAnswer, are_kept
from trimtab.web.shown_forms import FIELD


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the way around; `rooms` are other addresses that belong to it."""

    name: str
    path: str
    rooms: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page belongs to it."""
        if self.path == "/":
            return path == "/"
        return any(path == one or path.startswith(f"{one}/") for one in (self.path, *self.rooms))


APPLY = Place("Apply", "/apply")
"""In the way around for who applies; most do not."""

OF_YOU = (
    "/check-in", "/notice", "/questions", "/journal", "/tools", "/reset", "/review",
    "/where-time-went", "/values", "/patterns", "/experiments", "/learned", "/lighter",
    "/people",
    "/tasks", "/dates",
    "/home", "/household", "/own-care",
    "/mentors", "/debrief", "/study-group",
    "/learning",
    "/requests", "/briefs", "/rotation-start",
    "/focus",
    "/boundaries",
    "/share",
)  # fmt: skip
"""Rooms that the page You leads to."""

PLACES = (
    Place("Today", "/"),
    Place("Week", "/week"),
    Place("Season", "/season"),
    Place("You", "/you", OF_YOU),
    Place("Settings", "/settings"),
)


def page(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> Response:
    """A page, or a part of one, from a template of `web/templates`.

    Raises ValueError where a room gives a name that the frame of every page uses.
    """
    desk = desk_of(request)
    places, answer_id = _places(desk), _answer_id(request, status)
    shared: dict[str, Any] = {
        "places": places,
        "here": _here(request.url.path, places),
        "is_example": desk.is_example,
        "is_partial": wants_part(request),
        "answer_id": answer_id,
        "notices": house_of(request).notices(),
        "silence": desk.watch.silence if desk.watch else "",
    }
    own = context or {}
    if taken := shared.keys() & own.keys():
        raise ValueError(f"{template}: the frame of every page says {', '.join(sorted(taken))}")
    text = environment().get_template(template).render({**shared, **own})
    shown = HTMLResponse(text, status)
    if answer_id:
        sent_to = (who(request), request.url.path)
        kept = ShownAnswer(*sent_to, bytes(shown.body), status, desk.now())
        desk.answers.keep(answer_id, kept)
    return shown


def _answer_id(request: Request, status: int) -> str | None:
    """The id that a page answers a form by; empty where it can only be opened anew, None else."""
    if request.method != "POST" or wants_part(request):
        return None
    if status in STATUSES and are_kept(request.url.path):
        return desk_of(request).new_id()
    return "" if can_be_opened(request, request.url.path) else None


def can_be_opened(request: Request, path: str) -> bool:
    """Whether there is a page at a path, and not alone what takes forms."""
    scope = {**request.scope, "method": "GET", "path": path}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


def part_text(template: str, context: Mapping[str, Any]) -> str:
    """A small part of a page by itself, for script to put in its place."""
    return environment().get_template(template).render(context)


def wants_part(request: Request) -> bool:
    """Whether htmx asks for a part of a page in place, rather than a browser for the whole."""
    return request.headers.get("hx-request") == "true" and not request.headers.get("hx-boosted")


def see_other(path: str) -> Response:
    """Send the browser on with GET after a change, never to another site."""
    return RedirectResponse(path if is_local(path) else "/", status_code=303)


def move_on(request: Request, path: str) -> Response:
    """To another page; for a part of a page by a header that its script follows."""
    if wants_part(request):
        return Response(status_code=204, headers={"HX-Redirect": path if is_local(path) else "/"})
    return see_other(path)


def show_form(request: Request, path: str, fields: Iterable[tuple[str, object]]) -> Response:
    """On to the page that a form asks for, at an address that Back finds."""
    desk = desk_of(request)
    id_ = desk.new_id()
    desk.shown.keep(id_, fields)
    return see_other(f"{path}?{FIELD}={id_}")


def shown_form(request: Request) -> FormData | None:
    """The form whose page an address asks for; None where it is kept no longer."""
    return desk_of(request).shown.find(request.query_params.get(FIELD, ""))


def is_local(path: str) -> bool:
    r"""Whether a path can lead to no other site, however a browser reads it.

    >>> [is_local(path) for path in ("/week?from=2026-11-16", "//a.example", "/\\\\a.example")]
    [True, False, False]
    """
    is_plain = path.isascii() and path.isprintable() and "\\" not in path
    return is_plain and path.startswith("/") and not path.startswith("//")


NARROWEST = 32
"""Letters that a line of a text box on a phone of 360 px holds: about 39, words wrapping early."""


@cache
def environment() -> Environment:
    """The templates, escaping everything, refusing names that are not given."""
    made = Environment(
        loader=PackageLoader("trimtab.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=asset_url, scripts=script_urls, sheets=sheet_urls, words=wording, tokens=tokens
    )
    made.globals.update(particular_patterns=patterns_json(), countries=countries_by_name)
    made.globals.update(rows_for=rows_for)
    return made


def rows_for(text: str) -> int:
    r"""Rows that a text takes on a narrow phone, wrapped lines counted, and one to write on.

    >>> rows_for("Sam Rivera"), rows_for("a" * 70 + "\n\nEnd")
    (2, 6)
    """
    return 1 + sum(max(1, -(-len(line) // NARROWEST)) for line in text.split("\n"))


def _places(desk: Desk) -> tuple[Place, ...]:
    """The way around; a store that cannot be read must not keep the page from saying so."""
    with contextlib.suppress(TrimtabError):
        if desk.store.has_application():
            return (*PLACES[:-1], APPLY, PLACES[-1])
    return PLACES


def _here(path: str, places: Sequence[Place]) -> str:
    return next((one.path for one in places if one.holds(path)), path)
