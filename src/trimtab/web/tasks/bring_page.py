"""Tasks brought from Todoist, Notion or Trello: looked at first, then kept; again is safe."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.tasks.ended import ended_names
from trimtab.domain.errors import ProfileError, TrimtabError, UnreadableFileError
from trimtab.domain.typed_tasks import TaskImport
from trimtab.profiles.appending import add_tasks
from trimtab.profiles.task_writing import tasks_in
from trimtab.spoken.exports import MOST_BYTES, read_export
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import safe_name
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import file_in, long_form
from trimtab.web.settings.keeping import keep_text, profile_of
from trimtab.web.settings.one_table import FILE
from trimtab.web.tasks.brought import MOST_SHOWN, BroughtRow, in_form, rows_of
from trimtab.web.tasks.cards import PATH
from trimtab.web.tasks.reading import local_now

BRING = f"{PATH}/bring"
PASTED = "what was pasted"
NOTHING = "Choose a file, or paste what an export holds."
NONE_TICKED = "None is ticked, so nothing was kept."


def show(request: Request) -> Response:
    """Where a file is chosen, or pasted."""
    return _page(request)


def _page(request: Request, pasted: str = "", mistake: str = "") -> Response:
    profile_for(request)
    context = {"pasted": pasted, "mistake": mistake}
    return page(request, "tasks/bring.html.j2", context, status=422 if mistake else 200)


async def look(request: Request) -> Response:
    """Read what was brought, and show it before anything is kept."""
    form = await long_form(request)
    content = await file_in(form, MOST_BYTES)
    return await run_in_threadpool(_look, request, form, content)


def _look(request: Request, form: FormData, content: bytes) -> Response:
    desk, profile = desk_of(request), profile_for(request)
    pasted = str(form.get("pasted") or "")
    upload = form.get("file")
    name = safe_name(upload.filename or "") if isinstance(upload, UploadFile) else ""
    given, name = (content, name) if content else (pasted.encode("utf-8", "replace"), PASTED)
    if not given.strip():
        return _page(request, pasted, NOTHING)
    try:
        found = read_export(given, name, local_now(desk, profile), tuple(profile.values))
    except UnreadableFileError as error:
        return _page(request, pasted, str(error))
    return _found(request, desk, found)


def _found(request: Request, desk: Desk, found: TaskImport) -> Response:
    known = _names(desk)
    fresh = [task for task in found.tasks if task.name not in known]
    rows = rows_of(fresh[:MOST_SHOWN], ended_names(desk.store))
    heading = f"{found.source}: {_counted(len(fresh), 'is', 'are')} new"
    more: dict[str, Any] = {
        "heading": heading,
        "known": [task.name for task in found.tasks if task.name in known],
        "done": found.done,
        "remarks": found.remarks,
        "left": max(0, len(fresh) - MOST_SHOWN),
    }
    return _rows_page(request, rows, **more)


def _rows_page(
    request: Request, rows: Sequence[BroughtRow], /, *, status: int = 200, **more: object
) -> Response:
    shown = {"known": [], "done": 0, "remarks": (), "left": 0, "other": "", **more}
    shown.setdefault("heading", "Tasks to bring")
    return page(request, "tasks/brought.html.j2", {"rows": rows, **shown}, status=status)


def _counted(number: int, one: str, several: str) -> str:
    return f"{number or 'none'} {one if number == 1 else several}"


def _names(desk: Desk) -> Collection[str]:
    return {one.task.name for one in tasks_in(profile_of(desk).text, desk.zone)}


async def keep(request: Request) -> Response:
    """Keep what is ticked, as long as typed."""
    form = await long_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    profile_for(request)
    rows, tasks = in_form(form)
    if any(row.mistake for row in rows):
        return _rows_page(request, rows, status=422)
    if not tasks:
        return _rows_page(request, rows, other=NONE_TICKED, status=422)
    kept = profile_of(desk)
    try:
        added = add_tasks(kept.text.encode(), tasks, FILE)
        keep_text(desk, added.content.decode(), kept.revision)
    except ProfileError as error:
        told = " ".join(f"{one.what} {one.mend}" for one in error.problems)
        return _rows_page(request, rows, other=told, status=409)
    except TrimtabError as error:
        return _rows_page(request, rows, other=str(error), status=409)
    return see_other(f"{PATH}?brought={len(added.added)}")


def routes() -> list[Route]:
    """Where tasks are brought in."""
    return [
        Route(BRING, show, methods=["GET"]),
        Route(BRING, look, methods=["POST"]),
        Route(f"{BRING}/keep", keep, methods=["POST"]),
    ]
