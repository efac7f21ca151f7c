"""What is typed on a page: kept as it is typed, kept for good, or let go of.

Which of two windows goes on with a page is settled before anything is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trimtab.app.mind import journal
from trimtab.app.mind.journal import Typed
from trimtab.app.mind.journal_windows import Sitting, goes_on, page_for
from trimtab.app.mind.parts import is_on
from trimtab.domain.errors import StoreError
from trimtab.domain.journal import MOST_LETTERS, Written, form_named, is_too_long, written_on
from trimtab.domain.telling_details import TellingDetail, telling_details
from trimtab.web.desk import Desk, desk_of
from trimtab.web.journal.state import (
    HOME,
    open_keys,
    page_id,
    path_of,
    place_of,
    standing,
    wanted,
    with_mistake,
)
from trimtab.web.rendering import see_other

Form = Mapping[str, str]
MOST_DRAFT_LETTERS = 10 * MOST_LETTERS
TOO_LONG = 413


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
    _keep_draft(request, Typed(place_of(desk, named), journal.begun(chosen)))
    return see_other(path_of(named, "write"))


def keep_draft(request: Request, form: Form) -> Response:
    """Keep what was typed so far; it says whether the disk has it and the journal is open.

    It needs no open journal: what somebody types must not be lost because it closed meanwhile. It
    says too where this is, should that be another page than the one that was shown.
    """
    desk, named, written = desk_of(request), page_id(request), _written(form)
    sitting = _sitting(form)
    is_kept = True
    with desk.journal.typing:
        typed = _typed(desk, named, written, sitting)
        if desk.journal.take_turn(sitting.id or named, _turn(form)):
            is_kept = _keep_draft(request, typed)
    answer = {"kept": is_kept, "open": bool(open_keys(request))}
    moved = {} if typed.place.id == named else {"moved": path_of(typed.place.id)}
    return JSONResponse({**answer, **moved})


def keep_as_draft(request: Request, named: str, form: Form) -> str:
    """Keep what was typed as a draft, whatever is open; gives the id of the page it is on."""
    desk, written = desk_of(request), _written(form)
    with desk.journal.typing:
        typed = _typed(desk, named, written, _sitting(form))
        _keep_draft(request, typed)
    return typed.place.id


def keep(request: Request, form: Form) -> Response:
    """Keep a page for good; where that cannot be now, as a draft, and say why."""
    desk, named, written = desk_of(request), page_id(request), _written(form)
    sitting = _sitting(form)
    with desk.journal.typing:
        desk.journal.end_turns(sitting.id or named, _turn(form))
        if written.is_empty:
            return _let_go(desk, named, sitting)
        typed = _typed(desk, named, written, sitting)
        reason = _why_not_yet(typed, named, form)
        if reason is None and _is_kept(request, typed):
            desk.journal.let_go(f"{named}.draft")
            return see_other(f"{path_of(named)}?said=kept")
        _keep_draft(request, typed)
    if not open_keys(request):
        return see_other(f"{HOME}?then={typed.place.id}")
    return see_other(f"{path_of(typed.place.id, 'write')}{reason or ''}")


def _why_not_yet(typed: Typed, named: str, form: Form) -> str | None:
    """What the editor is to say, as its address has it, before a page is kept for good."""
    if typed.place.id != named:
        return "?mistake=elsewhere"
    if is_too_long(typed.written):
        return "?mistake=long"
    if form.get("sure") != "yes" and details_of(typed.written):
        return "?ask=details#details"
    return None


def _is_kept(request: Request, typed: Typed) -> bool:
    """Keep a page for good; False where the journal is closed or the disk full."""
    desk = desk_of(request)
    try:
        return journal.keep_page(desk.store, desk.journal.sealing, open_keys(request), typed)
    except StoreError:
        return False


def let_go(request: Request, form: Form) -> Response:
    """Leave a page as it was before it was typed on."""
    desk, named, sitting = desk_of(request), page_id(request), _sitting(form)
    with desk.journal.typing:
        desk.journal.end_turns(sitting.id or named, _turn(form))
        return _let_go(desk, named, sitting)


def _let_go(desk: Desk, named: str, sitting: Sitting) -> Response:
    """Forget the draft of a page, but for one of another window; a page kept stays as it was."""
    if goes_on(sitting, standing(desk, named)):
        journal.forget_draft(desk.store, named)
        desk.journal.let_go(f"{named}.draft")
    is_kept = journal.find_page(desk.store, named) is not None
    return see_other(path_of(named) if is_kept else f"{HOME}?said=let-go")


def details_of(written: Written) -> tuple[TellingDetail, ...]:
    """What in a hard case may tell who it was."""
    if written.form != "hard_case":
        return ()
    return telling_details("\n".join(written.words.values()))


def _written(form: Form) -> Written:
    """What a page's form holds; HTTPException where it is none of ours, or far too long."""
    chosen = form_named(form.get("form", ""))
    if chosen is None:
        raise HTTPException(404)
    written = written_on(chosen, form)
    if sum(map(len, written.words.values())) > MOST_DRAFT_LETTERS:
        raise HTTPException(TOO_LONG)
    return written


def _sitting(form: Form) -> Sitting:
    return Sitting(wanted(form.get("window", "")), form.get("edition", ""))


def _turn(form: Form) -> int:
    said = form.get("turn", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0


def _typed(desk: Desk, named: str, written: Written, sitting: Sitting) -> Typed:
    """What was typed, where it belongs: on the page shown, or on one of its own of that day."""
    own = page_for(sitting, named, lambda page: standing(desk, page))
    place = place_of(desk, own, or_else=named)
    return Typed(place, written, sitting.id)


def _keep_draft(request: Request, typed: Typed) -> bool:
    """Keep what is typed so far, sealed; in memory where the disk refuses, and then False."""
    desk = desk_of(request)
    draft = journal.sealed_draft(desk.store, desk.journal.sealing, open_keys(request), typed)
    if draft is None:
        raise HTTPException(409)
    try:
        desk.store.keep_entry(draft)
    except StoreError:
        desk.journal.hold(draft)
        return False
    desk.journal.let_go(draft.id)
    return True
