"""Answers that came: one choice beside each programme, and what it says about all the others."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.applications import PlannedList
from trimtab.domain.programmes import Programme
from trimtab.reports.residency.list_words import percent_text
from trimtab.web.apply.kept import (
    Application,
    application_of,
    applying_of,
    keep,
    keep_answers,
)
from trimtab.web.apply.rooms import APPLY
from trimtab.web.apply.showing import planned_of, show_planned
from trimtab.web.apply.views import ANSWERS
from trimtab.web.desk import desk_of
from trimtab.web.rendering import see_other, wants_part
from trimtab.web.security.limits import short_form

NOBODY = "No programme of that name stands in your table. Choose one of those that are offered."
LABELS = dict(ANSWERS)


async def answer(request: Request) -> Response:
    """Keep what a programme said, and make the list anew."""
    form = await short_form(request)
    said = str(form.get("answer") or "")
    return await run_in_threadpool(_answer, request, str(form.get("programme") or ""), said)


def _answer(request: Request, named: str, said: str) -> Response:
    application = application_of(request)
    if not application.has_list or said not in LABELS:
        return see_other(APPLY)
    one = programme_named(application, named)
    if one is None:
        return show_planned(request, application, status=422, mistake=NOBODY)
    before = applying_of(desk_of(request)).known(application.ask().key)
    keep_answers(desk_of(request), {one.id: said})
    if not wants_part(request):
        return see_other(f"{APPLY}?saved=1")
    after = application_of(request)
    planned = planned_of(request, after)
    moved = moved_text(one, said, before, planned) if planned else ""
    return show_planned(request, after, moved=moved)


def mark_applied(request: Request) -> Response:
    """Say of every programme on the list that has not answered that an application is out."""
    application = application_of(request)
    planned = planned_of(request, application) if application.has_list else None
    if planned is None:
        return see_other(APPLY)
    out = {one.programme.id: "applied" for one in planned.entries if not one.programme.status}
    keep_answers(desk_of(request), out)
    return see_other(f"{APPLY}?saved=1")


def take_back_applied(request: Request) -> Response:
    """Take every "applied" back that was said in the app; other answers stay."""
    application = application_of(request)
    answers = tuple(one for one in application.kept.answers if one[1] != "applied")
    if answers != application.kept.answers:
        keep(desk_of(request), replace(application.kept, answers=answers))
    return see_other(f"{APPLY}?saved=1")


def programme_named(application: Application, named: str) -> Programme | None:
    """The programme that an id or a whole name means, None where there is none."""
    plain = " ".join(named.casefold().split())
    for one in application.programmes:
        if one.id == named or " ".join(one.name.casefold().split()) == plain:
            return one
    return None


def moved_text(one: Programme, said: str, before: PlannedList | None, after: PlannedList) -> str:
    """What an answer changed, in one breath."""
    kept = f"{one.name}: {LABELS[said].lower()}."
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
        Route(f"{APPLY}/applied", mark_applied, methods=["POST"]),
        Route(f"{APPLY}/applied/back", take_back_applied, methods=["POST"]),
    ]
