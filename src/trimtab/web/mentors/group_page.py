"""A study group's file pasted or brought, divided, and told as a text to send; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import TrimtabError
from trimtab.domain.study_groups import GOES_TO
from trimtab.profiles.study_groups import MOST_BYTES, read_group
from trimtab.reports.group_words import division_sentences, member_lines, text_to_send
from trimtab.study.groups import divide_topics
from trimtab.web.mentors.group_rows import GroupRows, as_file, mistakes_in, rows_in
from trimtab.web.rendering import page, show_form, shown_form
from trimtab.web.security.limits import long_form

PATH = "/study-group"
FILE = "group.toml"
NOTHING = "Paste the group here, or choose its file. The example below shows how one looks."
NO_ROWS = "Fill in two people or more and a topic, such as Ada with 240 minutes, and Renal with 90."
NO_TEXT = "That file is not text in UTF-8. Save it anew as plain text."
TOO_LONG = f"That file is longer than the {MOST_BYTES // 2**10} kB of a study group's."


def show(request: Request) -> Response:
    """The page, empty."""
    shown = shown_form(request)
    if shown is None:
        return _page(request, "", {})
    if "rows" in shown:
        return _of_rows(request, shown)
    return _divided(request, str(shown.get("text") or ""), "", str(shown.get("to") or ""))


async def divide(request: Request) -> Response:
    """Divide what was pasted or brought."""
    form = await long_form(request)
    if "rows" in form:
        answer = await run_in_threadpool(_of_rows, request, form)
        is_fine = answer.status_code == HTTPStatus.OK
        return show_form(request, PATH, form.multi_items()) if is_fine else answer
    text, mistake = str(form.get("text") or ""), ""
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        content = await upload.read(MOST_BYTES + 1)
        text, mistake = _text_of(content, text)
    if form.get("do") == "example":
        text = example_text()
    to = str(form.get("to") or "")
    answer = await run_in_threadpool(_divided, request, text, mistake, to)
    if answer.status_code != HTTPStatus.OK:
        return answer
    return show_form(request, PATH, [("text", text), ("to", to)])


def _of_rows(request: Request, form: FormData) -> Response:
    """Divide what the rows say, or give more of them."""
    wants_more = form.get("do") == "more"
    rows, to = rows_in(form, wants_more=wants_more), str(form.get("to") or "")
    if wants_more:
        return _page(request, "", {"rows": rows, "to": to})
    rows = replace(rows, mistakes=mistakes_in(rows))
    if rows.mistakes or rows.is_empty:
        told = [] if rows.mistakes else [NO_ROWS]
        return _page(request, "", {"rows": rows, "to": to, "row_mistakes": told}, 422)
    return _divided(request, as_file(rows), "", to, rows)


def _text_of(content: bytes, typed: str) -> tuple[str, str]:
    """A file's text; what was typed, and why, where it is none."""
    if len(content) > MOST_BYTES:
        return typed, TOO_LONG
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return typed, NO_TEXT


def _divided(
    request: Request, text: str, mistake: str, goes_to: str, rows: GroupRows | None = None
) -> Response:
    if mistake or not text.strip():
        return _page(request, text, {"mistakes": [mistake or NOTHING]}, 422)
    group, problems = read_group(text.replace("\r\n", "\n"), FILE)
    if group is None and rows is not None:
        told = [f"{one.what} {one.mend}".rstrip() for one in problems]
        return _page(request, "", {"rows": rows, "row_mistakes": told, "to": goes_to}, 422)
    if group is None:
        told = [f"{_place(one.line)}{one.what} {one.mend}".rstrip() for one in problems]
        return _page(request, text, {"mistakes": told, "to": goes_to}, 422)
    wanted = next((one for one in GOES_TO if one == goes_to), group.goes_to)
    try:
        division = divide_topics(replace(group, goes_to=wanted))
    except TrimtabError as error:
        return _page(request, text, {"mistakes": [str(error)]}, 422)
    shown = {
        "name": group.name,
        "lines": member_lines(division),
        "sentences": division_sentences(division),
        "message": text_to_send(division),
        "to": wanted,
        **({"rows": rows} if rows else {}),
    }
    return _page(request, text, shown)


def _place(line: int | None) -> str:
    return f"Line {line}: " if line else ""


def _page(request: Request, text: str, shown: Mapping[str, Any], status: int = 200) -> Response:
    context = {
        "text": text,
        "mistakes": (),
        "lines": (),
        "to": "",
        "example": example_text(),
        "rows": rows_in(FormData()),
        "row_mistakes": (),
        **shown,
    }
    return page(request, "mentors/group.html.j2", context, status=status)


def example_text() -> str:
    """A group to begin with."""
    found = files("trimtab.profiles") / "templates" / "study-group.toml"
    return found.read_text(encoding="utf-8")


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(PATH, show, methods=["GET"]), Route(PATH, divide, methods=["POST"])]
