"""The board: everybody by kind, questions to bring, and with whom a talk is meant by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mentors.board import (
    LONGEST_QUESTION,
    Board,
    board_of,
    forget_question,
    mark_asked,
    note_question,
    spoke_with,
)
from trimtab.app.study.notebook import line_of, too_long_text
from trimtab.domain.mentors import Mentor, MentorKind, MentorQuestion, TooManyQuestionsError
from trimtab.domain.particulars import particulars_in, warning_text
from trimtab.reports.help_card import Reach, contact_reaches
from trimtab.reports.mentor_words import KIND_NAMES, meant_text, spoken_text
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.mentors.cards import PATH
from trimtab.web.mentors.help_people import contact_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.said_ids import id_of
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import own_zone
from trimtab.web.sure import SureQuestion, ask_whether, is_sure

FORGET_ALL = f"{PATH}/forget"
EMPTY = "Write the question first, such as: Which of these two fellowships takes visas?"
MOST_ASKED = 20
KINDS_THERE = ("mentor", "peer")
"""What people of the profile are called who may stand on the board."""


@dataclass(frozen=True, slots=True)
class MentorView:
    """Somebody as the board shows them."""

    mentor: Mentor
    spoken: str
    words: str
    reaches: tuple[Reach, ...]
    questions: tuple[MentorQuestion, ...]
    is_on_help: bool
    was_spoken_today: bool


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of mentors, with everybody of it."""

    kind: MentorKind
    name: str
    mentors: tuple[MentorView, ...]


def show(request: Request) -> Response:
    """The page."""
    return _page(request, {}, "")


def _page(request: Request, typed: Mapping[str, str], warning: str, status: int = 200) -> Response:
    desk = desk_of(request)
    today, board = _today(desk), board_of(desk.store)
    meant = [one.name for one in board.meant(today)]
    context = {
        "kinds": _kinds(desk, board, today),
        "mentors": board.mentors,
        "for_whoever": board.waiting.get("", ()),
        "asked": [
            (one, date_text(one.asked_on)) for one in board.asked[:MOST_ASKED] if one.asked_on
        ],
        "has_questions": bool(board.waiting or board.asked),
        "known_people": _known_people(desk, board),
        "meant": meant_text(meant) if meant else "",
        "typed": typed,
        "warning": warning,
        "new_id": desk.new_id(),
        "most": LONGEST_QUESTION,
    }
    return page(request, "mentors/board.html.j2", context, status=status)


def _known_people(desk: Desk, board: Board) -> list[tuple[int, str]]:
    """Mentors and peers among one's people who are not on the board, by their place there."""
    profile, names = profile_of(desk.store, desk.zone), {one.name for one in board.mentors}
    return [
        (number, one.name)
        for number, one in enumerate(profile.people if profile else ())
        if one.kind in KINDS_THERE and one.name not in names and not one.is_off
    ]


def _kinds(desk: Desk, board: Board, today: date) -> list[KindView]:
    on_help = {one.id for one in desk.store.contacts()}
    return [
        KindView(
            kind,
            KIND_NAMES[kind],
            tuple(_view(one, board, today, is_on_help=one.id in on_help) for one in found),
        )
        for kind, found in board.by_kind.items()
    ]


def _view(mentor: Mentor, board: Board, today: date, *, is_on_help: bool) -> MentorView:
    reaches = tuple(contact_reaches(contact_of(mentor)))
    return MentorView(
        mentor=mentor,
        spoken=spoken_text(mentor, today),
        words="" if reaches else mentor.reach,
        reaches=reaches,
        questions=board.waiting.get(mentor.id, ()),
        is_on_help=is_on_help,
        was_spoken_today=mentor.spoken_on == today,
    )


async def ask(request: Request) -> Response:
    """Keep a question to bring."""
    form = await short_form(request)
    return await run_in_threadpool(_ask, request, form)


def _ask(request: Request, form: Mapping[str, str]) -> Response:
    desk, line = desk_of(request), line_of(form.get("question", ""), LONGEST_QUESTION)
    if not line:
        return _page(request, form, EMPTY, 422)
    if told := too_long_text(form["question"]):
        return _page(request, form, told, 422)
    found = particulars_in(line)
    if found and not form.get("anyway"):
        return _page(request, form, warning_text(found), 422)
    question = MentorQuestion(
        id=id_of(form.get("id", "")[:80] or desk.new_id(), {"question": line}),
        day=_today(desk),
        said_at=desk.now(),
        question=line,
        mentor=form.get("mentor", "")[:80],
    )
    try:
        note_question(desk.store, question)
    except TooManyQuestionsError as error:
        return _page(request, form, str(error), 422)
    return see_other(PATH)


async def answer(request: Request) -> Response:
    """Say that a question was asked, that it waits again, or forget it."""
    form = await short_form(request)
    if form.get("do") == "forget_all" and not is_sure(form):
        return see_other(FORGET_ALL)
    await run_in_threadpool(_answer, desk_of(request), form)
    return see_other(PATH)


def ask_to_forget(request: Request) -> Response:
    """Whether every question is to go."""
    count = len(desk_of(request).store.entries(MentorQuestion))
    if not count:
        return see_other(PATH)
    question = SureQuestion(
        title=f"Delete all {count} questions?" if count > 1 else "Delete the one question?",
        says="Those that wait and those asked go for good. Everybody stays on the board.",
        path=f"{PATH}/answer",
        back=PATH,
        is_many=count > 1,
        fields={"do": "forget_all"},
    )
    return ask_whether(request, question)


def _answer(desk: Desk, form: Mapping[str, str]) -> None:
    id_, verb = form.get("id", ""), form.get("do", "")
    if verb == "forget":
        forget_question(desk.store, id_)
    elif verb == "forget_all":
        desk.store.forget_entries(MentorQuestion)
    elif verb in {"asked", "again"}:
        mark_asked(desk.store, id_, _today(desk) if verb == "asked" else None)


async def spoke(request: Request) -> Response:
    """Remember a talk of today."""
    form = await short_form(request)
    desk = desk_of(request)
    await run_in_threadpool(lambda: spoke_with(desk.store, form.get("id", ""), _today(desk)))
    return see_other(PATH)


def _today(desk: Desk) -> date:
    return desk.now().astimezone(own_zone(desk)).date()


def routes() -> list[Route]:
    """Where it is served."""
    return [
        Route(PATH, show, methods=["GET"]),
        Route(f"{PATH}/question", ask, methods=["POST"]),
        Route(f"{PATH}/answer", answer, methods=["POST"]),
        Route(FORGET_ALL, ask_to_forget, methods=["GET"]),
        Route(f"{PATH}/spoke", spoke, methods=["POST"]),
    ]
