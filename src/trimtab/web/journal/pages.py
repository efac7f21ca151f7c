"""Pages of the journal: listed by month, begun, kept while they are typed, kept, read, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trimtab.app.mind import journal, journal_keys
from trimtab.app.mind.journal_keys import Keys
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import SealedPage
from trimtab.domain.errors import StoreError
from trimtab.domain.journal import (
    MOST_LETTERS,
    ReadPage,
    Written,
    form_named,
    is_too_long,
    written_on,
)
from trimtab.domain.telling_details import TellingDetail, telling_details
from trimtab.reports.wording import MONTHS, date_text
from trimtab.web.desk import Desk, desk_of
from trimtab.web.journal.opened import IDLE
from trimtab.web.journal.state import (
    HOME,
    draft_of,
    locked,
    open_keys,
    page_id,
    path_of,
    place_of,
    told,
    wanted,
    with_mistake,
)
from trimtab.web.journal.wording import FORMS
from trimtab.web.rendering import page, see_other

Form = Mapping[str, str]
MOST_DRAFT_LETTERS = 10 * MOST_LETTERS
TOO_LONG = 413
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
        return page(request, "journal/start.html.j2", told(request))
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


def begin(request: Request, form: Form) -> Response:
    """Begin a page of a form; from now on a crash loses nothing of it."""
    desk, chosen = desk_of(request), form_named(form.get("form", ""))
    keys = open_keys(request)
    if not keys or not is_on(desk.store, "journal"):
        return see_other(HOME)
    if chosen is None:
        return with_mistake(HOME, "form")
    journal.forget_empty_drafts(desk.store, desk.journal.sealing, keys, desk.now())
    named = desk.new_id()
    _keep_draft(desk, keys, named, journal.begun(chosen))
    return see_other(path_of(named, "write"))


def _keep_draft(desk: Desk, keys: Keys, named: str, written: Written) -> bool:
    """Keep what is typed so far, sealed; in memory where the disk refuses, and then False."""
    place = place_of(desk, named)
    draft = journal.sealed_draft(desk.store, desk.journal.sealing, keys, place, written)
    if draft is None:
        raise HTTPException(409)
    try:
        desk.store.keep_entry(draft)
    except StoreError:
        desk.journal.hold(draft)
        return False
    desk.journal.let_go(draft.id)
    return True


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
        "turn": int(desk.now().timestamp() * 1000),
        "details": _details(read.written) if "ask" in request.query_params else (),
        "is_change": kept is not None,
        "is_draft": draft is not None and not read.written.is_empty,
        "is_held": draft is not None and draft.id in desk.journal.held,
        "most": MOST_LETTERS,
        "close_after": CLOSE_AFTER,
    }
    return page(request, "journal/write.html.j2", context)


def _details(written: Written) -> tuple[TellingDetail, ...]:
    """What in a hard case may tell who it was."""
    if written.form != "hard_case":
        return ()
    return telling_details("\n".join(written.words.values()))


def _unreadable(request: Request, read: ReadPage) -> Response:
    context = {"day": date_text(read.day), "named": read.id}
    return page(request, "journal/unreadable.html.j2", context)


def _typed(form: Form) -> Written:
    """What a page's form holds; HTTPException where it is none of ours, or far too long."""
    chosen = form_named(form.get("form", ""))
    if chosen is None:
        raise HTTPException(404)
    written = written_on(chosen, form)
    if sum(map(len, written.words.values())) > MOST_DRAFT_LETTERS:
        raise HTTPException(TOO_LONG)
    return written


def _turn(form: Form) -> int:
    said = form.get("turn", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0


def keep_draft(request: Request, form: Form) -> Response:
    """Keep what was typed so far; it says whether the disk has it and the journal is open.

    It needs no open journal: what somebody types must not be lost because it closed meanwhile.
    """
    desk, named, written = desk_of(request), page_id(request), _typed(form)
    keys = open_keys(request)
    is_kept = True
    if desk.journal.take_turn(named, _turn(form)):
        is_kept = _keep_draft(desk, keys, named, written)
    return JSONResponse({"kept": is_kept, "open": bool(keys)})


def keep(request: Request, form: Form) -> Response:
    """Keep a page for good; where that cannot be now, as a draft, and say why."""
    desk, named, written = desk_of(request), page_id(request), _typed(form)
    keys = open_keys(request)
    desk.journal.end_turns(named, _turn(form))
    if written.is_empty:
        return _let_go(desk, named)
    editor = path_of(named, "write")
    if is_too_long(written):
        _keep_draft(desk, keys, named, written)
        return with_mistake(editor, "long")
    if form.get("sure") != "yes" and _details(written):
        _keep_draft(desk, keys, named, written)
        return see_other(f"{editor}?ask=details#details")
    try:
        place = place_of(desk, named)
        is_kept = journal.keep_page(desk.store, desk.journal.sealing, keys, place, written)
    except StoreError:
        _keep_draft(desk, keys, named, written)
        return see_other(editor)
    if not is_kept:
        _keep_draft(desk, keys, named, written)
        return see_other(f"{HOME}?then={named}")
    desk.journal.let_go(f"{named}.draft")
    return see_other(f"{path_of(named)}?said=kept")


def _let_go(desk: Desk, named: str) -> Response:
    """Forget the draft of a page; a page that was kept before stays as it was."""
    journal.forget_draft(desk.store, named)
    desk.journal.let_go(f"{named}.draft")
    is_kept = journal.find_page(desk.store, named) is not None
    return see_other(path_of(named) if is_kept else f"{HOME}?said=let-go")


def let_go(request: Request, form: Form) -> Response:
    """Leave a page as it was before it was typed on."""
    desk, named = desk_of(request), page_id(request)
    desk.journal.end_turns(named, _turn(form))
    return _let_go(desk, named)


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
