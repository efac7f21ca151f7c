"""One person: added, changed, taken off."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.people.cards import PATH
from trimtab.web.profiles_kept import profile_for
from trimtab.web.security.limits import long_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.named_anew import STILL_NAMED
from trimtab.web.settings.table_form import TableForm

FORM = TableForm(
    section=BY_TABLE["people"],
    template="people/person.html.j2",
    first=("name", "kind", "time_zone", "awake", "birthday"),
    back=PATH,
    still_named=STILL_NAMED,
)


def show(request: Request) -> Response:
    """The form of one person, or an empty one."""
    profile_for(request)
    return FORM.show(request)


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(FORM.change, request, form)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(f"{PATH}/one/{{number}}", show, methods=["GET"]),
        Route(f"{PATH}/one/{{number}}", change, methods=["POST"]),
    ]
