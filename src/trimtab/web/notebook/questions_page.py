"""The notebook: a question in one line, from Today or here, answered later, and out to Anki."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.mentors.board import note_question
from trimtab.app.study import notebook
from trimtab.domain.decks import CaseQuestion
from trimtab.domain.mentors import MentorQuestion
from trimtab.domain.particulars import particulars_in, warning_text
from trimtab.reports.wording import date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page, see_other
from trimtab.web.said_ids import id_of
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.sure import SureQuestion, ask_whether, is_sure
from trimtab.web.today.late import answer_queue, is_queued, moment_said

HOME = "/learning/notebook"
FORGET = f"{HOME}/forget"
LOOK_AGAIN = "{} It is kept; the notebook lets you change it."
CUT = "Of “{} …” only the first {} letters are kept; the notebook lets you change it."
EMPTY = "Write the question first, such as: When is bicarbonate worth giving?"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as the page shows it."""

    id: str
    question: str
    topic: str
    answer: str
    day: str
    warning: str


def show(request: Request) -> Response:
    """The page."""
    return _page(request, {}, "")


def _page(request: Request, typed: Mapping[str, str], warning: str, status: int = 200) -> Response:
    desk = desk_of(request)
    found = notebook.questions_of(desk.store)
    context: dict[str, Any] = {
        "open": [_row(one) for one in found if not one.answer],
        "answered": [_row(one) for one in found if one.answer],
        "topics": _topics(desk, found),
        "new_id": desk.new_id(),
        "typed": typed,
        "warning": warning,
    }
    return page(request, "notebook/page.html.j2", context, status=status)


def _row(one: CaseQuestion) -> QuestionRow:
    warning = warning_text(particulars_in(f"{one.question} {one.answer}"))
    return QuestionRow(one.id, one.question, one.topic, one.answer, date_text(one.day), warning)


def _topics(desk: Desk, found: tuple[CaseQuestion, ...]) -> list[str]:
    profile = profile_of(desk.store, desk.zone)
    exams = profile.exams if profile else ()
    named = [name for exam in exams for name, _ in exam.topics]
    return list(dict.fromkeys([*named, *(one.topic for one in found if one.topic)]))


async def ask(request: Request) -> Response:
    """Keep a question, from a page or from a phone that kept it until now."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_ask_late, desk_of(request), sent))
    form = await short_form(request)
    return await run_in_threadpool(_ask_here, request, form)


def _ask_here(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if not notebook.line_of(form.get("question", "")):
        return _page(request, form, EMPTY, 422)
    if told := notebook.too_long_text(form["question"]):
        return _page(request, form, told, 422)
    found = particulars_in(form["question"])
    if found and not form.get("anyway"):
        return _page(request, form, warning_text(found), 422)
    _ask(desk, form)
    return see_other("/#question" if form.get("from") == "today" else HOME)


def _ask_late(desk: Desk, sent: Mapping[str, str]) -> str | None:
    """Keep it whatever it holds: it is on this machine alone; but say what to look at."""
    _ask(desk, sent)
    line = notebook.line_of(sent.get("question", ""))
    found = () if sent.get("anyway") else particulars_in(line)
    is_cut = bool(notebook.too_long_text(sent.get("question", "")))
    told = [CUT.format(line[:40], len(line))] * is_cut
    told += [LOOK_AGAIN.format(warning_text(found))] * bool(found)
    return " ".join(told) or None


def _ask(desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep it here, or among what is brought to mentors. Raises TooManyQuestionsError."""
    said_at = moment_said(desk, sent)
    typed = sent.get("question", ""), sent.get("topic", "")
    id_ = id_of(sent.get("id", "")[:80] or desk.new_id(), {"question": typed[0]})
    day = said_at.astimezone(zone_now(desk.store)).date()
    asked = notebook.asked_on(said_at, day, id_, typed)
    if sent.get("for") == "mentor":
        note_question(
            desk.store,
            MentorQuestion(
                id=id_,
                day=day,
                said_at=said_at,
                question=asked.question,
                mentor=sent.get("mentor", "")[:80],
            ),
        )
    else:
        notebook.note(desk.store, asked)


async def change(request: Request) -> Response:
    """Put a question in other words."""
    form = await short_form(request)
    question = notebook.line_of(form.get("question", ""))
    topic = notebook.line_of(form.get("topic", ""), notebook.LONGEST_TOPIC)
    store = desk_of(request).store
    await run_in_threadpool(notebook.change, store, form.get("id", ""), question, topic)
    return see_other(HOME)


async def answer(request: Request) -> Response:
    """Keep the line that answers a question."""
    form = await short_form(request)
    desk = desk_of(request)
    line = notebook.line_of(form.get("answer", ""))
    await run_in_threadpool(notebook.answer, desk.store, form.get("id", ""), line, desk.now())
    return see_other(HOME)


async def forget(request: Request) -> Response:
    """Forget a question; all of them after a question."""
    form = await short_form(request)
    store = desk_of(request).store
    if form.get("all") and not is_sure(form):
        return see_other(FORGET)
    if form.get("all"):
        await run_in_threadpool(store.forget_entries, CaseQuestion)
    else:
        await run_in_threadpool(notebook.forget, store, form.get("id", ""))
    return see_other(HOME)


def ask_to_forget(request: Request) -> Response:
    """Whether all of them are to go."""
    count = len(notebook.questions_of(desk_of(request).store))
    if not count:
        return see_other(HOME)
    question = SureQuestion(
        title=f"Delete all {count} questions?" if count > 1 else "Delete the one question?",
        says="Answers go with their questions, for good; cards saved for Anki stay where they are.",
        path=FORGET,
        back=HOME,
        is_many=count > 1,
        fields={"all": "yes"},
    )
    return ask_whether(request, question)


def export(request: Request) -> Response:
    """Answered questions as a file that Anki imports."""
    text = notebook.as_cards(notebook.questions_of(desk_of(request).store))
    named = {"content-disposition": 'attachment; filename="questions.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=named)


def routes() -> list[Route]:
    """Where the notebook is served."""
    return [
        Route(HOME, show, methods=["GET"]),
        Route(HOME, ask, methods=["POST"]),
        Route(f"{HOME}/change", change, methods=["POST"]),
        Route(f"{HOME}/answer", answer, methods=["POST"]),
        Route(FORGET, ask_to_forget, methods=["GET"]),
        Route(FORGET, forget, methods=["POST"]),
        Route(f"{HOME}/questions.csv", export, methods=["GET"]),
    ]
