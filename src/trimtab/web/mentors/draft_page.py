"""A draft to somebody on the board, in the person's own tone; they change and send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.answering.voices import keep_voice, voice_kept
from trimtab.app.mentors.board import Board, board_of
from trimtab.domain.answers import TONES
from trimtab.domain.mentors import Mentor, MentorQuestion
from trimtab.domain.particulars import particulars_in, warning_text
from trimtab.reports.answer_words import TONE_NAMES
from trimtab.reports.mentor_words import (
    DRAFT_KINDS,
    DRAFT_NAMES,
    SUBJECTS,
    WITH_QUESTIONS,
    DraftKind,
    Outreach,
    outreach_draft,
)
from trimtab.web.desk import desk_of
from trimtab.web.mentors.cards import PATH
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, show_form, shown_form
from trimtab.web.security.limits import long_form
from trimtab.web.sending import ways_to

DRAFT = f"{PATH}/draft"
LONGEST_ABOUT = 200


def show(request: Request) -> Response:
    """What to draft, for whom; with a first draft where that is known."""
    shown = shown_form(request)
    if shown is not None:
        texts = {name: str(value) for name, value in shown.items()}
        picked = tuple(str(one) for one in shown.getlist("picked"))
        return _page(request, texts, picked, is_sent=True)
    chosen = {key: request.query_params.get(key, "") for key in ("to", "kind")}
    return _page(request, chosen, ())


async def draft(request: Request) -> Response:
    """Draft as was chosen."""
    form = await long_form(request)
    return await run_in_threadpool(_drafted, request, form)


def _drafted(request: Request, form: FormData) -> Response:
    store = desk_of(request).store
    tone = next((one for one in TONES if one == form.get("tone")), None)
    if tone is not None and tone != voice_kept(store).tone:
        keep_voice(store, replace(voice_kept(store), tone=tone))
    return show_form(request, DRAFT, form.multi_items())


def _page(
    request: Request, form: Mapping[str, str], picked: tuple[str, ...], *, is_sent: bool = False
) -> Response:
    desk = desk_of(request)
    board = board_of(desk.store)
    mentor = next((one for one in board.mentors if one.id == form.get("to")), None)
    kind = _kind(form.get("kind", ""), mentor)
    questions = _questions(board, mentor)
    added = [one.question for one in questions if one.id in picked]
    about = " ".join(form.get("about", "").split())[:LONGEST_ABOUT]
    profile = profile_of(desk.store, desk.zone)
    person = profile.person if profile else None
    text = outreach_draft(
        Outreach(
            kind=kind,
            name=mentor.name if mentor else "",
            voice=voice_kept(desk.store),
            about=about,
            questions=tuple(added),
            signer=person.known_name if person else "",
            role=person.role or "" if person else "",
        )
    )
    context: dict[str, Any] = {
        "mentors": board.mentors,
        "mentor": mentor,
        "kind": kind,
        "kinds": [(one, DRAFT_NAMES[one]) for one in DRAFT_KINDS],
        "tones": [(one, TONE_NAMES[one]) for one in TONES],
        "voice": voice_kept(desk.store),
        "about": about,
        "questions": questions if kind in WITH_QUESTIONS else (),
        "picked": picked,
        "text": text,
        "warning": warning_text(particulars_in("\n".join([about, *added]))),
        "ways": ways_to(mentor.reach, text, SUBJECTS[kind]) if mentor and is_sent else (),
        "most": LONGEST_ABOUT,
    }
    return page(request, "mentors/draft.html.j2", context)


def _kind(typed: str, mentor: Mentor | None) -> DraftKind:
    """The kind that was chosen; else a first contact, or a check-in with who was spoken to."""
    usual: DraftKind = "check_in" if mentor and mentor.spoken_on else "first"
    return next((one for one in DRAFT_KINDS if one == typed), usual)


def _questions(board: Board, mentor: Mentor | None) -> tuple[MentorQuestion, ...]:
    own = board.waiting.get(mentor.id, ()) if mentor else ()
    return (*own, *board.waiting.get("", ()))


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(DRAFT, show, methods=["GET"]), Route(DRAFT, draft, methods=["POST"])]
