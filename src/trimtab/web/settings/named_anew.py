"""After somebody was renamed: what else goes by the new name now, in a line."""

from __future__ import annotations

from starlette.requests import Request

from trimtab.profiles.renaming import kept_with
from trimtab.reports.wording import listed_text
from trimtab.web.desk import desk_of
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import rows_of
from trimtab.web.settings.keeping import profile_of

SAVED = "Saved. Your week follows in a moment."
WITH = "What was kept with them is kept with {} now: {}."
STILL_NAMED = "Something is kept with them still. Take that out first, or mark them “not told of”."
NAMED = "Whatever named them says {} now."


def saved_path(back: str, number: int | None, renamed: str) -> str:
    """The page after a change, told who has a new name that others name them by."""
    return f"{back}?saved=1" + (f"&renamed={number}" if renamed else "")


def saved_text(request: Request) -> str:
    """What is said of a change that was kept, and of what was kept with somebody renamed."""
    text = profile_of(desk_of(request)).text
    rows = rows_of(text, BY_TABLE["people"])
    said = request.query_params.get("renamed", "")
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and int(said) < len(rows)):
        return SAVED
    name = str(rows[int(said)].get("name", ""))
    kept = kept_with(text, name)
    told = WITH.format(name, listed_text(kept)) if kept else NAMED.format(name)
    return f"{SAVED} {told}"
