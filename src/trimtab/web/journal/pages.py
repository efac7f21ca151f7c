"""Pages of the journal: listed by month, shown to be read and typed on, printed, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.mind import journal, journal_keys
from trimtab.app.mind.journal_keys import Keys
from trimtab.app.mind.journal_windows import edition_of
from trimtab.domain.diary import SealedPage
from trimtab.domain.journal import MOST_LETTERS, ReadPage
from trimtab.reports.wording import MONTHS, date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.journal.opened import IDLE
from trimtab.web.journal.state import (
    HOME,
    draft_of,
    hint_typed,
    locked,
    open_keys,
    page_id,
    path_of,
    told,
    wanted,
)
from trimtab.web.journal.typed import details_of
from trimtab.web.journal.wording import FORMS
from trimtab.web.rendering import page, see_other

Form = Mapping[str, str]
CLOSE_AFTER = int(IDLE.total_seconds())


@dataclass(frozen=True, slots=True)
class Row:
    """A page in a list: where it is, its day, and the form it has."""

    path: str
    day: str
    form: str


def show(request: Request) -> Response:
    """The pages of a month, where the journal is open; else the way in."""
    desk = desk_of(request)
    if not journal_keys.has_key(desk.store):
        return page(
            request, "journal/start.html.j2", {**told(request), "hint": hint_typed(request)}
        )
    keys = open_keys(request)
    if not keys:
        return locked(request, wanted(request.query_params.get("then", "")))
    pages = journal.pages_kept(desk.store)
    months = sorted({one.day.replace(day=1) for one in pages}, reverse=True)
    month = _month(request, months)
    drafts = {one.id: one for one in journal.drafts_kept(desk.store)}
    drafts |= desk.journal.held
    unfinished = journal.unfinished(desk.journal.sealing, keys, drafts.values())
    of_month = [one for one in pages if one.day.replace(day=1) == month]
    context = {
        **told(request),
        "forms": FORMS.values(),
        "months": [(f"{one:%Y-%m}", _month_text(one)) for one in months],
        "month": _month_text(month) if month else "",
        "rows": [_row(_read(desk, keys, one)) for one in reversed(of_month)],
        "drafts": [_row(one, "write") for one in unfinished],
        "others": sum(one.key not in keys for one in pages),
        "close_after": CLOSE_AFTER,
    }
    return page(request, "journal/page.html.j2", context)


def _month(request: Request, months: list[date]) -> date | None:
    asked = request.query_params.get("month", "")
    named = next((one for one in months if f"{one:%Y-%m}" == asked), None)
    return named or (months[0] if months else None)


def _month_text(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def _row(one: ReadPage, way: str = "") -> Row:
    form = FORMS[one.written.form].name if one.written else "Cannot be opened"
    return Row(path_of(one.id, way), date_text(one.day), form)


def _read(desk: Desk, keys: Keys, sealed: SealedPage) -> ReadPage:
    return journal.read_page(desk.journal.sealing, keys, sealed)


def show_editor(request: Request) -> Response:
    """A page as it was typed last, to go on with."""
    desk, named, keys = desk_of(request), page_id(request), open_keys(request)
    draft, kept = draft_of(desk, named), journal.find_page(desk.store, named)
    found = draft or kept
    if found is None:
        raise HTTPException(404)
    if not keys:
        return locked(request, named)
    read = _read(desk, keys, found)
    if read.written is None:
        return _unreadable(request, read)
    context = {
        **told(request),
        "shown": FORMS[read.written.form],
        "words": read.written.words,
        "named": named,
        "day": date_text(read.day),
        "window": desk.new_id(),
        "edition": edition_of(found),
        "details": details_of(read.written) if "ask" in request.query_params else (),
        "is_change": kept is not None,
        "is_draft": draft is not None and not read.written.is_empty,
        "is_held": draft is not None and draft.id in desk.journal.held,
        "most": MOST_LETTERS,
        "close_after": CLOSE_AFTER,
    }
    return page(request, "journal/write.html.j2", context)


def _unreadable(request: Request, read: ReadPage) -> Response:
    context = {"day": date_text(read.day), "named": read.id}
    return page(request, "journal/unreadable.html.j2", context)


def show_one(request: Request) -> Response:
    """One page, to read."""
    return _show_one(request, "journal/read.html.j2")


def show_print(request: Request) -> Response:
    """One page, to print."""
    return _show_one(request, "journal/print.html.j2")


def _show_one(request: Request, template: str) -> Response:
    desk, named, keys = desk_of(request), page_id(request), open_keys(request)
    kept = journal.find_page(desk.store, named)
    if kept is None:
        raise HTTPException(404)
    if not keys:
        return locked(request, named)
    read = _read(desk, keys, kept)
    if read.written is None:
        return _unreadable(request, read)
    context = {
        **told(request),
        "shown": FORMS[read.written.form],
        "words": read.written.words,
        "named": named,
        "day": f"{date_text(read.day)} {read.day.year}",
        "is_unfinished": draft_of(desk, named) is not None,
        "close_after": CLOSE_AFTER,
    }
    return page(request, template, context)


def ask_before_deleting(request: Request) -> Response:
    """The question whether a page shall go."""
    desk, named = desk_of(request), page_id(request)
    kept = journal.find_page(desk.store, named) or draft_of(desk, named)
    if kept is None:
        raise HTTPException(404)
    context = {"named": named, "day": date_text(kept.day)}
    return page(request, "journal/delete.html.j2", context)


def delete(request: Request, form: Form) -> Response:
    """Delete one page."""
    desk, named = desk_of(request), page_id(request)
    if form.get("sure") != "yes":
        return see_other(path_of(named, "delete"))
    journal.forget_page(desk.store, named)
    desk.journal.let_go(f"{named}.draft")
    return see_other(f"{HOME}?said=deleted")
