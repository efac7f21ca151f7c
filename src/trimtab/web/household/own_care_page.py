"""Own care: what is due, times that fit before the heavy weeks, a draft, and what is booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.household.own_care import OwnCareAhead, as_shown, own_care_ahead
from trimtab.domain.care import OwnCare
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile
from trimtab.profiles.editing import set_keys
from trimtab.profiles.toml_values import TomlValue
from trimtab.reports import own_care_words as words
from trimtab.reports.reach_words import signed
from trimtab.web.desk import desk_of
from trimtab.web.household.cards import OWN_PATH, OWN_TITLE
from trimtab.web.household.reading import household_known
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

NO_TIME = "Write the day and the time, such as 2026-12-03 10:00."
OVER = "{} is over. Type the next one, or press “I had it” for one that was."

SKIPPED = "The clock goes forward that night and never shows {:%H:%M}; it is {:%H:%M} then."


@dataclass(frozen=True, slots=True)
class CareRow:
    """One of them, ready for the page."""

    number: int
    name: str
    state: str
    clash: str
    times_sentence: str
    times: tuple[tuple[str, str], ...]
    draft: str
    is_booked: bool
    is_wanted: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an appointment that was typed: of which row, what was typed, and why."""

    number: int = -1
    typed: str = ""
    told: str = ""


def show(request: Request) -> Response:
    """The page."""
    return _page(request, profile_for(request), Wrong())


def _page(request: Request, profile: Profile, wrong: Wrong, *, status: int = 200) -> Response:
    ahead, known = household_known(request, profile)
    kept = desk_of(request).store.plan()
    found = own_care_ahead(ahead.homes, ahead.now, kept.plan if kept else None)
    context = {
        "title": OWN_TITLE,
        "rows": [_row(one, profile, ahead.today) for one in found],
        "is_read": known.as_of is not None or not profile.calendars,
        "problem": known.problem,
        "wrong": wrong,
        "revision": profile_of(desk_of(request)).revision,
        "is_saved": is_saved(request),
    }
    return page(request, "household/own_care.html.j2", context, status=status)


def _row(one: OwnCareAhead, profile: Profile, today: date) -> CareRow:
    return CareRow(
        number=one.number,
        name=one.of.name,
        state=words.state_sentence(one, today),
        clash=words.clash_sentence(one),
        times_sentence=words.times_sentence(one),
        times=tuple(
            (f"{at:%Y-%m-%dT%H:%M}", words.time_text(at, one.of.minutes)) for at in one.times
        ),
        draft=words.request_draft(one, signed(profile)),
        is_booked=one.booked is not None,
        is_wanted=one.is_wanted(today),
    )


async def change(request: Request) -> Response:
    """Keep an appointment, or that it was had, or that it is off."""
    form = await short_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    number = _number(request, profile)
    now = desk.now().astimezone(ZoneInfo(profile.person.time_zone))
    values = _values(form, profile.own_care[number], now)
    if isinstance(values, str):
        wrong = Wrong(number, form.get("booked", ""), values)
        return _page(request, profile, wrong, status=422)
    try:
        text = set_keys(profile_of(desk).text, ("own_care", number), values)
        keep_text(desk, text, revision_in(form))
    except TrimtabError as error:
        wrong = Wrong(number, form.get("booked", ""), str(error))
        return _page(request, profile, wrong, status=409)
    return see_other(f"{OWN_PATH}?saved=1")


def _values(
    form: Mapping[str, str], one: OwnCare, now: datetime
) -> Mapping[str, TomlValue | None] | str:
    """The keys that a form changes, or what is wrong with it."""
    if form.get("do") == "had":
        day = one.booked.date() if one.booked else now.date()
        return {"last": min(day, now.date()), "booked": None}
    if form.get("do") == "off":
        return {"booked": None}
    return _typed(form.get("booked", "").strip(), one, now)


def _typed(said: str, one: OwnCare, now: datetime) -> Mapping[str, TomlValue | None] | str:
    """The appointment that was typed, or what is wrong with it."""
    try:
        booked = datetime.fromisoformat(said)
    except ValueError:
        return NO_TIME
    if booked.tzinfo is not None or len(said) <= len("2026-12-03"):
        return NO_TIME
    shown = as_shown(booked, ZoneInfo(str(now.tzinfo)))
    if shown.replace(tzinfo=None) != booked:
        return SKIPPED.format(booked, shown)
    if booked <= now.replace(tzinfo=None):
        return OVER.format(words.time_text(booked, one.minutes))
    return {"booked": booked.replace(second=0, microsecond=0)}


def _number(request: Request, profile: Profile) -> int:
    said = str(request.path_params["number"])
    is_number = said.isascii() and said.isdecimal() and len(said) < 6
    if not is_number or int(said) >= len(profile.own_care):
        raise HTTPException(404)
    return int(said)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(OWN_PATH, show, methods=["GET"]),
        Route(f"{OWN_PATH}/{{number}}/appointment", change, methods=["POST"]),
    ]
