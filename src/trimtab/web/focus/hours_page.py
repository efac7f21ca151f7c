"""Planned and real: how much of the focus a week planned happened, and at which hours."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.focusing.hours import focus_hours
from trimtab.app.looking_back.spans import monday_of
from trimtab.app.mind.own_day import own_zone
from trimtab.reports.focus_words import hours_shown
from trimtab.reports.wording import dates_text
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page
from trimtab.web.review.asking import EARLIEST, day_in

PATH = "/focus/hours"
SPANS = {"week": 1, "month": 4, "quarter": 12}
"""Weeks of each span, by the name it goes by in the address."""

NAMES = {"week": "Week", "month": "4 weeks", "quarter": "12 weeks"}


def show(request: Request) -> Response:
    """The page."""
    desk, asked = desk_of(request), request.query_params
    now = desk.now().astimezone(own_zone(desk.store))
    by = asked.get("by", "") if asked.get("by", "") in SPANS else "week"
    last = _sunday(min(day_in(asked.get("from")) or now.date(), now.date()))
    first = max(EARLIEST, last - timedelta(days=7 * SPANS[by] - 1))
    told = focus_hours(desk.store, first, last, now)
    context = {
        "by": by,
        "spans": NAMES,
        "heading": f"{dates_text(first, last)} {last.year}",
        "last": last.isoformat(),
        "earlier": max(EARLIEST, first - timedelta(days=1)).isoformat(),
        "later": _later(last, now.date(), SPANS[by]),
        "view": hours_shown(told),
    }
    return page(request, "focus/hours.html.j2", context)


def _sunday(day: date) -> date:
    return monday_of(day) + timedelta(days=6)


def _later(last: date, today: date, weeks: int) -> str:
    """The end of the span that follows, "" where all of it is to come."""
    following = last + timedelta(days=1)
    return (last + timedelta(weeks=weeks)).isoformat() if following <= today else ""


def routes() -> list[Route]:
    """Where this page is served."""
    return [Route(PATH, show, methods=["GET"])]
