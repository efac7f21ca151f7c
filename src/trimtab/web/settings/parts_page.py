"""Parts that can be switched off, and deleted each by itself."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.mind.check_in import forget_check_ins
from trimtab.app.mind.kept_of_parts import PLANNED_BY, delete_part, kept_of
from trimtab.app.mind.parts import PARTS, Part, is_on, switch
from trimtab.reports.wording import listed_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import is_saved

PATH = "/settings/parts"

WORDS: dict[Part, tuple[str, str]] = {
    "check_in": ("Check-in", "How a day was, and sleep from your phone or watch."),
    "notices": ("Early warning", "A quiet card when days have changed from your usual."),
    "questionnaires": ("Questionnaires", "Published ones, offered when they are due."),
    "journal": ("Journal", "Sealed with a passphrase of its own."),
    "review": ("Weekly review", "The look back at a week, where time went, values over time."),
    "patterns": ("Patterns and experiments", "What goes with good days, and what you try."),
    "learning": ("The plan learns", "How long things take, and which dose is kept."),
}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part as the page tells it; `kept` is empty where nothing is kept of it."""

    name: Part
    title: str
    about: str
    is_on: bool
    kept: str


def show(request: Request) -> Response:
    """Every part."""
    desk = desk_of(request)
    shown = [_shown(desk, part) for part in PARTS]
    context = {"parts": shown, "path": PATH, "is_saved": is_saved(request)}
    return page(request, "settings/parts.html.j2", context)


def _shown(desk: Desk, part: Part) -> ShownPart:
    kept = listed_text(list(kept_of(desk.store, part, desk.now())))
    return ShownPart(part, *WORDS[part], is_on(desk.store, part), kept)


async def change(request: Request) -> Response:
    """Switch a part on or off, or delete what it keeps after a question."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, name = desk_of(request), str(form.get("part") or "")
    part = next((one for one in PARTS if one == name), None)
    if part is None:
        raise HTTPException(404)
    verb = form.get("verb")
    if verb in {"on", "off"}:
        switch(desk.store, part, is_on=verb == "on")
    elif verb == "delete" and form.get("sure") != "yes":
        context = {"part": _shown(desk, part), "path": PATH, "desk": desk}
        return page(request, "settings/forget_part.html.j2", context)
    elif verb == "delete":
        delete_part(desk.store, part, desk.now())
        desk.forget_typed()
        if part == "check_in":
            forget_check_ins(desk.store, desk.now())  # those that a phone still holds too
        if part == "journal":
            desk.journal.forget_all()
    if part in PLANNED_BY:
        plan_anew_behind(desk.store, desk.planning, desk.now())
    return see_other(f"{PATH}?saved=1")


def routes() -> list[Route]:
    """Where this page is served."""
    return [Route(PATH, show, methods=["GET"]), Route(PATH, change, methods=["POST"])]
