"""Values over time: what weighed how much when, and a few words on who somebody is becoming."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.looking_back.values_over_time import periods
from trimtab.domain.diary import SeasonNote
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.profiles.at_times import weighings
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.review.asking import Looking, looking, switched_off
from trimtab.web.review.values_view import note_view, values_view
from trimtab.web.security.limits import short_form

PATH = "/values"
MOST_LETTERS = 2000
MOST_ROLES, LONGEST_ROLE = 12, 60
EMPTY = "Write a line in one of the fields. All others may stay open."


def show(request: Request) -> Response:
    """The page; with a note to change where its id is given."""
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    off = switched_off(request)
    if off is not None:
        return off
    note = desk.store.entry(SeasonNote, request.query_params.get("note", ""))
    return _page(request, looking(desk), note)


def _page(
    request: Request, mine: Looking, note: SeasonNote | None, told: str = "", status: int = 200
) -> Response:
    store = mine.desk.store
    found = periods(weighings(store.profile_history(), mine.zone), mine.today)
    notes = tuple(reversed(store.entries(SeasonNote)))
    newest = notes[0] if notes else None
    context = {
        "view": values_view(found, mine.today),
        "notes": [note_view(one) for one in notes],
        "note": note or _fresh(mine, newest),
        "is_new": note is None or not any(one.id == note.id for one in notes),
        "told": told,
    }
    return page(request, "review/values.html.j2", context, status=status)


def _fresh(mine: Looking, newest: SeasonNote | None) -> SeasonNote:
    """An empty note of today, with the roles said last: most of them go on."""
    season = _season(mine.profile_on(mine.today), mine.today)
    roles = newest.roles if newest else ()
    return SeasonNote(
        id=mine.desk.new_id(), day=mine.today, said_at=mine.now, season=season, roles=roles
    )


def _season(profile: Profile | None, day: date) -> str:
    season = profile.season_on(day) if profile else None
    return season.name if season else ""


async def keep(request: Request) -> Response:
    """Keep a note."""
    form = await short_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    mine = looking(desk)
    note = _sent(mine, form)
    if not (note.becoming or note.fits or note.lets_go or note.roles):
        return _page(request, mine, note, EMPTY, 422)
    try:
        desk.store.keep_entry(note)
    except TrimtabError as error:
        return _page(request, mine, note, str(error), 409)
    return see_other(f"{PATH}#notes")


def _sent(mine: Looking, form: Mapping[str, str]) -> SeasonNote:
    """A note as sent; one that is changed keeps its day and what weighed how much then."""
    id_ = form.get("id", "")[:80] or mine.desk.new_id()
    before = mine.desk.store.entry(SeasonNote, id_)
    profile = mine.profile_on(mine.today)
    weights = profile.values_on(mine.today) if profile else {}
    texts = {name: form.get(name, "").strip()[:MOST_LETTERS] for name in TEXTS}
    roles = (" ".join(one.split())[:LONGEST_ROLE] for one in form.get("roles", "").split(","))
    return SeasonNote(
        id=id_,
        day=before.day if before else mine.today,
        said_at=mine.desk.now(),
        season=" ".join(form.get("season", "").split())[:80],
        values=before.values if before else tuple(weights.items()),
        roles=tuple(dict.fromkeys(filter(None, roles)))[:MOST_ROLES],
        **texts,
    )


TEXTS = ("fits", "lets_go", "becoming")


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
        Route(f"{PATH}/delete", delete, methods=["POST"]),
    ]
