"""Everything kept as one ZIP that any program can read; docs/reference/export.md describes it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal, cast

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import ENTRY_TYPES, JOURNAL_KINDS, Diary
from trimtab.domain.kept import BlockMark, Contact, KeptApplication, KeptPlan, SignOut, Win
from trimtab.domain.plans import LastPlan, Plan
from trimtab.domain.programmes import Signal
from trimtab.store.records import record_to_text

VERSION = 1
KEPT, PROFILE, READ_ME = "kept.json", "profile.toml", "READ-ME.txt"
APPLICANT = "applicant.toml"
SHOWN = ("plan.json", "week.ics")
"""Members for other programs; an import does not need them."""

CALENDARS, PROGRAMMES = "calendars/", "programmes/"
MOST_RATIO = 50
"""How many times larger than packed a member may be: an import refuses more, as a bomb."""

ABOUT = """\
Everything Trimtab keeps for you, as of {now}.

profile.toml   your profile, letter for letter
calendars/     the calendar files you gave it
applicant.toml who applies for residency, if you made a list of where to apply
programmes/    the table of programmes that list is made from, as you brought it
plan.json      the plan that stands, if there is one
week.ics       the same for a calendar
kept.json      the rest: earlier profiles, weeks as they were lived, marks, wins, ends of duty,
               contacts, answers of programmes, choices, and what you said of your days: check-ins,
               reviews, questionnaires; times with the zone they are in (RFC 9557)

The journal is in it only if you asked for it, and sealed: its own passphrase opens it.

Left out, because whoever has them could come in or read along: sessions, paired devices, the
links that others follow and what those said last.

The addresses of calendars you subscribe to are in it, in profile.toml and kept.json, and whoever
has those can read these calendars: keep this file like a key.

