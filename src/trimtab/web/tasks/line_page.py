"""A task in one line: read, shown as it was understood with each part to mend, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import ProfileError, UnclearLineError
from trimtab.domain.plain_letters import without_steering
from trimtab.domain.typed_tasks import TypedTask, doubt_text, over_text, understood_text
from trimtab.profiles.appending import add_tasks, task_lines
from trimtab.profiles.values_named import values_in
from trimtab.spoken.tasks import USUAL_MINUTES, read_task
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_for, profile_needed
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import long_form, short_form, short_json
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, rows_of, texts_of
from trimtab.web.settings.keeping import keep_text, own_zone, profile_of
from trimtab.web.settings.one_table import FILE, KEPT, TableForm
from trimtab.web.tasks.cards import PATH
from trimtab.web.tasks.list_page import list_page
from trimtab.web.today.late import answer_queue, is_queued, moment_said

FORM = TableForm(
    BY_TABLE["task"],
    ("name", "minutes", "due", "important", "enough_minutes", "value"),
    "tasks/task.html.j2",
)
LONGEST_LINE = 500
BACKS = {
    "today": "/?task=kept#task",
    "week": "/week",
    "settings": "/settings/t/task?saved=1",
}
"""Where somebody comes back to, by where the line was typed; else to the list."""

NO_LENGTH = f"No length was given, so {USUAL_MINUTES} min. Is that about right?"
NAME_TAKEN = "A task has that name already. Give this one another."
EMPTY = "Write what is to be done, such as: abstract 4h by fri 5pm important."
LOOK_AGAIN = f"It is kept as it stands, with {USUAL_MINUTES} min; Tasks lets you change it."
OTHER_NAME = "A task has that name already, so this one is kept as “{}”."


async def add(request: Request) -> Response:
    """Show what a line says before it is kept; keep it where a phone says it later."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_add_late, desk_of(request), sent))
    form = await short_form(request)
    return await run_in_threadpool(_look, request, form)


def _look(request: Request, form: Mapping[str, str]) -> Response:
    desk, line = desk_of(request), form.get("line", "").strip()[:LONGEST_LINE]
    profile = profile_for(request)
    if not line:
        return list_page(request, line, EMPTY, status=422)
    now = desk.now().astimezone(own_zone(desk))
    try:
        task = read_task(line, now, tuple(profile.values))
    except UnclearLineError as error:
        return list_page(request, line, str(error), status=422)
    row = rows_of("\n".join(task_lines(task)), FORM.section)[0]
    texts = {**texts_of(FORM.section, row), "minutes": str(task.minutes)}
    remarks = _remarks(task, now)
    return _form(
        request, None, Filled(texts), back=form.get("from", ""), task=task, remarks=remarks
    )


def _add_late(desk: Desk, sent: Mapping[str, str]) -> str | None:
    """Keep what a line said when it was typed; one that is not clear, by its own words.

    Where the profile cannot be read the line waits on. Raises UnreadProfileError.
    """
    line = without_steering(" ".join(sent.get("line", "").split()))[:LONGEST_LINE]
    if not line:
        return None
    profile_needed(desk)
    kept, told = profile_of(desk), ""
    now = moment_said(desk, sent).astimezone(own_zone(desk))
    try:
        task, told = _under_own_name(read_task(line, now, tuple(values_in(kept.text))), kept.text)
        text = _with(task, kept.text)
    except (UnclearLineError, ProfileError) as error:
        plain = TypedTask(line, USUAL_MINUTES, is_length_assumed=True)
        task, told = _under_own_name(plain, kept.text)
        told = f"{error} {told or LOOK_AGAIN}"
        text = _with(task, kept.text)
    if task is not None:
        keep_text(desk, text, kept.revision)
    return told or None


def _with(task: TypedTask | None, text: str) -> str:
    return add_tasks(text.encode(), (task,), FILE).content.decode() if task else text


def _under_own_name(task: TypedTask, text: str) -> tuple[TypedTask | None, str]:
    """The task under a name that no other has, and what to tell; None where it is there already."""
    rows = {str(row.get("name")): row for row in rows_of(text, FORM.section)}
    own, number = task, 2
    while own.name in rows:
        if rows_of("\n".join(task_lines(own)), FORM.section)[0] == rows[own.name]:
            return None, ""
        own, number = replace(task, name=f"{task.name} ({number})"), number + 1
    return own, "" if own is task else OTHER_NAME.format(own.name)


def show(request: Request) -> Response:
    """The form of one task, or an empty one."""
    number = FORM.number_in(request)
    return _form(request, number, FORM.before(desk_of(request), number))


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    back = str(form.get("from") or "")
    number, filled, status = FORM.take(request, form, name_taken=NAME_TAKEN)
    if status == KEPT:
        return see_other(BACKS.get(back, f"{PATH}?saved=1"))
    return _form(request, number, filled, back=back, status=status)


def _form(
    request: Request,
    number: int | None,
    filled: Filled,
    /,
    *,
    task: TypedTask | None = None,
    **more: object,
) -> Response:
    more["back"] = more.get("back") if more.get("back") in BACKS else ""
    understood = understood_text(task) if task else ""
    more.setdefault("remarks", [])
    return FORM.show(request, number, filled, understood=understood, **more)


def _remarks(task: TypedTask, now: datetime) -> list[str]:
    """What to look at before a task is kept."""
    said = (over_text(task, now), doubt_text(task), NO_LENGTH if task.is_length_assumed else "")
    return [remark for remark in said if remark]


def routes() -> list[Route]:
    """Where a line is read, and a task kept."""
    return [
        Route(PATH, add, methods=["POST"]),
        Route(f"{PATH}/one/{{number}}", show, methods=["GET"]),
        Route(f"{PATH}/one/{{number}}", change, methods=["POST"]),
    ]
