"""The tables of a profile as pages: a list of each, and a form for one."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import TrimtabError
from trimtab.domain.source_names import masked
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.editing import find_mistakes, remove_table
from trimtab.profiles.values_named import values_in
from trimtab.reports.wording import dated_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.zones import zones
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import (
    forget_calendar,
    is_saved,
    keep_text,
    own_zone,
    profile_of,
    revision_in,
)
from trimtab.web.settings.leaning import leanings
from trimtab.web.settings.named_anew import STILL_NAMED, saved_path, saved_text
from trimtab.web.settings.rows_meant import is_overtaken, meant_now
from trimtab.web.settings.typing import shown

SUMMARY_KEYS = {
    "practice": ("times_per_week", "doses", "value"),
    "people": ("time_zone", "awake"),
    "task": ("minutes", "due", "value"),
    "protect": ("between", "value"),
    "boundary": ("kind", "off"),
    "season": ("start", "end", "intensity"),
    "trip": ("start", "end"),
    "date": ("due", "kind", "repeats"),
    "exam": ("date", "questions"),
    "deck": ("new_a_day", "most_minutes"),
    "care": ("between",),
    "own_care": ("kind", "booked"),
    "account": ("user",),
}
UNITS = {
    "doses": "{} min",
    "minutes": "{} min",
    "due": "due {}",
    "questions": "{} questions",
    "new_a_day": "{} new a day",
}
OFTEN = {1: "once a week", 2: "twice a week"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One table in the list of its section."""

    number: int
    name: str
    about: str


def entries(text: str, section: Section, today: date) -> list[Entry]:
    """The tables of a section in short; days of another year than today's with it."""
    return [
        Entry(number, _name(number, row), _summary(section, row, today))
        for number, row in enumerate(rows_of(text, section))
    ]


def _name(number: int, row: Mapping[str, Any]) -> str:
    name = row.get("name") or masked(str(row.get("source") or "")) or row.get("time_zone")
    return str(name or f"Number {number + 1}")


def _summary(section: Section, row: Mapping[str, Any], today: date) -> str:
    keys = SUMMARY_KEYS.get(section.table, ())
    return ", ".join(_about(section, key, row[key], today) for key in keys if row.get(key))


def _about(section: Section, key: str, value: Any, today: date) -> str:
    """One thing about a table, as people say it."""
    if key == "times_per_week":
        return OFTEN.get(value, f"{value} times a week")
    if isinstance(value, datetime):
        said = f"{dated_text(value.date(), today)} {value:%H:%M}"
    elif isinstance(value, date):
        said = dated_text(value, today)
    else:
        said = shown(next(one for one in section.fields if one.key == key), value)
    return UNITS.get(key, "{}").format(said)


def show_section(request: Request) -> Response:
    """A list of tables, or the form of a single one."""
    section, desk = _section(request), desk_of(request)
    profile = profile_of(desk)
    if not section.is_list:
        texts = texts_of(section, rows_of(profile.text, section)[0])
        return _show_form(request, section, None, Filled(texts))
    context = {
        "section": section,
        "entries": entries(profile.text, section, desk.now().astimezone(own_zone(desk)).date()),
        "revision": profile.revision,
        "is_saved": is_saved(request),
        "saved_text": saved_text(request),
    }
    return page(request, "settings/section.html.j2", context)


def show_one(request: Request) -> Response:
    """The form of one table, or an empty one for a new table."""
    section = _section(request)
    number = _number(request, section)
    rows = rows_of(profile_of(desk_of(request)).text, section)
    row: Mapping[str, Any] = {} if number is None else rows[number]
    return _show_form(request, section, number, Filled(texts_of(section, row)))


