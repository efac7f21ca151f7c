"""Calendars as they stand: what each says, codes to explain, more to add, some to take off."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.horizon_now import zone_in
from trimtab.app.daily.replanning import plan_anew
from trimtab.domain.commitments import COMMITMENT_KINDS, CalendarSource, CommitmentKind
from trimtab.domain.errors import TrimtabError
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.domain.source_names import is_feed, masked, name_calendars, scheme_of
from trimtab.profiles.editing import add_table, find_mistakes, remove_table, set_keys
from trimtab.profiles.first_profile import ChosenCalendar, calendar_table
from trimtab.profiles.reading import read_profile
from trimtab.reports.wording import when_text
from trimtab.web.calendar_words import (
    KIND_LABELS,
    NOT_READ_YET,
    CodeQuestion,
    again_texts,
    standing_text,
)
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.calendars_step import CalendarCard, card_of, code_mistakes, explained
from trimtab.web.first_run.draft import source_of
from trimtab.web.first_run.uploads import Given, given_in, host_of, keep_given, with_host
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import rows_of
from trimtab.web.settings.keeping import (
    forget_calendar,
    is_saved,
    keep_text,
    keep_whole,
    profile_of,
    revision_in,
)

CALENDARS = "/settings/calendars"
ADDED = "A file, added {}."
ONE_WRONG = "One moment: a code is to be mended below. Nothing was changed yet."
SOME_WRONG = "One moment: {} codes are to be mended below. Nothing was changed yet."


def show_calendars(request: Request) -> Response:
    """Every calendar of the profile, files read anew, addresses where asked for."""
    return _show(request)


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that could not be kept: why, and everything that was typed into it."""

    told: str
    form: FormData
    address: str = ""
    pasted: str = ""


NOTHING_REFUSED = Refused("", FormData())


def _show(request: Request, refused: Refused = NOTHING_REFUSED, status: int = 200) -> Response:
    desk = desk_of(request)
    cards = list(_cards(desk, request.query_params.get("read", ""), refused.form))
    context = {
        "cards": cards,
        "has_addresses": desk.watch is not None and any(one.is_elsewhere for one in cards),
        "kinds": KIND_LABELS,
        "told": refused.told,
        "address": refused.address,
        "pasted": refused.pasted,
        "revision": profile_of(desk).revision,
        "is_saved": is_saved(request),
        "again": _told_again(desk) if "again" in request.query_params else ("", ""),
    }
    return page(request, "settings/calendars.html.j2", context, status=status)


@dataclass(frozen=True, slots=True)
class Shown:
    """A calendar as the page shows it: whether what it says is there, and how it stands."""

    card: CalendarCard
    is_read: bool
    is_elsewhere: bool
    stands: str


def _cards(desk: Desk, asked: str, form: FormData) -> Iterator[Shown]:
    """Every calendar with what a form says of it; of those elsewhere only what is asked for."""
    text = profile_of(desk).text
    kept = {one.name: one for one in desk.store.calendars()}
    states = desk.watch.states() if desk.watch else {}
    zone = zone_in(text)
    now = desk.now().astimezone(ZoneInfo(zone))
    profile, _ = read_profile(text, "profile", zone=zone)
    sources = name_calendars(profile.calendars) if profile else ()
    for number, row in enumerate(rows_of(text, BY_TABLE["calendar"])):
        chosen = _chosen(row)
        file, state = kept.get(chosen.source), states.get(chosen.source)
        is_typed = f"kind-{number}" in form or f"code-{number}-0" in form
        is_read = is_typed or not is_feed(chosen.source) or asked == str(number)
        if not is_read:
            card = _unread(number, chosen, sources[number] if number < len(sources) else None)
        else:
            source = sources[number] if number < len(sources) else source_of(chosen)
            content, today = file.content if file else None, desk.now().date()
            found = desk.look(source, content, zone, today, allowed_hosts=_allowed_in(text))
            card = card_of(number, chosen, found)
            card = _as_typed(card, chosen, found, form) if is_typed else card
        stands = standing_text(state, now) if state else ""
        if state is not None and is_read:
            stands = _standing_now(desk, chosen.source, now)
        if file is not None:
            stands = ADDED.format(when_text(file.added_at, now))
        yield Shown(card, is_read, bool(scheme_of(chosen.source)), stands)


def _standing_now(desk: Desk, source: str, now: datetime) -> str:
    """How a calendar stands that was looked at just now; one never read has its card alone."""
    state = desk.watch.states().get(source) if desk.watch else None
    return standing_text(state, now) if state and state.fetched_at else ""


def _as_typed(
    card: CalendarCard, chosen: ChosenCalendar, found: UnderstoodCalendar, form: FormData
) -> CalendarCard:
    """The card with what a form says, also of codes that the calendar has no longer."""
    said = explained(chosen, card.number, form)
    typed = card_of(card.number, said, found)
    asked = {one.code for _, one in card.questions}
    others = [code for code in typed.mistakes if code not in asked]
    more = (CodeQuestion(code, "", said.codes[code], "") for code in others)
    return replace(typed, questions=(*typed.questions, *enumerate(more, len(card.questions))))


def _allowed_in(text: str) -> tuple[str, ...]:
    """Servers of the person's own network that the profile allows."""
    profile, _ = read_profile(text, "profile")
    return profile.allowed_hosts if profile else ()


def _unread(number: int, chosen: ChosenCalendar, named: CalendarSource | None) -> CalendarCard:
    source = named or source_of(chosen)
    name = source.name or masked(source.source)
    return card_of(number, chosen, UnderstoodCalendar(name, fault=NOT_READ_YET))


