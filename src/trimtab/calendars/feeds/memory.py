"""What is remembered of the feeds a person subscribes to, in files for them alone."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from trimtab.calendars.feeds.fetching import Validators
from trimtab.calendars.lines import MAX_FILE_BYTES
from trimtab.disk import write_private

VERSION = 1
KEY_BYTES = 16
ENDINGS = (".ics", ".csv", ".xlsx")
MOMENTS = frozenset({"asked_at", "fetched_at", "changed_at", "held_since"})


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed stands: when it was asked, answered and changed, and what went wrong last.

    `content_hash` is of what the server sent last, `reach_days` how far ahead the feed ever
    went. It is held since it came empty with events still to come.
    """

    host: str = ""
    ending: str = ".ics"
    etag: str = ""
    last_modified: str = ""
    content_hash: str = ""
    reach_days: int = 0
    events: int = 0
    asked_at: datetime | None = None
    fetched_at: datetime | None = None
    changed_at: datetime | None = None
    held_since: datetime | None = None
    fault: str = ""
    mend: str = ""

    @property
    def validators(self) -> Validators:
        """What to ask "has it changed since?" with."""
        return Validators(self.etag, self.last_modified)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A feed's state and the content it is read from; neither may be there."""

    state: FeedState = field(default_factory=FeedState)
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """Feeds on disk, by a hash of their addresses, which are not written down themselves."""

    folder: Path

    def recall(self, address: str) -> Remembered:
        """What is known of a feed; nothing where it cannot be read."""
        state = _read_state(self._path(address, ".json"))
        with contextlib.suppress(OSError):
            return Remembered(state, _read(self._path(address, state.ending)))
        return Remembered(state)

    def keep(self, address: str, known: Remembered, *, has_new_content: bool) -> None:
        """Write a feed down, its content before its state. Raises UnwritableFileError."""
        if has_new_content and known.content is not None:
            write_private(self._path(address, known.state.ending), known.content)
        write_private(self._path(address, ".json"), _as_json(known.state))

    def forget(self, address: str) -> bool:
        """Delete what is known of a feed, and tell whether there was anything."""
        return self.forget_key(key_of(address))

    def forget_key(self, key: str) -> bool:
        """Delete what is known by a key, and tell whether there was anything."""
        paths = [self.folder / f"{key}{ending}" for ending in (".json", *ENDINGS)]
        there = [path for path in paths if path.exists()]
        for path in there:
            path.unlink(missing_ok=True)
        return bool(there)

    def states(self) -> dict[str, FeedState]:
        """Every feed known by its key, in the order of hosts."""
        found = {path.stem: _read_state(path) for path in self.folder.glob("*.json")}
        return dict(sorted(found.items(), key=lambda one: (one[1].host, one[0])))

    def _path(self, address: str, ending: str) -> Path:
        return self.folder / f"{key_of(address)}{ending}"


def key_of(address: str) -> str:
    """A name for an address from which nobody reads the address."""
    return blake2b(address.encode(), digest_size=KEY_BYTES, person=b"trimtab feed").hexdigest()


def hash_of(content: bytes) -> str:
    """What tells two contents apart."""
    return blake2b(content, digest_size=KEY_BYTES).hexdigest()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _as_json(state: FeedState) -> bytes:
    values: dict[str, Any] = {"version": VERSION}
    for one in fields(state):
        value = getattr(state, one.name)
        values[one.name] = value.isoformat() if isinstance(value, datetime) else value
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def _read_state(path: Path) -> FeedState:
    """The state in a file; what cannot be understood counts as not known."""
    try:
        values = json.loads(path.read_bytes())
        return FeedState(**dict(_known(values)))
    except (OSError, ValueError, AttributeError, RecursionError):
        return FeedState()


def _known(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    blank = FeedState()
    for one in fields(FeedState):
        value = values.get(one.name)
        if one.name in MOMENTS and isinstance(value, str):
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                yield one.name, moment
        elif type(value) is not type(getattr(blank, one.name)) or one.name in MOMENTS:
            continue
        elif one.name != "ending" or value in ENDINGS:
            yield one.name, value
