"""Where the Dates pages are served: the list, one line or a kind to add, steps done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.tasks.dates_kept import look_at_dates
from trimtab.domain.dates import DATE_KINDS, DoneMark
from trimtab.domain.errors import ProfileError, TrimtabError, UnclearLineError
from trimtab.domain.people import Profile
from trimtab.profiles.date_writing import date_lines
from trimtab.profiles.done_writing import mark_done, take_back
from trimtab.spoken.kept_dates import read_kept_date
from trimtab.web import profiles_kept
from trimtab.web.dates import views
from trimtab.web.dates.cards import PATH
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form, short_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, rows_of, texts_of
from trimtab.web.settings.keeping import is_saved, keep_text, own_zone, profile_of
from trimtab.web.settings.one_table import FILE, KEPT, TableForm

FORM = TableForm(BY_TABLE["date"], ("name", "due", "kind", "repeats"), "dates/date.html.j2")
LONGEST_LINE = 500
SETTINGS = "/settings/t/date?saved=1"
NAME_TAKEN = "A date has that name already. Give this one another."
EMPTY = "Write a name and a day, such as: State licence 1 March 2027 every 2 years."
OVER = (
    "That day has passed. If it is done, keep it and call it done; "
    "else write the day that comes next."
)


def show(request: Request) -> Response:
    """The page."""
    return _page(request)


def _page(
    request: Request, line: str = "", mistake: str = "", *, other: str = "", status: int = 200
) -> Response:
    desk = desk_of(request)
    profile = profile_for(request)
    now = _now(desk)
    context = {
        "dates": views.dates_view(
            look_at_dates(profile.dates, now.date()), _around(desk, profile, now)
        ),
        "kinds": views.kind_views(),
        "line": line,
        "mistake": mistake,
        "other": other,
        "is_saved": is_saved(request),
    }
    return page(request, "dates/page.html.j2", context, status=status)


def _around(desk: Desk, profile: Profile, now: datetime) -> views.Surroundings:
    kept = desk.store.plan()
    rows = rows_of(profile_of(desk).text, FORM.section)
    rhythms = tuple(str(row.get("repeats") or "") for row in rows)
    return views.Surroundings(profile.dates, rhythms, kept.plan if kept else None, now)


def _now(desk: Desk) -> datetime:
    return desk.now().astimezone(own_zone(desk))


async def look(request: Request) -> Response:
    """Show what a line says before it is kept."""
    form = await short_form(request)
    return await run_in_threadpool(_look, request, form)


def _look(request: Request, form: Mapping[str, str]) -> Response:
    desk, line = desk_of(request), form.get("line", "").strip()[:LONGEST_LINE]
    profile = profile_for(request)
    if not line:
        return _page(request, line, EMPTY, status=422)
    today = _now(desk).date()
    try:
        typed = read_kept_date(line, today, tuple(profile.values))
    except UnclearLineError as error:
        return _page(request, line, str(error), status=422)
    row = rows_of("\n".join(date_lines(typed)), FORM.section)[0]
    remarks = [] if typed.first_from(today) else [OVER]
    back = "settings" if form.get("from") == "settings" else ""
    filled = Filled(texts_of(FORM.section, row))
    return _form(request, None, filled, back=back, remarks=remarks, is_understood=True)


def show_one(request: Request) -> Response:
    """The form of one date, or of a new one of the kind asked for."""
    desk, number = desk_of(request), FORM.number_in(request)
    filled, kind = FORM.before(desk, number), request.query_params.get("kind", "")
    if number is None and kind in DATE_KINDS:
        filled = Filled({**filled.texts, "kind": kind})
    return _form(request, number, filled)


def _form(request: Request, number: int | None, filled: Filled, /, **more: object) -> Response:
    shown = {"back": "", "remarks": [], "is_understood": False, **more}
    usual = views.usual_steps(filled.texts.get("kind") or "other")
    return FORM.show(request, number, filled, usual=usual, **shown)


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    back = str(form.get("from") or "")
    number, filled, status = FORM.take(request, form, name_taken=NAME_TAKEN)
    if status == KEPT:
        return see_other(SETTINGS if back == "settings" else f"{PATH}?saved=1")
    return _form(request, number, filled, back=back, status=status)


async def mark(request: Request) -> Response:
    """Call a step or a whole date done, or take that back."""
    form = await short_form(request)
    return await run_in_threadpool(_mark, request, form)


def _mark(request: Request, form: Mapping[str, str]) -> Response:
    desk, is_undone = desk_of(request), form.get("do") == "undo"
    if profiles_kept.profile_of(desk.store, desk.zone) is None:
        return see_other(PATH)
    said = DoneMark(
        form.get("name", ""), form.get("step") or None, _day(form.get("on")), is_undone=is_undone
    )
    kept = profile_of(desk)
    try:
        changed = (
            take_back(kept.text.encode(), said, file=FILE)
            if is_undone
            else mark_done(kept.text.encode(), said, today=_now(desk).date(), file=FILE)
        )
        keep_text(desk, changed.content.decode(), kept.revision)
    except ProfileError as error:
        told = " ".join(f"{one.what} {one.mend}" for one in error.problems)
        return _page(request, other=told, status=409)
    except TrimtabError as error:
        return _page(request, other=str(error), status=409)
    return see_other(f"{PATH}?saved=1")


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, look, methods=["POST"]),
        Route(f"{PATH}/one/{{number}}", show_one, methods=["GET"]),
        Route(f"{PATH}/one/{{number}}", change, methods=["POST"]),
        Route(f"{PATH}/done", mark, methods=["POST"]),
    ]
