"""The journal's key: made, opened, closed, changed, and deleted with everything it opens."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from trimtab.app.mind import journal_keys
from trimtab.app.mind.journal import find_page, pages_kept
from trimtab.app.mind.journal_keys import Keys
from trimtab.app.mind.journal_ports import FreshKey, PagePlace
from trimtab.app.mind.parts import is_on
from trimtab.domain.diary import JournalKey
from trimtab.domain.errors import PassphraseError
from trimtab.store.journal_sealing import MISREAD
from trimtab.web.desk import Desk, desk_of
from trimtab.web.journal.opened import Waiting
from trimtab.web.journal.state import (
    HOME,
    draft_of,
    hint_typed,
    locked,
    open_keys,
    path_of,
    today,
    told,
    wanted,
    with_mistake,
)
from trimtab.web.journal.wording import LEAST_LETTERS
from trimtab.web.rendering import page, see_other
from trimtab.web.security.keys import who_tries
from trimtab.web.security.sessions import who

Form = Mapping[str, str]
RECOVERY, RECOVER, KEYS, FORGET = (
    f"{HOME}/recovery", f"{HOME}/recover", f"{HOME}/keys", f"{HOME}/forget"
)  # fmt: skip
ASKED_GROUPS = (2, 6)
"""Groups of a recovery key that are typed back, counted from 0."""

LONGEST_HINT = 120


def make_key(request: Request, form: Form) -> Response:
    """Make a key that waits in memory until its recovery key is confirmed."""
    desk = desk_of(request)
    if journal_keys.has_key(desk.store) or not is_on(desk.store, "journal"):
        return see_other(HOME)
    mistake = _mistake(form) or ("" if form.get("understood") == "yes" else "unsure")
    if mistake:
        return _typed_again(request, form, HOME, mistake)
    place = PagePlace(desk.new_id(), today(desk), desk.now())
    hint = form.get("hint", "").strip()[:LONGEST_HINT]
    with desk.journal.one_by_one:
        try:
            fresh = desk.journal.sealing.make_key(place, form["passphrase"], hint)
        except PassphraseError:
            return _typed_again(request, form, HOME, "odd")
    return _let_wait(request, fresh)


def _let_wait(request: Request, fresh: FreshKey) -> Response:
    """To the page that shows its recovery key and asks for two groups of it."""
    desk = desk_of(request)
    desk.journal.let_wait(who(request), Waiting(desk.new_id(), fresh, desk.now()))
    return see_other(RECOVERY)


def _typed_again(request: Request, form: Form, path: str, mistake: str) -> Response:
    """Back to the form, which holds the hint as it was typed; no passphrase is given back."""
    if mistake != "hint":
        hint = form.get("hint", "").strip()[:LONGEST_HINT]
        desk_of(request).journal.keep_hint(who(request), hint)
    return with_mistake(path, mistake)


def _mistake(form: Form) -> str:
    """What is wrong with a new passphrase, by name; nothing where it can be taken."""
    passphrase, hint = form.get("passphrase", ""), form.get("hint", "")
    if len(passphrase) < LEAST_LETTERS:
        return "short"
    if passphrase != form.get("again", ""):
        return "differ"
    return "hint" if passphrase.strip().casefold() in hint.casefold() else ""


def show_recovery(request: Request) -> Response:
    """The recovery key, for this once, and the question for two of its groups."""
    desk = desk_of(request)
    waiting = desk.journal.waiting(who(request), desk.now())
    if waiting is None:
        return see_other(HOME)
    context = {
        **told(request),
        "waiting": waiting.id,
        "groups": waiting.fresh.recovery.split("-"),
        "asked": [(at, at + 1) for at in ASKED_GROUPS],
        "is_anew": request.query_params.get("mistake") == "anew",
        "is_first": not journal_keys.has_key(desk.store),
    }
    return page(request, "journal/recovery.html.j2", context)


def confirm_recovery(request: Request, form: Form) -> Response:
    """Keep the key once the person has shown that they have its recovery key.

    One that was begun anew in another window is shown instead: its passphrase is another.
    """
    desk = desk_of(request)
    waiting = desk.journal.waiting(who(request), desk.now())
    if waiting is None:
        return with_mistake(HOME, "gone")
    if form.get("waiting") != waiting.id:
        return with_mistake(RECOVERY, "anew")
    groups = waiting.fresh.recovery.split("-")
    if not all(_is_group(form.get(f"group{at}", ""), groups[at]) for at in ASKED_GROUPS):
        return with_mistake(RECOVERY, "confirm")
    desk.journal.forget_waiting(who(request), waiting.id)
    return _take(request, waiting.fresh)


def _is_group(typed: str, group: str) -> bool:
    letters = typed.strip().upper().translate(MISREAD)
    return hmac.compare_digest(letters.encode(), group.encode())


def _take(request: Request, fresh: FreshKey) -> Response:
    """Keep a first key, or another recovery key for the one there is."""
    desk = desk_of(request)
    with desk.store.at_once():
        before = desk.store.entry(JournalKey, fresh.record.id)
        if before is None and journal_keys.has_key(desk.store):
            return with_mistake(HOME, "gone")
        by_recovery = fresh.record.by_recovery
        desk.store.keep_entry(replace(before or fresh.record, by_recovery=by_recovery))
    desk.journal.open(who(request), {fresh.opened.id: fresh.opened}, desk.now())
    return see_other(f"{KEYS}?said=renewed" if before else HOME)


def leave_recovery(request: Request, form: Form) -> Response:
    """Let go of a key that was not confirmed; nothing was set."""
    desk_of(request).journal.forget_waiting(who(request), form.get("waiting", ""))
    return see_other(HOME)


def open_journal(request: Request, form: Form) -> Response:
    """Open the journal for this session, if the passphrase is right."""
    then = wanted(form.get("then", ""))
    back = f"{HOME}?then={then}" if then else HOME
    desk = desk_of(request)

    def try_it() -> Keys:
        typed = form.get("passphrase", "")
        return journal_keys.open_by_passphrase(desk.store, desk.journal.sealing, typed)

    found = _tried(request, try_it)
    if isinstance(found, str):
        return with_mistake(back, found)
    desk.journal.open(who(request), found, desk.now())
    return see_other(_way_to(desk, then))


def _way_to(desk: Desk, then: str) -> str:
    if then and draft_of(desk, then):
        return path_of(then, "write")
    return path_of(then) if then and find_page(desk.store, then) else HOME


def _tried(request: Request, opens: Callable[[], Keys], mistake: str = "wrong") -> Keys | str:
    """The keys that something typed opens, else the name of the mistake; tries are counted."""
    desk = desk_of(request)
    attempts, address = desk.journal.attempts, who_tries(request)
    with desk.journal.one_by_one:
        if attempts.must_wait(address, desk.now()):
            return "wait"
        try:
            keys = opens()
        except PassphraseError:
            keys = {}
        if not keys:
            attempts.failed(address, desk.now())
    return keys or mistake


def close_journal(request: Request, _: Form) -> Response:
    """Close it, in every browser and on every phone."""
    desk_of(request).journal.close()
    return see_other(f"{HOME}?said=closed")


def show_recover(request: Request) -> Response:
    """The way in for who forgot the passphrase."""
    if not journal_keys.has_key(desk_of(request).store):
        return see_other(HOME)
    return page(request, "journal/recover.html.j2", {**told(request), "hint": hint_typed(request)})


def recover(request: Request, form: Form) -> Response:
    """Open by the recovery key, and take another passphrase."""
    desk = desk_of(request)
    if mistake := _mistake(form):
        return _typed_again(request, form, RECOVER, mistake)

    def try_it() -> Keys:
        typed = form.get("recovery", "")
        return journal_keys.open_by_recovery(desk.store, desk.journal.sealing, typed)

    found = _tried(request, try_it, "recovery")
    if isinstance(found, str):
        return _typed_again(request, form, RECOVER, found)
    return _under_another(request, form, found) or see_other(f"{HOME}?said=changed")


def _under_another(request: Request, form: Form, keys: Keys) -> Response | None:
    """Put keys under the passphrase typed twice; an answer only where that cannot be."""
    desk = desk_of(request)
    hint = form.get("hint", "").strip()[:LONGEST_HINT]
    with desk.journal.one_by_one:
        try:
            journal_keys.change_passphrase(
                desk.store, desk.journal.sealing, keys, form["passphrase"], hint
            )
        except PassphraseError:
            return with_mistake(request.url.path, "odd")
    desk.journal.open(who(request), keys, desk.now())
    return None


def show_keys(request: Request) -> Response:
    """What can be done with passphrase and recovery key."""
    if not open_keys(request):
        return locked(request)
    hint = hint_typed(request, journal_keys.hint_kept(desk_of(request).store))
    return page(request, "journal/keys.html.j2", {**told(request), "hint": hint})


def change_passphrase(request: Request, form: Form) -> Response:
    """Take another passphrase, for who knows the one there is."""
    if mistake := _mistake(form):
        return _typed_again(request, form, KEYS, mistake)
    found = _by_current(request, form)
    if isinstance(found, str):
        return _typed_again(request, form, KEYS, found)
    answer = _under_another(request, form, found)
    return with_mistake(KEYS, "odd") if answer else see_other(f"{KEYS}?said=changed")


def _by_current(request: Request, form: Form) -> Keys | str:
    desk = desk_of(request)

    def try_it() -> Keys:
        typed = form.get("current", "")
        return journal_keys.open_by_passphrase(desk.store, desk.journal.sealing, typed)

    return _tried(request, try_it)


def renew_recovery(request: Request, form: Form) -> Response:
    """Make another recovery key, for who knows the passphrase."""
    desk = desk_of(request)
    found = _by_current(request, form)
    if isinstance(found, str):
        return with_mistake(KEYS, found)
    record = journal_keys.writing_key(desk.store, found)
    if record is None:
        return see_other(HOME)
    fresh = desk.journal.sealing.with_recovery(record, found[record.id])
    return _let_wait(request, fresh)


def ask_before_forgetting(request: Request) -> Response:
    """The question whether all of it shall go; it can be asked with the journal closed."""
    store = desk_of(request).store
    if not journal_keys.has_key(store):
        return see_other(HOME)
    return page(request, "journal/forget.html.j2", {"count": len(pages_kept(store))})


def forget(request: Request, form: Form) -> Response:
    """Delete every page and the key."""
    desk = desk_of(request)
    if form.get("sure") != "yes":
        return see_other(FORGET)
    journal_keys.forget_journal(desk.store)
    desk.journal.forget_all()
    return see_other(f"{HOME}?said=forgotten")
