"""Who applies: a form over the profile, and the profile as the text it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.domain.specialties import SPECIALTIES
from trimtab.programmes.applicants import applicant_template
from trimtab.web.apply.changing import OTHERS, changed_profile
from trimtab.web.apply.kept import (
    Application,
    application_of,
    applying_of,
    keep_profile,
    kept_of,
    read_profile,
)
from trimtab.web.apply.rooms import APPLY, PROGRAMMES, YOU, show
from trimtab.web.apply.you_fields import FIELDS, GROUPS, changes_in, texts_of
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import file_in, long_form
from trimtab.web.settings.text_page import MOST_BYTES, NOT_TEXT, TOO_LARGE, typed_text

TEXT = f"{YOU}/text"
NO_SPECIALTY = "Say what you apply in."
NO_VISA = "Say whether you need one: many programmes sponsor none, or one kind alone."
NO_TYPE = "Choose one: chances differ by it the most."


def show_you(request: Request) -> Response:
    """The form, as the profile stands."""
    application = application_of(request)
    every = all_programmes(desk_of(request), application)
    texts = texts_of(application.kept.profile, every)
    if not texts["specialties"]:
        texts["specialties"] = ", ".join(specialties_in(every))
    return _show(request, application, texts)


def all_programmes(desk: Desk, application: Application) -> tuple[Programme, ...]:
    """Every programme of the table, whatever its specialty; none where there is no table."""
    if not application.kept.programmes:
        return ()
    kept = application.kept
    return applying_of(desk).read_table(kept.programmes, kept.programmes_name, ())[0]


def specialties_in(programmes: tuple[Programme, ...]) -> tuple[str, ...]:
    """The specialty of a table that has one alone: what its person applies in, likely."""
    found = {one.specialty for one in programmes if one.specialty in SPECIALTIES}
    return tuple(found) if len(found) == 1 else ()


async def change(request: Request) -> Response:
    """Keep a filled-in form, or show it again with what is to be mended."""
    form = await long_form(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, application = desk_of(request), application_of(request)
    every = all_programmes(desk, application)
    before = texts_of(application.kept.profile, every)
    texts = {key: _typed(form, key, before) for key in FIELDS}
    changes, mistakes = changes_in(texts, before, every)
    text, more = changed_profile(application.kept.profile, changes)
    mistakes = {**more, **mistakes}
    if not application.kept.profile and not changes:
        mistakes.setdefault("specialties", NO_SPECIALTY)
    if not texts["type"]:
        mistakes.setdefault("type", NO_TYPE)
    if texts["type"] == "img" and not texts["visa"]:
        mistakes.setdefault("visa", NO_VISA)
    if mistakes:
        return _show(request, application, texts, mistakes, status=422)
    keep_profile(desk, text)
    return see_other(APPLY if kept_of(desk).programmes else f"{PROGRAMMES}?saved=1")


def _typed(form: FormData, key: str, before: Mapping[str, str]) -> str:
    """What was typed into a field; a field that a form does not have says what it said."""
    if key not in form:
        return before[key]
    return str(form.get(key) or "").replace("\r\n", "\n").strip()


def _show(
    request: Request,
    application: Application,
    texts: Mapping[str, str],
    mistakes: Mapping[str, str] | None = None,
    *,
    status: int = 200,
) -> Response:
    told = dict(mistakes or {})
    others = [said for key, said in told.items() if key == OTHERS or key not in FIELDS]
    context: dict[str, Any] = {
        "groups": GROUPS,
        "texts": texts,
        "mistakes": defaultdict(str, told),
        "others": others,
        "names": [one.name for one in application.programmes],
        "known_specialties": SPECIALTIES,
    }
    return show(request, "apply/you.html.j2", application, context, status=status)


def show_text(request: Request) -> Response:
    """The profile as text; before there is one, a commented one to start from."""
    application = application_of(request)
    return _show_text(request, application.kept.profile or applicant_template())


async def change_text(request: Request) -> Response:
    """Keep a changed text, or a file."""
    form = await long_form(request)
    content = await file_in(form, MOST_BYTES)
    return await run_in_threadpool(_change_text, request, form, content)


def _change_text(request: Request, form: FormData, content: bytes) -> Response:
    desk = desk_of(request)
    text = typed_text(str(form.get("text") or ""), kept_of(desk).profile)
    if len(content) > MOST_BYTES:
        return _show_text(request, text, told=TOO_LARGE, status=413)
    if content:
        try:
            text = content.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return _show_text(request, text, told=NOT_TEXT, status=422)
    applicant, problems = read_profile(text)
    if applicant is None:
        told = "" if problems else "There is nothing in it."
        return _show_text(request, text, problems=problems, told=told, status=422)
    keep_profile(desk, text)
    return see_other(f"{TEXT}?saved=1")


def download_text(request: Request) -> Response:
    """The profile, byte for byte."""
    headers = {"Content-Disposition": 'attachment; filename="applicant.toml"'}
    content = kept_of(desk_of(request)).profile.encode()
    return Response(content, media_type="application/toml", headers=headers)


def _show_text(
    request: Request,
    text: str,
    *,
    problems: tuple[Problem, ...] = (),
    told: str = "",
    status: int = 200,
) -> Response:
    context = {
        "text": text,
        "problems": problems,
        "told": told,
        "rows": min(40, max(12, text.count("\n") + 2)),
        "way_here": YOU,
    }
    return show(request, "apply/text.html.j2", application_of(request), context, status=status)


def routes() -> list[Route]:
    """Where the profile is shown and changed, as a form and as text."""
    return [
        Route(YOU, show_you, methods=["GET"]),
        Route(YOU, change, methods=["POST"]),
        Route(TEXT, show_text, methods=["GET"]),
        Route(TEXT, change_text, methods=["POST"]),
        Route(f"{TEXT}/applicant.toml", download_text, methods=["GET"]),
    ]
