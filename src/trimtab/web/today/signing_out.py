"""Sign-out: charts closed, tomorrow's three, tidy; a few minutes at the end of duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.day_now import blocks_of, day_of
from trimtab.app.daily.now_next import now_and_next
from trimtab.app.daily.signing_out import (
    MOST_THINGS,
    sign_out_of,
    signing_day,
    suggested_three,
    things_written,
)
from trimtab.app.focusing.rituals import ritual_lines
from trimtab.domain.kept import KeptPlan, SignOut
from trimtab.domain.plans import Plan
from trimtab.reports.today_words import closing_text
from trimtab.reports.wording import date_text, duration_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form, short_json
from trimtab.web.today.late import answer_queue, is_queued, moment_said


def show(request: Request) -> Response:
    """The form, filled with what the plan suggests or what was said before."""
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is None:
        return see_other("/")
    said = sign_out_of(desk.store, signing_day(kept.plan, desk.now()))
    if said is not None and "change" not in request.query_params:
        return page(request, "today/signed_out.html.j2", _closing(desk, kept, said))
    return page(request, "today/sign_out.html.j2", _form(desk, kept, said))


def _form(desk: Desk, kept: KeptPlan, said: SignOut | None) -> dict[str, object]:
    plan, now = kept.plan, desk.now()
    day = day_of(plan, signing_day(plan, now))
    three = said.tomorrow if said else suggested_three(plan, day)
    return {
        "day": day.date.isoformat(),
        "day_text": date_text(day.date),
        "three": [*three, *[""] * MOST_THINGS][:MOST_THINGS],
        "has_closed_charts": bool(said and said.has_closed_charts),
        "has_tidied": bool(said and said.has_tidied),
        "notes": _notes(plan, day.date),
        "lines": ritual_lines(desk.store, "end"),
    }


def _notes(plan: Plan, day: date) -> str:
    """When the notes that this duty leaves have their place."""
    found = [one for one in blocks_of(plan, day_of(plan, day)) if one.is_notes]
    if not found:
        return ""
    return f"{duration_text(found[-1].minutes)} for notes at {found[-1].start:%H:%M}"


def _closing(desk: Desk, kept: KeptPlan, said: SignOut) -> dict[str, object]:
    seen = now_and_next(kept.plan, desk.now())
    return {"said": said, "closing": closing_text(kept.plan, seen)}


async def sign_out(request: Request) -> Response:
    """Keep how the day's duty ended, from the page or from a phone that kept it until now."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_keep_late, desk_of(request), sent))
    form = await long_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep_late(desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep a sign-out for the day it was said on, unless that day was signed out since."""
    kept = desk.store.plan()
    if kept is None:
        return
    said_at = moment_said(desk, sent)
    day = signing_day(kept.plan, said_at)
    before = sign_out_of(desk.store, day)
    if before is not None and before.said_at > said_at:
        return
    three = things_written(sent.get("three", "").split("\n"))
    desk.store.keep_sign_out(SignOut(day, three, "charts" in sent, "tidy" in sent, said_at))


def _keep(request: Request, form: FormData) -> Response:
    desk = desk_of(request)
    kept = desk.store.plan()
    if kept is None:
        return see_other("/")
    typed = [one for one in form.getlist("three") if isinstance(one, str)]
    desk.store.keep_sign_out(
        SignOut(
            day=_day(form.get("day"), signing_day(kept.plan, desk.now())),
            tomorrow=things_written(typed),
            has_closed_charts="charts" in form,
            has_tidied="tidy" in form,
            said_at=desk.now(),
        )
    )
    return see_other("/sign-out")


def _day(typed: object, meant: date) -> date:
    """The day the form was of, where it was left open past its end; else the day meant now."""
    try:
        day = date.fromisoformat(str(typed))
    except ValueError:
        return meant
    return day if abs((day - meant).days) <= 1 else meant


def routes() -> list[Route]:
    """Where sign-out is served."""
    return [
        Route("/sign-out", show, methods=["GET"]),
        Route("/sign-out", sign_out, methods=["POST"]),
    ]
