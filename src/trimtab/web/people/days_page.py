"""Days that matter: a year of them, kept another time where they fall on duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.people.ahead import PeopleAhead
from trimtab.app.people.days_on_duty import DayToKeep, Offer, kept_name
from trimtab.app.people.public_holidays import is_known_country, regions_of
from trimtab.app.people.rituals import PHONES_AWAY, over_by, value_for_people
from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.editing import add_table, remove_table, set_keys
from trimtab.profiles.toml_values import TomlValue
from trimtab.reports import people_words as words
from trimtab.web.desk import desk_of
from trimtab.web.people import views
from trimtab.web.people.cards import PATH
from trimtab.web.people.people_page import local_today
from trimtab.web.people.reading import known_ahead
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

DAYS = f"{PATH}/days"
COUNTRY_KEYS = ("country", "region", "home_country")
COUNTRIES = Section(
    "person",
    "Holidays",
    "By country of work and of home.",
    tuple(one for one in BY_TABLE["person"].fields if one.key in COUNTRY_KEYS),
)
UNKNOWN_COUNTRY = "Holidays of “{}” are not known. Choose a country of the list, or leave it open."
UNKNOWN_REGION = "“{}” is no region with holidays of its own there. Some are {}."
WAYS: dict[str, tuple[list[int], list[str]]] = {
    "dinner": ([90, 45, 20], ["17:30-21:00"]),
    "call": ([20, 10, 5], []),
    "day": ([240, 120, 45], ["09:00-21:00"]),
}
"""Doses and hours liked of what keeps a day another way."""


def show(request: Request) -> Response:
    """The page."""
    return _page(request, None)


def _page(request: Request, filled: Filled | None, status: int = 200) -> Response:
    profile = profile_for(request)
    ahead, known = known_ahead(request, profile)
    kept = profile_of(desk_of(request))
    shown = filled or Filled(texts_of(COUNTRIES, rows_of(kept.text, COUNTRIES)[0]))
    context = {
        "days": views.day_rows(ahead),
        "over": [words.over_text(one) for _, one in over_by(profile, ahead.today)],
        "hidden": profile.days_told.hide,
        "is_read": known.as_of is not None or not profile.calendars,
        "fields": COUNTRIES.fields,
        "texts": shown.texts,
        "mistakes": defaultdict(str, shown.mistakes),
        "others": shown.others,
        "weekdays": WEEKDAYS,
        "revision": kept.revision,
        "is_saved": is_saved(request),
    }
    return page(request, "people/days.html.j2", context, status=status)


async def change(request: Request) -> Response:
    """Keep a day another time or no more, leave one out, bring one back, or name countries."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    wish, text = str(form.get("do") or ""), profile_of(desk).text
    name = str(form.get("name") or "")
    if wish == "countries":
        return _name_countries(request, form)
    if wish == "keep":
        day, offer = _offer(known_ahead(request, profile)[0], form)
        text = add_table(text, "practice", practice_values(profile, day, offer))
    elif wish == "take_back":
        text = remove_table(
            text, ("practice", _kept_number(known_ahead(request, profile)[0], form))
        )
    elif wish == "tidy":
        for number, _ in reversed(over_by(profile, local_today(desk, profile))):
            text = remove_table(text, ("practice", number))
    elif wish in {"hide", "show"}:
        hidden = [one for one in profile.days_told.hide if one != name]
        hide = [*hidden, name] if wish == "hide" and name.strip() else hidden
        text = set_keys(text, ("days",), {"hide": hide or None})
    keep_text(desk, text, revision_in(form))
    back = PATH if form.get("from") == "people" else DAYS
    return see_other(f"{back}?saved=1#days")


def _offer(ahead: PeopleAhead, form: FormData) -> tuple[DayToKeep, Offer]:
    """The offer that was taken, as it still stands. Raises HTTPException."""
    said = {key: str(form.get(key) or "") for key in ("day", "name", "way")}
    for one in ahead.days:
        if (one.of.day.isoformat(), one.of.name) == (said["day"], said["name"]):
            for offer in one.offers:
                if offer.key == said["way"]:
                    return one, offer
    raise HTTPException(404)


def _kept_number(ahead: PeopleAhead, form: FormData) -> int:
    """Which practice keeps the day that is meant. Raises HTTPException."""
    said = {key: str(form.get(key) or "") for key in ("day", "name", "practice")}
    for one in ahead.days:
        if (one.of.day.isoformat(), one.of.name) == (said["day"], said["name"]):
            for number, practice in enumerate(ahead.profile.practices):
                if practice.name == said["practice"] and practice in one.kept:
                    return number
    raise HTTPException(404)


def practice_values(profile: Profile, kept: DayToKeep, offer: Offer) -> dict[str, TomlValue]:
    """The table of a practice that keeps a day another way, on its one date."""
    doses, prefer = WAYS[offer.way]
    values: dict[str, TomlValue] = {
        "name": kept_name(offer.way, kept.of),
        "value": value_for_people(profile),
        "times_per_week": 1,
        "doses": doses,
        "on": [offer.day],
    }
    if prefer:
        values["prefer"] = prefer
    if offer.hours:
        values["only"] = [str(offer.hours)]
    if offer.person or kept.of.person:
        values["with"] = offer.person or kept.of.person
    if offer.way != "call" and kept.zone == profile.person.time_zone:
        values["note"] = PHONES_AWAY
    return values


def _name_countries(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    filled = fill(profile_of(desk).text, COUNTRIES, 0, form)
    mistakes = {**_unknown(filled.texts), **filled.mistakes}
    if mistakes or filled.others:
        told = Filled(filled.texts, mistakes=mistakes, others=filled.others)
        return _page(request, told, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except ChangedMeanwhileError as error:
        return _page(request, Filled(filled.texts, others=(str(error),)), 409)
    return see_other(f"{DAYS}?saved=1")


def _unknown(texts: Mapping[str, str]) -> dict[str, str]:
    """Countries and regions of which no holidays are known, by their field."""
    said = {key: text.strip().upper() for key, text in texts.items()}
    wrong = {
        key: UNKNOWN_COUNTRY.format(said[key])
        for key in ("country", "home_country")
        if said[key] and not is_known_country(said[key])
    }
    regions = regions_of(said["country"])
    if said["region"] and "country" not in wrong and said["region"] not in regions:
        some = ", ".join(regions[:6]) or "none"
        wrong["region"] = UNKNOWN_REGION.format(said["region"], some)
    return wrong


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(DAYS, show, methods=["GET"]), Route(DAYS, change, methods=["POST"])]
