"""Somebody else's roster taken in: read at once, kept where it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trimtab.app.household.rosters import roster_source
from trimtab.app.people.ahead import days_read
from trimtab.domain.errors import TrimtabError
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.people import OtherPerson
from trimtab.profiles.editing import set_keys
from trimtab.reports.roster_words import OLD_STAYS, roster_fault
from trimtab.web.desk import Desk, desk_of
from trimtab.web.first_run.uploads import MOST_BYTES, TOO_LARGE, name_apart, safe_name
from trimtab.web.household.cards import PATH, ROOM
from trimtab.web.household.home_page import shown_with
from trimtab.web.people.people_page import person_numbered
from trimtab.web.profiles_kept import profile_for
from trimtab.web.rendering import see_other
from trimtab.web.security.limits import long_form
from trimtab.web.settings.keeping import keep_text, profile_of, revision_in

NO_FILE = "Choose a file first: a calendar (.ics) or a spreadsheet of shifts."


@dataclass(frozen=True, slots=True)
class _Given:
    name: str
    content: bytes


async def take_in(request: Request) -> Response:
    """Keep a roster and name it in the profile; say what is wrong with one that cannot be read."""
    form = await long_form(request)
    upload = form.get("file")
    given = _Given("", b"")
    if isinstance(upload, UploadFile) and upload.filename:
        given = _Given(safe_name(upload.filename), await upload.read(MOST_BYTES + 1))
    return await run_in_threadpool(_take_in, request, form, given)


def _take_in(request: Request, form: FormData, given: _Given) -> Response:
    profile, desk = profile_for(request), desk_of(request)
    said = str(request.path_params["number"])
    person = person_numbered(profile, said)
    if told := _wrong(desk, person, given):
        return shown_with(request, profile, wrong_roster=(int(said), told), status=422)
    try:
        _keep(desk, int(said), given, revision_in(form), person)
    except TrimtabError as error:
        return shown_with(request, profile, wrong_roster=(int(said), str(error)), status=409)
    return see_other(f"{PATH}?saved=1#week")


def _wrong(desk: Desk, person: OtherPerson, given: _Given) -> str:
    """What keeps a file from being a roster, empty where nothing does."""
    if not given.content.strip():
        return NO_FILE
    if len(given.content) > MOST_BYTES:
        return TOO_LARGE.format(given.name)
    source = replace(roster_source(person), source=given.name)
    today = desk.now().astimezone(ZoneInfo(person.time_zone)).date()
    found = desk.look(source, given.content, person.time_zone, today)
    told = roster_fault(given.name, found, today, days_read(today)[1])
    return f"{told} {OLD_STAYS}" if told and person.calendar else told


def _keep(desk: Desk, number: int, given: _Given, revision: int, person: OtherPerson) -> None:
    with desk.store.at_once():
        kept = {one.name: one.content for one in desk.store.calendars()}
        earlier = _earlier(desk, person, given, kept)
        over = {person.calendar, *(file for file, _ in person.earlier)} - {
            file for file, _ in earlier
        }
        name = name_apart(given.name, kept.keys() - over)
        desk.store.keep_calendar(KeptCalendar(name, given.content, desk.now()))
        for old in over & kept.keys() - {name}:
            desk.store.remove_calendar(str(old))
        written = [f"{file} @ {until}" for file, until in earlier] or None
        values = {"calendar": name, "earlier": written}
        text = set_keys(profile_of(desk).text, ("people", number), values)
        keep_text(desk, text, revision)


def _earlier(
    desk: Desk, person: OtherPerson, given: _Given, kept: Mapping[str, bytes]
) -> list[tuple[str, date]]:
    """Files of theirs that tell of days from this week on before the one given begins."""
    today = desk.now().astimezone(ZoneInfo(person.time_zone)).date()
    monday = today - timedelta(days=today.weekday())
    begins = _begins(desk, person, given.name, given.content)
    if begins is None or begins <= monday:
        return []
    last = begins - timedelta(days=1)
    before = [*person.earlier, (person.calendar or "", last)]
    found = [(file, min(until, last)) for file, until in before if file in kept]
    return [
        (file, until)
        for file, until in found
        if until >= monday and (first := _begins(desk, person, file, kept[file])) and first <= until
    ]


def _begins(desk: Desk, person: OtherPerson, file: str, content: bytes) -> date | None:
    """The first day of which a file of theirs tells."""
    today = desk.now().astimezone(ZoneInfo(person.time_zone)).date()
    source = replace(roster_source(person), source=file)
    found = desk.look(source, content, person.time_zone, today)
    begins = [one for one in (found.first, *(note.first for note in found.open_notes)) if one]
    return min(begins, default=None)


def routes() -> list[Route]:
    """Where it is served."""
    return [Route(f"{ROOM}/roster/{{number}}", take_in, methods=["POST"])]
