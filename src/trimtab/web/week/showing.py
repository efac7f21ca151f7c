"""The Week page itself: one week of the plan, what is new in it, and what is being worked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.web.desk import Desk, desk_of
from trimtab.web.profiles_kept import profile_of
from trimtab.web.rendering import page
from trimtab.web.week.shown import find_week, weeks_around
from trimtab.web.week.verbs import Verbs
from trimtab.web.week.views import HOUR_MARKS, see_week


@dataclass(frozen=True, slots=True)
class SaidView:
    """What a change did, in a sentence, and the mark that takes it back."""

    text: str
    undo: str = ""


def show_week(request: Request) -> Response:
    """One week of the plan, or one before it."""
    desk, now = desk_of(request), desk_of(request).now()
    shown = find_week(desk.store, day_asked(request.query_params.get("from")), now)
    if shown is None:
        return page(request, "week/nothing.html.j2")
    return page(request, "week/page.html.j2", week_context(desk, shown))


def day_asked(text: str | None) -> date | None:
    """The day an address asks for; None where it asks for none. Raises 404 for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(404) from None


def week_context(desk: Desk, shown: Any, said: SaidView | None = None) -> dict[str, Any]:
    """What the page's templates need."""
    now = desk.now()
    verbs = Verbs(now, profile_of(desk.store, desk.zone), is_read_only=shown.is_over)
    before, after = weeks_around(desk.store, shown)
    return {
        "week": see_week(shown, now, verbs),
        "week_from": shown.first_day,
        "before": before,
        "after": after,
        "hour_marks": HOUR_MARKS,
        "said": said,
        "news": None,
        "job": None,
        "request_text": "",
        "revision": shown.kept.revision if shown.kept else 0,
    }
