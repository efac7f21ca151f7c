"""The first page: what is off, said in sentences, and what can be added in one tap."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.hours_kept import hours_kept
from trimtab.app.boundaries.ready import ready_called, ready_for
from trimtab.domain.people import Profile
from trimtab.profiles.editing import add_table, set_keys
from trimtab.reports import boundary_words as words
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import form_over_profile, plan_of, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in
from trimtab.web.settings.table_form import TableForm

FORM = TableForm(
    section=BY_TABLE["boundary"],
    template="boundaries/one.html.j2",
    first=("name", "kind", "off", "days", "except", "except_times_per_week"),
    back=PATH,
)


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The page."""
    plan = plan_of(request)
    kept = hours_kept(plan, profile) if plan else None
    context = {
        "rows": [(one.name, words.boundary_text(one)) for one in profile.boundaries],
        "messages": words.messages_text(profile.messages) if profile.messages else "",
        "without_work": words.places_text(profile.quiet.places) if profile.quiet.places else "",
        "by_the_plan": words.KEPT_BY_THE_PLAN,
        "kept": words.kept_text(kept) if kept else "",
        "ready": ready_for(profile),
        "revision": profile_of(desk_of(request)).revision,
        "is_saved": is_saved(request),
    }
    return page(request, "boundaries/page.html.j2", context)


def add(request: Request, _: Profile, form: FormData) -> Response:
    """Add one that stands ready."""
    one = ready_called(str(form.get("ready") or ""))
    if one is None:
        raise HTTPException(404)
    desk = desk_of(request)
    text = profile_of(desk).text
    values = dict(one.values)
    text = (
        add_table(text, "boundary", values)
        if one.table == "boundary"
        else set_keys(text, ("messages",), values)
    )
    keep_text(desk, text, revision_in(form))
    return see_other(f"{PATH}?saved=1")


@with_profile
def show_one(request: Request, _: Profile) -> Response:
    """The form of one boundary, or an empty one."""
    return FORM.show(request)


def change_one(request: Request, _: Profile, form: FormData) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    return FORM.change(request, form)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, form_over_profile(add), methods=["POST"]),
        Route(f"{PATH}/one/{{number}}", show_one, methods=["GET"]),
        Route(f"{PATH}/one/{{number}}", form_over_profile(change_one), methods=["POST"]),
    ]
