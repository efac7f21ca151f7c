"""The first page: everybody, what is kept with them, and the days that are near."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.people.important_days import knows_days
from trimtab.app.people.rituals import Ritual, name_with, ritual_called, value_for_people
from trimtab.domain.people import OtherPerson, Profile
from trimtab.profiles.editing import add_table
from trimtab.profiles.toml_values import TomlValue
from trimtab.reports.people_words import USUAL_HOURS
from trimtab.web.desk import Desk, desk_of
from trimtab.web.people import views
from trimtab.web.people.cards import PATH
from trimtab.web.people.reading import known_ahead
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import is_saved, keep_whole, revision_in
from trimtab.web.settings.keeping import profile_of as kept_profile
from trimtab.web.settings.named_anew import saved_text


def show(request: Request) -> Response:
    """The page."""
    profile = profile_for(request)
    ahead, known = known_ahead(request, profile)
    links = desk_of(request).store.feed_links()
    context: dict[str, Any] = {
        "cards": views.person_cards(ahead),
        "days": views.near_days(ahead),
        "knows_days": knows_days(profile),
        "has_family_feed": any(one.name == "family" for one in links),
        "is_read": known.as_of is not None or not profile.calendars,
        "problem": known.problem,
        "revision": kept_profile(desk_of(request)).revision,
        "is_saved": is_saved(request),
        "saved_text": saved_text(request),
        "usual_hours": USUAL_HOURS,
    }
    return page(request, "people/page.html.j2", context)


def local_today(desk: Desk, profile: Profile) -> date:
    """The day it is for the person."""
    return desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date()


async def keep_ritual(request: Request) -> Response:
    """Keep a ritual with somebody, as a practice."""
    form = await long_form(request)
    return await run_in_threadpool(_keep_ritual, request, form)


def _keep_ritual(request: Request, form: FormData) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    ritual = ritual_called(str(form.get("ritual") or ""))
    if ritual is None:
        raise HTTPException(404)
    person = person_numbered(profile, str(form.get("person") or ""))
    today = local_today(desk, profile)
    if all(one.name != name_with(ritual, person) for one in profile.things):
        values = practice_values(profile, ritual, person, today)
        text = add_table(kept_profile(desk).text, "practice", values)
        keep_whole(desk, text, revision_in(form))
    return see_other(f"{PATH}?saved=1#person-{form.get('person')}")


def person_numbered(profile: Profile, said: str) -> OtherPerson:
    """Somebody by their place in the profile. Raises HTTPException."""
    if not (said.isascii() and said.isdecimal() and int(said[:6]) < len(profile.people)):
        raise HTTPException(404)
    return profile.people[int(said[:6])]


def practice_values(
    profile: Profile, ritual: Ritual, person: OtherPerson, today: date
) -> dict[str, TomlValue]:
    """The table of a practice that keeps a ritual."""
    values: dict[str, TomlValue] = {
        "name": name_with(ritual, person),
        "value": value_for_people(profile),
        "times_per_week": 1,
        "doses": list(ritual.doses),
        "prefer": list(ritual.prefer),
        "with": person.name,
        **ritual.every,
    }
    if ritual.every:
        values["start"] = today
    if ritual.note:
        values["note"] = ritual.note
    return values


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/ritual", keep_ritual, methods=["POST"]),
    ]
