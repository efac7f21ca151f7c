"""Lighter days: where they are said, begun and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.mind.lighter import DAYS, MOST_DAYS, begin_lighter, end_lighter, forget_lighter
from trimtab.app.mind.lighter_days import lighter_now, lighter_over, today_in
from trimtab.reports.wording import date_text, dates_text, listed_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form

Because = Literal["notice", "reset", "asked"]
REASONS = ("notice", "reset", "asked")


@dataclass(frozen=True, slots=True)
class LighterLine:
    """What Today and Week say while days are lighter."""

    sentence: str


def lighter_line(desk: Desk, now: datetime) -> LighterLine | None:
    """The sentence and until when, None on usual days."""
    running = lighter_now(desk.store, now)
    if running is None:
        return None
    if running.last == today_in(desk.store, now):
        return LighterLine("Today is the last lighter day: smallest doses, more open time.")
    until = date_text(running.last)
    return LighterLine(f"Lighter days until {until}: smallest doses, more open time.")


def show(request: Request) -> Response:
    """What lighter days are, with one button that begins or ends them."""
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    over = [dates_text(one.day, one.last) for one in lighter_over(desk.store, desk.now())]
    context = {"lighter": lighter_line(desk, desk.now()), "days": DAYS, "over": listed_text(over)}
    return page(request, "reset/lighter.html.j2", context)


async def change(request: Request) -> Response:
    """Begin lighter days or end them, and go back to where that was asked."""
    return await run_in_threadpool(_change, request, await short_form(request))


def _change(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if desk.store.profile() is None:
        return see_other("/welcome")
    if form.get("do") == "end":
        end_lighter(desk.store, desk.planning, desk.now())
    elif form.get("do") == "forget":
        forget_lighter(desk.store, desk.now())
        plan_anew_behind(desk.store, desk.planning, desk.now())
    elif form.get("do") == "begin":
        said = form.get("because", "asked")
        because = cast("Because", said if said in REASONS else "asked")
        begin_lighter(desk.store, desk.planning, desk.now(), because, _days(form.get("days", "")))
    return see_other(form.get("back", "/"))


def _days(typed: str) -> int:
    """How many days are meant; the usual number where that is none."""
    return min(MOST_DAYS, int(typed[:3])) if typed.isascii() and typed.isdigit() else DAYS


def routes() -> list[Route]:
    """Where lighter days are served."""
    return [
        Route("/lighter", show, methods=["GET"]),
        Route("/lighter", change, methods=["POST"]),
    ]