def _chosen(row: dict[str, Any]) -> ChosenCalendar:
    codes = {
        code: ", ".join(means) if isinstance(means, list) else str(means)
        for code, means in row.get("codes", {}).items()
    }
    kind = row.get("kind")
    return ChosenCalendar(
        str(row.get("source") or ""),
        cast("CommitmentKind", kind) if kind in COMMITMENT_KINDS else None,
        str(row.get("name") or ""),
        str(row.get("row") or ""),
        codes,
    )


async def change(request: Request) -> Response:
    """Add what was dropped in, pasted or named; explain codes; take one off."""
    form = await long_form(request)
    given = await given_in(form)
    return await run_in_threadpool(_change, request, form, given)


def _change(request: Request, form: FormData, given: Given) -> Response:
    desk, wish = desk_of(request), str(form.get("do") or "add")
    rows = rows_of(profile_of(desk).text, BY_TABLE["calendar"])
    verb, _, said = wish.partition("-")
    number = int(said) if said.isdecimal() and len(said) < 6 else -1
    change_one = CHANGES.get(verb) if 0 <= number < len(rows) else None
    try:
        answer = change_one(request, number, form) if change_one else _add(request, form, given)
    except TrimtabError as error:
        typed = [str(form.get(name) or "") for name in ("address", "pasted")]
        return _show(request, Refused(str(error), form, *typed), 409)
    _look_after(desk)
    return answer


def _add(request: Request, form: FormData, given: Given) -> Response:
    """Add calendars at the end, whatever else was changed meanwhile."""
    desk = desk_of(request)
    with desk.store.at_once():
        profile = profile_of(desk)
        known = tuple(_chosen(row) for row in rows_of(profile.text, BY_TABLE["calendar"]))
        added = keep_given(desk.store, given, known, desk.now())
        text = profile.text
        for fresh in added:
            text = add_table(text, "calendar", calendar_table(fresh))
        keep_text(desk, text, profile.revision)
    if given.mistakes:
        address = "" if given.address else str(form.get("address") or "")
        return _show(request, Refused(" ".join(given.mistakes), form, address), 422)
    if given.address and added and added[-1].source == given.address:
        return see_other(f"{CALENDARS}?read={len(known) + len(added) - 1}&saved=1")
    return see_other(f"{CALENDARS}?saved=1")


def _remove(request: Request, number: int, form: FormData) -> Response:
    desk = desk_of(request)
    text = profile_of(desk).text
    source = _chosen(rows_of(text, BY_TABLE["calendar"])[number]).source
    keep_text(desk, remove_table(text, ("calendar", number)), revision_in(form))
    forget_calendar(desk, source)
    return see_other(f"{CALENDARS}?saved=1")


def _allow(request: Request, number: int, form: FormData) -> Response:
    """Let a server of the person's own network be asked."""
    desk = desk_of(request)
    text = profile_of(desk).text
    source = _chosen(rows_of(text, BY_TABLE["calendar"])[number]).source
    hosts = with_host(_allowed_in(text), host_of(source))
    keys = {"allowed_hosts": list(hosts)}
    # The number is of another table: what it says holds for just that revision
    keep_whole(desk, set_keys(text, ("network",), keys), revision_in(form))
    return see_other(f"{CALENDARS}?read={number}&saved=1")


def _explain(request: Request, number: int, form: FormData) -> Response:
    """Keep what codes of one calendar mean, its kind, and whose row it is."""
    desk = desk_of(request)
    text = profile_of(desk).text
    raw = rows_of(text, BY_TABLE["calendar"])[number]
    before = _chosen(raw)
    said = explained(ChosenCalendar(before.source), number, form)
    codes = {code: means for code, means in said.codes.items() if means}
    if wrong := code_mistakes(replace(said, codes=codes)):
        told = ONE_WRONG if len(wrong) == 1 else SOME_WRONG.format(len(wrong))
        return _show(request, Refused(told, form), 422)
    changed: dict[str, Any] = {}
    if codes:
        changed["codes"] = {**raw.get("codes", {}), **codes}
    if f"kind-{number}" in form and said.kind != before.kind:
        changed["kind"] = said.kind
    if f"row-{number}" in form and said.row != before.row:
        changed["row"] = said.row or None
    text = set_keys(text, ("calendar", number), changed)
    if mistakes := find_mistakes(text):
        told = " ".join(f"{one.what} {one.mend}" for one in mistakes)
        return _show(request, Refused(told, form), 422)
    keep_text(desk, text, revision_in(form))
    return see_other(f"{CALENDARS}?saved=1")


CHANGES: Mapping[str, Callable[[Request, int, FormData], Response]] = {
    "remove": _remove,
    "allow": _allow,
    "explain": _explain,
}
"""What buttons of one calendar do, by the first part of what they say."""


def read_again(request: Request) -> Response:
    """Ask every calendar elsewhere what it says now, and plan the week with that."""
    desk = desk_of(request)
    if desk.watch is not None:
        desk.watch.states(wants_fresh=True)
        _look_after(desk)
        with contextlib.suppress(TrimtabError):
            plan_anew(desk.store, desk.planning, desk.now(), wants_fresh=True)
    return see_other(f"{CALENDARS}?again=1#calendars")


def _told_again(desk: Desk) -> tuple[str, str]:
    """What came of asking every server: those read, and those not."""
    return again_texts(desk.watch.states().values() if desk.watch else ())


def _look_after(desk: Desk) -> None:
    """Let every page know at once which calendars can be read."""
    if desk.watch is not None:
        desk.watch.look(desk.now())


def routes() -> list[Route]:
    """Where calendars are shown and changed."""
    return [
        Route(CALENDARS, show_calendars, methods=["GET"]),
        Route(CALENDARS, change, methods=["POST"]),
        Route(f"{CALENDARS}/again", read_again, methods=["POST"]),
    ]
