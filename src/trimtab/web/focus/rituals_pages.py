"""The begin of a working day in a few lines, and the page on which rituals are written."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.focusing.rituals import (
    MOST_LETTERS,
    MOST_LINES,
    OFFERED,
    Beginning,
    Ritual,
    begin_day,
    beginning,
    keep_ritual_lines,
    ritual_lines,
    too_much_text,
)
from trimtab.domain.errors import TrimtabError
from trimtab.domain.plans import Plan
from trimtab.profiles.appending import check_sound, joined, quoted
from trimtab.profiles.values_named import values_in
from trimtab.reports.wording import date_text
from trimtab.web.block_keys import key_of
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import NAME
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import keep_text

PATH, WRITING = "/focus/start", "/focus/rituals"
PRACTICES = "/settings/t/practice"
PRACTICE: dict[Ritual, tuple[str, str]] = {
    "start": ("Begin the day", "Wake up"),
    "end": ("Close the day", "Get home"),
}
"""What a ritual is called as a practice, and what it follows at once."""

MINUTES = (10, 5, 3)


def show_start(request: Request) -> Response:
    """What the day is for, its first block, and the lines of the ritual."""
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is None:
        return see_other("/")
    found = beginning(desk.store, kept.plan, desk.now())
    context = {
        "day": date_text(found.day),
        "planned_until": "" if found.is_planned else _last_day(kept.plan),
        "three": found.three,
        "first": _first(found),
        "focus": found.focus.shown_name if found.focus else "",
        "focus_key": key_of(found.focus) if found.focus else "",
        "lines": ritual_lines(desk.store, "start"),
    }
    return page(request, "focus/start.html.j2", context)


def _last_day(plan: Plan) -> str:
    return date_text(plan.horizon.date_of(plan.horizon.days - 1))


def _first(found: Beginning) -> str:
    one = found.first
    return f"{one.shown_name}, {one.start:%H:%M} to {one.end:%H:%M}" if one else ""


def begin(request: Request) -> Response:
    """Remember that the day was begun, and lead to it."""
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is not None:
        begin_day(desk.store, kept.plan, desk.now())
    return see_other("/")


def show_rituals(request: Request) -> Response:
    """The lines of both rituals, to be written anew."""
    store = desk_of(request).store
    kept = {ritual: "\n".join(ritual_lines(store, ritual)) for ritual in PRACTICE}
    return _writing(request, kept, is_offered=store.settings().get(OFFERED) == "yes")


def _writing(
    request: Request,
    lines: Mapping[Ritual, str],
    mistakes: Mapping[Ritual, str] | None = None,
    *,
    is_offered: bool,
) -> Response:
    context = {
        "start": lines["start"],
        "end": lines["end"],
        "mistakes": mistakes or {},
        "most": (MOST_LINES, MOST_LETTERS),
        "is_offered": is_offered,
        "is_saved": "saved" in request.query_params,
        "values": _values(desk_of(request)),
    }
    return page(request, "focus/rituals.html.j2", context, status=422 if mistakes else 200)


async def write(request: Request) -> Response:
    """Keep the lines, or plan a ritual as a practice."""
    form = await short_form(request)
    return await run_in_threadpool(_write, request, form)


def _write(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    planned: Ritual | None = next((one for one in PRACTICE if one == form.get("plan")), None)
    if planned is not None:
        return see_other(_plan(desk, planned, form.get("value", "")))
    typed = {ritual: form.get(ritual, "") for ritual in PRACTICE}
    found = {ritual: too_much_text(lines.split("\n")) for ritual, lines in typed.items()}
    if mistakes := {ritual: told for ritual, told in found.items() if told}:
        return _writing(request, typed, mistakes, is_offered="offered" in form)
    for ritual, lines in typed.items():
        keep_ritual_lines(desk.store, ritual, lines.split("\n"))
    desk.store.keep_setting(OFFERED, "yes" if "offered" in form else "")
    return see_other(f"{WRITING}?saved=1")


def _values(desk: Desk) -> list[str]:
    """What a ritual may serve, what weighs most first."""
    kept = desk.store.profile()
    values = values_in(kept.text) if kept else {}
    return sorted(values, key=lambda one: -values[one])


def _plan(desk: Desk, ritual: Ritual, value: str) -> str:
    """Add a ritual to the profile as a practice; gives the page where it stands."""
    kept = desk.store.profile()
    if kept is None:
        return "/welcome"
    name, _ = PRACTICE[ritual]
    names = [row.get("name") for row in tomllib.loads(kept.text).get("practice", [])]
    if name in names:
        return f"{PRACTICES}/{names.index(name)}"
    with contextlib.suppress(TrimtabError):
        keep_text(desk, with_ritual(kept.text, ritual, value), kept.revision)
        return f"{PRACTICES}/{len(names)}"
    return f"{PRACTICES}/new"


def with_ritual(text: str, ritual: Ritual, value: str = "") -> str:
    """The profile with a ritual as a practice at its end, found sound. Raises ProfileError.

    It serves `value` where the profile names it, else what weighs most.
    """
    values = values_in(text)
    served = value if value in values else max(values, key=lambda one: values[one], default="")
    name, after = PRACTICE[ritual]
    lines = (
        "[[practice]]",
        f"name = {quoted(name)}",
        f"value = {quoted(served)}",
        "times_per_week = 5",
        f"doses = {list(MINUTES)}",
        f"after = {quoted(after)}",
    )
    added = joined(text, "\n".join(lines) + "\n")
    check_sound(added, NAME, "practice")
    return added


def routes() -> list[Route]:
    """Where these pages are served."""
    return [
        Route(PATH, show_start, methods=["GET"]),
        Route(PATH, begin, methods=["POST"]),
        Route(WRITING, show_rituals, methods=["GET"]),
        Route(WRITING, write, methods=["POST"]),
    ]
