"""Where the Season page is served, and rotations and rest are added."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.plan_keeping import days_now
from trimtab.app.daily.replanning import plan_anew
from trimtab.app.daily.season_ahead import SeasonAhead, last_day_ahead, look_ahead
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.people import Profile
from trimtab.reports import season_words as words
from trimtab.web.dates.cards import season_line
from trimtab.web.desk import Desk, desk_of
from trimtab.web.household.reading import gaps_ahead
from trimtab.web.profiles_kept import NAME, profile_for
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.season import views
from trimtab.web.season.reading import Known, Readings
from trimtab.web.season.rotations import (
    INTENSITIES,
    TypedRotation,
    mistakes,
    spells_ahead,
    typed_rotation,
    with_rotation,
    without_rotation,
)
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import followed, profile_of

IDEAS_SHOWN = 3
READING = "season/reading.html.j2"
"""While calendars are read for the first time: it asks again by itself, and 204 says not yet."""


def show(request: Request) -> Response:
    """The page."""
    return _page(request, TypedRotation(), {})


def _page(
    request: Request, typed: TypedRotation, wrong: Mapping[str, str], status: int = 200
) -> Response:
    desk = desk_of(request)
    kept, profile = profile_of(desk), profile_for(request)
    today = _today(desk, profile)
    readings: Readings = request.app.state.season_readings
    first = date.fromordinal(today.toordinal() - today.weekday())
    known = readings.known(desk, profile, first, last_day_ahead(today))
    if known.as_of is None and not known.problem and not wrong:
        return Response(status_code=204) if wants_part(request) else page(request, READING)
    ahead = look_ahead(profile, known.reading, today)
    shown: dict[str, Any] = {
        "headline": words.headline(ahead.spells),
        "gaps": gaps_ahead(desk, profile, known)[:IDEAS_SHOWN],
        "sentences": _sentences(ahead),
        "months": views.month_strips(ahead),
        "coming": list(views.coming_rows(ahead)),
        "ideas": list(views.idea_rows(ahead.ideas))[:IDEAS_SHOWN],
        "loved_ones": words.for_loved_ones(ahead) if words.is_telling(ahead) else "",
        "has_seasons": bool(profile.seasons),
        "spells": spells_ahead(kept.text, today),
        "date_next": season_line(profile.dates, today),
        "as_of": _as_of(known, profile, today),
        "problem": known.problem,
        "revision": kept.revision,
        "typed": typed,
        "mistakes": wrong,
        "intensities": INTENSITIES,
    }
    return page(request, "season/page.html.j2", shown, status=status)


def _sentences(ahead: SeasonAhead) -> list[str]:
    said = (
        words.break_sentence(ahead),
        words.weekends_sentence(ahead),
        words.reach_sentence(ahead),
    )
    return [sentence for sentence in said if sentence]


def _today(desk: Desk, profile: Profile) -> date:
    return desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date()


def _as_of(known: Known, profile: Profile, today: date) -> str:
    """When the calendars were read, on the person's clock."""
    if known.as_of is None:
        return ""
    local = known.as_of.astimezone(ZoneInfo(profile.person.time_zone))
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else f"{local.day} {words.month(local)} {clock}"


async def add_rotation(request: Request) -> Response:
    """Add a rotation, or days kept for rest, to the profile."""
    form = await short_form(request)
    typed, desk = typed_rotation(form), desk_of(request)
    wrong = mistakes(typed)
    if wrong:
        return await run_in_threadpool(_page, request, typed, wrong, 422)
    kept = profile_of(desk)
    text = with_rotation(kept.text, typed, NAME)
    try:
        await run_in_threadpool(_keep, desk, text, _revision(form, kept.revision), typed)
    except ChangedMeanwhileError as error:
        return await run_in_threadpool(_page, request, typed, {"name": str(error)}, 409)
    return see_other("/season")


async def remove_rotation(request: Request) -> Response:
    """Take a rotation, or days kept for rest, out of the profile again."""
    form, desk = await short_form(request), desk_of(request)
    profile_for(request)
    kept, number = profile_of(desk), str(form.get("number", ""))
    rows = tomllib.loads(kept.text).get("season", [])
    if not number.isdecimal() or int(number) >= len(rows):
        return see_other("/season")
    row = rows[int(number)]
    gone = TypedRotation(row["name"], row["start"].isoformat(), row["end"].isoformat())
    text = without_rotation(kept.text, int(number), NAME)
    await run_in_threadpool(_keep, desk, text, _revision(form, kept.revision), gone)
    return see_other("/season")


def _revision(form: Mapping[str, object], current: int) -> int:
    """The edition of the profile a form was made from."""
    said = str(form.get("revision", ""))
    return int(said) if said.isdecimal() else current


def _keep(desk: Desk, text: str, revision: int, typed: TypedRotation) -> None:
    """Keep the changed profile, and plan again where it touches the days planned now."""
    now = desk.now()
    after = followed(desk, text, revision)
    desk.store.keep_profile(text, now, expected_revision=after)
    days = days_now(desk.store, now)
    first, last = days.first_day.isoformat(), days.last_day.isoformat()
    if desk.store.plan() is not None and typed.start <= last and first <= typed.end:
        plan_anew(desk.store, desk.planning, now)


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/season", show, methods=["GET"]),
        Route("/season/rotations", add_rotation, methods=["POST"]),
        Route("/season/rotations/remove", remove_rotation, methods=["POST"]),
    ]
