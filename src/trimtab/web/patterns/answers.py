"""What a person says of an experiment: a day, an end, what became of it, or that it be deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.looking_back.experimenting import (
    Standing,
    decide,
    end,
    say_kept,
    settle,
    standing,
)
from trimtab.domain.diary import Experiment
from trimtab.web.desk import desk_of
from trimtab.web.patterns.beginning import plan_again
from trimtab.web.patterns.keeping_on import keep_on, keeping_of
from trimtab.web.patterns.one_page import experiment_in, result_now, view
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form

DID = {"yes": True, "no": False}
WHAT_FOR = "Choose what it is for: the plan weighs it by that."


async def say(request: Request) -> Response:
    """Whether a day went as the lot said."""
    form = await short_form(request)
    return await run_in_threadpool(_say, request, form)


def _say(request: Request, form: Mapping[str, object]) -> Response:
    experiment, store = experiment_in(request), desk_of(request).store
    day = _day(str(form.get("day", "")))
    now = desk_of(request).now()
    stands = standing(store, experiment, now)
    if day is not None and day <= stands.today:
        say_kept(store, settle(store, stands), day, did=DID.get(str(form.get("did", ""))))
    is_with_check_in = form.get("from") == "check-in"
    return see_other("/check-in" if is_with_check_in else f"/experiments/{experiment.id}")


async def stop(request: Request) -> Response:
    """End it early."""
    return await run_in_threadpool(_stop, request)


def _stop(request: Request) -> Response:
    desk, experiment = desk_of(request), experiment_in(request)
    end(desk.store, experiment, desk.now())
    plan_again(desk, is_needed=bool(experiment.practice))
    return see_other(f"/experiments/{experiment.id}")


async def answer(request: Request) -> Response:
    """Keep what was tried, or let it go."""
    form = await short_form(request)
    return await run_in_threadpool(_answer, request, form)


def _answer(request: Request, form: Mapping[str, object]) -> Response:
    desk, experiment = desk_of(request), experiment_in(request)
    stands = standing(desk.store, experiment, desk.now())
    said = form.get("answer")
    if stands.is_running or experiment.answer or said not in {"kept", "let_go"}:
        return see_other(f"/experiments/{experiment.id}")
    if said == "kept":
        return _keep(request, stands, str(form.get("value", "")))
    decide(desk.store, stands, "let_go", result_now(stands))
    return see_other(f"/experiments/{experiment.id}")


def _keep(request: Request, stands: Standing, value: str) -> Response:
    desk, experiment = desk_of(request), stands.experiment
    keeping = keeping_of(desk, experiment)
    if not keeping.can_be:
        return see_other(f"/experiments/{experiment.id}")
    if keeping.values and value not in keeping.values:
        context = {**view(desk, experiment), "mistake": WHAT_FOR}
        return page(request, "patterns/experiment.html.j2", context, status=422)
    decided = decide(desk.store, stands, "kept", result_now(stands))
    path = keep_on(desk, decided, value if keeping.values else "")
    return see_other(path or f"/experiments/{experiment.id}")


async def delete(request: Request) -> Response:
    """Forget it, with all that was said of it."""
    return await run_in_threadpool(_delete, request)


def _delete(request: Request) -> Response:
    desk, experiment = desk_of(request), experiment_in(request)
    desk.store.forget_entry(Experiment, experiment.id)
    plan_again(desk, is_needed=bool(experiment.practice))
    return see_other("/experiments")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
