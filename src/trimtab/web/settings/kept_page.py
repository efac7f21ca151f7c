"""What is kept: taken along whole, brought back, backed up, or deleted for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.ports import Store
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.web.desk import desk_of, house_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.security.sessions import forget_here
from trimtab.web.settings.keeping import is_saved

KEPT = "/settings/kept"
WORD = "delete"
MOST_BYTES = 64 * 2**20
FIRST, LAST = date(1990, 1, 1), date(2190, 1, 1)
WRONG_WORD = "Type the word {} to go on. Nothing was deleted."
NO_FILE = "Choose the file that an export gave you. Nothing was changed."
NOT_AGREED = "Tick the box if it shall replace what is kept here. Nothing was changed."


def show_kept(request: Request) -> Response:
    """What there is, and what can be done with it."""
    return _show(request)


def _show(
    request: Request,
    *,
    problems: tuple[str, ...] = (),
    mistake: str = "",
    typed: str = "",
    status: int = 200,
) -> Response:
    desk = desk_of(request)
    context = {
        "desk": desk,
        "counts": tuple(kept_counts(desk.store)),
        "backups": desk.backup_state() if desk.backup_state else "",
        "is_saved": is_saved(request),
        "problems": problems,
        "mistake": mistake,
        "typed": typed,
        "word": WORD,
    }
    return page(request, "settings/kept.html.j2", context, status=status)


def kept_counts(store: Store) -> Iterator[str]:
    """What is kept, as counts in words; nothing of what is in it."""
    first, last = (datetime(day.year, 1, 1, tzinfo=UTC) for day in (FIRST, LAST))
    counts = (
        (len(store.profile_history()), "version of your profile", "versions of your profile"),
        (
            len(store.last_plans(FIRST, LAST)),
            "planned stretch of days",
            "planned stretches of days",
        ),
        (len(store.marks(first, last)), "mark on a block", "marks on blocks"),
        (len(store.wins(FIRST, LAST)), "win", "wins"),
        (len(store.sign_outs(FIRST, LAST)), "sign-out", "sign-outs"),
        (len(store.contacts()), "contact for Help", "contacts for Help"),
        (len(store.calendars()), "calendar file", "calendar files"),
        (len(store.feed_links()), "feed link", "feed links"),
        (len(store.devices()), "paired device", "paired devices"),
    )
    for count, one, many in counts:
        if count:
            yield f"{count} {one if count == 1 else many}"


def export(request: Request) -> Response:
    """Everything, in one file."""
    desk = desk_of(request)
    if desk.export_all is None:
        raise HTTPException(404)
    name = f"trimtab-{desk.now():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(desk.export_all(), media_type="application/zip", headers=headers)


async def bring_back(request: Request) -> Response:
    """Replace what is kept by an export, where the person agreed to that."""
    form = await long_form(request)
    upload = form.get("file")
    content = await upload.read(MOST_BYTES + 1) if isinstance(upload, UploadFile) else b""
    return await run_in_threadpool(_bring_back, request, form, content)


def _bring_back(request: Request, form: FormData, content: bytes) -> Response:
    desk = desk_of(request)
    if desk.import_all is None:
        raise HTTPException(404)
    if not content:
        return _show(request, problems=(NO_FILE,), status=422)
    if desk.store.profile() is not None and form.get("agreed") != "yes":
        return _show(request, problems=(NOT_AGREED,), status=422)
    problems = desk.import_all(content)
    if problems:
        return _show(request, problems=tuple(map(_told, problems)), status=422)
    return see_other(f"{KEPT}?saved=1")


def _told(problem: Problem) -> str:
    return f"{problem.what} {problem.mend}".strip()


def back_up(request: Request) -> Response:
    """Make a backup now."""
    desk = desk_of(request)
    if desk.back_up is None:
        raise HTTPException(404)
    try:
        desk.back_up()
    except TrimtabError as error:
        return _show(request, problems=(str(error),), status=409)
    return see_other(f"{KEPT}?saved=1")


def close_again(request: Request) -> Response:
    """Close what is kept until the passphrase is typed again, here and on every phone."""
    desk = desk_of(request)
    if desk.close_again is None:
        raise HTTPException(404)
    desk.close_again()
    response = see_other("/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


async def delete_all(request: Request) -> Response:
    """Ask once more, then delete everything and say what it was."""
    form = await long_form(request)
    return await run_in_threadpool(_delete, request, form)


def _delete(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    typed = str(form.get("word") or "").strip().strip("“”\"'").lower()
    if typed != WORD:
        told = WRONG_WORD.format(WORD)
        return _show(request, mistake=told, typed=str(form.get("word") or "")[:40], status=422)
    counts = tuple(kept_counts(desk.store))
    if form.get("sure") != "yes":
        return page(request, "settings/delete.html.j2", {"counts": counts, "word": WORD})
    desk.store.delete_all()
    if desk.forget_feeds is not None:
        desk.forget_feeds()
    needs_link = house_of(request).needs_key and not desk.is_example
    context = {"counts": counts, "needs_link": needs_link}
    gone = page(request, "settings/deleted.html.j2", context)
    return gone if desk.is_example else forget_here(request, gone)


def routes() -> list[Route]:
    """Where what is kept is taken along, brought back, or deleted."""
    return [
        Route(KEPT, show_kept, methods=["GET"]),
        Route(f"{KEPT}/export", export, methods=["GET"]),
        Route(f"{KEPT}/import", bring_back, methods=["POST"]),
        Route(f"{KEPT}/back-up", back_up, methods=["POST"]),
        Route(f"{KEPT}/close", close_again, methods=["POST"]),
        Route(f"{KEPT}/delete", delete_all, methods=["POST"]),
    ]
