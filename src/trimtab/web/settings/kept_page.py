"""What is kept: taken along whole, brought back, backed up, or deleted for good."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.ports import Store
from trimtab.app.mind.journal_keys import has_key
from trimtab.app.mind.kept_of_parts import kept_of, kept_of_no_part
from trimtab.app.mind.parts import PARTS
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import KeptApplication
from trimtab.reports.wording import listed_text, when_text
from trimtab.web.desk import Desk, desk_of, house_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.security.sessions import forget_here
from trimtab.web.settings.keeping import is_saved, own_zone

KEPT = "/settings/kept"
APPLICATION = f"{KEPT}/application"
WORD = "delete"
MEGABYTE = 10**6
FIRST, LAST = date(1990, 1, 1), date(2190, 1, 1)
WRONG_WORD = "Type the word {} to go on. Nothing was deleted."
ENDED = {
    "done": "Everything was brought back {}.",
    "stopped": "Stopped {}. Everything is as it was before.",
    "failed": "It could not be brought back, {}. Everything is as it was before.",
}


def show_kept(request: Request) -> Response:
    """What there is, and what can be done with it."""
    return _show(request)


def show_problem(request: Request, problem: str, *, status: int) -> Response:
    """The same, with what keeps something from being done."""
    return _show(request, problems=(problem,), status=status)


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
        "counts": tuple(kept_counts(desk.store, desk.now())),
        "application": _application(desk),
        "has_journal": has_key(desk.store),
        "backups": desk.backup_state() if desk.backup_state else "",
        "is_saved": is_saved(request),
        "brought": _brought(desk),
        "problems": problems,
        "mistake": mistake,
        "typed": typed,
        "word": WORD,
    }
    return page(request, "settings/kept.html.j2", context, status=status)


@dataclass(frozen=True, slots=True)
class Brought:
    """How the import begun last stands: its step while it goes on, in the end how it ended."""

    is_running: bool
    step: str
    ended: str
    problems: tuple[str, ...]


def _brought(desk: Desk) -> Brought | None:
    job = desk.imports.newest() if desk.imports else None
    if desk.imports is None or job is None:
        return None
    now = desk.now().astimezone(own_zone(desk))
    when = when_text(desk.imports.ended_at or now, now)
    ended = ENDED[job.state].format(when) if job.is_over else ""
    return Brought(not job.is_over, job.step, ended, tuple(filter(None, job.problem.split("\n"))))


def kept_counts(store: Store, now: datetime) -> Iterator[str]:
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
        (int(store.application() is not None), "list of where to apply", "lists of where to apply"),
        (len(store.feed_links()), "feed link", "feed links"),
        (len(store.devices()), "paired device", "paired devices"),
    )
    for count, one, many in counts:
        if count:
            yield f"{count} {one if count == 1 else many}"
    yield from chain.from_iterable(kept_of(store, part, now) for part in PARTS)
    yield from kept_of_no_part(store)


@dataclass(frozen=True, slots=True)
class ShownApplication:
    """What a list of where to apply is made from, in words, and when that changed last."""

    holds: str
    changed: str


def _application(desk: Desk) -> ShownApplication | None:
    kept = desk.store.application()
    if kept is None:
        return None
    changed = when_text(kept.kept_at, desk.now().astimezone(own_zone(desk)))
    return ShownApplication(application_text(kept), changed)


def application_text(kept: KeptApplication) -> str:
    """What is kept of an application; nothing of what the applicant or an answer says."""
    size = len(kept.programmes)
    amount = f"{size / 1e6:.1f} MB" if size >= MEGABYTE else f"{math.ceil(size / 1000)} kB"
    own = f"{kept.programmes_name or 'your table'} ({amount})"
    parts = ["your profile as an applicant", "the invented programmes" if kept.is_example else own]
    if answers := len(kept.answers):
        parts.append(f"{answers} answer{'s' * (answers > 1)} from programmes")
    return listed_text(parts)


def ask_before_forgetting(request: Request) -> Response:
    """The question whether what a list is made from shall go."""
    desk = desk_of(request)
    shown = _application(desk)
    if shown is None:
        return see_other(KEPT)
    context = {"desk": desk, "application": shown, "path": APPLICATION}
    return page(request, "settings/forget_application.html.j2", context)


async def forget_application(request: Request) -> Response:
    """Forget what a list of where to apply is made from, and nothing else; ask before."""
    form = await long_form(request)
    return await run_in_threadpool(_forget_application, request, form)


def _forget_application(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    if form.get("sure") != "yes":
        return see_other(APPLICATION)  # the question has an address, so that Back leads past it
    desk.store.forget_application()
    return see_other(f"{KEPT}?saved=1")


def export(request: Request) -> Response:
    """Everything, in one file; the journal, sealed, only if asked for."""
    desk = desk_of(request)
    if desk.export_all is None:
        raise HTTPException(404)
    name = f"trimtab-{desk.now():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = desk.export_all(request.query_params.get("journal") == "yes")
    return Response(content, media_type="application/zip", headers=headers)


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
    desk.journal.close()
    desk.forget_typed()
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
    counts = tuple(kept_counts(desk.store, desk.now()))
    if form.get("sure") != "yes":
        return page(request, "settings/delete.html.j2", {"counts": counts, "word": WORD})
    if desk.imports is not None:
        desk.imports.close()  # what it brings back would stand after everything was deleted
    desk.store.delete_all()
    desk.journal.forget_all()
    desk.forget_typed()
    if desk.forget_calendars is not None:
        desk.forget_calendars()
    needs_link = house_of(request).needs_key and not desk.is_example
    context = {"counts": counts, "needs_link": needs_link}
    gone = page(request, "settings/deleted.html.j2", context)
    return gone if desk.is_example else forget_here(request, gone)


def routes() -> list[Route]:
    """Where what is kept is taken along, backed up, or deleted."""
    return [
        Route(KEPT, show_kept, methods=["GET"]),
        Route(f"{KEPT}/export", export, methods=["GET"]),
        Route(f"{KEPT}/back-up", back_up, methods=["POST"]),
        Route(f"{KEPT}/close", close_again, methods=["POST"]),
        Route(APPLICATION, ask_before_forgetting, methods=["GET"]),
        Route(APPLICATION, forget_application, methods=["POST"]),
        Route(f"{KEPT}/delete", delete_all, methods=["POST"]),
    ]
