"""Answers that came, and signals that went out: choices beside each programme of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.applications import PlannedList
from trimtab.domain.programmes import SIGNALS, Programme
from trimtab.reports.residency.list_words import percent_text
from trimtab.web.apply.kept import (
    NO_ANSWER,
    Application,
    application_of,
    keep,
    keep_said,
    kept_of,
)
from trimtab.web.apply.naming import labels_of, those_called
from trimtab.web.apply.rooms import APPLY
from trimtab.web.apply.showing import OtherAnswer, planned_of, show_planned
from trimtab.web.apply.views import ANSWERS
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other, wants_part
from trimtab.web.security.limits import short_form

NOBODY = "No programme of that name stands in your table. Choose one of those that are offered."
WHICH = "{} programmes are called so. Which one answered?"
LABELS = dict(ANSWERS)


@dataclass(frozen=True, slots=True)
class Undo:
    """What was kept of a programme before its answer; "" where nothing was."""

    programme: str
    answer: str
    signal: str


async def answer(request: Request) -> Response:
    """Keep what a programme said, and make the list anew."""
    form = await short_form(request)
    return await run_in_threadpool(_answer, request, form)


def _answer(request: Request, form: Mapping[str, str]) -> Response:
    application = application_of(request)
    typed, said = str(form.get("programme") or ""), str(form.get("answer") or "")
    if not application.has_list or said not in LABELS:
        return see_other(APPLY)
    called = those_called(application.programmes, str(form.get("which") or "") or typed)
    if len(called) != 1:
        labels = labels_of(application.programmes)
        which = tuple((one.id, labels[one.id]) for one in called)
        mistake = WHICH.format(len(called)) if called else NOBODY
        other = OtherAnswer(typed, said, mistake, which)
        return show_planned(request, application, status=422, other=other)
    return _keep_answer(request, application, called[0], said)


def _keep_answer(request: Request, application: Application, one: Programme, said: str) -> Response:
    before = planned_of(request, application)
    signals = sent_with(before, {one.id: said})
    keep_said(desk_of(request), {one.id: said}, signals)
    if not wants_part(request):
        return see_other(f"{APPLY}?saved=1")
    after = application_of(request)
    planned = planned_of(request, after)
    name = labels_of(application.programmes)[one.id]
    moved = moved_text(name, said, before, planned) if planned else ""
    kept = application.kept
    undo = Undo(one.id, dict(kept.answers).get(one.id, ""), dict(kept.signals).get(one.id, ""))
    return show_planned(request, after, moved=moved, undo=undo)


def sent_with(planned: PlannedList | None, said: Mapping[str, str]) -> dict[str, str]:
    """The signals that went out with applications first heard of now: those that were advised.

    What the table says was sent is not said again, and a programme that was not on the list
    was advised none.
    """
    return {
        one.programme.id: one.signal
        for one in (planned.entries if planned else ())
        if said.get(one.programme.id, NO_ANSWER) != NO_ANSWER
        and one.programme.status is None
        and one.programme.signal is None
    }


async def undo(request: Request) -> Response:
    """Take an answer back: what was kept of its programme before is kept again."""
    form = await short_form(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Mapping[str, str]) -> Response:
    said, signal = str(form.get("answer") or ""), str(form.get("signal") or "")
    desk, id_ = desk_of(request), str(form.get("programme") or "")
    if said in {"", *LABELS} and signal in {"", *SIGNALS}:
        with desk.store.at_once():
            kept = kept_of(desk)
            answers = _with(dict(kept.answers), id_, said)
            signals = _with(dict(kept.signals), id_, signal)
            if (answers, signals) != (kept.answers, kept.signals):
                keep(desk, replace(kept, answers=answers, signals=signals))
    if not wants_part(request):
        return see_other(f"{APPLY}?saved=1")
    return show_planned(request, application_of(request), moved="Taken back.")


def _with(pairs: dict[str, str], id_: str, word: str) -> tuple[tuple[str, str], ...]:
    """Pairs with a word for one programme, or with none where it is ""."""
    if word:
        return tuple({**pairs, id_: word}.items())
    return tuple(one for one in pairs.items() if one[0] != id_)


async def signal(request: Request) -> Response:
    """Keep which signal was sent to a programme that was applied to."""
    form = await short_form(request)
    return await run_in_threadpool(_signal, request, form)


def _signal(request: Request, form: Mapping[str, str]) -> Response:
    application = application_of(request)
    word, id_ = str(form.get("signal") or ""), str(form.get("programme") or "")
    is_sent = any(one.id == id_ and one.status is not None for one in application.programmes)
    if not application.has_list or not is_sent or word not in SIGNALS:
        return see_other(APPLY)
    keep_said(desk_of(request), {}, {id_: word})
    if not wants_part(request):
        return see_other(f"{APPLY}?saved=1")
    return show_planned(request, application_of(request))


def mark_applied(request: Request) -> Response:
    """Say of every programme on the list that has not answered that an application is out."""
    application = application_of(request)
    planned = planned_of(request, application) if application.has_list else None
    if planned is None:
        return see_other(APPLY)
    out = {one.programme.id: "applied" for one in planned.entries if not one.programme.status}
    keep_said(desk_of(request), out, sent_with(planned, out))
    return see_other(f"{APPLY}?saved=1")


def take_back_applied(request: Request) -> Response:
    """Take every "applied" back that was said in the app; other answers stay."""
    desk = desk_of(request)
    with desk.store.at_once():
        kept = kept_of(desk)
        out = {programme for programme, said in kept.answers if said == "applied"}
        answers = tuple(one for one in kept.answers if one[0] not in out)
        signals = tuple(one for one in kept.signals if one[0] not in out)
        if answers != kept.answers:
            keep(desk, replace(kept, answers=answers, signals=signals))
    return see_other(f"{APPLY}?saved=1")


def moved_text(name: str, said: str, before: PlannedList | None, after: PlannedList) -> str:
    """What an answer changed, in one breath."""
    kept = f"{name}: {LABELS[said].lower()}."
    if before is None:
        return kept
    then, now = (percent_text(each.p_unmatched.middle) for each in (before, after))
    moved = f"The chance of ending unmatched goes from {then} to {now}"
    return (
        f"{kept} {moved if then != now else f'The chance of ending unmatched stays about {now}'}."
    )


def routes() -> list[Route]:
    """Where answers are taken."""
    return [
        Route(f"{APPLY}/answer", answer, methods=["POST"]),
        Route(f"{APPLY}/answer/back", undo, methods=["POST"]),
        Route(f"{APPLY}/signal", signal, methods=["POST"]),
        Route(f"{APPLY}/applied", mark_applied, methods=["POST"]),
        Route(f"{APPLY}/applied/back", take_back_applied, methods=["POST"]),
    ]
