"""One mentor or peer: added, changed, taken off the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mentors.board import MOST_MENTORS, forget_mentor, keep_mentor
from trimtab.domain.mentors import MENTOR_KINDS, RHYTHMS, Mentor
from trimtab.domain.plain_letters import without_steering
from trimtab.reports.mentor_words import KIND_HINTS, KIND_NAMES, every_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.mentors.cards import PATH
from trimtab.web.mentors.help_people import is_on_help, keep_on_help
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import own_zone

LENGTHS = {"name": 80, "reach": 120, "about": 300}
NEW = "new"
NO_NAME = "Give a name, such as Dr. Rao or Ada from my year."
NAMESAKE = "{} is on the board already. Say which one this is, such as the ward or the town."
NO_DAY = "Write the day as 2026-11-02, or leave it empty."
TO_COME = "That day has not come yet. Write when you spoke last, or leave it empty."
FULL = f"There are {MOST_MENTORS} people here already. Take one off first, then add this."
HELP_FULL = "The help page is full. Take somebody off it first, or leave this unticked."
NO_REACH = "Give a way to reach them, so that the help page has one."


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was filled in, and what is to be mended by field."""

    texts: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, str] = field(default_factory=dict)


def show(request: Request) -> Response:
    """The form of one, or an empty one."""
    desk, mentor = desk_of(request), _mentor(request)
    texts = _texts(desk, mentor) if mentor else _from_people(request)
    return _form(request, mentor, Typed(texts))


def _from_people(request: Request) -> dict[str, str]:
    """What is known of one of the profile's people, by their place there; nothing for others."""
    desk, number = desk_of(request), request.query_params.get("person", "")
    profile = profile_of(desk.store, desk.zone)
    people = profile.people if profile else ()
    if not (number.isascii() and number.isdecimal() and int(number[:6]) < len(people)):
        return {}
    person = people[int(number[:6])]
    kind = "peer" if person.kind == "peer" else "clinical"
    return {"name": person.name, "kind": kind, "reach": person.reach or ""}


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await short_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    desk, mentor = desk_of(request), _mentor(request)
    if form.get("do") == "remove":
        if mentor is not None:
            forget_mentor(desk.store, mentor.id)
        return see_other(PATH)
    texts = {name: " ".join(without_steering(form.get(name, "")).split()) for name in LENGTHS}
    typed = {**form, **texts}
    today = desk.now().astimezone(own_zone(desk)).date()
    mistakes = _mistakes(typed, today)
    if _is_namesake(desk, mentor, typed["name"]):
        mistakes.setdefault("name", NAMESAKE.format(typed["name"]))
    if not mistakes:
        mistakes = _keep(desk, _written(desk, mentor, typed), is_helping="on_help" in form)
    if mistakes:
        return _form(request, mentor, Typed(typed, mistakes), status=422)
    return see_other(PATH)


def _is_namesake(desk: Desk, mentor: Mentor | None, name: str) -> bool:
    """Whether somebody else on the board is called so: no list could tell the two apart."""
    return any(
        one.name.casefold() == name.casefold() and (mentor is None or one.id != mentor.id)
        for one in desk.store.entries(Mentor)
    )


def _mistakes(typed: Mapping[str, str], today: date) -> dict[str, str]:
    found = {
        name: f"Please keep it to {most} characters."
        for name, most in LENGTHS.items()
        if len(typed[name]) > most
    }
    if not typed["name"]:
        found["name"] = NO_NAME
    if "on_help" in typed and not typed["reach"]:
        found["reach"] = NO_REACH
    day = typed.get("spoken_on", "").strip()
    if day:
        spoken = _day(day)
        if spoken is None:
            found["spoken_on"] = NO_DAY
        elif spoken > today:
            found["spoken_on"] = TO_COME
    return found


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _written(desk: Desk, mentor: Mentor | None, typed: Mapping[str, str]) -> Mentor:
    now = desk.now()
    weeks = typed.get("weeks_between", "")
    return Mentor(
        id=mentor.id if mentor else desk.new_id(),
        day=mentor.day if mentor else now.astimezone(own_zone(desk)).date(),
        said_at=mentor.said_at if mentor else now,
        name=typed["name"],
        kind=next((one for one in MENTOR_KINDS if one == typed.get("kind")), "clinical"),
        reach=typed["reach"],
        about=typed["about"],
        spoken_on=_day(typed.get("spoken_on", "").strip()),
        weeks_between=next((one for one in RHYTHMS if str(one) == weeks), 0),
        listens="listens" in typed,
    )


def _keep(desk: Desk, mentor: Mentor, *, is_helping: bool) -> dict[str, str]:
    """Keep somebody on the board, and on or off the help page; what kept that from being done."""
    if not keep_mentor(desk.store, mentor):
        return {"name": FULL}
    if not keep_on_help(desk.store, mentor, is_wanted=is_helping):
        return {"on_help": HELP_FULL}
    return {}


def _mentor(request: Request) -> Mentor | None:
    """Somebody on the board, None for somebody new. Raises HTTPException."""
    id_ = str(request.path_params["mentor"])
    if id_ == NEW:
        return None
    mentor = desk_of(request).store.entry(Mentor, id_)
    if mentor is None:
        raise HTTPException(404)
    return mentor


def _texts(desk: Desk, mentor: Mentor) -> dict[str, str]:
    texts = {
        "name": mentor.name,
        "kind": mentor.kind,
        "reach": mentor.reach,
        "about": mentor.about,
        "spoken_on": mentor.spoken_on.isoformat() if mentor.spoken_on else "",
        "weeks_between": str(mentor.weeks_between),
    }
    if mentor.listens:
        texts["listens"] = "yes"
    if is_on_help(desk.store, mentor.id):
        texts["on_help"] = "yes"
    return texts


def _form(request: Request, mentor: Mentor | None, typed: Typed, *, status: int = 200) -> Response:
    context: dict[str, Any] = {
        "mentor": mentor,
        "typed": typed.texts,
        "mistakes": typed.mistakes,
        "kinds": [(kind, KIND_NAMES[kind], KIND_HINTS[kind]) for kind in MENTOR_KINDS],
        "rhythms": [(weeks, every_text(weeks)) for weeks in RHYTHMS],
        "lengths": LENGTHS,
        "is_on_help": mentor is not None and is_on_help(desk_of(request).store, mentor.id),
    }
    return page(request, "mentors/mentor.html.j2", context, status=status)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(f"{PATH}/one/{{mentor}}", show, methods=["GET"]),
        Route(f"{PATH}/one/{{mentor}}", change, methods=["POST"]),
    ]
