"""The first plan in the making: begun, followed as it improves, and ended early if wanted."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.ports import Job
from trimtab.app.daily.replanning import plan_anew
from trimtab.reports.wording import percent_text
from trimtab.web.desk import desk_of
from trimtab.web.first_run.calendars_step import sound_calendars
from trimtab.web.first_run.draft import Draft, forget_draft
from trimtab.web.first_run.hours import value_hours
from trimtab.web.mini_week import mini_week
from trimtab.web.rendering import move_on, page, see_other
from trimtab.web.security.limits import short_form

PLANNING = "/welcome/planning"
OVER = frozenset({"done", "stopped", "failed"})


def text_of(draft: Draft) -> str:
    """The profile that a draft leads to, with what of its calendars can be read."""
    return replace(draft, calendars=sound_calendars(draft)).profile_text()


def begin(request: Request, draft: Draft) -> Response:
    """Keep the profile and begin to plan."""
    desk = desk_of(request)
    with desk.store.at_once():
        desk.store.keep_profile(text_of(draft), desk.now(), expected_revision=0)
        forget_draft(desk.store)
    job = plan_anew(desk.store, desk.planning, desk.now())
    return see_other(f"{PLANNING}?job={job.id}")


def show_planning(request: Request) -> Response:
    """How far the plan has come; on to the week once it is there."""
    desk = desk_of(request)
    name = request.query_params.get("job", "")
    job = desk.planning.job(name) if name else desk.planning.newest()
    kept = desk.store.plan()
    if job is None or (job.state in OVER and job.state != "failed") or (kept and desk.is_example):
        return move_on(request, "/week")
    plan = job.plan or (kept.plan if kept else None)
    context = {
        "job": job,
        "name": job.id,
        "is_failed": job.state == "failed",
        "gap": _gap_text(job),
        "week": mini_week(plan) if plan else None,
        "values": value_hours(plan.values, tuple(one.name for one in plan.values)) if plan else (),
    }
    return page(request, "first_run/planning.html.j2", context)


def _gap_text(job: Job) -> str:
    return (
        ""
        if job.gap is None
        else f"Within {percent_text(job.gap)} of the best week for what you answered."
    )


async def stop(request: Request) -> Response:
    """End the search with the plan there is."""
    form = await short_form(request)
    await run_in_threadpool(desk_of(request).planning.stop, str(form.get("job") or ""))
    return see_other("/week")


def routes() -> list[Route]:
    """Where the making of the first plan is followed."""
    return [
        Route(PLANNING, show_planning, methods=["GET"]),
        Route(f"{PLANNING}/stop", stop, methods=["POST"]),
    ]
