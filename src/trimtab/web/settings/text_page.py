"""The whole profile as text, both ways, with its mistakes by line and its earlier versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem, TrimtabError
from trimtab.profiles.reading import read_profile
from trimtab.reports.wording import dated_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import file_in, long_form
from trimtab.web.settings.keeping import is_saved, keep_whole, own_zone, profile_of, revision_in

MOST_BYTES = 2**20
MOST_VERSIONS = 20
FILE = "Your profile"
TEXT = "/settings/text"
TOO_LARGE = "That file is larger than 1 MiB, so it is no profile. Nothing was changed."
NOT_TEXT = "That file is not text in UTF-8. Save it as such, or choose another."


@dataclass(frozen=True, slots=True)
class Version:
    """A profile as it was kept before."""

    revision: int
    when: str
    is_now: bool


def show_text(request: Request) -> Response:
    """The text as it stands, or as it was."""
    desk = desk_of(request)
    asked = request.query_params.get("version", "")
    if not asked:
        return _show(request, profile_of(desk).text)
    return _show(request, _version(desk, asked), version=asked)


def download(request: Request) -> Response:
    """The text, byte for byte."""
    headers = {"Content-Disposition": 'attachment; filename="profile.toml"'}
    content = profile_of(desk_of(request)).text.encode()
    return Response(content, media_type="application/toml", headers=headers)


async def change(request: Request) -> Response:
    """Keep a changed text, or an uploaded one."""
    form = await long_form(request)
    content = await file_in(form, MOST_BYTES)
    return await run_in_threadpool(_change, request, form, content)


def _change(request: Request, form: FormData, content: bytes) -> Response:
    desk = desk_of(request)
    text = typed_text(str(form.get("text") or ""), profile_of(desk).text)
    if content:
        if len(content) > MOST_BYTES:
            return _show(request, text, told=TOO_LARGE, status=413)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return _show(request, text, told=NOT_TEXT, status=422)
    return _keep(request, text, revision_in(form))


def _keep(request: Request, text: str, revision: int) -> Response:
    """Keep a text where it is sound, else show it with its mistakes."""
    desk = desk_of(request)
    profile, problems = read_profile(text.removeprefix("\ufeff"), FILE, zone=desk.zone)
    if profile is None:
        return _show(request, text, problems=problems, status=422)
    try:
        keep_whole(desk, text.removeprefix("\ufeff"), revision)
    except TrimtabError as error:
        return _show(request, text, told=str(error), status=409)
    return see_other(f"{TEXT}?saved=1")


def typed_text(typed: str, before: str) -> str:
    r"""What was typed, with the line endings that the text had: browsers send their own.

    >>> typed_text("a\r\nb", "x\ny"), typed_text("a\nb", "x\r\ny")
    ('a\nb', 'a\r\nb')
    """
    plain = typed.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in before else plain


async def go_back(request: Request) -> Response:
    """Make an earlier version the profile again; the one in between stays among the versions."""
    form = await long_form(request)
    return await run_in_threadpool(_go_back, request, form)


def _go_back(request: Request, form: FormData) -> Response:
    text = _version(desk_of(request), str(form.get("version") or ""))
    return _keep(request, text, revision_in(form))


def _version(desk: Desk, asked: str) -> str:
    found = [one for one in desk.store.profile_history() if str(one.revision) == asked]
    if not found:
        raise HTTPException(404)
    return found[0].text


def _versions(desk: Desk) -> list[Version]:
    history = desk.store.profile_history()[:MOST_VERSIONS]
    zone = own_zone(desk)
    now = desk.now().astimezone(zone)
    return [
        Version(one.revision, _moment(one.changed_at.astimezone(zone), now), number == 0)
        for number, one in enumerate(history)
    ]


def _moment(when: datetime, now: datetime) -> str:
    return f"{dated_text(when.date(), now.date())}, {when:%H:%M}"


def _show(  # noqa: PLR0913 - what the page may say
    request: Request,
    text: str,
    *,
    problems: tuple[Problem, ...] = (),
    told: str = "",
    version: str = "",
    status: int = 200,
) -> Response:
    desk = desk_of(request)
    context = {
        "text": text,
        "problems": problems,
        "told": told,
        "version": version,
        "versions": _versions(desk),
        "revision": profile_of(desk).revision,
        "is_saved": is_saved(request),
        "rows": min(40, max(12, text.count("\n") + 2)),
    }
    return page(request, "settings/text.html.j2", context, status=status)


def routes() -> list[Route]:
    """Where the text is shown, changed and taken away."""
    return [
        Route(TEXT, show_text, methods=["GET"]),
        Route(TEXT, change, methods=["POST"]),
        Route(f"{TEXT}/back", go_back, methods=["POST"]),
        Route(f"{TEXT}/profile.toml", download, methods=["GET"]),
    ]
