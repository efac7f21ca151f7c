"""Which row a form of an older profile means: rows come, go and change meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request

from trimtab.domain.errors import ChangedMeanwhileError
from trimtab.domain.kept import KeptProfile
from trimtab.web.desk import Desk, desk_of
from trimtab.web.settings.field_shapes import Field, Section
from trimtab.web.settings.forms import Filled, is_other, rows_of, texts_in, texts_of
from trimtab.web.settings.keeping import is_changed_since, profile_of, revision_in

DELETED = "It was deleted meanwhile; Add brings it back."
STANDS = "There now: {}."
TAKEN_OVER = "Changed elsewhere meanwhile; before: {}."

_Row = Mapping[str, Any]


def is_overtaken(request: Request, form: FormData) -> bool:
    """Whether a form means a row by its number, and the profile was changed since it was made."""
    is_new = request.path_params.get("number") == "new"
    return not is_new and is_changed_since(desk_of(request), form)


def meant_now(request: Request, section: Section, form: FormData) -> tuple[int | None, Filled]:
    """Where the row of an overtaken form stands by now, None once it is gone, and the form anew.

    What was typed stays, with what stands there now beside it. A field that nobody touched here
    takes what it became elsewhere, so that keeping the form undoes nothing.
    """
    typed, told = texts_in(section, form), str(ChangedMeanwhileError("Your profile"))
    then = _versions_since(desk_of(request), form)
    histories = [rows_of(one.text, section) for one in then]
    at = _number_said(request)
    before = histories[0][at] if len(then) > 1 and at < len(histories[0]) else None
    rows = histories[-1]
    number = _of_that_name(rows, typed) if before is None else _followed(histories, at)
    if number is None:
        return None, Filled(typed, others=(DELETED if before is not None else told,))
    texts, notes = _merged(section, typed, rows[number], before)
    return number, Filled(texts, others=(told,), notes=notes)


def _versions_since(desk: Desk, form: FormData) -> list[KeptProfile]:
    """The profiles from the one that a form was made of until now; only the last if it is lost."""
    revision, now = revision_in(form), profile_of(desk)
    since = [one for one in desk.store.profile_history() if one.revision >= revision][::-1]
    return since if since and since[0].revision == revision else [now]


def _number_said(request: Request) -> int:
    said = str(request.path_params.get("number", ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 10**6


def _followed(histories: list[list[dict[str, Any]]], at: int) -> int | None:
    """The number, now, of a row of the oldest of these, followed from change to change."""
    name = _name(histories[0][at])
    for before, after in pairwise(histories):
        place = _stepped(before, after, at)
        if place is None:  # one added again under its name is it still
            return _only_one_called(histories[-1], name) if _is_only(histories[0], name) else None
        at = place
    return at


def _stepped(before: list[dict[str, Any]], after: list[dict[str, Any]], at: int) -> int | None:
    """The number of a row after one change: as it was, by its name, or changed in its place."""
    row = before[at]
    if row in after:
        return at if at < len(after) and after[at] == row else after.index(row)
    changed = [number for number, one in enumerate(after) if one not in before]
    named = [number for number in changed if _name(after[number]) == _name(row)]
    twins = [
        number for number, one in enumerate(before) if one not in after and _name(one) == _name(row)
    ]
    if twins.index(at) < len(named):
        return named[twins.index(at)]
    return at if len(before) == len(after) and at in changed else None


def _name(row: _Row) -> str:
    return str(row.get("name") or row.get("source") or "")


def _is_only(rows: list[dict[str, Any]], name: str) -> bool:
    return bool(name) and [_name(row) for row in rows].count(name) == 1


def _only_one_called(rows: list[dict[str, Any]], name: str) -> int | None:
    return [_name(row) for row in rows].index(name) if _is_only(rows, name) else None


def _of_that_name(rows: list[dict[str, Any]], typed: Mapping[str, str]) -> int | None:
    return _only_one_called(rows, _name(typed))


def _merged(
    section: Section, typed: Mapping[str, str], row: _Row, before: _Row | None
) -> tuple[dict[str, str], dict[str, str]]:
    """What stands in each field of a form that was overtaken, and what is told beside it."""
    now = texts_of(section, row)
    then = None if before is None else texts_of(section, before)
    texts, notes = dict(typed), dict[str, str]()
    for one in section.fields:
        if not is_other(one, typed[one.key], now[one.key]):
            continue
        if then is not None and not is_other(one, typed[one.key], then[one.key]):
            texts[one.key] = now[one.key]
            notes[one.key] = TAKEN_OVER.format(_said(one, then[one.key]))
        else:
            notes[one.key] = STANDS.format(_said(one, now[one.key]))
    return texts, notes


def _said(one: Field, text: str) -> str:
    """What stands in a field, as it is said beside it."""
    if one.typed in {"flag", "maybe"}:
        return {"yes": "yes", "": "left open" if one.typed == "maybe" else "no"}.get(text, "no")
    label = dict(one.choices).get(text, text)
    return f"“{label}”" if label else "nothing"
