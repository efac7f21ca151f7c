"""The week is taken as it stands, and what is planned meanwhile may be ended."""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.daily.accepting import accept_plan
from trimtab.web.desk import Desk, desk_of
from trimtab.web.feeds.writing import bring_up_to_date
from trimtab.web.rendering import see_other
from trimtab.web.week.showing import SAID_LAST, day_asked

CHANGED = "It got better while you looked. Have a look, and take it then."
TAKEN = "This week is yours now."
TAKEN_ALL = "These weeks are yours now."


def accept(request: Request, form: dict[str, str]) -> Response:
    """Take the plan that was seen; the feeds say it from now on."""
    desk, kept = desk_of(request), desk_of(request).store.plan()
    if kept is None or form.get("revision") != str(kept.revision):
        return _back(desk, form, CHANGED)
    was_new = not kept.is_accepted
    accept_plan(desk.store, kept)
    bring_up_to_date(desk)
    taken = TAKEN if kept.plan.horizon.days <= 7 else TAKEN_ALL
    return _back(desk, form, taken if was_new else "")


def stop_planning(request: Request, form: dict[str, str]) -> Response:
    """End the plan in the making; the one that stands stays."""
    desk = desk_of(request)
    named = form.get("job", "")
    if desk.planning.job(named) is not None:
        desk.planning.stop(named)
        return _back(desk, form, "", stopping=named)
    return _back(desk, form, "")


def _back(desk: Desk, form: dict[str, str], text: str, stopping: str = "") -> Response:
    day = day_asked(form.get("from"))
    shown = f"&from={day}" if day else ""
    shown += f"&stopping={quote(stopping)}" if stopping else ""
    at = desk.new_id()
    if text:
        desk.store.keep_setting(SAID_LAST, json.dumps({"id": "", "text": text, "at": at}))
    return see_other(f"/week?said={at}{shown}")
