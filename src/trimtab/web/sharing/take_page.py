"""A file of somebody else: read strictly, shown beside what is there, taken as chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.domain.errors import Problem, ProfileError
from trimtab.domain.people import Profile
from trimtab.domain.sharing import CODE, WAYS, Beside, Choice, Order, Shared, Standing, Way
from trimtab.domain.source_names import masked
from trimtab.profiles.sharing.bounds import effect_of
from trimtab.profiles.sharing.form import MOST_BYTES
from trimtab.profiles.sharing.letters import LONGEST_NAME
from trimtab.profiles.sharing.offered import shared_template
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.sharing.taking import beside, calendar_for_codes, take, unknown_values
from trimtab.profiles.templates import TEMPLATE_ROLES
from trimtab.reports.sharing_words import TABLE_NAMES, effect_lines, thing_name, thing_text
from trimtab.web.desk import desk_of
from trimtab.web.rendering import page, see_other, show_form, shown_form
from trimtab.web.security.limits import file_in, long_form
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in
from trimtab.web.sharing.cards import PATH
from trimtab.web.sharing.first_page import show_first
from trimtab.web.sharing.make_page import sound_profile, unread
from trimtab.web.sharing.taken_last import keep_taken

TAKE = f"{PATH}/take"
PASTED = "What was pasted"
CHANGED = "Your profile was changed meanwhile: this is how it stands now."
NO_FILE = Problem(PASTED, None, "No file came.", "Choose one, or paste all of it.")


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of a file beside what is there, and what is done with it."""

    number: int
    heading: str
    name: str
    says: str
    own_name: str
    own_says: str
    standing: Standing
    way: Way
    new_name: str
    can_be_renamed: bool
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that the profile lacks, and the one of it that it counts as; empty for its own."""

    name: str
    counts_as: str


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """A calendar that codes can be for."""

    number: int
    name: str


async def look(request: Request) -> Response:
    """Show what a file holds beside what is there; nothing changes."""
    form = await long_form(request)
    content = await file_in(form, MOST_BYTES)
    return await run_in_threadpool(_look, request, form, content)


def _look(request: Request, form: FormData, content: bytes) -> Response:
    profile = sound_profile(request)
    if profile is None:
        return unread(request, status=409)
    role, pasted = str(form.get("role") or ""), str(form.get("pasted") or "")
    if role in TEMPLATE_ROLES:
        content = shared_template(role)
    elif not content:
        content = pasted.encode()
    if not content.strip():
        return show_first(request, (NO_FILE,), status=422)
    shared, problems = read_shared(content, PASTED)
    if shared is None:
        return show_first(request, problems, pasted=pasted[:MOST_BYTES], status=422)
    text = content.decode("utf-8-sig")
    fields = [*form.multi_items(), ("content", text)]
    return show_form(request, TAKE, fields)


def show(request: Request) -> Response:
    """What was looked at, as Back and a second look find it."""
    form, profile = shown_form(request), sound_profile(request)
    if form is None or profile is None:
        return see_other(PATH)
    content = str(form.get("content") or "")
    shared, problems = read_shared(content.encode(), PASTED)
    if shared is None:
        return show_first(request, problems, status=422)
    return _page(request, profile, (content, shared), form)


def _page(
    request: Request,
    profile: Profile,
    file: tuple[str, Shared],
    form: FormData,
    *,
    told: str = "",
) -> Response:
    content, shared = file
    kept = profile_of(desk_of(request))
    calendar = _calendar(kept.text, profile, form)
    found = beside(kept.text, shared, calendar)
    has_codes = any(one.thing.table == CODE for one in found)
    rows = _rows(found, form)
    context = {
        "title": shared.title,
        "unticked": sum(row.standing == "new" and row.way == "leave" for row in rows),
        "are_ticked": any(row.standing == "new" and row.way == "take" for row in rows),
        "effects": tuple(effect_lines(effect_of(shared.things))),
        "content": content,
        "rows": rows,
        "values": [ValueRow(name, _said(form, "value", number)) for number, name in
                   enumerate(unknown_values(kept.text, shared))],
        "own_values": list(profile.values),
        "calendars": [CalendarChoice(number, one.name or masked(one.source))
                      for number, one in enumerate(profile.calendars)] if has_codes else [],
        "calendar": calendar,
        "lacks_calendar": has_codes and not profile.calendars,
        "told": told,
        "longest": LONGEST_NAME,
        "revision": kept.revision,
    }  # fmt: skip
    return page(request, "sharing/take.html.j2", context, status=422 if told else 200)


def _said(form: FormData, field: str, number: int) -> str:
    return str(form.get(f"{field}-{number}") or "").strip()


def _calendar(text: str, profile: Profile, form: FormData) -> int:
    said = str(form.get("calendar") or "")
    if said.isascii() and said.isdecimal() and int(said[:4]) < len(profile.calendars):
        return int(said[:4])
    return calendar_for_codes(text)


def _rows(found: Sequence[Beside], form: FormData) -> list[Row]:
    rows: list[Row] = []
    last = ""
    for number, one in enumerate(found):
        heading = TABLE_NAMES[one.thing.table]
        way = _said(form, "way", number)
        is_first = not form.keys() & {"chosen", "role"}
        is_taken = one.standing == "new" and (is_first or form.get("do") == "all")
        usual: Way = "take" if is_taken else "leave"
        rows.append(
            Row(
                number=number,
                heading=heading if heading != last and one.thing.name else "",
                name=thing_name(one.thing),
                says=thing_text(one.thing),
                own_name=thing_name(one.own) if one.own else "",
                own_says=thing_text(one.own) if one.own else "",
                standing=one.standing,
                way=way if way in WAYS else usual,
                new_name=_said(form, "name", number) or one.offered,
                can_be_renamed=bool(one.offered),
            )
        )
        last = heading
    return rows


async def keep(request: Request) -> Response:
    """Take what was chosen."""
    form = await long_form(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: FormData) -> Response:
    profile, desk = sound_profile(request), desk_of(request)
    content = str(form.get("pasted") or "")
    shared, problems = read_shared(content.encode(), PASTED)
    if profile is None or shared is None:
        return show_first(request, problems, pasted=content[:MOST_BYTES], status=422)
    if form.get("do") in {"look", "all"}:
        fields = [(name, one) for name, one in form.multi_items() if name != "pasted"]
        return show_form(request, TAKE, [*fields, ("content", content)])
    kept = profile_of(desk)
    if revision_in(form) != kept.revision:
        return _page(request, profile, (content, shared), form, told=CHANGED)
    try:
        taken = take(kept.text, shared, _order(request, profile, shared, form))
    except ProfileError as error:
        told = " ".join(f"{one.what} {one.mend}".strip() for one in error.problems)
        return _page(request, profile, (content, shared), form, told=told)
    if taken.text == kept.text:
        return see_other(f"{PATH}?nothing=1")
    keep_text(desk, taken.text, revision_in(form))
    keep_taken(desk, kept.revision, profile_of(desk).revision)
    return see_other(f"{PATH}?taken=1")


def _order(request: Request, profile: Profile, shared: Shared, form: FormData) -> Order:
    desk = desk_of(request)
    text = profile_of(desk).text
    choices: dict[tuple[str, str], Choice] = {}
    for number, thing in enumerate(shared.things):
        way = _said(form, "way", number)
        known: Way = way if way in WAYS else "leave"
        choices[thing.key] = Choice(known, _said(form, "name", number))
    values: Mapping[str, str] = {
        name: own
        for number, name in enumerate(unknown_values(text, shared))
        if (own := _said(form, "value", number)) in profile.values
    }
    return Order(
        today=desk.now().astimezone(ZoneInfo(profile.person.time_zone)).date(),
        choices=choices,
        values=values,
        calendar=_calendar(text, profile, form),
    )


def routes() -> list[Route]:
    """Where a file is looked at and taken."""
    return [
        Route(TAKE, show, methods=["GET"]),
        Route(TAKE, look, methods=["POST"]),
        Route(f"{TAKE}/keep", keep, methods=["POST"]),
    ]
