"""Values over time: what weighed how much when, and a few words on who somebody is becoming."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.looking_back.season_notes import MOST_LETTERS, keep_note
from trimtab.app.looking_back.values_over_time import periods
from trimtab.domain.diary import SeasonNote
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.profiles.at_times import weighings
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.review.asking import Looking, looking, refuse_while_off, switched_off
from trimtab.web.review.known import as_known, as_they_stand, versions_in
from trimtab.web.review.note_form import NAMES, fields_of, sent_note
from trimtab.web.review.values_view import note_view, values_view
from trimtab.web.security.limits import short_form

PATH = "/values"
KEPT, NOT_KEPT = "Kept.", "Not kept yet: {}"
EMPTY = "Write a line in one of the fields. All others may stay open."
NOTHING: Mapping[str, Any] = {}


def show(request: Request) -> Response:
    """The page; with a note to change where its id is given, or the one begun today."""
    desk = desk_of(request)
    off = switched_off(request)
    if off is not None:
        return off
    mine, asked = looking(desk), request.query_params.get("note")
    if asked is None:
        newest = desk.store.newest_entry(SeasonNote)
        return _page(request, mine, newest if newest and newest.day == mine.today else None)
    return _page(request, mine, desk.store.entry(SeasonNote, asked))


def _page(
    request: Request,
    mine: Looking,
    note: SeasonNote | None,
    instead: Mapping[str, Any] = NOTHING,
    *,
    status: int = 200,
) -> Response:
    """The page; with what was typed `instead` of what is kept, where that could not be kept."""
    store = mine.desk.store
    found = periods(weighings(store.profile_history(), mine.zone), mine.today)
    notes = tuple(reversed(store.entries(SeasonNote)))
    shown = note or _fresh(mine, notes[0] if notes else None)
    fields = fields_of(shown)
    context = {
        "view": values_view(found, mine.today),
        "notes": [note_view(one) for one in notes],
        "id": shown.id,
        "fields": fields,
        "known": as_known(fields),
        "is_new": not any(one.id == shown.id for one in notes),
        "is_todays": shown.day == mine.today,
        "most_letters": MOST_LETTERS,
        "told": "",
    }
    return page(request, "review/values.html.j2", {**context, **instead}, status=status)


def _fresh(mine: Looking, newest: SeasonNote | None) -> SeasonNote:
    """An empty note of today, with the roles said last: most of them go on."""
    profile = mine.profile_on(mine.today)
    return SeasonNote(
        id=mine.desk.new_id(),
        day=mine.today,
        said_at=mine.now,
        season=_season(profile, mine),
        roles=newest.roles if newest else (),
        values=tuple(profile.values_on(mine.today).items()) if profile else (),
    )


def _season(profile: Profile | None, mine: Looking) -> str:
    season = profile.season_on(mine.today) if profile else None
    return season.name if season else ""


async def keep(request: Request) -> Response:
    """Keep a note."""
    form = await short_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    refuse_while_off(desk.store)
    mine = looking(desk)
    try:
        kept = _kept(mine, form)
    except TrimtabError as error:
        return _page(request, mine, None, {**_typed(form), "told": str(error)}, status=409)
    if kept is None:
        return _page(request, mine, None, {**_typed(form), "told": EMPTY}, status=422)
    return see_other(f"{PATH}#notes")


def _typed(form: Mapping[str, str]) -> dict[str, Any]:
    """What a form holds, to stand on the page again."""
    fields = {name: form.get(name, "") for name in NAMES}
    return {"id": form.get("id", ""), "fields": fields, "known": form.get("known", "")}


def _kept(mine: Looking, form: Mapping[str, str]) -> SeasonNote | None:
    """The note as it stands once what was sent joined it. Raises TrimtabError."""
    blank = _fresh(mine, None)
    known = tuple(sent_note(one, blank) for one in versions_in(form.get("known", "")))
    return keep_note(mine.desk.store, sent_note(form, blank), known=known)


async def keep_typed(request: Request) -> Response:
    """Keep what is typed so far, and tell the page's script how the fields stand now."""
    form = await short_form(request)
    return await run_in_threadpool(_keep_typed, request, form)


def _keep_typed(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    try:
        refuse_while_off(desk.store)
        mine = looking(desk)
        kept = _kept(mine, form)
    except TrimtabError as error:
        return JSONResponse({"told": NOT_KEPT.format(error)}, 409)
    blank = _fresh(mine, None)
    sent = sent_note(form, blank)
    fields = as_they_stand(form, fields_of(sent), fields_of(kept or sent))
    return JSONResponse({"told": KEPT if kept else "", "fields": fields, "mistakes": {}})


async def delete(request: Request) -> Response:
    """Forget a note."""
    form = await short_form(request)
    forget = desk_of(request).store.forget_entry
    await run_in_threadpool(forget, SeasonNote, form.get("id", ""))
    return see_other(f"{PATH}#notes")


def routes() -> list[Route]:
    """Where this page is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, keep, methods=["POST"]),
        Route(f"{PATH}/typed", keep_typed, methods=["POST"]),
        Route(f"{PATH}/delete", delete, methods=["POST"]),
    ]
