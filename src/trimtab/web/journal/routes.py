"""Where the journal is served."""

from __future__ import annotations

from starlette.routing import Route

from trimtab.web.journal import keys_pages, pages, typed
from trimtab.web.journal.guard import changed, shown
from trimtab.web.journal.state import HOME

PAGE = f"{HOME}/pages/{{page}}"


def routes() -> list[Route]:
    """Where this room's pages are served."""
    seen = {
        HOME: pages.show,
        keys_pages.RECOVERY: keys_pages.show_recovery,
        keys_pages.RECOVER: keys_pages.show_recover,
        keys_pages.KEYS: keys_pages.show_keys,
        keys_pages.FORGET: keys_pages.ask_before_forgetting,
        PAGE: pages.show_one,
        f"{PAGE}/print": pages.show_print,
        f"{PAGE}/write": pages.show_editor,
        f"{PAGE}/delete": pages.ask_before_deleting,
    }
    done = {
        f"{HOME}/key": keys_pages.make_key,
        keys_pages.RECOVERY: keys_pages.confirm_recovery,
        f"{keys_pages.RECOVERY}/leave": keys_pages.leave_recovery,
        f"{HOME}/open": keys_pages.open_journal,
        f"{HOME}/close": keys_pages.close_journal,
        keys_pages.RECOVER: keys_pages.recover,
        f"{HOME}/passphrase": keys_pages.change_passphrase,
        f"{HOME}/new-recovery": keys_pages.renew_recovery,
        keys_pages.FORGET: keys_pages.forget,
        f"{HOME}/begin": typed.begin,
        PAGE: typed.keep,
        f"{PAGE}/draft": typed.keep_draft,
        f"{PAGE}/let-go": typed.let_go,
        f"{PAGE}/delete": pages.delete,
    }
    return [
        *(Route(path, shown(one), methods=["GET"]) for path, one in seen.items()),
        *(Route(path, changed(one), methods=["POST"]) for path, one in done.items()),
    ]
