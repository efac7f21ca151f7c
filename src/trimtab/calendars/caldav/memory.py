"""What a sync remembers on this machine: the plan published last, and each event made for it.

One file, so that both are always of the same moment.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from trimtab.disk import write_private
from trimtab.domain.errors import SyncRefusedError, UnreadableFileError
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.published import STANDINGS, EventFields, Intent, Published, Spot

VERSION = 1
NOT_OURS = "it is not what Trimtab wrote there. Move it away and sync again"


def memory_path(folder: Path, person: str, calendar_url: str) -> Path:
    """Where a sync with one calendar is remembered; the name tells nothing of it."""
    key = sha256(f"{person}\n{calendar_url}".encode()).hexdigest()[:32]
    return folder / "plans" / f"{key}.json"


@dataclass(slots=True)
class SyncMemory:
    """Remembers in one private file. `as_json` and `from_json` write and read a plan.

    `profile` says which file was planned from last.
    """

    path: Path
    as_json: Callable[[Plan], Mapping[str, Any]]
    from_json: Callable[[str, str], LastPlan]
    _entries: tuple[Published, ...] = ()
    _plan: Mapping[str, Any] | None = None
    is_known: bool = False
    profile: str = ""

    @classmethod
    def open(
        cls,
        path: Path,
        as_json: Callable[[Plan], Mapping[str, Any]],
        from_json: Callable[[str, str], LastPlan],
    ) -> SyncMemory:
        """What is remembered there, nothing where there is no such file.

        Raises UnreadableFileError, or SyncRefusedError where the file is another one's.
        """
        memory = cls(path, as_json, from_json)
        try:
            document = json.loads(path.read_bytes())
            memory._entries = tuple(map(_published, document["events"]))
            memory._plan = document["plan"]
            memory.profile = str(document.get("profile", ""))
            memory.is_known = document["version"] == VERSION
        except FileNotFoundError:
            return memory
        except OSError as error:
            raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnreadableFileError(str(path), NOT_OURS) from error
        if not memory.is_known:
            raise SyncRefusedError(
                f"{path} was written by a newer Trimtab. Use that one, or move the file away."
            )
        return memory

    @property
    def entries(self) -> tuple[Published, ...]:
        """The events made so far."""
        return self._entries

    @property
    def last(self) -> LastPlan | None:
        """The plan published last, if any. Raises PlanFileError."""
        if self._plan is None:
            return None
        return self.from_json(json.dumps(self._plan), str(self.path))

    def forget_events(self) -> None:
        """Know of no event any more, for the calendar they were in is gone."""
        self._entries = ()

    def keep(self, entries: Sequence[Published], plan: Plan | None) -> None:
        """Remember these events, and a new plan where there is one. Raises UnwritableFileError."""
        self._entries = tuple(entries)
        if plan is not None:
            self._plan = self.as_json(plan)
        document = {
            "version": VERSION,
            "profile": self.profile,
            "events": [_as_json(one) for one in self._entries],
            "plan": self._plan,
        }
        write_private(self.path, json.dumps(document, ensure_ascii=False).encode())
        self.is_known = True


def _as_json(entry: Published) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "href": entry.href,
        "spot": _spot_json(entry.spot),
        "standing": entry.standing,
        "etag": entry.etag,
        "sequence": entry.sequence,
        "stands": _fields_json(entry.stands),
        "wanted": _fields_json(entry.wanted),
        "intent": None
        if entry.intent is None
        else {
            "fields": _fields_json(entry.intent.fields),
            "spot": None if entry.intent.spot is None else _spot_json(entry.intent.spot),
        },
    }


def _spot_json(spot: Spot) -> dict[str, str]:
    return {
        "kind": spot.kind,
        "name": spot.name,
        "origin": spot.origin,
        "start": spot.start.isoformat(),
        "end": spot.end.isoformat(),
    }


def _fields_json(fields: EventFields | None) -> dict[str, Any] | None:
    if fields is None:
        return None
    return {
        "start": fields.start.isoformat() if fields.start else None,
        "end": fields.end.isoformat() if fields.end else None,
        "summary": fields.summary,
        "description": fields.description,
        "location": fields.location,
        "categories": list(fields.categories),
        "is_free": fields.is_free,
        "access": fields.access,
        "is_cancelled": fields.is_cancelled,
        "repeats": fields.repeats,
    }


def _published(document: Mapping[str, Any]) -> Published:
    intent = document["intent"]
    if document["standing"] not in STANDINGS:
        raise ValueError(document["standing"])
    return Published(
        uid=str(document["uid"]),
        href=str(document["href"]),
        spot=_spot(document["spot"]),
        standing=document["standing"],
        etag=document["etag"],
        sequence=int(document["sequence"]),
        stands=_fields(document["stands"]),
        wanted=_fields(document["wanted"]),
        intent=None
        if intent is None
        else Intent(
            _fields(intent["fields"]), None if intent["spot"] is None else _spot(intent["spot"])
        ),
    )


def _spot(document: Mapping[str, str]) -> Spot:
    return Spot(
        document["kind"],
        document["name"],
        document["origin"],
        datetime.fromisoformat(document["start"]),
        datetime.fromisoformat(document["end"]),
    )


def _fields(document: Mapping[str, Any] | None) -> EventFields | None:
    if document is None:
        return None
    moments = {
        key: datetime.fromisoformat(document[key]) if document[key] else None
        for key in ("start", "end")
    }
    return EventFields(
        **{**document, **moments, "categories": tuple(document["categories"])},
    )
