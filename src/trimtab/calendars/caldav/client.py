"""A thin CalDAV client: find calendars, see what changed, read and write single resources.

RFC 4791 (CalDAV), RFC 6578 (sync-collection), RFC 6764 (finding the service).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.calendars.caldav import xml
from trimtab.calendars.caldav.http import Answer, ConflictError, Server, clean_path
from trimtab.domain.errors import AccountError, UnreachableAccountError

WELL_KNOWN = "/.well-known/caldav"
MOST_IN_ONE_QUESTION = 200
MOST_CALENDARS = 500

XML_TYPE = {"Content-Type": "application/xml; charset=utf-8"}
EVENT_TYPE = {"Content-Type": "text/calendar; charset=utf-8"}
ASKED_OF_CALENDARS = (
    "D:displayname",
    "D:resourcetype",
    "D:sync-token",
    "D:current-user-privilege-set",
    "D:supported-report-set",
    "C:supported-calendar-component-set",
    "S:getctag",
    "A:calendar-color",
)
NOT_CALDAV = "its server does not speak CalDAV at {}. Give the address its help pages name."
UNCLEAR = "its server answers in a way Trimtab does not understand ({})."
CANNOT_MAKE = "its server lets nobody make a calendar from outside ({}). Make one there by hand."


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar of an account.

    `components` and `rights` are empty where the server says nothing of them; `ctag` and
    `sync_token` too.
    """

    href: str
    name: str
    components: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    colour: str = ""
    ctag: str = ""
    sync_token: str = ""
    can_sync: bool = False

    @property
    def holds_events(self) -> bool:
        """Whether events may be in it."""
        return not self.components or "VEVENT" in self.components

    @property
    def is_writable(self) -> bool:
        """Whether the person may change it, as far as the server says."""
        may = {"all", "write", "write-content", "bind"}
        return not self.rights or bool(may.intersection(self.rights))


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource as it stands on the server."""

    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a token: etags of what is new or other, and what is gone."""

    changed: Mapping[str, str]
    removed: tuple[str, ...]
    token: str


@dataclass(frozen=True, slots=True)
class Put:
    """A resource to write: new where `etag` is None, else in place of what has that etag."""

    href: str
    content: bytes
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """A resource to delete, if it still has that etag."""

    href: str
    etag: str


@dataclass(frozen=True, slots=True)
class Done:
    """A write that took place, with the etag it left where the server says one."""

    etag: str | None = None


Outcome = Done | ConflictError | AccountError | None
"""What became of a write; None where it was never tried."""


