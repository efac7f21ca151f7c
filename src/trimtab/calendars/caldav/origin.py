"""Calendars of an account as something to plan around: fetched when they changed, else recalled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from trimtab.app.overlaps import moment_text
from trimtab.calendars.caldav.client import CalDavClient, FoundCalendar
from trimtab.calendars.caldav.events import is_marked_ours
from trimtab.calendars.contents import Content
from trimtab.calendars.standing import LEAVE_OUT, NEVER_ASKED, OFFLINE, OLD_AFTER
from trimtab.disk import write_private
from trimtab.domain.accounts import SyncTarget
from trimtab.domain.errors import (
    Problem,
    UnreachableAccountError,
    UnreadableFileError,
    UnwritableFileError,
)

AROUND = timedelta(days=45)
"""How much is fetched before and after the days asked, so that a roster is asked for once."""

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
AS_OF = "The account {} does not answer, so this calendar is as it was on {:%Y-%m-%d at %H:%M}."
TRY_LATER = "Check the connection; the next run asks again."
SILENT = "The account {} does not answer, and nothing of this calendar is remembered. {}"
NO_CALENDAR = "the account {} has no calendar of that name. {}"
OWN_PLAN = "Trimtab writes its plan into this calendar, so it is not planned around."
ONLY_OURS = "It holds only what Trimtab wrote, so there is nothing to plan around."
NOTHING_NEAR = "It holds no events near these days."
NAME_ANOTHER = "If another calendar was meant, `trimtab account test {}` lists them."
REMOVE = "Remove this [[calendar]] from the profile."
EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Trimtab//Trimtab//EN\r\nEND:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered of one calendar: resources by href, each with its etag.

    It holds every event that touches `first`..`last`; `fetched` is when it was last found so, and
    `fault` why it was not found again since.
    """

    first: date
    last: date
    fetched: datetime
    ctag: str = ""
    sync_token: str = ""
    resources: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fault: str = ""

    def covers(self, first: date, last: date) -> bool:
        """Whether the days asked lie inside."""
        return self.first <= first and last <= self.last


def forget_calendars(folder: Path, source: str | None = None) -> None:
    """Forget what is remembered of one calendar in a data folder, or of all; passwords stay.

    Raises UnwritableFileError.
    """
    known = (folder / "accounts").glob("*.json")
    for path in known if source is None else (_remembered_in(folder, source),):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UnwritableFileError(str(path), str(error)) from error


def _remembered_in(folder: Path, source: str) -> Path:
    return folder / "accounts" / f"{sha256(source.encode()).hexdigest()[:32]}.json"


@dataclass(slots=True)
class AccountOrigin:
    """Leads from "caldav:ACCOUNT/Calendar name" to its events.

    `open_client` connects to an account by its name; each calendar is asked for once in the life
    of this object, and offline not at all.
    """

    open_client: Callable[[str], CalDavClient]
    folder: Path
    now: Callable[[], datetime]
    target: SyncTarget | None = None
    is_offline: bool = False
    _clients: dict[str, CalDavClient] = field(default_factory=dict)
    _calendars: dict[str, tuple[FoundCalendar, ...]] = field(default_factory=dict)
    _fresh: dict[str, Recalled] = field(default_factory=dict)
    _late: dict[str, Problem] = field(default_factory=dict)

    def __call__(self, source: str, first: date, last: date) -> tuple[Content, ...]:
        """The calendar's events around these days. Raises UnreadableFileError, AccountError."""
        account, name = parse_source(source)
        file = f"{name}.ics"
        if own := self.set_aside(source):
            problem = Problem(source, None, own, REMOVE)
            return (Content(EMPTY, source, file, (problem,), is_known_empty=True),)
        known = self._known(source, (max(first, EARLIEST), min(last, LATEST)))
        texts = [text for _, (_, text) in sorted(known.resources.items())]
        late = (self._late[source],) if source in self._late else ()
        if all(map(is_marked_ours, texts)):
            why, mend = ONLY_OURS if texts else NOTHING_NEAR, NAME_ANOTHER.format(account)
            said = (*late, Problem(source, None, why, mend))
            return (Content(EMPTY, source, file, said, is_known_empty=True),)
        return (Content(join_calendars(texts), source, file, late),)

    def set_aside(self, source: str) -> str:
        """Why a calendar is never asked for; nothing where it is."""
        return OWN_PLAN if self.target == SyncTarget(*parse_source(source)) else ""

    def recall(self, source: str) -> Recalled | None:
        """What is remembered of a calendar, without asking anybody.

        Raises UnreadableFileError where the source names none.
        """
        parse_source(source)
        return _recall(self._path(source))

    def _path(self, source: str) -> Path:
        return _remembered_in(self.folder, source)

    def _known(self, source: str, days: tuple[date, date]) -> Recalled:
        found = self._fresh.get(source)
        if found is None or not found.covers(*days):
            kept = found or _recall(self._path(source))
            offline = self._unasked(source, kept) if self.is_offline else None
            found = offline or self._asked(source, kept, _reach(days, kept))
            self._fresh[source] = found
        return found

    def _unasked(self, source: str, kept: Recalled | None) -> Recalled:
        if kept is None:
            raise UnreadableFileError(source, NEVER_ASKED)
        if self.now() > kept.fetched + OLD_AFTER:
            as_of = moment_text(kept.fetched.astimezone())
            self._late[source] = Problem(source, None, OFFLINE.format(as_of), LEAVE_OUT)
        return replace(kept, first=EARLIEST, last=LATEST)  # nothing more can be had now

    def _asked(self, source: str, kept: Recalled | None, reach: tuple[date, date]) -> Recalled:
        account, name = parse_source(source)
        try:
            found = self._fetch(account, name, kept, reach)
        except UnreachableAccountError as error:
            if kept is None:
                why = SILENT.format(account, TRY_LATER.rstrip("."))
                raise UnreadableFileError(source, why) from error
            what = AS_OF.format(account, kept.fetched.astimezone())
            self._late[source] = Problem(source, None, what, TRY_LATER)
            write_private(self._path(source), _as_json(replace(kept, fault=str(error))))
            return replace(kept, first=EARLIEST, last=LATEST)
        finally:
            if (client := self._clients.pop(account, None)) is not None:
                client.server.http.close()
        write_private(self._path(source), _as_json(found))
        return found

    def _fetch(
        self, account: str, name: str, kept: Recalled | None, reach: tuple[date, date]
    ) -> Recalled:
        calendar = self._find(account, name)
        client, now = self._clients[account], self.now()
        tags = {"fetched": now, "ctag": calendar.ctag, "sync_token": calendar.sync_token}
        if kept is not None and kept.covers(*reach):
            if calendar.ctag and calendar.ctag == kept.ctag:
                return replace(kept, fetched=now, fault="")
            if calendar.can_sync and kept.sync_token:
                changes = client.changed_since(calendar.href, kept.sync_token)
                if changes is not None:
                    tags["sync_token"] = changes.token
                    left = {h: r for h, r in kept.resources.items() if h not in changes.removed}
                    fresh = _read(client, calendar.href, changes.changed, left)
                    return Recalled(kept.first, kept.last, **tags, resources=fresh)  # type: ignore[arg-type]
        etags = client.etags(calendar.href, reach)
        before = kept.resources if kept is not None else {}
        same = {h: before[h] for h in etags.keys() & before.keys() if before[h][0] == etags[h]}
        changed = {href: etag for href, etag in etags.items() if href not in same}
        return Recalled(*reach, **tags, resources=_read(client, calendar.href, changed, same))  # type: ignore[arg-type]

    def _find(self, account: str, name: str) -> FoundCalendar:
        if account not in self._clients:
            self._clients[account] = self.open_client(account)
        if account not in self._calendars:
            self._calendars[account] = self._clients[account].calendars()
        found = [one for one in self._calendars[account] if one.name == name and one.holds_events]
        if not found:
            names = sorted(one.name for one in self._calendars[account] if one.holds_events)
            listed = f"It has {', '.join(names)}" if names else "It has none"
            raise UnreadableFileError(
                f"caldav:{account}/{name}", NO_CALENDAR.format(account, listed)
            )
        return found[0]


