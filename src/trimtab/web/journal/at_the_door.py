"""What was typed on a page while everything closed: the door hands it back with the passphrase.

It is on the page that asks for the passphrase, sent by the browser that typed it, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

from trimtab.domain.journal import PARTS, form_named
from trimtab.web.journal.guard import without_words
from trimtab.web.journal.state import HOME, wanted
from trimtab.web.journal.typed import keep_as_draft

PAGE = f"{HOME}/pages/{{page}}"
HANDED = "journal."
"""What the names of such fields begin with on the page that asks for the passphrase."""


def handed_over(request: Request, form: Mapping[str, str]) -> Mapping[str, str]:
    """Fields for the door to hold, from what a page of the journal sent; none of an empty one."""
    named, chosen = wanted(request.path_params["page"]), form_named(form.get("form", ""))
    if not named or chosen is None or not any(form.get(part) for part in PARTS[chosen]):
        return {}
    names = ("form", "window", "edition", *PARTS[chosen])
    return {f"{HANDED}page": named, **{f"{HANDED}{one}": form.get(one, "") for one in names}}


def still_handed(form: Mapping[str, str]) -> Mapping[str, str]:
    """The same fields, as the door's own form sent them back."""
    return {name: value for name, value in form.items() if name.startswith(HANDED)}


def keep_handed(request: Request, form: Mapping[str, str]) -> str:
    """Keep them as a draft, sealed, now that it can be; gives the way there, "" without any."""
    typed = {name.removeprefix(HANDED): value for name, value in still_handed(form).items()}
    named = wanted(typed.get("page", ""))
    if not named:
        return ""
    try:
        kept = without_words(lambda: keep_as_draft(request, named, typed))
    except HTTPException:
        return ""
    return f"{HOME}?then={kept}"
