"""Calendars as they stand: what each says, codes to explain, more to add, some to take off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.daily.horizon_now import zone_in
from trimtab.domain.commitments import COMMITMENT_KINDS, CommitmentKind
from trimtab.domain.errors import ChangedMeanwhileError, ProfileError
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.domain.source_names import is_feed, masked
from trimtab.profiles.editing import add_table, find_mistakes, remove_table, set_keys
from trimtab.profiles.first_profile import ChosenCalendar, calendar_table
from trimtab.profiles.reading import read_profile
from trimtab.web.calendar_words import KIND_LABELS
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.calendars_step import CalendarCard, card_of, code_mistakes
from trimtab.web.first_run.draft import source_of
from trimtab.web.first_run.uploads import Given, given_in, host_of, keep_given, with_host
from trimtab.web.rendering import page, see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.fields import BY_TABLE
from trimtab.web.settings.forms import rows_of
from trimtab.web.settings.keeping import is_saved, keep_text, profile_of, revision_in

CALENDARS = "/settings/calendars"
NOT_ASKED = "An address. It is read each time the week is planned."


def show_calendars(request: Request) -> Response:
    """Every calendar of the profile, files read anew, addresses where asked for."""
    return _show(request)


def _show(request: Request, told: str = "", address: str = "", status: int = 200) -> Response:
    desk = desk_of(request)
    asked = request.query_params.get("read", "")
    context = {
        "cards": list(_cards(desk, asked)),
        "kinds": KIND_LABELS,
        "told": told,
        "address": address,
        "revision": profile_of(desk).revision,
        "is_saved": is_saved(request),
    }
    return page(request, "settings/calendars.html.j2", context, status=status)


def _cards(desk: Desk, asked: str) -> Iterator[tuple[CalendarCard, bool]]:
    """Cards, and whether each may be read on request."""
    text = profile_of(desk).text
    kept = {one.name: one.content for one in desk.store.calendars()}
    zone = zone_in(text)
    profile, _ = read_profile(text, "profile", zone=zone)
    sources = profile.calendars if profile else ()
    for number, row in enumerate(rows_of(text, BY_TABLE["calendar"])):
        chosen = _chosen(row)
        may_be_read = is_feed(chosen.source) and asked != str(number)
        if may_be_read:
            card = _unread(number, chosen)
        else:
            source = sources[number] if number < len(sources) else source_of(chosen)
            content, today = kept.get(chosen.source), desk.now().date()
            found = desk.look(source, content, zone, today, allowed_hosts=_allowed_in(text))
            card = card_of(number, chosen, found)
        yield card, may_be_read


def _allowed_in(text: str) -> tuple[str, ...]:
    """Servers of the person's own network that the profile allows."""
    profile, _ = read_profile(text, "profile")
    return profile.allowed_hosts if profile else ()


def _unread(number: int, chosen: ChosenCalendar) -> CalendarCard:
    source = source_of(chosen)
    name = source.name or masked(source.source)
    return card_of(number, chosen, UnderstoodCalendar(name, fault=NOT_ASKED))


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
    profile = profile_of(desk)
    rows = rows_of(profile.text, BY_TABLE["calendar"])
    verb, _, said = wish.partition("-")
    number = int(said) if said.isdecimal() and len(said) < 6 else -1
    added: tuple[ChosenCalendar, ...] = ()
    try:
        if verb == "remove" and 0 <= number < len(rows):
            text = remove_table(profile.text, ("calendar", number))
            keep_text(desk, text, revision_in(form))
            desk.store.remove_calendar(str(rows[number].get("source") or ""))
        elif verb == "allow" and 0 <= number < len(rows):
            hosts = with_host(_allowed_in(profile.text), host_of(_chosen(rows[number]).source))
            keys = {"allowed_hosts": list(hosts)}
            keep_text(desk, set_keys(profile.text, ("network",), keys), revision_in(form))
            return see_other(f"{CALENDARS}?read={number}&saved=1")
        elif verb == "explain" and 0 <= number < len(rows):
            return _explain(request, profile.text, number, form)
        else:
            text = profile.text
            known = tuple(_chosen(row) for row in rows)
            with desk.store.at_once():
                added = keep_given(desk.store, given, known, desk.now())
                for fresh in added:
                    text = add_table(text, "calendar", calendar_table(fresh))
                keep_text(desk, text, revision_in(form))
    except (ChangedMeanwhileError, ProfileError) as error:
        return _show(request, str(error), given.address, 409)
    if given.mistakes:
        return _show(request, " ".join(given.mistakes), str(form.get("address") or ""), 422)
    if given.address and added and added[-1].source == given.address:
        return see_other(f"{CALENDARS}?read={len(rows) + len(added) - 1}&saved=1")
    return see_other(f"{CALENDARS}?saved=1")


def _explain(request: Request, text: str, number: int, form: FormData) -> Response:
    """Keep what codes of one calendar mean, its kind, and whose row it is."""
    desk = desk_of(request)
    before = _chosen(rows_of(text, BY_TABLE["calendar"])[number])
    codes: dict[str, str] = {}
    for at in range(len(form)):
        code, means = form.get(f"code-{number}-{at}"), form.get(f"means-{number}-{at}")
        if code is not None and str(means or "").strip():
            codes[str(code)] = str(means).strip()[:200]
    wrong = code_mistakes(ChosenCalendar("x", codes=codes))
    if wrong:
        return _show(request, " ".join(wrong.values()), "", 422)
    kind = str(form.get(f"kind-{number}") or "")
    row = str(form.get(f"row-{number}") or "").strip()[:200]
    raw = rows_of(text, BY_TABLE["calendar"])[number].get("codes", {})
    changed: dict[str, Any] = {}
    if codes:
        changed["codes"] = {**raw, **codes}
    if kind != (before.kind or ""):
        changed["kind"] = kind or None
    if row != before.row:
        changed["row"] = row or None
    text = set_keys(text, ("calendar", number), changed)
    if mistakes := find_mistakes(text):
        return _show(request, " ".join(f"{one.what} {one.mend}" for one in mistakes), "", 422)
    keep_text(desk, text, revision_in(form))
    return see_other(f"{CALENDARS}?saved=1")


def routes() -> list[Route]:
    """Where calendars are shown and changed."""
    return [
        Route(CALENDARS, show_calendars, methods=["GET"]),
        Route(CALENDARS, change, methods=["POST"]),
    ]