def parse_source(source: str) -> tuple[str, str]:
    """Account and calendar of a source. Raises UnreadableFileError where it names no calendar.

    >>> parse_source("caldav:home/On call / nights")
    ('home', 'On call / nights')
    """
    account, slash, name = source.strip().partition(":")[2].partition("/")
    if not (account and slash and name.strip()):
        raise UnreadableFileError(source, 'it names no calendar; write "caldav:ACCOUNT/Calendar"')
    return account, name.strip()


def _reach(days: tuple[date, date], kept: Recalled | None) -> tuple[date, date]:
    """The days to fetch: those remembered where they are enough, else more around those asked."""
    if kept is not None and kept.covers(*days):
        return kept.first, kept.last
    first = max(days[0] - AROUND, EARLIEST) if days[0] > EARLIEST + AROUND else EARLIEST
    last = min(days[1] + AROUND, LATEST) if days[1] < LATEST - AROUND else LATEST
    return first, last


def _read(
    client: CalDavClient,
    href: str,
    changed: Mapping[str, str],
    same: Mapping[str, tuple[str, str]],
) -> dict[str, tuple[str, str]]:
    """Resources as they are now: those that did not change, and the content of those that did."""
    fresh = client.contents(href, sorted(changed)) if changed else {}
    return {
        **same,
        **{path: (one.etag or changed.get(path, ""), one.text) for path, one in fresh.items()},
    }


def join_calendars(texts: Iterable[str]) -> bytes:
    """One calendar of many: every component once, each zone as the first one describes it.

    Events that Trimtab made are left out: a plan is never planned around.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trimtab//Trimtab//EN"]
    zones: set[str] = set()
    for text in texts:
        if is_marked_ours(text):
            continue
        for component in _components(text):
            zone = next((one for one in component if one.startswith("TZID")), "")
            if component[0].upper() == "BEGIN:VTIMEZONE":
                if zone in zones:
                    continue
                zones.add(zone)
            lines += component
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def _components(text: str) -> Iterator[list[str]]:
    """The lines of each component directly inside a VCALENDAR."""
    depth, found = 0, list[str]()
    for line in text.splitlines():
        word = line.upper()
        depth += word.startswith("BEGIN:")
        if depth >= 2:
            found.append(line)
        depth -= word.startswith("END:")
        if depth == 1 and found:
            yield found
            found = []


def _recall(path: Path) -> Recalled | None:
    """What is remembered; nothing where there is none, or it is not what was written there."""
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
        return Recalled(
            date.fromisoformat(document["first"]),
            date.fromisoformat(document["last"]),
            datetime.fromisoformat(document["fetched"]),
            document["ctag"],
            document["sync_token"],
            {href: (etag, text) for href, (etag, text) in document["resources"].items()},
            str(document.get("fault", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _as_json(known: Recalled) -> bytes:
    document = {
        "first": known.first.isoformat(),
        "last": known.last.isoformat(),
        "fetched": known.fetched.isoformat(),
        "ctag": known.ctag,
        "sync_token": known.sync_token,
        "resources": {href: list(pair) for href, pair in known.resources.items()},
        "fault": known.fault,
    }
    return json.dumps(document, ensure_ascii=False).encode()
