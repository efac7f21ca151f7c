"""Hours of care, and own care: added, changed, taken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import TrimtabError
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.editing import find_mistakes, remove_table
from trimtab.web.desk import desk_of
from trimtab.web.household.cards import OWN_PATH, OWN_TITLE, PATH, ROOM, TITLE
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_of
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in
from trimtab.web.settings.rows_meant import is_overtaken, meant_now


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one table: which fields stand first, where it is and where it leads back to."""

    section: Section
    first: tuple[str, ...]
    path: str
    back: str
    back_label: str
    heading: str
    more: str


CARE = Form(
    BY_TABLE["care"],
    ("name", "between", "days", "by", "covers", "asleep_ok"),
    f"{ROOM}/care",
    PATH,
    TITLE,
    "Hours of care",
    "Only for a while",
)
OWN_CARE = Form(
    BY_TABLE["own_care"],
    ("name", "kind", "minutes", "every_months", "last"),
    f"{OWN_PATH}/one",
    OWN_PATH,
    OWN_TITLE,
    "Your own care",
    "Their hours, the way there",
)
FORMS = (CARE, OWN_CARE)


def show(request: Request) -> Response:
    """The form of one table, or an empty one."""
    profile_for(request)
    number, section = _number(request), _form_of(request).section
    rows = rows_of(profile_of(desk_of(request)).text, section)
    row: Mapping[str, Any] = {} if number is None else rows[number]
    return _form(request, number, Filled(texts_of(section, row)))


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, kind = desk_of(request), _form_of(request)
    if is_overtaken(request, form):
        return _form(request, *meant_now(request, kind.section, form), status=409)
    number, text = _number(request), profile_of(desk).text
    if form.get("do") == "remove" and number is not None:
        filled = _removed(text, kind.section, number)
    else:
        filled = fill(text, kind.section, number, form)
    if not filled.is_sound:
        return _form(request, number, filled, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except TrimtabError as error:
        told = Filled(filled.texts, others=(str(error),))
        return _form(request, number, told, status=409)
    return see_other(f"{kind.back}?saved=1")


def _removed(text: str, section: Section, number: int) -> Filled:
    texts = texts_of(section, rows_of(text, section)[number])
    after = remove_table(text, (section.table, number))
    told = tuple(f"{one.what} {one.mend}" for one in find_mistakes(after))
    return Filled(texts, after, others=told)


def _form(request: Request, number: int | None, filled: Filled, *, status: int = 200) -> Response:
    kind = _form_of(request)
    fields = {one.key: one for one in filled.told(kind.section.fields)}
    rest = [one for key, one in fields.items() if key not in kind.first]
    context = {
        "form": kind,
        "number": number,
        "first": [fields[key] for key in kind.first],
        "rest": rest,
        "is_open": filled.is_about(rest),
        "revision": profile_of(desk_of(request)).revision,
        "texts": filled.texts,
        "mistakes": defaultdict(str, filled.mistakes),
        "others": filled.others,
        "weekdays": WEEKDAYS,
    }
    return page(request, "household/care.html.j2", context, status=status)


def _form_of(request: Request) -> Form:
    return next(one for one in FORMS if request.url.path.startswith(f"{one.path}/"))


def _number(request: Request) -> int | None:
    """The number of a table that is there, None for a new one."""
    said = str(request.path_params["number"])
    if said == "new":
        return None
    section = _form_of(request).section
    count = len(rows_of(profile_of(desk_of(request)).text, section))
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < count):
        raise HTTPException(404)
    return int(said)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        route
        for one in FORMS
        for route in (
            Route(f"{one.path}/{{number}}", show, methods=["GET"]),
            Route(f"{one.path}/{{number}}", change, methods=["POST"]),
        )
    ]