@dataclass(slots=True)
class CalDavClient:
    """What Trimtab asks of a CalDAV server; each method sends one request or a few."""

    server: Server

    def find_home(self) -> str:
        """Where the person's calendars are. Raises AccountError where there is no CalDAV."""
        for start in dict.fromkeys((self.server.path, WELL_KNOWN, "/")):
            found = self._find_home_from(start)
            if found:
                return found
        raise AccountError(self.server.account, NOT_CALDAV.format(self.server.path))

    def _find_home_from(self, start: str) -> str | None:
        asked = ("D:current-user-principal", "C:calendar-home-set", "D:resourcetype")
        first = self._first_of(start, asked)
        if first is None:
            return None
        for _ in range(2):
            path, answered = first
            if home := answered.hrefs("C:calendar-home-set"):
                return self.server.resolve(home[0], path)
            principal = answered.hrefs("D:current-user-principal")
            if not principal:
                return None
            again = self._first_of(self.server.resolve(principal[0], path), asked)
            if again is None:
                return None
            first = again
        return None

    def _first_of(self, path: str, names: Sequence[str]) -> tuple[str, xml.Answered] | None:
        answer = self._propfind(path, names, depth=0)
        if answer.status != 207:
            return None
        answers = self._read(answer).answers
        return (answer.path, answers[0]) if answers else None

    def calendars(self) -> tuple[FoundCalendar, ...]:
        """Every calendar of the account, by name."""
        home = self.find_home()
        answer = self._propfind(home, ASKED_OF_CALENDARS, depth=1)
        if answer.status != 207:
            raise self.server.refused(answer, "listing the calendars:")
        found = [
            self._calendar(one, answer.path)
            for one in self._read(answer).answers[:MOST_CALENDARS]
            if any(
                kind.tag == xml.full_name("C:calendar") for kind in one.children("D:resourcetype")
            )
        ]
        return tuple(sorted(found, key=lambda one: (one.name, one.href)))

    def look_at(self, href: str) -> FoundCalendar | None:
        """One calendar as it is now, with its ctag and token; None where it is gone."""
        found = self._first_of(href, ASKED_OF_CALENDARS)
        return None if found is None else self._calendar(found[1], found[0])

    def _calendar(self, one: xml.Answered, base: str) -> FoundCalendar:
        href = self.server.resolve(one.href, base)
        reports = one.properties.get(xml.full_name("D:supported-report-set"))
        can_sync = reports is not None and any(
            element.tag == xml.full_name("D:sync-collection") for element in reports.iter()
        )
        return FoundCalendar(
            href=href if href.endswith("/") else f"{href}/",
            name=one.text("D:displayname") or href.rstrip("/").rpartition("/")[2],
            components=xml.component_names(one),
            rights=xml.privileges(one),
            colour=one.text("A:calendar-color"),
            ctag=one.text("S:getctag"),
            sync_token=one.text("D:sync-token"),
            can_sync=can_sync and bool(one.text("D:sync-token")),
        )

    def make_calendar(self, name: str, slug: str, description: str) -> str:
        """Make a calendar for events and say where it is.

        Raises AccountError where the server lets nobody make one.
        """
        href = f"{self.find_home().rstrip('/')}/{clean_path(slug)}/"
        body = xml.ask_calendar(name, description)
        try:
            answer = self.server.ask("MKCALENDAR", href, body, XML_TYPE)
        except ConflictError as error:
            raise AccountError(self.server.account, CANNOT_MAKE.format("409")) from error
        if answer.status not in {200, 201}:
            raise AccountError(self.server.account, CANNOT_MAKE.format(answer.status))
        return href

    def etags(self, href: str, days: tuple[date, date] | None = None) -> dict[str, str]:
        """Etags of a calendar's resources; of `days`, only of events that touch them."""
        if days is None:
            answer = self._propfind(href, ("D:getetag", "D:resourcetype"), depth=1)
        else:
            answer = self._report(href, xml.ask_events(*days))
        if answer.status != 207:
            raise self.server.refused(answer, "reading the calendar:")
        return self._etags_in(answer, href)

    def _etags_in(self, answer: Answer, href: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self._read(answer).answers:
            path = self.server.resolve(one.href, answer.path)
            is_inside = path.rstrip("/") != href.rstrip("/") and one.status in {None, 200}
            if is_inside and one.text("D:getetag"):
                found[path] = one.text("D:getetag")
        return found

    def changed_since(self, href: str, token: str) -> Changes | None:
        """What changed since a token; None where the server no longer knows it."""
        try:
            answer = self._report(href, xml.ask_changes(token), depth=0)
        except ConflictError:
            return None
        if answer.status != 207:
            return None
        said = self._read(answer)
        gone = [one for one in said.answers if one.status == 404]
        removed = tuple(self.server.resolve(one.href, answer.path) for one in gone)
        if any(one.status == 507 for one in said.answers) or not said.sync_token:
            return None
        return Changes(self._etags_in(answer, href), removed, said.sync_token)

    def contents(self, href: str, paths: Sequence[str]) -> dict[str, Resource]:
        """Resources as they stand; those that are gone are left out."""
        found: dict[str, Resource] = {}
        for at in range(0, len(paths), MOST_IN_ONE_QUESTION):
            asked = paths[at : at + MOST_IN_ONE_QUESTION]
            answer = self._report(href, xml.ask_contents(asked))
            if answer.status != 207:
                raise self.server.refused(answer, "reading events:")
            for one in self._read(answer).answers:
                if text := one.text("C:calendar-data"):
                    path = self.server.resolve(one.href, answer.path)
                    found[path] = Resource(one.text("D:getetag"), text)
        return found

    def write(self, writes: Sequence[Put | Delete]) -> tuple[Outcome, ...]:
        """Carry out writes and say what became of each.

        One after the other: servers lock a calendar for each write, and Xandikos refuses those that
        come meanwhile. Once the server falls silent no further one is tried; those are None.
        """
        outcomes: list[Outcome] = []
        for write in writes:
            outcomes.append(self._outcome(write))
            if isinstance(outcomes[-1], UnreachableAccountError):
                break
        return (*outcomes, *([None] * (len(writes) - len(outcomes))))

    def _outcome(self, write: Put | Delete) -> Outcome:
        try:
            return self.put(write) if isinstance(write, Put) else self.delete(write)
        except (AccountError, ConflictError) as error:
            return error

    def put(self, put: Put) -> Done:
        """Write one resource. Raises ConflictError where another stands there now."""
        condition = {"If-None-Match": "*"} if put.etag is None else _only_if(put.etag)
        answer = self.server.ask("PUT", put.href, put.content, {**EVENT_TYPE, **condition})
        if answer.status == 404 and put.etag is not None:
            raise ConflictError
        if answer.status not in {200, 201, 204}:
            raise self.server.refused(answer, "writing an event:")
        return Done(answer.etag)

    def delete(self, delete: Delete) -> Done:
        """Delete one resource; one that is gone already counts. Raises ConflictError."""
        answer = self.server.ask("DELETE", delete.href, headers=_only_if(delete.etag))
        if answer.status not in {200, 202, 204, 404, 410}:
            raise self.server.refused(answer, "deleting an event:")
        return Done()

    def _propfind(self, path: str, names: Sequence[str], depth: int) -> Answer:
        return self._ask("PROPFIND", path, xml.ask_properties(names), depth)

    def _report(self, path: str, body: bytes, depth: int = 1) -> Answer:
        return self._ask("REPORT", path, body, depth)

    def _ask(self, method: str, path: str, body: bytes, depth: int) -> Answer:
        return self.server.ask(method, path, body, {**XML_TYPE, "Depth": str(depth)})

    def _read(self, answer: Answer) -> xml.MultiStatus:
        try:
            return xml.read_multistatus(answer.content)
        except xml.UnclearAnswerError as error:
            raise AccountError(self.server.account, UNCLEAR.format(error)) from error


def _only_if(etag: str) -> dict[str, str]:
    """The condition that nothing changed; a weak etag can make none (RFC 9110, 13.1.1)."""
    return {} if etag.startswith("W/") or not etag else {"If-Match": etag}
