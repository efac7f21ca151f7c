"""Everything brought back from an export: begun, followed, stopped, and told how it ended."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import move_on, page, see_other
from trimtab.web.security.limits import file_in, long_form
from trimtab.web.settings.bringing_back import BringingBack
from trimtab.web.settings.kept_page import KEPT, kept_counts, show_problem

IMPORT, ENDED = f"{KEPT}/import", f"{KEPT}#bring-back"
MOST_BYTES = 64 * 2**20
NO_FILE = "Choose the file that an export gave you. Nothing was changed."
NOT_AGREED = "Tick the box if it shall replace what is kept here. Nothing was changed."
ANOTHER = "One is being brought back already. Wait for it, or stop it first."


async def begin(request: Request) -> Response:
    """Begin to replace what is kept by an export, where the person agreed to that."""
    form = await long_form(request)
    content = await file_in(form, MOST_BYTES)
    return await run_in_threadpool(_begin, request, form, content)


def _begin(request: Request, form: FormData, content: bytes) -> Response:
    desk, imports = desk_of(request), imports_of(request)
    if not content:
        return show_problem(request, NO_FILE, status=422)
    is_anything = any(True for _ in kept_counts(desk.store, desk.now()))
    if is_anything and form.get("agreed") != "yes":
        return show_problem(request, NOT_AGREED, status=422)
    if imports.begin(content) is None:
        return show_problem(request, ANOTHER, status=409)
    _stop_planning(desk)
    return see_other(IMPORT)


def _stop_planning(desk: Desk) -> None:
    """A plan of what is replaced shall not stand in place of the one brought back."""
    planned = desk.planning.newest()
    if planned is not None and not planned.is_over:
        desk.planning.stop(planned.id)


def follow(request: Request) -> Response:
    """How far it has come; back to what is kept once it is over."""
    job = imports_of(request).newest()
    if job is None or job.is_over:
        return move_on(request, ENDED)
    return page(request, "settings/importing.html.j2", {"job": job, "path": IMPORT})


def stop(request: Request) -> Response:
    """End it with nothing changed."""
    imports_of(request).stop()
    return see_other(IMPORT)


def imports_of(request: Request) -> BringingBack:
    """What brings exports back; 404 where there is nothing that does."""
    imports = desk_of(request).imports
    if imports is None:
        raise HTTPException(404)
    return imports


def routes() -> list[Route]:
    """Where an import is begun, followed and stopped."""
    return [
        Route(IMPORT, begin, methods=["POST"]),
        Route(IMPORT, follow, methods=["GET"]),
        Route(f"{IMPORT}/stop", stop, methods=["POST"]),
    ]
