"""Who asks, what is open to them, and where a page of theirs belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.mind.journal import find_draft, find_page
from trimtab.app.mind.journal_keys import Keys
from trimtab.app.mind.journal_ports import PagePlace
from trimtab.domain.diary import JournalKey, SealedPage
from trimtab.web.desk import Desk, desk_of
from trimtab.web.journal.wording import MISTAKES, SAID
from trimtab.web.rendering import page, see_other
from trimtab.web.security.sessions import who
from trimtab.web.settings.keeping import own_zone

HOME = "/journal"
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def open_keys(request: Request) -> Keys:
    """The journal's keys that are open to who asks; asking counts as using them."""
    desk = desk_of(request)
    keys = desk.journal.keys(who(request), desk.now())
    known = {one.id for one in desk.store.entries(JournalKey)} if keys else set()
    return {name: key for name, key in keys.items() if name in known}


def page_id(request: Request) -> str:
    """The page an address names."""
    named = str(request.path_params["page"])
    if not _ID.fullmatch(named):
        raise HTTPException(404)
    return named


def path_of(named: str, way: str = "") -> str:
    """Where a page is, or one of the ways to deal with it."""
    return f"{HOME}/pages/{named}{way and '/'}{way}"


def wanted(said: str) -> str:
    """The id of a page that somebody wanted before the journal was opened; empty if none."""
    return said if _ID.fullmatch(said) else ""


def today(desk: Desk) -> date:
    """The day on the person's clock."""
    return desk.now().astimezone(own_zone(desk)).date()


def draft_of(desk: Desk, named: str) -> SealedPage | None:
    """The newest draft of a page: one that waits in memory, else the one kept."""
    found = find_draft(desk.store, named)
    return desk.journal.held.get(f"{named}.draft", found)


def standing(desk: Desk, named: str) -> SealedPage | None:
    """What stands at a page's address: its draft, else the page as it was kept."""
    return draft_of(desk, named) or find_page(desk.store, named)


def place_of(desk: Desk, named: str, *, or_else: str = "") -> PagePlace:
    """Where a page belongs: on the day it was begun, or else the day of another one."""
    begun = standing(desk, named) or (standing(desk, or_else) if or_else else None)
    return PagePlace(named, begun.day if begun else today(desk), desk.now())


def told(request: Request) -> Mapping[str, str]:
    """What a page says of what went before: a mistake, or what was done."""
    query = request.query_params
    return {
        "mistake": MISTAKES.get(query.get("mistake", ""), ""),
        "said": SAID.get(query.get("said", ""), ""),
    }


def with_mistake(path: str, mistake: str) -> Response:
    """Back to a page, which says what is to be mended; nothing typed goes along."""
    return see_other(f"{path}{'&' if '?' in path else '?'}mistake={mistake}")


def hint_typed(request: Request, or_else: str = "") -> str:
    """The hint as it was typed before a mistake was told, or else another."""
    typed = desk_of(request).journal.take_hint(who(request)) if told(request)["mistake"] else None
    return or_else if typed is None else typed


def locked(request: Request, then: str = "") -> Response:
    """The page that asks for the passphrase; `then` is the page somebody wanted."""
    desk = desk_of(request)
    records = desk.store.entries(JournalKey)
    context = {**told(request), "then": then, "hint": records[-1].hint if records else ""}
    return page(request, "journal/locked.html.j2", context)
