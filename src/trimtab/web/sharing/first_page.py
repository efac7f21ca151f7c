"""The first page: what to share, a file to take, and what was taken last, with Undo."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.sharing import SHARE_KINDS
from trimtab.profiles.sharing.undoing import put_back
from trimtab.reports.sharing_words import KIND_LINES, KIND_NAMES
from trimtab.reports.wording import listed_text, when_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.steps import ROLE_LABELS
from trimtab.web.profiles_kept import profile_of as read_profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import keep_text, own_zone, profile_of, revision_in
from trimtab.web.sharing.cards import PATH
from trimtab.web.sharing.taken_last import keep_undone, taken_last, undone_last

CHANGED = "Your profile was changed meanwhile. Undo would do what stands here now."
NOT_BACK = "Something you changed since needs what was taken, so nothing was put back."


def show(request: Request) -> Response:
    """The page."""
    return show_first(request)


def show_first(
    request: Request,
    problems: tuple[Problem, ...] = (),
    *,
    pasted: str = "",
    told: str = "",
    status: int = 200,
) -> Response:
    """The page, with what is wrong with a file and what was pasted."""
    desk = desk_of(request)
    context = {
        **_taken(desk),
        "is_taken_now": "taken" in request.query_params,
        "is_nothing": "nothing" in request.query_params,
        "is_undone_now": "undone" in request.query_params,
        "kinds": [(kind, KIND_NAMES[kind], KIND_LINES[kind]) for kind in SHARE_KINDS],
        "roles": [(role, label) for role, (label, _) in ROLE_LABELS.items()],
        "problems": problems,
        "pasted": pasted,
        "told": told,
        "revision": profile_of(desk).revision,
    }
    return page(request, "sharing/page.html.j2", context, status=status)


def _taken(desk: Desk) -> dict[str, Any]:
    """What was taken last and when, and what was put back last."""
    said: dict[str, Any] = {"taken": "", "undone": "", "when": ""}
    if read_profile_of(desk.store, desk.zone) is None:
        return said
    text, now = profile_of(desk).text, desk.now().astimezone(own_zone(desk))
    last, undone = taken_last(desk, text), undone_last(desk)
    if last is not None:
        said["taken"] = listed_text(last.names_in(text))
        said["when"] = when_text(last.after.changed_at.astimezone(now.tzinfo), now)
    if undone is not None:
        said["undone"] = listed_text(undone.names_in(text))
    return said


async def undo(request: Request) -> Response:
    """Put back what was taken last; what was changed since stays."""
    form = await long_form(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    now = profile_of(desk)
    is_sound = read_profile_of(desk.store, desk.zone) is not None
    last = taken_last(desk, now.text) if is_sound else None
    if is_sound and last is None:
        raise HTTPException(404)
    if last is None or revision_in(form) != now.revision:
        return show_first(request, told=CHANGED, status=409)
    try:
        undone = put_back(last.before.text, last.after.text, now.text)
    except ProfileError:
        return show_first(request, told=NOT_BACK, status=409)
    keep_text(desk, undone.text, revision_in(form))
    keep_undone(desk, last)
    return see_other(f"{PATH}?undone=1")


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/undo", undo, methods=["POST"]),
    ]
