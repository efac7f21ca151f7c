"""A win or thanks to share: one line becomes two sentences, to be copied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.particulars import particulars_in, warning_text
from trimtab.reports.people_words import ShareKind, share_message
from trimtab.web.desk import desk_of
from trimtab.web.people.cards import PATH
from trimtab.web.people.coming_page import people_told, person_called, ways_to_send
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import page
from trimtab.web.security.limits import short_form

SHARE = f"{PATH}/share"
LOOKED_BACK = timedelta(days=30)
MOST_WINS = 12
NOTHING_SAID = "Pick a win, or write a few words: “the night team covered my clinic”, say."


def show(request: Request) -> Response:
    """The page."""
    return _page(request, {})


async def draft(request: Request) -> Response:
    """Draft from what was picked or written."""
    form = await short_form(request)
    return await run_in_threadpool(_page, request, form)


def _page(request: Request, form: Mapping[str, str]) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    today = desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date()
    wins = desk.store.wins(today - LOOKED_BACK, today)[::-1][:MOST_WINS]
    typed, whom = str(form.get("text") or "").strip(), str(form.get("whom") or "")
    picked = str(form.get("win") or "")
    line = typed or next((one.text for one in wins if one.id == picked), "")
    kind: ShareKind = "thanks" if form.get("kind") == "thanks" else "win"
    person = person_called(profile, whom)
    text = share_message(line, person.name if person else "", kind) if line else ""
    context = {
        "people": people_told(profile),
        "whom": whom,
        "wins": wins,
        "picked": picked,
        "typed": typed,
        "kind": kind,
        "text": text,
        "warning": warning_text(particulars_in(line)),
        "ways": ways_to_send(person, text) if text else (),
        "mistake": NOTHING_SAID if form and not line else "",
    }
    return page(request, "people/share.html.j2", context, status=422 if context["mistake"] else 200)


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(SHARE, show, methods=["GET"]), Route(SHARE, draft, methods=["POST"])]
