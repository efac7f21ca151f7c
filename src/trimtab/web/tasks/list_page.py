"""The list of tasks: in four groups, with what may be said of each in one tap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import ProfileError, TrimtabError
from trimtab.domain.task_days import TaskEnded
from trimtab.profiles.task_writing import (
    find_task,
    lines_of_task,
    tasks_in,
    with_task_again,
    with_task_changed,
    without_task,
)
from trimtab.profiles.toml_values import TomlValue
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import is_saved, keep_text, own_zone, profile_of
from trimtab.web.tasks.cards import PATH
from trimtab.web.tasks.reading import local_now, sorted_now
from trimtab.web.tasks.views import list_view

LONGEST_NAME = 80
MOST_ENDED = 50
WHO = "Write who does it, such as Ada."
WHEN = "Choose a day ahead."
ENDINGS = {"done": "done", "let_go": "let_go"}
Change = Mapping[str, TomlValue | None]


@dataclass(frozen=True, slots=True)
class EndedView:
    """A task that ended: how, and when."""

    id: str
    name: str
    how: str
    day: str


class UnfitChoiceError(TrimtabError):
    """What was asked of a task cannot be done so; the message says how."""


def show(request: Request) -> Response:
    """The page."""
    return list_page(request)


def list_page(
    request: Request, line: str = "", mistake: str = "", *, other: str = "", status: int = 200
) -> Response:
    """The page, with a line that was not understood, or a sentence on what was not done."""
    desk = desk_of(request)
    profile = profile_for(request)
    context = {
        "list": list_view(sorted_now(desk), local_now(desk, profile)),
        "revision": profile_of(desk).revision,
        "line": line,
        "mistake": mistake,
        "other": other,
        "ended_before": ended_before(desk),
        "ended": _ended(desk, request.query_params.get("ended", "")),
        "is_saved": is_saved(request),
        "brought": whole(request.query_params.get("brought", "")),
    }
    return page(request, "tasks/page.html.j2", context, status=status)


def ended_before(desk: Desk) -> list[EndedView]:
    """What ended of late, the last first."""
    found = sorted(desk.store.entries(TaskEnded), key=lambda one: one.said_at, reverse=True)
    return [
        EndedView(one.id, one.name, "done" if one.how == "done" else "let go", date_text(one.day))
        for one in found[:MOST_ENDED]
    ]


def _ended(desk: Desk, id_: str) -> TaskEnded | None:
    return next((one for one in desk.store.entries(TaskEnded) if one.id == id_), None)


async def change(request: Request) -> Response:
    """Do what one tap says of a task."""
    form = await short_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    profile_for(request)
    kept, wish = profile_of(desk), form.get("do", "")
    try:
        number = find_task(kept.text, form.get("name", ""), whole(form.get("number", "")))
        if wish in ENDINGS:
            return see_other(f"{PATH}?ended={_end(desk, number, wish)}")
        text = with_task_changed(kept.text, number, _wished(desk, form))
        keep_text(desk, text, kept.revision)
    except ProfileError as error:
        told = " ".join(f"{one.what} {one.mend}" for one in error.problems)
        return list_page(request, other=told, status=409)
    except TrimtabError as error:
        return list_page(request, other=str(error), status=422)
    return see_other(f"{PATH}?saved=1#task-{number}")


def whole(said: str) -> int:
    """A small number as it is typed, -1 where it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else -1


def _end(desk: Desk, number: int, how: str) -> str:
    """Take a task out of the profile, and keep what takes it back; its id."""
    kept, now = profile_of(desk), desk.now()
    left = without_task(kept.text, number)
    lines = lines_of_task(kept.text, number)
    ended = TaskEnded(
        id=desk.new_id(),
        day=now.astimezone(own_zone(desk)).date(),
        said_at=now,
        name=tasks_in(kept.text, desk.zone)[number].task.name,
        how="done" if how == "done" else "let_go",
        lines=lines,
    )
    with desk.store.at_once():
        keep_text(desk, left, kept.revision)
        desk.store.keep_entry(ended)
    return ended.id


def _wished(desk: Desk, form: Mapping[str, str]) -> Change:
    """The keys that a wish changes. Raises UnfitChoiceError."""
    found = WISHES.get(form.get("do", ""))
    if found is None:
        raise UnfitChoiceError("Choose one of the buttons beside a task.")
    return found(desk, form)


def _enough(_: Desk, form: Mapping[str, str]) -> Change:
    minutes = whole(form.get("minutes", ""))
    if minutes < 1:
        raise UnfitChoiceError("Give the minutes that are good enough.")
    return {"enough_minutes": minutes}


def _hand_on(_: Desk, form: Mapping[str, str]) -> Change:
    who = " ".join(form.get("whom", "").split())[:LONGEST_NAME]
    if not who:
        raise UnfitChoiceError(WHO)
    return {"handed_to": who}


def _not_now(desk: Desk, form: Mapping[str, str]) -> Change:
    try:
        until = date.fromisoformat(form.get("until", ""))
    except ValueError:
        raise UnfitChoiceError(WHEN) from None
    if until <= _today(desk):
        raise UnfitChoiceError(WHEN)
    return {"starts": until}


def _today(desk: Desk) -> date:
    now: datetime = desk.now().astimezone(own_zone(desk))
    return now.date()


def _always(change: Change) -> Callable[[Desk, Mapping[str, str]], Change]:
    return lambda _desk, _form: change


WISHES: dict[str, Callable[[Desk, Mapping[str, str]], Change]] = {
    "important": _always({"important": True}),
    "not_important": _always({"important": None}),
    "enough": _enough,
    "all_of_it": _always({"enough_minutes": None}),
    "ride": _always({"batch": True}),
    "hand_on": _hand_on,
    "own": _always({"handed_to": None}),
    "not_now": _not_now,
    "now": _always({"starts": None}),
}
"""What one tap may ask for, and the keys it changes."""


async def again(request: Request) -> Response:
    """Take back that a task is done or was let go."""
    form = await short_form(request)
    return await run_in_threadpool(_again, request, form)


def _again(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    ended = _ended(desk, form.get("id", ""))
    profile_for(request)
    if ended is None:
        return see_other(PATH)
    kept = profile_of(desk)
    try:
        with desk.store.at_once():
            keep_text(desk, with_task_again(kept.text, ended.lines), kept.revision)
            desk.store.forget_entry(TaskEnded, ended.id)
    except ProfileError as error:
        told = " ".join(f"{one.what} {one.mend}" for one in error.problems)
        return list_page(request, other=told, status=409)
    return see_other(f"{PATH}?saved=1")


async def forget(request: Request) -> Response:
    """Forget what ended: what is done stays out of the list, and is no win any more."""
    await short_form(request)
    await run_in_threadpool(desk_of(request).store.forget_entries, TaskEnded)
    return see_other(PATH)


def routes() -> list[Route]:
    """Where the list is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/change", change, methods=["POST"]),
        Route(f"{PATH}/forget", forget, methods=["POST"]),
        Route(f"{PATH}/again", again, methods=["POST"]),
    ]