async def change(request: Request) -> Response:
    """Keep a filled-in form, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    section, desk = _section(request), desk_of(request)
    profile = profile_of(desk)
    if section.is_list and is_overtaken(request, form):
        return _show_form(request, section, *meant_now(request, section, form), status=409)
    number = _number(request, section) if section.is_list else 0
    if form.get("do") == "remove" and section.is_list and number is not None:
        return _remove(request, section, number, form)
    filled = fill(profile.text, section, number, form)
    if not filled.is_sound:
        return _show_form(request, section, number, filled, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except TrimtabError as error:
        told = Filled(filled.texts, others=(str(error),))
        return _show_form(request, section, number, told, status=409)
    return see_other(saved_path(f"/settings/t/{section.table}", number, filled.renamed))


def _remove(request: Request, section: Section, number: int, form: FormData) -> Response:
    desk = desk_of(request)
    profile = profile_of(desk)
    row = rows_of(profile.text, section)[number]
    texts = texts_of(section, row)
    try:
        text = remove_table(profile.text, (section.table, number))
        if mistakes := find_mistakes(text):
            plain = tuple(f"{one.what} {one.mend}" for one in mistakes)
            told = (STILL_NAMED,) if section.table == "people" else plain
            return _show_form(request, section, number, Filled(texts, others=told), status=422)
        keep_text(desk, text, revision_in(form))
    except TrimtabError as error:
        return _show_form(request, section, number, Filled(texts, others=(str(error),)), status=409)
    if section.table == "calendar":
        forget_calendar(desk, str(row.get("source") or ""))
    where = "/settings/calendars" if section.table == "calendar" else f"/settings/t/{section.table}"
    return see_other(f"{where}?saved=1")


def _show_form(
    request: Request,
    section: Section,
    number: int | None,
    filled: Filled,
    *,
    status: int = 200,
) -> Response:
    profile = profile_of(desk_of(request))
    weighed = next((one.key for one in section.fields if one.typed == "weights"), "")
    context = {
        "section": replace(section, fields=tuple(filled.told(section.fields))),
        "is_open": filled.is_about(section.fields[6:]),
        "leanings": leanings(values_in(profile.text), filled.texts.get(weighed, "")),
        "number": number,
        "is_new": section.is_list and number is None,
        "revision": profile.revision,
        "texts": filled.texts,
        "mistakes": defaultdict(str, filled.mistakes),
        "others": filled.others,
        "is_saved": is_saved(request),
        "weekdays": WEEKDAYS,
        "zones": zones() if any(one.typed == "zone" for one in section.fields) else (),
        "values": list(tomllib.loads(profile.text).get("values", {})),
        "people": [row.get("name", "") for row in rows_of(profile.text, BY_TABLE["people"])],
    }
    return page(request, "settings/form.html.j2", context, status=status)


def _section(request: Request) -> Section:
    section = BY_TABLE.get(request.path_params["table"])
    if section is None:
        raise HTTPException(404)
    return section


def _number(request: Request, section: Section) -> int | None:
    """The number of a table that is there, None for a new one."""
    said = str(request.path_params.get("number", "new"))
    if said == "new":
        return None
    count = len(rows_of(profile_of(desk_of(request)).text, section))
    if not (section.is_list and said.isdecimal() and len(said) < 6 and int(said) < count):
        raise HTTPException(404)
    return int(said)


def names_in(desk: Desk, section: Section) -> str:
    """The tables of a section in one line, for the way in."""
    rows = rows_of(profile_of(desk).text, section) if section.is_list else ()
    found = [_name(number, row) for number, row in enumerate(rows)]
    return ", ".join(found[:4]) + (f" and {len(found) - 4} more" if len(found) > 4 else "")


def routes() -> list[Route]:
    """Where tables are shown and changed."""
    return [
        Route("/settings/t/{table}", show_section, methods=["GET"]),
        Route("/settings/t/{table}", change, methods=["POST"]),
        Route("/settings/t/{table}/{number}", show_one, methods=["GET"]),
        Route("/settings/t/{table}/{number}", change, methods=["POST"]),
    ]
