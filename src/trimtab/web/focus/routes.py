"""Where focus is served: the timer, and what is said to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.focusing.sessions import (
    RhythmError,
    SessionTimeError,
    checked_rhythm,
    focus_now,
    hear_session,
    rhythm_kept,
    say,
)
from trimtab.app.focusing.subjects import Subject, typed_subject
from trimtab.domain.focus import FOCUS_VERBS, FocusSession, FocusVerb, Rhythm
from trimtab.web.block_keys import find_block
from trimtab.web.desk import Desk, desk_of
from trimtab.web.focus import hours_page, rituals_pages, views
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.settings.keeping import own_zone
from trimtab.web.today.late import answer_queue, is_queued

PATH = "/focus"
MOST_ID = 80


def show(request: Request) -> Response:
    """The timer as it stands, or what to begin."""
    return _page(request)


def _page(
    request: Request,
    mistakes: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    desk = desk_of(request)
    now, kept = desk.now(), desk.store.plan()
    plan = kept.plan if kept else None
    chosen, rhythm = views.rhythm_choice(desk.store)
    typed = typed or {}
    session = views.running(desk.store, plan, now)
    context = {
        "session": session,
        "is_idle": session is None or session.phase == "over",
        "choices": views.choices(plan, now),
        "chosen": typed.get("rhythm", chosen),
        "usual": views.USUAL,
        "rhythm": rhythm,
        "typed": typed,
        "wanted": typed.get("for", request.query_params.get("for", "")),
        "mistakes": mistakes or {},
        "kept_today": views.kept_today(desk.store, now),
        "ideas": views.idea_lists(plan, now),
        "zone": own_zone(desk),
        "new_id": desk.new_id(),
    }
    return page(request, "focus/page.html.j2", context, status=422 if mistakes else 200)


async def hear(request: Request) -> Response:
    """Begin, or say something; from a form, from the page's script, or late from a phone."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_sync, desk_of(request), sent))
    form = await short_form(request)
    if form.get("do") == "sync":
        return await run_in_threadpool(answer_queue, partial(_sync, desk_of(request), form))
    return await run_in_threadpool(_hear, request, form)


def _hear(request: Request, form: Mapping[str, str]) -> Response:
    desk, verb = desk_of(request), _verb(form.get("do", ""))
    if verb is not None:
        say(desk.store, form.get("session", ""), verb, desk.now())
        return see_other(PATH)
    try:
        rhythm = _rhythm(desk, form)
    except RhythmError as error:
        return _page(request, {"work": str(error)}, form)
    if not _has_begun(desk, form):
        _begin(desk, form, rhythm)
    return see_other(PATH)


def _has_begun(desk: Desk, form: Mapping[str, str]) -> bool:
    """Whether it runs already: the same form sent again, or another tap for the same block."""
    found = focus_now(desk.store, desk.now())
    if found is None or not found.standing.is_running:
        return found is not None and found.session.id == form.get("session")
    wanted = _subject(desk, form, desk.now()).name
    return found.session.id == form.get("session") or (
        not form.get("session") and found.session.name == wanted
    )


def _begin(desk: Desk, form: Mapping[str, str], rhythm: Rhythm) -> None:
    now = desk.now()
    begun = _session(
        form.get("session", "") or desk.new_id(), now, rhythm, _subject(desk, form, now)
    )
    hear_session(desk.store, begun, now)


def _sync(desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep a session as a device knows it. Raises RhythmError, SessionTimeError."""
    now = desk.now()
    try:
        start = _moment(sent.get("start", ""))
        work, pause, long_pause, after = map(int, sent.get("rhythm", "").split("/"))
        said = tuple(_said(one) for one in sent.get("said", "").split(",") if one)
    except (ValueError, TypeError, OverflowError):
        raise SessionTimeError from None
    rhythm = checked_rhythm(Rhythm(work, pause, long_pause, after))
    subject = _subject(desk, sent, start)
    session = _session(sent.get("session", ""), start, rhythm, subject)
    known = tuple((verb, at) for verb, at in said if verb is not None)
    last = max((start, *(at for _, at in known)))
    hear_session(desk.store, _with_said(session, known, min(last, now)), now)


def _with_said(
    session: FocusSession, said: tuple[tuple[FocusVerb, datetime], ...], said_at: datetime
) -> FocusSession:
    return replace(session, said=said, said_at=said_at)


def _session(session_id: str, start: datetime, rhythm: Rhythm, subject: Subject) -> FocusSession:
    if not 0 < len(session_id) <= MOST_ID:
        raise SessionTimeError
    return FocusSession(
        id=session_id,
        day=start.date(),
        said_at=start,
        start=start,
        rhythm=rhythm,
        name=subject.name,
        kind=subject.kind,
        value=subject.value,
    )


def _subject(desk: Desk, form: Mapping[str, str], now: datetime) -> Subject:
    """What it is for: a block by its key, else the words typed."""
    kept = desk.store.plan()
    plan = kept.plan if kept else None
    typed = form.get("other", "").strip()
    block = find_block(plan, form.get("for", "")) if plan and not typed else None
    if block is not None:
        return Subject(block.shown_name, block.kind, block.value, block)
    return typed_subject(typed or form.get("name", ""), plan, now)


def _rhythm(desk: Desk, form: Mapping[str, str]) -> Rhythm:
    """The lengths a form chooses; those chosen last where it names none. Raises RhythmError."""
    chosen = form.get("rhythm", "")
    if chosen != views.OWN:
        return dict(views.USUAL).get(chosen) or rhythm_kept(desk.store)
    try:
        work, pause = int(form.get("work", "")), int(form.get("pause", ""))
    except ValueError:
        raise RhythmError from None
    return checked_rhythm(Rhythm(work, pause, min(60, max(pause, 4 * pause)), 4))


def _verb(typed: str) -> FocusVerb | None:
    return next((one for one in FOCUS_VERBS if one == typed), None)


def _said(written: str) -> tuple[FocusVerb | None, datetime]:
    verb, _, at = written.partition("@")
    return _verb(verb), _moment(at)


def _moment(written: str) -> datetime:
    """An instant as script writes it, in milliseconds since 1970."""
    return datetime.fromtimestamp(int(written) / 1000, UTC)


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(PATH, hear, methods=["POST"]),
        *hours_page.routes(),
        *rituals_pages.routes(),
    ]
