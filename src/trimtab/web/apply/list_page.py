"""The list: where to apply, with its chances, and the answers that came."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.apply.kept import application_of, applying_of
from trimtab.web.apply.rooms import APPLY, show
from trimtab.web.apply.showing import show_planned
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other


def show_list(request: Request) -> Response:
    """The list; before there is one, how to come by it."""
    application = application_of(request)
    if not application.kept.profile and not application.kept.programmes:
        applying_of(desk_of(request)).warm_up()
        return show(request, "apply/start.html.j2", application)
    if not application.has_list:
        return show(request, "apply/not_yet.html.j2", application)
    return show_planned(request, application)


def come_back(_: Request) -> Response:
    """Whoever loads the address of a form again sees the list."""
    return see_other(APPLY)


def routes() -> list[Route]:
    """Where the list is shown, and where its forms lead who comes without one."""
    forms = ("budget", "answer", "applied", "applied/back")
    return [
        Route(APPLY, show_list, methods=["GET"]),
        *(Route(f"{APPLY}/{form}", come_back, methods=["GET"]) for form in forms),
    ]
