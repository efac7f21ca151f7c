"""A task or a date typed in one line."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.horizon_now import zone_in
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.appending import add_tasks
from trimtab.profiles.date_writing import add_date
from trimtab.profiles.values_named import values_in
from trimtab.spoken.kept_dates import read_kept_date
from trimtab.spoken.tasks import read_task
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in
from trimtab.web.settings.tables_pages import entries

FILE = "Your profile"
LONGEST_LINE = 500


async def add_line(request: Request) -> Response:
    """Add what a line says, or show it again with what is unclear."""
    form = await long_form(request)
    return await run_in_threadpool(_add, request, form)


def _add(request: Request, form: FormData) -> Response:
    table = request.path_params["table"]
    if table not in {"task", "date"}:
        raise HTTPException(404)
    desk = desk_of(request)
    text = profile_of(desk).text
    line = str(form.get("line") or "").strip()[:LONGEST_LINE]
    try:
        added, told = _with_line(text, table, line, request)
        if told:
            return _again(request, line, told)
        keep_text(desk, added, revision_in(form))
    except TrimtabError as error:
        return _again(request, line, str(error))
    return see_other(f"/settings/t/{table}?saved=1")


def _with_line(text: str, table: str, line: str, request: Request) -> tuple[str, str]:
    """The profile with what the line says, and what to tell where nothing was added."""
    now = desk_of(request).now().astimezone(ZoneInfo(zone_in(text)))
    values = tuple(values_in(text))
    if table == "task":
        tasks = add_tasks(text.encode(), (read_task(line, now, values),), FILE)
        return tasks.content.decode(), "" if tasks.added else " ".join(tasks.remarks)
    dates = add_date(text.encode(), read_kept_date(line, now.date(), values), FILE)
    return dates.content.decode(), dates.remark if not dates.lines else ""


def _again(request: Request, line: str, mistake: str) -> Response:
    section = BY_TABLE[request.path_params["table"]]
    profile = profile_of(desk_of(request))
    context = {
        "section": section,
        "entries": entries(profile.text, section),
        "revision": profile.revision,
        "is_saved": False,
        "line": line,
        "mistake": mistake,
    }
    return page(request, "settings/section.html.j2", context, status=422)


def routes() -> list[Route]:
    """Where a line is added."""
    return [Route("/settings/line/{table}", add_line, methods=["POST"])]
