"""A gap that is closed: somebody who will be there on that one day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.household.ahead import CareSpan
from trimtab.domain.errors import TrimtabError
from trimtab.profiles.editing import find_mistakes, set_keys
from trimtab.web.desk import desk_of
from trimtab.web.household.cards import PATH, ROOM
from trimtab.web.household.home_page import shown_with
from trimtab.web.household.reading import household_known
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import short_form
from trimtab.web.settings.keeping import keep_whole, profile_of, revision_in

LONGEST_NAME = 60
WHO = "Say who: a name is enough, such as Grandmother."
GONE = "These hours are not open any more; what stands below is how it is now."


async def close(request: Request) -> Response:
    """Keep who will be there in the hours of a gap."""
    form = await short_form(request)
    return await run_in_threadpool(_close, request, form)


def _close(request: Request, form: Mapping[str, str]) -> Response:
    profile = profile_for(request)
    ahead, _ = household_known(request, profile)
    start, who = form.get("start", ""), " ".join(form.get("who", "").split())
    gap = next((one for one in ahead.gaps if one.start.isoformat() == start), None)
    if gap is None:
        return shown_with(request, profile, wrong_gap=("gone", GONE), status=409)
    if not who or len(who) > LONGEST_NAME:
        return shown_with(request, profile, wrong_gap=(start, WHO), status=422)
    told = _kept(request, gap, who, revision_in(form))
    if told:
        return shown_with(request, profile, wrong_gap=(start, told), status=422)
    return see_other(f"{PATH}?saved=1")


def _kept(request: Request, gap: CareSpan, who: str, revision: int) -> str:
    """Keep it; gives what is wrong with it, empty where nothing is."""
    desk = desk_of(request)
    text = profile_of(desk).text
    today = desk.now().astimezone(gap.start.tzinfo).date()
    try:
        for row in gap.rows:
            text = set_keys(text, ("care", row), {"covers": _covers(text, row, gap, who, today)})
        if mistakes := find_mistakes(text):
            return f"{mistakes[0].what} {mistakes[0].mend}"
        keep_whole(desk, text, revision)
    except TrimtabError as error:
        return str(error)
    return ""


def _covers(text: str, row: int, gap: CareSpan, who: str, today: date) -> list[Any]:
    """The covers of one stretch of care with one more, without those whose dates are over."""
    before = tomllib.loads(text)["care"][row].get("covers", [])
    kept = [one for one in before if not _is_over(one, today)]
    end = "24:00" if f"{gap.end:%H:%M}" == "00:00" else f"{gap.end:%H:%M}"
    hours = f"{gap.start:%H:%M}-{end}"
    return [*kept, {"name": who, "between": hours, "on": [gap.start.date()]}]


def _is_over(cover: Mapping[str, Any], today: date) -> bool:
    on = cover.get("on", [])
    days = on if isinstance(on, list) else [on]
    return bool(days) and max(days) < today


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(f"{ROOM}/closed", close, methods=["POST"])]
