"""Where the first run is served: a welcome, five questions, and the first plan being made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.web.calendar_words import KIND_LABELS
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run import calendars_step, example, planning
from trimtab.web.first_run.choices import questions_for
from trimtab.web.first_run.draft import Draft, draft_in, keep_draft
from trimtab.web.first_run.hours import hours_of
from trimtab.web.first_run.steps import (
    BY_NAME,
    CHOOSE_ALL,
    CHRONOTYPES,
    ROLE_LABELS,
    SLEEP_HOURS,
    STEPS,
    Step,
)
from trimtab.web.first_run.uploads import Given, given_in, host_of, keep_given, with_host
from trimtab.web.first_run.zones import zones
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.security.limits import long_form
from trimtab.web.today.quiet_line import needed_line

LEADS = "/welcome/leads"


def show_welcome(request: Request) -> Response:
    """What Trimtab is, before anything else."""
    desk = desk_of(request)
    if desk.store.profile() is not None:
        return see_other("/")
    return page(request, "first_run/welcome.html.j2", {"quiet": needed_line(desk)})


def show_step(request: Request) -> Response:
    """One question, with what was answered before."""
    desk, step = desk_of(request), _step(request)
    if desk.store.profile() is not None:
        return see_other("/")
    return _show(request, step, draft_in(desk.store), {})


async def take_step(request: Request) -> Response:
    """Take one answer in, and go on, back, or stay where something is to be mended."""
    form = await long_form(request)
    given = await given_in(form)
    return await run_in_threadpool(_take, request, form, given)


def _take(request: Request, form: FormData, given: Given) -> Response:
    desk, step, wish = desk_of(request), _step(request), str(form.get("do") or "next")
    if desk.store.profile() is not None:
        return see_other("/")
    draft = step.take(draft_in(desk.store), form)
    if step.name == "calendars":
        return _take_calendars(request, draft, form, given)
    keep_draft(desk.store, draft)
    if wish == "back":
        return see_other(_before(step))
    mistakes = _mistakes(step, draft)
    if mistakes:
        return _show(request, step, draft, mistakes, status=422)
    return see_other(_after(step)) if step is not STEPS[-1] else planning.begin(request, draft)


def _take_calendars(request: Request, draft: Draft, form: FormData, given: Given) -> Response:
    desk, step, wish = desk_of(request), STEPS[BY_NAME["calendars"]], str(form.get("do") or "next")
    draft = calendars_step.take_explanations(draft, form)
    fresh = keep_given(desk.store, given, draft.calendars, desk.now())
    draft = replace(draft, calendars=(*draft.calendars, *fresh))
    if wish.startswith("remove-") and wish.removeprefix("remove-").isdecimal():
        draft = _without(desk, draft, int(wish.removeprefix("remove-")))
    if wish.startswith("allow-"):
        draft = _allowing(draft, wish.removeprefix("allow-"))
    keep_draft(desk.store, draft)
    if given.mistakes:
        typed = str(form.get("address") or "")
        told = {"calendars": " ".join(given.mistakes)}
        return _show(request, step, draft, told, status=422, address=typed)
    if wish == "back":
        return see_other(_before(step))
    has_mistakes = any(calendars_step.code_mistakes(one) for one in draft.calendars)
    if fresh or has_mistakes or wish != "next":
        return see_other("/welcome/calendars")
    return see_other(_after(step))


def _allowing(draft: Draft, said: str) -> Draft:
    """The draft with the server of a calendar allowed by name."""
    number = int(said) if said.isdecimal() and len(said) < 6 else len(draft.calendars)
    hosts = [host_of(one.source) for one in draft.calendars[number : number + 1]]
    return replace(draft, allowed_hosts=with_host(draft.allowed_hosts, *hosts))


def _without(desk: Desk, draft: Draft, number: int) -> Draft:
    """The draft without a calendar, its file forgotten."""
    for one in draft.calendars[number : number + 1]:
        desk.store.remove_calendar(one.source)
    left = (*draft.calendars[:number], *draft.calendars[number + 1 :])
    return replace(draft, calendars=left)


def show_leads(request: Request) -> Response:
    """What the choices lead to; the hours come in a part of their own: counting takes a while."""
    desk = desk_of(request)
    if desk.store.profile() is not None:
        return see_other("/")
    draft = draft_in(desk.store)
    if not draft.time_zone or not draft.role:
        return see_other("/welcome")
    is_counted = wants_part(request) or "count" in request.query_params
    found = hours_of(desk, planning.text_of(draft), draft.weights()) if is_counted else None
    template = "first_run/led_to.html.j2" if wants_part(request) else "first_run/leads.html.j2"
    return page(request, template, {"found": found})


def _mistakes(step: Step, draft: Draft) -> Mapping[str, str]:
    if step.name != "matters":
        return step.find_mistakes(draft)
    questions = questions_for(tuple(draft.weights()))
    lacking = [one.number for one in questions if str(one.number) not in draft.picks]
    if not lacking:
        return {}
    count = "One is" if len(lacking) == 1 else f"{len(lacking)} are"
    return {f"pick-{number}": CHOOSE_ALL.format(count) for number in lacking}


def _show(  # noqa: PLR0913 - what a page of a step may say
    request: Request,
    step: Step,
    draft: Draft,
    mistakes: Mapping[str, str],
    *,
    status: int = 200,
    address: str = "",
) -> Response:
    context = {
        "step": step,
        "number": BY_NAME[step.name] + 1,
        "count": len(STEPS),
        "draft": draft,
        "mistakes": defaultdict(str, mistakes),
        "address": address,
        **_asked(step, draft, desk_of(request)),
    }
    return page(request, f"first_run/{step.name}.html.j2", context, status=status)


def _asked(step: Step, draft: Draft, desk: Desk) -> Mapping[str, Any]:
    """What the page of a step offers."""
    if step.name == "role":
        return {"roles": ROLE_LABELS}
    if step.name == "zone":
        return {"zones": zones(), "machine_zone": desk.zone}
    if step.name == "calendars":
        zone = calendars_step.zone_for_reading(draft, desk)
        return {"cards": list(calendars_step.cards(desk, draft, zone)), "kinds": KIND_LABELS}
    if step.name == "matters":
        return {"questions": questions_for(tuple(draft.weights()))}
    return {"chronotypes": CHRONOTYPES, "sleep_hours": SLEEP_HOURS}


def _step(request: Request) -> Step:
    name = request.path_params["step"]
    if name not in BY_NAME:
        raise HTTPException(404)
    return STEPS[BY_NAME[name]]


def _before(step: Step) -> str:
    number = BY_NAME[step.name]
    return f"/welcome/{STEPS[number - 1].name}" if number else "/welcome"


def _after(step: Step) -> str:
    return LEADS if step.name == "matters" else f"/welcome/{STEPS[BY_NAME[step.name] + 1].name}"


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/welcome", show_welcome, methods=["GET"]),
        Route(LEADS, show_leads, methods=["GET"]),
        *planning.routes(),
        Route("/welcome/{step}", show_step, methods=["GET"]),
        Route("/welcome/{step}", take_step, methods=["POST"]),
        *example.routes(),
    ]
