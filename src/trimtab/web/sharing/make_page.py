"""A file made from what is kept: chosen row by row, seen letter for letter, then downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem
from trimtab.domain.people import Profile
from trimtab.domain.sharing import SHARE_KINDS, TABLES_OF, Leaving, Shared, SharedThing, ShareKind
from trimtab.profiles.sharing.leaving import find_leaving, fitted, title_fault
from trimtab.profiles.sharing.letters import LONGEST_NAME, word_fault
from trimtab.profiles.sharing.reading import find_fault, read_shared
from trimtab.profiles.sharing.writing import write_shared
from trimtab.reports.sharing_words import KIND_NAMES, PRIVATE, TABLE_NAMES, thing_name, thing_text
from trimtab.reports.wording import listed_text
from trimtab.web.desk import desk_of
from trimtab.web.profiles_kept import profile_of as read_profile_of
from trimtab.web.rendering import page, show_form, shown_form
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import profile_of, revision_in
from trimtab.web.sharing.cards import PATH

MAKE = f"{PATH}/make"
FILE = "The file"
TITLES: Mapping[ShareKind, str] = {
    "week": "A week that works",
    "rituals": "Rituals that work",
    "boundaries": "Boundaries that hold",
    "codes": "Codes of our calendar",
}
NOTHING_CHOSEN = "Tick what shall leave."
CHANGED = "Your profile was changed meanwhile, so look once more at what leaves."
SAFE_NAMES = frozenset(f"{kind}.toml" for kind in SHARE_KINDS)


@dataclass(frozen=True, slots=True)
class Row:
    """Something that can leave: ticked or not, under a name that can be changed."""

    number: int
    heading: str
    name: str
    can_be_renamed: bool
    says: str
    removed: str
    why_not: str
    is_ticked: bool
    mistake: str = ""


def show(request: Request) -> Response:
    """What could leave, of one kind; or the file that was made."""
    shown = shown_form(request)
    if shown is not None:
        return _made(request, str(shown.get("text") or ""), str(shown.get("kind") or ""))
    kind = _kind(request.query_params.get("kind", ""))
    profile = sound_profile(request)
    if profile is None:
        return unread(request)
    return _page(request, kind, _rows(_leaving(request, profile, kind)))


def sound_profile(request: Request) -> Profile | None:
    """The profile; None where its text holds mistakes."""
    desk = desk_of(request)
    return read_profile_of(desk.store, desk.zone)


def unread(request: Request, status: int = 200) -> Response:
    """The page where there is no profile yet, or one that cannot be read."""
    is_new = desk_of(request).store.profile() is None
    return page(request, "sharing/unread.html.j2", {"is_new": is_new}, status=status)


def _kind(said: str) -> ShareKind:
    if said not in SHARE_KINDS:
        raise HTTPException(404)
    return said


def _leaving(request: Request, profile: Profile, kind: ShareKind) -> tuple[Leaving, ...]:
    return find_leaving(profile_of(desk_of(request)).text, profile, TABLES_OF[kind])


def _rows(leaving: Sequence[Leaving]) -> list[Row]:
    rows = []
    heading = ""
    for number, one in enumerate(leaving):
        new = TABLE_NAMES[one.thing.table]
        rows.append(
            Row(
                number=number,
                heading=new if new != heading and one.thing.name else "",
                name=thing_name(one.thing),
                can_be_renamed="name" in one.thing.values,
                says=thing_text(one.thing),
                removed=listed_text(one.removed),
                why_not=PRIVATE if one.is_private else _sentence(listed_text(one.doubts)),
                is_ticked=not (one.is_private or one.doubts),
            )
        )
        heading = new
    return rows


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _page(  # noqa: PLR0913 - what the page may say
    request: Request,
    kind: ShareKind,
    rows: Sequence[Row],
    *,
    title: str = "",
    told: str = "",
    title_mistake: str = "",
    status: int = 200,
) -> Response:
    context = {
        "kind": kind,
        "kind_name": KIND_NAMES[kind],
        "rows": rows,
        "title": title or TITLES[kind],
        "told": told,
        "title_mistake": title_mistake,
        "longest": LONGEST_NAME,
        "revision": profile_of(desk_of(request)).revision,
    }
    return page(request, "sharing/make.html.j2", context, status=status)


async def make(request: Request) -> Response:
    """Show the file letter for letter."""
    form = await long_form(request)
    return await run_in_threadpool(_make, request, form)


def _make(request: Request, form: FormData) -> Response:
    kind, profile = _kind(str(form.get("kind") or "")), sound_profile(request)
    if profile is None:
        return unread(request, status=409)
    leaving = _leaving(request, profile, kind)
    if revision_in(form) != profile_of(desk_of(request)).revision:
        return _page(request, kind, _rows(leaving), told=CHANGED, status=409)
    rows = [
        _as_typed(row, one.thing, form) for row, one in zip(_rows(leaving), leaving, strict=True)
    ]
    title = str(form.get("title") or "").strip()
    fault = word_fault(title, 80) or title_fault(title, profile)
    chosen = [(row, one) for row, one in zip(rows, leaving, strict=True) if row.is_ticked]
    told = "" if chosen else NOTHING_CHOSEN
    if fault or told or any(row.mistake for row in rows):
        mistake = f"The title {fault}." if fault else ""
        return _page(request, kind, rows, title=title, told=told, title_mistake=mistake, status=422)
    names = {one.thing.key: row.name for row, one in chosen if row.can_be_renamed}
    things = tuple(fitted((one.thing for _, one in chosen), names))
    role = profile.person.role if kind == "week" else None
    content, problems = write_shared(Shared(title, things, role), FILE)
    if problems:
        return _page(request, kind, rows, title=title, told=_told(problems), status=422)
    return show_form(request, MAKE, [("kind", kind), ("text", content.decode())])


def _made(request: Request, text: str, kind: str) -> Response:
    context = {"text": text, "kind": kind, "rows": text.count("\n") + 1}
    return page(request, "sharing/made.html.j2", context)


def _told(problems: Sequence[Problem]) -> str:
    return " ".join(f"{one.what} {one.mend}" for one in problems[:3])


def _as_typed(row: Row, thing: SharedThing, form: FormData) -> Row:
    """A row as the form has it."""
    is_ticked = f"take-{row.number}" in form
    name = str(form.get(f"name-{row.number}") or "").strip() if row.can_be_renamed else row.name
    others = {key: value for key, value in thing.values.items() if key != "name"}
    fault = word_fault(name) or find_fault(others)
    mistake = f"It {fault}, which no shared file may." if fault and is_ticked else ""
    return replace(row, name=name, is_ticked=is_ticked, mistake=mistake)


async def download(request: Request) -> Response:
    """The file that was shown, once more checked, so that nothing else is ever sent back."""
    form = await long_form(request)
    content = str(form.get("text") or "").replace("\r\n", "\n").encode()
    shared, problems = read_shared(content, FILE)
    name = f"{form.get('kind')}.toml"
    if shared is None or name not in SAFE_NAMES:
        raise HTTPException(422, detail=_told(problems))
    headers = {"Content-Disposition": f'attachment; filename="shared-{name}"'}
    return Response(content, media_type="application/toml", headers=headers)


def routes() -> list[Route]:
    """Where a file is made and downloaded."""
    return [
        Route(MAKE, show, methods=["GET"]),
        Route(MAKE, make, methods=["POST"]),
        Route(f"{MAKE}/file", download, methods=["POST"]),
    ]
