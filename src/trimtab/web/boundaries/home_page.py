"""Working from home: the way that is saved, a begin and an end, the household, and sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.boundaries.hours_reached import works_shifts
from trimtab.app.boundaries.saved_commute import (
    BEGIN,
    CLOSE,
    MOST_MINUTES,
    SAVED,
    Suggested,
    day_rituals,
    saved_commute,
    working_week,
)
from trimtab.app.boundaries.sites import sites_of
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.people import Profile
from trimtab.profiles.editing import add_table
from trimtab.profiles.table_pieces import UNNAMED_VALUE
from trimtab.reports.reach_words import day_hours_text
from trimtab.reports.site_lists import FORMATS
from trimtab.reports.wording import duration_text
from trimtab.web.boundaries.cards import PATH
from trimtab.web.boundaries.reading import form_over_profile, with_profile
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

HOME = f"{PATH}/home-office"
USUAL_WAY = 50
"""Minutes there and back where the profile tells none (our choice)."""

NO_MINUTES = "“{}” is not a number of minutes from 5 to 240."
SITES = Section(
    "quiet",
    "Sites to block",
    "",
    tuple(one for one in BY_TABLE["quiet"].fields if one.key == "sites"),
)
FILES: Mapping[str, tuple[str, str]] = {
    "plain": ("sites.txt", "Plain list"),
    "hosts": ("hosts.txt", "Hosts file"),
    "ublock": ("ublock.txt", "uBlock Origin"),
    "leechblock": ("leechblock.txt", "LeechBlock NG"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed of the saved way, and what is to be mended."""

    texts: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)


@with_profile
def show(request: Request, profile: Profile) -> Response:
    """The page."""
    return _page(request, profile, Said())


def _page(
    request: Request, profile: Profile, said: Said, sites: Filled | None = None, status: int = 200
) -> Response:
    kept = profile_of(desk_of(request))
    listed = ", ".join(sites_of(profile))
    shown = sites or Filled({**texts_of(SITES, rows_of(kept.text, SITES)[0]), "sites": listed})
    names = {one.name for one in profile.practices}
    told = 2 * profile.person.commute_minutes
    way = told or USUAL_WAY
    usual = {"minutes": str(way), "name": SAVED, "value": ""}
    context = {
        "hours": "; ".join(map(day_hours_text, working_week(profile))),
        "has_shifts": works_shifts(profile),
        "way": way,
        "way_a_week": duration_text(5 * way),
        "is_usual_way": not told,
        "has_commute": SAVED in names,
        "has_rituals": {BEGIN, CLOSE} <= names,
        "values": sorted(profile.values),
        "typed": {**usual, **said.texts},
        "wrong": defaultdict(str, said.mistakes),
        "has_own_sites": bool(profile.quiet.sites),
        "fields": SITES.fields,
        "texts": shown.texts,
        "mistakes": defaultdict(str, shown.mistakes),
        "others": shown.others,
        "files": [(key, label) for key, (_, label) in FILES.items()],
        "revision": kept.revision,
        "is_saved": is_saved(request),
    }
    return page(request, "boundaries/home.html.j2", context, status=status)


def change(request: Request, profile: Profile, form: FormData) -> Response:
    """Plan the saved way, or the begin and end of the day, or keep sites."""
    wish = form.get("do")
    if wish == "sites":
        return _keep_sites(request, profile, form)
    value = str(form.get("value") or "")
    value = value if value in profile.values else UNNAMED_VALUE
    if wish == "rituals":
        return _add(request, profile, day_rituals(profile, value), form)
    if wish != "commute":
        raise HTTPException(404)
    texts = {key: str(form.get(key) or "").strip()[:80] for key in ("minutes", "name", "value")}
    minutes = int(texts["minutes"]) if texts["minutes"].isdecimal() else 0
    if not (texts["minutes"].isascii() and 5 <= minutes <= MOST_MINUTES):
        told = Said(texts, {"minutes": NO_MINUTES.format(texts["minutes"])})
        return _page(request, profile, told, status=422)
    suggested = saved_commute(profile, minutes // 5 * 5, value, texts["name"])
    return _add(request, profile, (suggested,), form)


def _add(
    request: Request, profile: Profile, suggested: tuple[Suggested, ...], form: FormData
) -> Response:
    desk = desk_of(request)
    text, names = profile_of(desk).text, {one.name for one in profile.things}
    for one in suggested:
        if one.name not in names:
            text = add_table(text, "practice", practice_values(one))
    keep_text(desk, text, revision_in(form))
    return see_other(f"{HOME}?saved=1")


def practice_values(one: Suggested) -> dict[str, str | int | list[int] | list[str]]:
    """A suggestion as the table that is written."""
    return {
        "name": one.name,
        "value": one.value,
        "times_per_week": len(one.days),
        "doses": list(one.doses),
        "only": [str(span) for span in one.only],
        "days": list(one.days),
    }


def _keep_sites(request: Request, profile: Profile, form: FormData) -> Response:
    desk = desk_of(request)
    filled = fill(profile_of(desk).text, SITES, 0, form)
    if not filled.is_sound:
        return _page(request, profile, Said(), filled, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except ChangedMeanwhileError as error:
        told = Filled(filled.texts, others=(str(error),))
        return _page(request, profile, Said(), told, status=409)
    return see_other(f"{HOME}?saved=1#sites")


@with_profile
def download(request: Request, profile: Profile) -> Response:
    """The sites as a file for one blocker."""
    kind = str(request.path_params["kind"])
    if kind not in FILES:
        raise HTTPException(404)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILES[kind][0]}"',
        "Cache-Control": "no-store",
    }
    return Response(FORMATS[kind](profile), media_type="text/plain", headers=headers)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(HOME, show, methods=["GET"]),
        Route(HOME, form_over_profile(change), methods=["POST"]),
        Route(f"{PATH}/sites/{{kind}}", download, methods=["GET"]),
    ]
