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
from trimtab.web.desk import desk_of
from trimtab.web.first_run.steps import ROLE_LABELS
from trimtab.web.profiles_kept import profile_of as read_profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import keep_text, own_zone, profile_of, revision_in
from trimtab.web.sharing.cards import PATH
from trimtab.web.sharing.taken_last import keep_taken, taken_last

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
    last = taken_last(desk)
    said: dict[str, Any] = {"taken": "", "undone": "", "when": ""}
    if last is not None and read_profile_of(desk.store, desk.zone) is not None:
        now = desk.now().astimezone(own_zone(desk))
        said["undone" if last.is_undone else "taken"] = listed_text(
            last.names_in(profile_of(desk).text)
        )
        said["when"] = when_text(last.after.changed_at.astimezone(now.tzinfo), now)
    context = {
        **said,
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


async def undo(request: Request) -> Response:
    """Put back what was taken last; what was changed since stays."""
    form = await long_form(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    last, now = taken_last(desk), profile_of(desk)
    if last is None or last.is_undone:
        raise HTTPException(404)
    if revision_in(form) != now.revision or read_profile_of(desk.store, desk.zone) is None:
        return show_first(request, told=CHANGED, status=409)
    try:
        undone = put_back(last.before.text, last.after.text, now.text)
    except ProfileError:
        return show_first(request, told=NOT_BACK, status=409)
    keep_text(desk, undone.text, revision_in(form))
    keep_taken(desk, last.before.revision, last.after.revision, is_undone=True)
    return see_other(f"{PATH}?undone=1")


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/undo", undo, methods=["POST"]),
    ]
