"""Texts drawn from boundaries: signatures and status lines to copy, and how one is reached."""

from __future__ import annotations

from collections import defaultdict

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.days_worked import weekdays_worked
from trimtab.app.boundaries.hours_reached import reached_by
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.people import Profile
from trimtab.reports.reach_words import signatures, signed, statuses
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import form_over_profile, plan_of, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.people.reading import known_ahead
from trimtab.web.rendering import page, see_other
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

TEXTS = f"{PATH}/texts"
REACH = BY_TABLE["reach"]
FEEDS = ("free-busy", "availability")


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The page."""
    return _page(request, profile, None)


def _page(
    request: Request, profile: Profile, filled: Filled | None, *, status: int = 200
) -> Response:
    desk = desk_of(request)
    kept = profile_of(desk)
    plan, read = plan_of(request), known_ahead(request, profile)[1].reading
    worked = weekdays_worked(profile, read, plan)
    reached = reached_by(profile, plan, desk.now(), worked)
    shown = filled or Filled(texts_of(REACH, rows_of(kept.text, REACH)[0]))
    context = {
        "signatures": signatures(profile, reached),
        "statuses": statuses(profile, reached),
        "lacks_name": not signed(profile),
        "says_nothing": not (profile.boundaries or profile.messages or profile.reach.urgent),
        "fields": REACH.fields,
        "texts": shown.texts,
        "mistakes": defaultdict(str, shown.mistakes),
        "others": shown.others,
        "has_shifts": reached.has_shifts,
        "has_feed": any(one.name in FEEDS for one in desk.store.feed_links()),
        "revision": kept.revision,
        "is_saved": is_saved(request),
    }
    return page(request, "boundaries/texts.html.j2", context, status=status)


def change(request: Request, profile: Profile, form: FormData) -> Response:
    """Keep how one is reached; the texts follow."""
    desk = desk_of(request)
    filled = fill(profile_of(desk).text, REACH, 0, form)
    if not filled.is_sound:
        return _page(request, profile, filled, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except ChangedMeanwhileError as error:
        return _page(request, profile, Filled(filled.texts, others=(str(error),)), status=409)
    return see_other(f"{TEXTS}?saved=1")


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(TEXTS, show, methods=["GET"]),
        Route(TEXTS, form_over_profile(change), methods=["POST"]),
    ]
