"""Which row a form means that was made from an older profile: numbers move as rows come and go."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request

from trimtab.web.desk import desk_of
from trimtab.web.settings.field_shapes import Section
from trimtab.web.settings.forms import rows_of
from trimtab.web.settings.keeping import is_changed_since, profile_of, revision_in


def is_overtaken(request: Request, form: FormData) -> bool:
    """Whether a form means a row by its number, and the profile was changed since it was made."""
    is_new = request.path_params.get("number") == "new"
    return not is_new and is_changed_since(desk_of(request), form)


def number_now(request: Request, section: Section, form: FormData) -> int | None:
    """Where the row stands now that a form was made from; None once it is gone or was changed."""
    desk = desk_of(request)
    history = desk.store.profile_history()
    then = next((one for one in history if one.revision == revision_in(form)), None)
    rows = rows_of(profile_of(desk).text, section)
    before = rows_of(then.text, section) if then else []
    said = str(request.path_params.get("number", "new"))
    at = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else -1
    if 0 <= at < min(len(rows), len(before)) and rows[at] == before[at]:
        return at
    return rows.index(before[at]) if 0 <= at < len(before) and before[at] in rows else None
