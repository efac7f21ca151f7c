"""Lighter days: where they are said, begun and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.replanning import plan_anew_behind
from trimtab.app.mind.lighter import (
    DAYS,
    MOST_DAYS,
    Because,
    begin_lighter,
    end_lighter,
    forget_lighter,
    keep_lighter,
    lighter_asked,
)
from trimtab.app.mind.lighter_days import lighter_now, lighter_over, today_in
from trimtab.reports.wording import date_text, dates_text, listed_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.today.late import answer_queue, is_queued, moment_said

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
    over = [dates_text(one.day, one.last) for one in lighter_over(desk.store, desk.now())]
    context = {"lighter": lighter_line(desk, desk.now()), "days": DAYS, "over": listed_text(over)}
    return page(request, "reset/lighter.html.j2", context)


async def change(request: Request) -> Response:
    """Begin lighter days or end them, and go back to where that was asked."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_change_late, desk_of(request), sent))
    return await run_in_threadpool(_change, request, await short_form(request))


def _change_late(desk: Desk, sent: Mapping[str, str]) -> None:
    """What a phone was told without a connection; what was begun since stays."""
    said_at, now = moment_said(desk, sent), desk.now()
    if sent.get("do") == "begin":
        asked = lighter_asked(desk.store, said_at, _because(sent), _days(sent.get("days", "")))
        keep_lighter(desk.store, desk.planning, now, asked)
        return
    running = lighter_now(desk.store, now)
    if sent.get("do") == "end" and running is not None and running.said_at <= said_at:
        end_lighter(desk.store, desk.planning, now)


def _change(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    if form.get("do") == "end":
        end_lighter(desk.store, desk.planning, desk.now())
    elif form.get("do") == "forget":
        forget_lighter(desk.store, desk.now())
        plan_anew_behind(desk.store, desk.planning, desk.now())
    elif form.get("do") == "begin":
        days = _days(form.get("days", ""))
        begin_lighter(desk.store, desk.planning, desk.now(), _because(form), days)
    return see_other(form.get("back", "/"))


def _because(form: Mapping[str, str]) -> Because:
    said = form.get("because", "asked")
    return cast("Because", said if said in REASONS else "asked")


def _days(typed: str) -> int:
    """How many days are meant; the usual number where that is none."""
    return min(MOST_DAYS, int(typed[:3])) if typed.isascii() and typed.isdigit() else DAYS


def routes() -> list[Route]:
    """Where lighter days are served."""
    return [
        Route("/lighter", show, methods=["GET"]),
        Route("/lighter", change, methods=["POST"]),
    ]
