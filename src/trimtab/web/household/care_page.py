"""Hours of care: added, changed, taken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import ChangedMeanwhileError, TrimtabError
from trimtab.domain.time import WEEKDAYS
from trimtab.profiles.editing import find_mistakes, remove_table
from trimtab.web.desk import desk_of
from trimtab.web.household.cards import PATH, TITLE
from trimtab.web.people.people_page import sound_profile
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import Filled, fill, rows_of, texts_in, texts_of
from trimtab.web.settings.keeping import is_changed_since, keep_text, profile_of, revision_in

SECTION = BY_TABLE["care"]
FIRST = ("name", "between", "days", "by", "covers", "asleep_ok")


def show(request: Request) -> Response:
    """The form of one stretch of care, or an empty one."""
    if sound_profile(request) is None:
        return page(request, "household/unread.html.j2", {"title": TITLE})
    number = _number(request)
    rows = rows_of(profile_of(desk_of(request)).text, SECTION)
    row: Mapping[str, Any] = {} if number is None else rows[number]
    return _form(request, number, Filled(texts_of(SECTION, row)))


async def change(request: Request) -> Response:
    """Keep what was filled in, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, number = desk_of(request), _number(request)
    if is_changed_since(desk, form):
        told = Filled(texts_in(SECTION, form), others=(str(ChangedMeanwhileError("Your profile")),))
        return _form(request, number, told, status=409)
    text = profile_of(desk).text
    if form.get("do") == "remove" and number is not None:
        filled = _removed(text, number)
    else:
        filled = fill(text, SECTION, number, form)
    if not filled.is_sound:
        return _form(request, number, filled, status=422)
    try:
        keep_text(desk, filled.text, revision_in(form))
    except TrimtabError as error:
        told = Filled(filled.texts, others=(str(error),))
        return _form(request, number, told, status=409)
    return see_other(f"{PATH}?saved=1")


def _removed(text: str, number: int) -> Filled:
    texts = texts_of(SECTION, rows_of(text, SECTION)[number])
    after = remove_table(text, (SECTION.table, number))
    told = tuple(f"{one.what} {one.mend}" for one in find_mistakes(after))
    return Filled(texts, after, others=told)


def _form(request: Request, number: int | None, filled: Filled, *, status: int = 200) -> Response:
    rest = [one for one in SECTION.fields if one.key not in FIRST]
    fields = {one.key: one for one in SECTION.fields}
    context = {
        "number": number,
        "first": [fields[key] for key in FIRST],
        "rest": rest,
        "is_open": any(filled.mistakes.get(one.key) for one in rest),
        "revision": profile_of(desk_of(request)).revision,
        "texts": filled.texts,
        "mistakes": defaultdict(str, filled.mistakes),
        "others": filled.others,
        "weekdays": WEEKDAYS,
    }
    return page(request, "household/care.html.j2", context, status=status)


def _number(request: Request) -> int | None:
    """The number of a stretch that is there, None for a new one."""
    said = str(request.path_params["number"])
    if said == "new":
        return None
    count = len(rows_of(profile_of(desk_of(request)).text, SECTION))
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < count):
        raise HTTPException(404)
    return int(said)


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(f"{PATH}/care/{{number}}", show, methods=["GET"]),
        Route(f"{PATH}/care/{{number}}", change, methods=["POST"]),
    ]
