"""Where the check-in is served: its form, what was kept, and when to ask."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from functools import partial

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.mind.check_in import forget_check_in, said_of, say_check_in
from trimtab.app.mind.notices import tell_if_due
from trimtab.app.mind.own_day import own_day
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import CheckIn
from trimtab.domain.diary_errors import CheckInsOffError, NothingSaidError, UnclearSleepError
from trimtab.domain.errors import TrimtabError
from trimtab.reports.wording import date_text
from trimtab.web.checkin import days_page, sleep_page
from trimtab.web.checkin.asking import Asking, asking_kept, keep_asking
from trimtab.web.checkin.fields import clocks_in, day_in, said_in, steps_in
from trimtab.web.checkin.scales import STEPS, scales, scales_with
from trimtab.web.checkin.views import SleepField, kept_view, sleep_field
from trimtab.web.desk import Desk, desk_of
from trimtab.web.patterns.asked_days import tried_on
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.today.late import answer_queue, is_queued, moment_said


def show(request: Request) -> Response:
    """The form; once it was said what was kept, until it is to be changed."""
    return _show(request, asking_kept(desk_of(request).store))


def _show(request: Request, asking: Asking, status: int = 200) -> Response:
    desk = desk_of(request)
    if not is_on(desk.store, "check_in"):
        return page(request, "checkin/off.html.j2")
    day = own_day(desk.store, desk.now()).date
    said = said_of(desk.store, day)
    if said is not None and "change" not in request.query_params:
        context = _kept(desk, said) | {"asking": asking, "is_kept": False}
        return page(request, "checkin/kept.html.j2", context, status=status)
    context = _form(desk, day, said) | {"asking": asking}
    return page(request, "checkin/page.html.j2", context, status=status)


def show_blank(request: Request) -> Response:
    """The form of no day in particular, which a phone keeps for when there is no connection."""
    context = _form(desk_of(request), None, None)
    return page(request, "checkin/page.html.j2", context)


def _form(desk: Desk, day: date | None, said: CheckIn | None) -> dict[str, object]:
    known = sleep_field(desk, day, said) if day else SleepField()
    return {
        "scales": scales(said),
        "steps": STEPS,
        "day": day.isoformat() if day else "",
        "day_text": date_text(day) if day else "",
        "sleep": known,
        "line": said.line if said else "",
        "is_new": said is None,
        "mistake": "",
        "asking": asking_kept(desk.store),
        "is_kept": False,
    }


def _kept(desk: Desk, said: CheckIn) -> dict[str, object]:
    return {"kept": kept_view(desk, said), "tried": tried_on(desk, said.day)}


async def say(request: Request) -> Response:
    """Keep what is said, from the page or from a phone that kept it until now."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_say_late, desk_of(request), sent))
    form = await short_form(request)
    return await run_in_threadpool(_say, request, form)


def _say_late(desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep what was said without a connection, for the day it was said on."""
    if not is_on(desk.store, "check_in"):
        raise CheckInsOffError
    said_at, now = moment_said(desk, sent), desk.now()
    try:
        said = said_in(desk.store, sent, now, said_at)
    except UnclearSleepError:  # nobody is there to ask any more: the rest counts
        without = {name: text for name, text in sent.items() if name not in {"from", "until"}}
        said = said_in(desk.store, without, now, said_at)
    if not said.is_empty:
        say_check_in(desk.store, said, now)
        _look_again(desk)


def _say(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if not is_on(desk.store, "check_in"):
        return see_other("/check-in")
    try:
        say_check_in(desk.store, said_in(desk.store, form, desk.now()), desk.now())
    except (UnclearSleepError, NothingSaidError) as error:
        return _again(request, desk, form, error)
    answer = see_other("/check-in")
    answer.background = BackgroundTask(_look_again, desk)
    return answer


def _look_again(desk: Desk) -> None:
    """Look whether days have changed; what keeps that from being seen waits for the next look."""
    with contextlib.suppress(TrimtabError):
        tell_if_due(desk.store, desk.now(), desk.new_id)


def _again(request: Request, desk: Desk, form: Mapping[str, str], error: TrimtabError) -> Response:
    """The form with what was typed, and what is the matter."""
    day = day_in(form) or own_day(desk.store, desk.now()).date
    is_of_sleep = isinstance(error, UnclearSleepError)
    slept = sleep_field(desk, day, None)
    context = _form(desk, day, None) | {
        "scales": scales_with(steps_in(form)),
        "sleep": slept.typed(clocks_in(form, "from", "until"), str(error) if is_of_sleep else ""),
        "line": form.get("line", ""),
        "mistake": "" if is_of_sleep else str(error),
        "is_new": False,
    }
    return page(request, "checkin/page.html.j2", context, status=422)


async def take_back(request: Request) -> Response:
    """Delete what was said of a day."""
    form = await short_form(request)
    return await run_in_threadpool(_take_back, desk_of(request), form)


def _take_back(desk: Desk, form: Mapping[str, str]) -> Response:
    day = day_in(form)
    if day is not None:
        forget_check_in(desk.store, day)
    return see_other("/check-in/days" if form.get("from") == "days" else "/check-in")


async def ask(request: Request) -> Response:
    """Keep when to ask."""
    form = await short_form(request)
    return await run_in_threadpool(_ask, request, form)


def _ask(request: Request, form: Mapping[str, str]) -> Response:
    """By script only this part of the page changes, so that answers begun above it stay."""
    asking = keep_asking(desk_of(request).store, form)
    status = 422 if asking.mistake else 200
    if wants_part(request):
        context = {"asking": asking, "is_kept": not asking.mistake}
        return page(request, "checkin/asking.html.j2", context, status=status)
    return _show(request, asking, status) if asking.mistake else see_other("/check-in")


def routes() -> list[Route]:
    """Where this room's pages are served."""
    return [
        Route("/check-in", show, methods=["GET"]),
        Route("/check-in", say, methods=["POST"]),
        Route("/check-in/blank", show_blank, methods=["GET"]),
        Route("/check-in/take-back", take_back, methods=["POST"]),
        Route("/check-in/asking", ask, methods=["POST"]),
        *days_page.routes(),
        *sleep_page.routes(),
    ]
