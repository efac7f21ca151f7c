"""The table of programmes: brought as a file, pasted, begun by hand, or invented to try it on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem
from trimtab.domain.kept import KeptApplication
from trimtab.programmes.writing import programmes_to_csv
from trimtab.web.apply.kept import (
    Application,
    application_of,
    applying_of,
    keep,
    kept_of,
    nothing_yet,
    read_profile,
    understood,
)
from trimtab.web.apply.rooms import APPLY, PROGRAMMES, YOU, show
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import safe_name
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import long_form

MOST_BYTES = 10 * 2**20
PASTED = "pasted table"
INVENTED = "invented programmes.csv"
TEMPLATE = (
    "name,state,specialty,city,positions,interviews,visa,hours_per_week,status\n"
    "Example Hospital,OH,internal medicine,Columbus,24,240,j1,60,\n"
    "Another Example,Texas,internal medicine,,,,,,\n"
)
TOO_LARGE = "That file is larger than 10 MiB. Keep the rows you would apply to, and bring it again."
NOTHING = "No file was chosen and nothing was pasted."
EMPTY = "“{}” is empty. Save the table again, then bring it."
ALSO_YOU = "To apply in it too, add it under You."
NOBODY = "An invented applicant"
EXAMPLE_PROFILE = f"""[applicant]
name = "{NOBODY}"
specialty = "internal medicine"
type = "us_md"
step2 = 246
graduation_year = 2027
publications = 2
us_letters = 4
home = "OH"
states = ["IL"]
family = [39.96, -83.00]

[preferences]
least_worth = 0.55
near = 3
hours = 2
fellowship = 2
living_costs = 1

[budget]
dollars = 220
"""
"""Somebody invented, for who wants to see a list before saying anything."""


def show_table(request: Request) -> Response:
    """What is kept of programmes, what could not be used of it, and how to bring another."""
    return show_programmes(request, application_of(request))


def show_programmes(
    request: Request,
    application: Application,
    *,
    mistakes: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page, with what was typed and what of it is to be mended."""
    context: dict[str, Any] = {
        "problems": tuple(map(_in_the_room, application.problems)),
        "mistakes": defaultdict(str, mistakes or {}),
        "typed": defaultdict(str, typed or {}),
        "specialties": application.applicant.specialties if application.applicant else (),
    }
    return show(request, "apply/programmes.html.j2", application, context, status=status)


def _in_the_room(one: Problem) -> Problem:
    """A problem with the remedy that this room has, in place of a line of a file."""
    mend = ALSO_YOU if one.mend.startswith("To apply in it too, write") else one.mend
    return replace(one, what=one.what.replace("`", ""), mend=mend.replace("`", ""))


async def bring(request: Request) -> Response:
    """Keep a table in place of the one before."""
    form = await long_form(request)
    upload = form.get("file")
    content = await upload.read(MOST_BYTES + 1) if isinstance(upload, UploadFile) else b""
    return await run_in_threadpool(_bring, request, form, content)


def _bring(request: Request, form: FormData, content: bytes) -> Response:
    upload, pasted = form.get("file"), str(form.get("pasted") or "")
    name = safe_name(upload.filename or "") if isinstance(upload, UploadFile) else ""
    nothing = EMPTY.format(name) if isinstance(upload, UploadFile) and upload.filename else NOTHING
    if not content:
        content, name = pasted.strip("\r\n").encode(errors="replace"), PASTED
    mistake = TOO_LARGE if len(content) > MOST_BYTES else "" if content.strip() else nothing
    desk, kept = desk_of(request), kept_of(desk_of(request))
    if not mistake:
        mistake = _what_is_wrong(desk, content, name)
    if mistake:
        told, typed = {"table": mistake}, {"pasted": pasted}
        application = understood(desk, kept)
        return show_programmes(request, application, mistakes=told, typed=typed, status=422)
    brought = replace(kept, programmes=content, programmes_name=name, is_example=False)
    if kept.is_example:
        brought = replace(brought, answers=(), signals=())
    keep(desk, replace(brought, profile=own_profile(kept)))
    return see_other(_onward(desk, f"{PROGRAMMES}?saved=1"))


def own_profile(kept: KeptApplication) -> str:
    """The person's own profile; somebody invented goes with the table they came with."""
    applicant, _ = read_profile(kept.profile)
    is_nobody = kept.is_example and applicant is not None and applicant.name == NOBODY
    return "" if is_nobody else kept.profile


def _what_is_wrong(desk: Desk, content: bytes, name: str) -> str:
    """Why nothing of a table can be used; "" where something can."""
    found, problems = applying_of(desk).read_table(content, name, ())
    if found:
        return ""
    return " ".join(f"{one.what} {one.mend}" for one in problems[:3]) or "Nothing stands in it."


def _onward(desk: Desk, path: str) -> str:
    """To what is still missing: who applies."""
    return path if kept_of(desk).profile else YOU


def invent(request: Request) -> Response:
    """Try it on invented programmes, as oneself or as somebody invented."""
    desk = desk_of(request)
    kept = kept_of(desk)
    if kept.programmes and not kept.is_example:
        return see_other(PROGRAMMES)  # one's own table never goes by a slip of the thumb
    profile = kept.profile or EXAMPLE_PROFILE
    alone = replace(kept, profile=profile, programmes=b"")
    applicant = understood(desk, alone).applicant
    specialties = applicant.specialties if applicant else ("internal medicine",)
    content = applying_of(desk).invented(specialties)
    keep(
        desk,
        replace(
            nothing_yet(desk),
            profile=profile,
            programmes=content,
            programmes_name=INVENTED,
            is_example=True,
        ),
    )
    return see_other(APPLY)


def download(request: Request) -> Response:
    """The table as it was brought."""
    kept = kept_of(desk_of(request))
    name = kept.programmes_name if "." in kept.programmes_name else "programmes.txt"
    plain = name.encode("ascii", "replace").decode().replace('"', "").replace("\\", "")
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(kept.programmes, media_type="application/octet-stream", headers=headers)


def answered(request: Request) -> Response:
    """What was understood of the table, each programme with its answer as its status."""
    application = application_of(request)
    if not application.has_list:
        return see_other(PROGRAMMES)
    headers = {"Content-Disposition": 'attachment; filename="programmes.csv"'}
    content = programmes_to_csv(application.programmes)
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def template(_: Request) -> Response:
    """A table to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="programmes.csv"'}
    return Response(TEMPLATE, media_type="text/csv; charset=utf-8", headers=headers)


def routes() -> list[Route]:
    """Where the table is shown, brought, begun and taken away."""
    return [
        Route(PROGRAMMES, show_table, methods=["GET"]),
        Route(PROGRAMMES, bring, methods=["POST"]),
        Route(f"{PROGRAMMES}/kept", download, methods=["GET"]),
        Route(f"{PROGRAMMES}/answered.csv", answered, methods=["GET"]),
        Route(f"{PROGRAMMES}/template.csv", template, methods=["GET"]),
        Route(f"{APPLY}/example", invent, methods=["POST"]),
    ]
