"""Wins: one typed line on Today, and all of them by week, four weeks to a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.absence import absences_of
from trimtab.app.daily.day_now import day_at
from trimtab.app.daily.plan_keeping import zone_now
from trimtab.app.daily.wins import ASLEEP, done_in, kept_on, told_first
from trimtab.app.tasks.ended import finished_on
from trimtab.domain.kept import Win
from trimtab.reports.today_words import finished_text, win_text
from trimtab.reports.wording import date_text, dates_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.rendering import page, see_other, wants_part
from trimtab.web.said_ids import id_of
from trimtab.web.security.limits import short_form, short_json
from trimtab.web.today.late import answer_queue, is_queued, moment_said
from trimtab.web.today.page_view import MOST_COUNTED, WinLine, surroundings, wins_of

WEEKS_SHOWN = 4
MOST_LETTERS = 300
EARLIEST = date(1970, 1, 5)
"""Nobody kept anything here before; the calendar's own first days have no weeks before them."""


@dataclass(frozen=True, slots=True)
class WinDay:
    """One day's wins: the person's own lines, and what was counted by itself."""

    heading: str
    own: tuple[WinLine, ...]
    counted: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WinWeek:
    """A week's wins, the newest day first."""

    heading: str
    days: tuple[WinDay, ...]


def show(request: Request) -> Response:
    """Four weeks, the newest first, and the way to those before."""
    desk = desk_of(request)
    today = desk.now().astimezone(zone_now(desk.store)).date()
    last = max(EARLIEST, min(today, _date(request.query_params.get("until")) or today))
    monday = last - timedelta(days=last.weekday())
    first = monday - timedelta(weeks=WEEKS_SHOWN - 1)
    earlier = desk.store.newest_day(first)
    context = {
        "weeks": _weeks(desk, first, monday),
        "earlier": earlier.isoformat() if earlier else "",
        "is_newest": last == today,
    }
    return page(request, "today/wins.html.j2", context)


def _weeks(desk: Desk, first: date, last_monday: date) -> list[WinWeek]:
    """Weeks that have any, from `first` on, the newest first."""
    counted = _counted(desk, first, last_monday + timedelta(days=6))
    own: dict[date, list[WinLine]] = {}
    for win in desk.store.wins(first, last_monday + timedelta(days=6)):
        own.setdefault(win.day, []).append(WinLine(win.id, win.text))
    mondays = [last_monday - timedelta(weeks=number) for number in range(WEEKS_SHOWN)]
    weeks = (_week(monday, own, counted) for monday in mondays)
    return [week for week in weeks if week.days]


def _week(
    monday: date,
    own: Mapping[date, Sequence[WinLine]],
    counted: Mapping[date, Sequence[str]],
) -> WinWeek:
    days = [monday + timedelta(days=number) for number in reversed(range(7))]
    return WinWeek(
        f"{dates_text(monday, monday + timedelta(days=6))} {monday.year}",
        tuple(
            _day(day, own.get(day, ()), counted.get(day, ()))
            for day in days
            if own.get(day) or counted.get(day)
        ),
    )


def _day(day: date, own: Sequence[WinLine], counted: Sequence[str]) -> WinDay:
    first, more = tuple(counted[:MOST_COUNTED]), tuple(counted[MOST_COUNTED:])
    return WinDay(date_text(day), tuple(own), first, more)


def _counted(desk: Desk, first: date, last: date) -> dict[date, list[str]]:
    """What each day kept by the week as it was lived, and what was said to be done besides."""
    zone, now = zone_now(desk.store), desk.now()
    absences = absences_of(desk.store)
    plans = desk.store.last_plans(first, last)
    since = datetime.combine(first, datetime.min.time(), zone)
    until = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    said: dict[date, list[str]] = {}
    for mark in done_in(desk.store.marks(since, until)):
        if mark.kind in ASLEEP:  # counted among the sleep of the day
            continue
        said.setdefault(mark.start.astimezone(zone).date(), []).append(mark.name)
    finished = finished_on(desk.store, first, last)
    found: dict[date, list[str]] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        lived = [one for one in plans if one.first_day <= day <= one.last_day]
        things = told_first(kept_on(lived[-1], day, now, absences)) if lived else []
        names = {one.name for one in things}
        found[day] = [finished_text(name) for name in finished.get(day, ())]
        found[day] += [win_text(one) for one in things]
        found[day] += dict.fromkeys(name for name in said.get(day, ()) if name not in names)
    return found


def _date(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None


async def add(request: Request) -> Response:
    """Keep one typed line, from the page or from a phone that kept it until now."""
    if is_queued(request):
        sent = await short_json(request)
        return await run_in_threadpool(answer_queue, partial(_add, desk_of(request), sent))
    form = await short_form(request)
    return await run_in_threadpool(_add_here, request, form)


def _add_here(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    _add(desk, form)
    return _wins_again(request, desk, "/#wins")


def _add(desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep a line for the day it was said on; an empty one is none."""
    kept, text = desk.store.plan(), " ".join(sent.get("text", "").split())[:MOST_LETTERS]
    if kept is None or not text:
        return
    said_at = moment_said(desk, sent)
    id_ = id_of(sent.get("id", "")[:80] or desk.new_id(), {"text": text})
    desk.store.add_win(Win(id_, day_at(kept.plan, said_at).date, text, said_at))


async def remove(request: Request) -> Response:
    """Take a line away."""
    form = await short_form(request)
    return await run_in_threadpool(_remove, request, form)


def _remove(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    desk.store.remove_win(str(form.get("id") or ""))
    return _wins_again(request, desk, "/#wins" if form.get("from") == "today" else "/wins")


def _wins_again(request: Request, desk: Desk, path: str) -> Response:
    """The day's wins in place for htmx, else back to where somebody was."""
    kept = desk.store.plan()
    if kept is None or not wants_part(request):
        return see_other(path)
    around = surroundings(desk, kept, desk.now())
    return page(request, "today/wins_part.html.j2", {"wins": wins_of(desk, around)})


def routes() -> list[Route]:
    """Where wins are served."""
    return [
        Route("/wins", show, methods=["GET"]),
        Route("/wins", add, methods=["POST"]),
        Route("/wins/remove", remove, methods=["POST"]),
    ]