Bring it back with: trimtab import FILE.zip
"""


@dataclass(frozen=True, slots=True)
class PastProfile:
    """A profile as it was from a moment on."""

    text: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class StandingPlan:
    """The plan that stands; `profile` counts from 0 in the profiles, None where it is gone."""

    plan: Plan
    made_at: datetime
    profile: int | None
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class CalendarMember:
    """A calendar file: its name, and the member of the archive with its content."""

    name: str
    member: str
    added_at: datetime


Answer = Literal["offer", "waitlist", "rejected", "applied", "none"]
"""A status, or "none" where a person took back what their table says of a programme."""


@dataclass(frozen=True, slots=True)
class ApplicationMember:
    """What a residency list is made from, but for the applicant, who is a member of their own.

    `member` is that of the archive with the table of programmes, whose own name is `name`.
    """

    name: str
    member: str
    answers: tuple[tuple[str, Answer], ...]
    is_example: bool
    kept_at: datetime
    signals: tuple[tuple[str, Signal], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptRecords:
    """kept.json: every record, the oldest profile first. Access is not among them."""

    version: int
    profiles: tuple[PastProfile, ...]
    plan: StandingPlan | None
    weeks: tuple[LastPlan, ...]
    marks: tuple[BlockMark, ...]
    wins: tuple[Win, ...]
    sign_outs: tuple[SignOut, ...]
    contacts: tuple[Contact, ...]
    calendars: tuple[CalendarMember, ...]
    settings: Mapping[str, str]
    application: ApplicationMember | None = None
    diary: Diary = field(default_factory=Diary)


ShownPlan = Callable[[KeptPlan, str], Mapping[str, bytes]]
"""The members of SHOWN, made from the plan that stands and the text of the profile."""


def export_all(
    store: Store, now: datetime, show: ShownPlan | None = None, *, journal_too: bool = False
) -> bytes:
    """Everything kept as a ZIP; `show` writes the plan for other programs.

    The journal is left out unless it is asked for, and then stays sealed.
    """
    records = records_of(store, journal_too=journal_too)
    standing, profile = store.plan(), store.profile()
    shown = show(standing, profile.text) if show and standing and profile else {}
    members = {
        READ_ME: ABOUT.format(now=f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC").encode(),
        PROFILE: profile.text.encode() if profile else None,
        KEPT: record_to_text(records).encode(),
        **{name: shown.get(name) for name in SHOWN},
        **_calendar_contents(store),
        **_application_contents(store),
    }
    stamp = now.astimezone(UTC).timetuple()[:6]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(_member(name, stamp, content), content)
    return file.getvalue()


def _member(name: str, stamp: tuple[int, ...], content: bytes) -> zipfile.ZipInfo:
    """How a member is packed: not at all where it would look like a bomb."""
    year, month, day, hour, minute, second = stamp
    member = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    is_bomb_like = len(content) > MOST_RATIO * len(zlib.compress(content, 6)) * 0.9
    member.compress_type = zipfile.ZIP_STORED if is_bomb_like else zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def records_of(store: Store, *, journal_too: bool = False) -> KeptRecords:
    """Every record of a store, in an order that depends on nothing else."""
    profiles = tuple(reversed(store.profile_history()))
    ages = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    return KeptRecords(
        version=VERSION,
        profiles=tuple(PastProfile(one.text, one.changed_at) for one in profiles),
        plan=_standing_plan(store.plan(), [one.revision for one in profiles]),
        weeks=store.last_plans(date.min, date.max),
        marks=store.marks(*ages),
        wins=store.wins(date.min, date.max),
        sign_outs=store.sign_outs(date.min, date.max),
        contacts=store.contacts(),
        calendars=tuple(_calendar_members(store)),
        settings=dict(sorted(store.settings().items())),
        application=_application_member(store.application()),
        diary=_diary(store, () if journal_too else JOURNAL_KINDS),
    )


def _diary(store: Store, left_out: tuple[str, ...]) -> Diary:
    kinds = {name: kind for name, kind in ENTRY_TYPES.items() if name not in left_out}
    kept: dict[str, Any] = {name: store.entries(kind) for name, kind in kinds.items()}
    return Diary(**kept)


def digest_of(store: Store) -> str:
    """What two stores share exactly when they keep the same records."""
    digest = hashlib.sha256(record_to_text(records_of(store, journal_too=True)).encode())
    for content in (_calendar_contents(store) | _application_contents(store)).values():
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _standing_plan(kept: KeptPlan | None, revisions: list[int]) -> StandingPlan | None:
    if kept is None:
        return None
    known = kept.profile_revision in revisions
    profile = revisions.index(kept.profile_revision) if known else None
    return StandingPlan(kept.plan, kept.made_at, profile, kept.is_accepted)


def _calendar_members(store: Store) -> Iterator[CalendarMember]:
    """Calendars in order; a member's name says which, in letters that every system has."""
    for number, calendar in enumerate(store.calendars(), 1):
        member = f"{CALENDARS}{number:03d}-{_plain(calendar.name) or 'calendar'}"
        yield CalendarMember(calendar.name, member, calendar.added_at)


def _plain(name: str) -> str:
    """The end of a file's name in letters that every system has."""
    return re.sub(r"[^A-Za-z0-9.-]+", "_", name).strip(".")[-60:]


def _calendar_contents(store: Store) -> dict[str, bytes]:
    contents = (calendar.content for calendar in store.calendars())
    return {
        one.member: content for one, content in zip(_calendar_members(store), contents, strict=True)
    }


def _application_member(kept: KeptApplication | None) -> ApplicationMember | None:
    if kept is None:
        return None
    return ApplicationMember(
        name=kept.programmes_name,
        member=f"{PROGRAMMES}{_plain(kept.programmes_name) or 'table'}",
        answers=cast("tuple[tuple[str, Answer], ...]", kept.answers),
        is_example=kept.is_example,
        kept_at=kept.kept_at,
        signals=cast("tuple[tuple[str, Signal], ...]", kept.signals),
    )


def _application_contents(store: Store) -> dict[str, bytes]:
    """Applicant and table as they were brought; nothing where there are none."""
    kept = store.application()
    listed = _application_member(kept)
    if kept is None or listed is None:
        return {}
    return {APPLICANT: kept.profile.encode(), listed.member: kept.programmes}
