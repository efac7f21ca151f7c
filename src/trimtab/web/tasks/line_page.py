"""A task in one line: read, shown as it was understood with each part to mend, then kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import ChangedMeanwhileError, TrimtabError, UnclearLineError
from trimtab.domain.time import WEEKDAYS
from trimtab.domain.typed_tasks import TypedTask, doubt_text, understood_text
from trimtab.profiles.appending import add_tasks, task_lines
from trimtab.profiles.values_named import values_in
from trimtab.spoken.tasks import USUAL_MINUTES, read_task
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form, short_form, short_json
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_in, texts_of
from trimtab.web.settings.keeping import (
    is_changed_since,
    keep_text,
    own_zone,
    profile_of,
    revision_in,
)
from trimtab.web.tasks.cards import PATH
from trimtab.web.tasks.list_page import list_page
from trimtab.web.tasks.reading import sound_profile
from trimtab.web.today.late import answer_queue, is_queued, moment_said

SECTION = BY_TABLE["task"]
FIRST = ("name", "minutes", "due", "important", "enough_minutes", "value")
FIELDS = {one.key: one for one in SECTION.fields}
LONGEST_LINE = 500
FILE = "Your profile"
BACKS = {
    "today": "/?task=kept#task",
    "week": "/week?task=kept#task",
    "settings": "/settings/t/task?saved=1",
}
"""Where somebody comes back to, by where the line was typed; else to the list."""

NO_LENGTH = f"No length was given, so {USUAL_MINUTES} min. Is that about right?"
NAME_TAKEN = "A task has that name already. Give this one another."
EMPTY = "Write what is to be done, such as: abstract 4h by fri 5pm important."
LOOK_AGAIN = "It is kept as it stands, with {} min; Tasks lets you change it."


@dataclass(frozen=True, slots=True)
class Told:
    """Where a form leads back to, and the task as it was understood from a line."""

    back: str = ""
    task: TypedTask | None = None


async def add(request: Request) -> Response:
    """Show what a line says before it is kept; keep it where a phone says it later."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_add_late, desk_of(request), sent))
    form = await short_form(request)
    return await run_in_threadpool(_look, request, form)


def _look(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    line, back = form.get("line", "").strip()[:LONGEST_LINE], form.get("from", "")
    profile = sound_profile(request)
    if profile is None:
        return see_other(PATH)
    if not line:
        return list_page(request, line, EMPTY, status=422)
    now = desk.now().astimezone(own_zone(desk))
    try:
        task = read_task(line, now, tuple(profile.values))
    except UnclearLineError as error:
        return list_page(request, line, str(error), status=422)
    row = rows_of("\n".join(task_lines(task)), SECTION)[0]
    texts = {**texts_of(SECTION, row), "minutes": str(task.minutes)}
    return _form(request, None, Filled(texts), told=Told(back, task))


def _add_late(desk: Desk, sent: Mapping[str, str]) -> str | None:
    """Keep what a line said when it was typed; one that is not clear, by its own words."""
    line = " ".join(sent.get("line", "").split())[:LONGEST_LINE]
    if not line:
        return None
    kept = profile_of(desk)
    now = moment_said(desk, sent).astimezone(own_zone(desk))
    told = ""
    try:
        task = read_task(line, now, tuple(values_in(kept.text)))
    except UnclearLineError as error:
        told = f"{error} {LOOK_AGAIN.format(USUAL_MINUTES)}"
        task = TypedTask(line, USUAL_MINUTES, is_length_assumed=True)
    added = add_tasks(kept.text.encode(), (task,), FILE)
    keep_text(desk, added.content.decode(), kept.revision)
    return told or " ".join(added.remarks) or None


def show(request: Request) -> Response:
    """The form of one task, or an empty one."""
    number = _number(request)
    rows = rows_of(profile_of(desk_of(request)).text, SECTION)
    return _form(request, number, Filled(texts_of(SECTION, {} if number is None else rows[number])))


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, number = desk_of(request), _number(request)
    told = Told(str(form.get("from") or ""))
    if number is not None and is_changed_since(desk, form):
        again = Filled(texts_in(SECTION, form), others=(str(ChangedMeanwhileError(FILE)),))
        return _form(request, number, again, told=told, status=409)
    text = profile_of(desk).text
    filled = fill(text, SECTION, number, form)
    if number is None and filled.is_sound and _is_taken(text, filled.texts["name"]):
        filled = Filled(filled.texts, mistakes={"name": NAME_TAKEN})
    if not filled.is_sound:
        return _form(request, number, filled, told=told, status=422)
    try:
        keep_text(desk, filled.text, _revision(desk, form, number))
    except TrimtabError as error:
        again = Filled(filled.texts, others=(str(error),))
        return _form(request, number, again, told=told, status=409)
    return see_other(BACKS.get(told.back, f"{PATH}?saved=1"))


def _revision(desk: Desk, form: FormData, number: int | None) -> int:
    """What a changed task was read from; a new one is added to whatever stands now."""
    return profile_of(desk).revision if number is None else revision_in(form)


def _is_taken(text: str, name: str) -> bool:
    return any(row.get("name") == name for row in rows_of(text, SECTION))


def _form(
    request: Request,
    number: int | None,
    filled: Filled,
    *,
    told: Told | None = None,
    status: int = 200,
) -> Response:
    profile, told = profile_of(desk_of(request)), told or Told()
    rest = [one for one in SECTION.fields if one.key not in FIRST]
    context = {
        "number": number,
        "first": [FIELDS[key] for key in FIRST],
        "rest": rest,
        "is_open": any(filled.mistakes.get(one.key) for one in rest),
        "revision": profile.revision,
        "texts": filled.texts,
        "mistakes": defaultdict(str, filled.mistakes),
        "others": filled.others,
        "weekdays": WEEKDAYS,
        "values": values_in(profile.text),
        "back": told.back if told.back in BACKS else "",
        "understood": understood_text(told.task) if told.task else "",
        "remarks": _remarks(told.task) if told.task else [],
    }
    return page(request, "tasks/task.html.j2", context, status=status)


def _remarks(task: TypedTask) -> list[str]:
    """What to look at before a task is kept."""
    said = (doubt_text(task), NO_LENGTH if task.is_length_assumed else "")
    return [remark for remark in said if remark]


def _number(request: Request) -> int | None:
    """The number of a task that is there, None for a new one."""
    said = str(request.path_params["number"])
    if said == "new":
        return None
    count = len(rows_of(profile_of(desk_of(request)).text, SECTION))
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < count):
        raise HTTPException(404)
    return int(said)


def routes() -> list[Route]:
    """Where a line is read, and a task kept."""
    return [
        Route(PATH, add, methods=["POST"]),
        Route(f"{PATH}/one/{{number}}", show, methods=["GET"]),
        Route(f"{PATH}/one/{{number}}", change, methods=["POST"]),
    ]
