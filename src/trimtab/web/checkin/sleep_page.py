"""Sleep from a phone or a wearable: a file is brought, read apart, and nothing but nights kept."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile, TemporaryFile

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trimtab.app.mind.own_day import own_zone
from trimtab.app.mind.parts import is_on
from trimtab.app.mind.sleep_import import NightsKept, keep_nights
from trimtab.domain.diary import Night
from trimtab.domain.diary_errors import CheckInsOffError
from trimtab.domain.errors import Problem
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import safe_name
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import SLEEP_FILES, long_form, whole_body

NO_FILE = "Choose the file that your phone or wearable gave you."
NOT_HERE = "Files of sleep cannot be read here."


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file, in sentences."""

    sentences: tuple[str, ...]
    problems: tuple[str, ...]


def show(request: Request) -> Response:
    """The page."""
    return _page(request, None)


def _page(
    request: Request, brought: Brought | None, mistake: str = "", status: int = 200
) -> Response:
    desk = desk_of(request)
    if not is_on(desk.store, "check_in"):
        return page(request, "checkin/off.html.j2")
    newest = desk.store.newest_entry(Night)
    context = {
        "brought": brought,
        "mistake": mistake,
        "nights": len(desk.store.entries(Night)),
        "newest": date_text(newest.day) if newest else "",
    }
    return page(request, "checkin/sleep.html.j2", context, status=status)


async def bring(request: Request) -> Response:
    """Read a file and keep its nights."""
    form = await long_form(request)
    return await run_in_threadpool(_bring, request, form)


def _bring(request: Request, form: FormData) -> Response:
    desk, upload = desk_of(request), form.get("file")
    if not is_on(desk.store, "check_in"):
        return see_other(SLEEP_FILES)
    if not isinstance(upload, UploadFile) or not upload.filename:
        return _page(request, None, NO_FILE, 422)
    if desk.read_sleep is None:
        return _page(request, None, NOT_HERE, 422)
    if isinstance(upload.file, SpooledTemporaryFile):
        upload.file.rollover()  # the child that reads it is handed a file of the machine
    zone = own_zone(desk.store).key
    found = desk.read_sleep(upload.file, safe_name(upload.filename), zone, desk.now())
    kept = keep_nights(desk.store, found.nights, desk.now())
    brought = Brought(kept_words(kept), tuple(map(_told, found.problems)))
    return _page(request, brought)


async def bring_table(request: Request) -> Response:
    """Nights as the command read them, as a small table; how many of them were new, as JSON."""
    content = await whole_body(request)
    return await run_in_threadpool(_bring_table, desk_of(request), content)


def _bring_table(desk: Desk, content: bytes) -> Response:
    if not is_on(desk.store, "check_in") or desk.read_sleep is None:
        return JSONResponse({"sentence": str(CheckInsOffError())}, 409)
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        found = desk.read_sleep(file, "nights.csv", own_zone(desk.store).key, desk.now())
    kept = keep_nights(desk.store, found.nights, desk.now())
    counts = ("new", "changed", "known", "others")
    return JSONResponse({name: getattr(kept, name) for name in counts})


def kept_words(kept: NightsKept) -> tuple[str, ...]:
    """What came of nights, in a sentence or two."""
    if kept.first is None or kept.last is None:
        return ("No night was found, so nothing changed.",)
    span = f"{date_text(kept.first)} {kept.first.year} to {date_text(kept.last)} {kept.last.year}"
    told = [f"{_nights(kept.new)} new, from {span}." if kept.new else "No night was new."]
    if kept.changed:
        told.append(f"{_nights(kept.changed)} known better now.")
    if kept.others:
        told.append(f"{_nights(kept.others)} known from another device stay as that one told them.")
    return tuple(told)


def _nights(count: int) -> str:
    return "1 night" if count == 1 else f"{count} nights"


def _told(problem: Problem) -> str:
    return str(problem)


def routes() -> list[Route]:
    """Where sleep is brought in."""
    return [
        Route(SLEEP_FILES, show, methods=["GET"]),
        Route(SLEEP_FILES, bring, methods=["POST"]),
        Route("/check-in/nights", bring_table, methods=["POST"]),
    ]
