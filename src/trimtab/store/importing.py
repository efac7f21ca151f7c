"""Brings an export back: all of it in place of what is kept, or nothing and why."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import TypeVar
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.diary import ENTRY_TYPES, JOURNAL_KINDS, Entry
from trimtab.domain.errors import Problem, TooLargeToKeepError
from trimtab.domain.kept import KeptApplication, KeptCalendar, within_bound
from trimtab.store.exporting import (
    APPLICANT,
    CALENDARS,
    KEPT,
    MOST_RATIO,
    PROFILE,
    PROGRAMMES,
    READ_ME,
    SHOWN,
    VERSION,
    ApplicationMember,
    CalendarMember,
    KeptRecords,
    PastProfile,
    StandingPlan,
)
from trimtab.store.records import UnreadableRecordError, text_to_record

FILE = "export"
MOST_BYTES = 64 * 2**20
MOST_MEMBERS = 1000
MOST_DAYS = 400
_PLAIN_NAMES = frozenset({READ_ME, PROFILE, APPLICANT, KEPT, *SHOWN})
_IN_FOLDER = re.compile(rf"({CALENDARS}\d{{3}}-|{PROGRAMMES})[A-Za-z0-9_.-]{{1,80}}")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip
AGAIN = "Make it again with `trimtab export FILE.zip`."
NO_TEXT = ("It is not text in UTF-8.", "Save it as UTF-8.")
NEWER = "Install the edition of Trimtab that wrote it, or a later one."

OPENING, LOOKING = "Opening the file", "Looking through what it holds"
BACKING_UP = "Making a backup of what is here now"
BRINGING = "Bringing back {}: {:,} of {:,}"
ALMOST = "Nearly there"
ROWS_AT_ONCE = 500
"""So many marks or wins are kept between two words on how far it has come."""

CheckProfile = Callable[[str], Sequence[Problem]]
"""Mistakes in the text of a profile that would keep it from being used."""

Tell = Callable[[str], object]
"""Hears in words what comes now; what it raises ends an import, and nothing was changed."""

Kept = TypeVar("Kept")


def import_all(  # noqa: PLR0913 - two of them for who waits for it
    store: Store,
    content: bytes,
    now: datetime,
    check_profile: CheckProfile | None = None,
    *,
    prepare: Callable[[], object] | None = None,
    tell: Tell = str,
) -> tuple[Problem, ...]:
    """Replace every record by those of an export; nothing changes where there are problems.

    A profile.toml that was edited counts as changed `now`. Devices, sessions and feeds stay.
    `prepare` is called where there are none, before anything changes: for a backup.
    """
    tell(OPENING)
    members = read_members(content)
    if isinstance(members, Problem):
        return (members,)
    tell(LOOKING)
    records = _read_records(members)
    if isinstance(records, Problem):
        return (records,)
    text = _profile_text(members, records)
    if isinstance(text, Problem):
        return (text,)
    if problems := tuple(check_profile(text) if check_profile and text else ()):
        return problems
    if prepare is not None:
        tell(BACKING_UP)
        prepare()
    with store.at_once():
        store.forget_records(journal_too=_brings_journal(records))
        for step in _keep(store, records, members):
            tell(step)
        last = store.profile()
        if text is not None and (last is None or last.text != text):
            store.keep_profile(text, now)
        tell(ALMOST)
    return ()


def read_members(content: bytes) -> dict[str, bytes] | Problem:
    """The members of an archive that an export has, read within limits; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            refused = _find_refused(listed)
            return refused or {one.filename: _read_member(archive, one) for one in listed}
    except _UNREADABLE:
        return Problem(FILE, None, "It is no whole ZIP archive.", AGAIN)


def _find_refused(listed: Sequence[zipfile.ZipInfo]) -> Problem | None:
    """What in an archive's list is no export of ours, before a byte of it is unpacked."""
    names = [one.filename for one in listed]
    foreign = next((name for name in names if not _is_ours(name)), None)
    if len(listed) > MOST_MEMBERS:
        return Problem(FILE, None, f"It has more than {MOST_MEMBERS} members.", AGAIN)
    if foreign is not None:
        what = f"{foreign[:80]!r} does not belong into an export."
        return Problem(FILE, None, what, "Take it out, or make the export again.")
    if len(set(names)) < len(names):
        return Problem(FILE, None, "It has two members of one name.", AGAIN)
    if sum(one.file_size for one in listed) > MOST_BYTES:
        return Problem(FILE, None, "Unpacked it would be more than 64 MiB.", AGAIN)
    if any(one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in listed):
        return Problem(FILE, None, "It is packed tighter than any calendar is.", AGAIN)
    return None


def _is_ours(name: str) -> bool:
    return name in _PLAIN_NAMES or _IN_FOLDER.fullmatch(name) is not None


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than the list says, whatever is packed there."""
    with archive.open(member) as packed:
        content = packed.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise zipfile.BadZipFile
    return content


def _read_records(members: Mapping[str, bytes]) -> KeptRecords | Problem:
    if KEPT not in members:
        return Problem(FILE, None, f"{KEPT} is missing.", AGAIN)
    try:
        records = text_to_record(KeptRecords, members[KEPT])
    except UnreadableRecordError as error:
        return Problem(KEPT, None, f"{error}", f"{AGAIN} If a later edition wrote it: {NEWER}")
    if not all(map(_is_sound, _stretches(records))):
        return Problem(KEPT, None, "A week of it has no end, or a zone unknown here.", AGAIN)
    if records.version > VERSION:
        return Problem(KEPT, None, "A later edition of Trimtab wrote it.", NEWER)
    return _find_missing(records, members) or records


def _find_missing(records: KeptRecords, members: Mapping[str, bytes]) -> Problem | None:
    """What the records name and the archive lacks, or holds so that it cannot be kept."""
    missing = [one.name for one in records.calendars if one.member not in members]
    if missing:
        return Problem(FILE, None, f"The calendar {missing[0]} is missing.", AGAIN)
    listed = records.application
    if listed is None:
        return None
    if absent := {APPLICANT, listed.member} - members.keys():
        return Problem(FILE, None, f"{min(absent)} is missing.", AGAIN)
    try:
        within_bound(_application(listed, members))
    except UnicodeDecodeError:
        return Problem(APPLICANT, None, *NO_TEXT)
    except TooLargeToKeepError as error:
        return Problem(FILE, None, f"{error}", "")
    return None


def _application(listed: ApplicationMember, members: Mapping[str, bytes]) -> KeptApplication:
    """What a residency list is made from, put together from its members."""
    return KeptApplication(
        profile=members[APPLICANT].decode(),
        programmes=members[listed.member],
        programmes_name=listed.name,
        answers=listed.answers,
        signals=listed.signals,
        is_example=listed.is_example,
        kept_at=listed.kept_at,
    )


def _stretches(records: KeptRecords) -> Iterator[tuple[int, str]]:
    """Days and zone of everything planned."""
    if records.plan is not None:
        yield records.plan.plan.horizon.days, records.plan.plan.horizon.zone
    yield from ((week.days, "UTC") for week in records.weeks)


def _is_sound(stretch: tuple[int, str]) -> bool:
    days, zone = stretch
    try:
        return 1 <= days <= MOST_DAYS and bool(ZoneInfo(zone))
    except (KeyError, OSError, ValueError):
        return False


def _profile_text(members: Mapping[str, bytes], records: KeptRecords) -> str | Problem | None:
    """The profile as it stands in its own file, which may have been edited."""
    if PROFILE not in members:
        return records.profiles[-1].text if records.profiles else None
    try:
        return members[PROFILE].decode()
    except UnicodeDecodeError:
        return Problem(PROFILE, None, *NO_TEXT)


def _keep(store: Store, records: KeptRecords, members: Mapping[str, bytes]) -> Iterator[str]:
    """Keep one part after the other; says before each what it is."""

    def keep_profile(one: PastProfile) -> None:
        store.keep_profile(one.text, one.changed_at)

    def keep_calendar(one: CalendarMember) -> None:
        store.keep_calendar(KeptCalendar(one.name, members[one.member], one.added_at))

    yield from _one_by_one("editions of your profile", records.profiles, keep_profile)
    if records.plan is not None:
        _keep_plan(store, records.plan)
    yield from _one_by_one("weeks as they were lived", records.weeks, store.keep_last_plan)
    yield from _in_parts("what you said of blocks", records.marks, store.add_marks)
    yield from _in_parts("wins", records.wins, store.add_wins)
    yield from _one_by_one("ends of duty", records.sign_outs, store.keep_sign_out)
    yield from _one_by_one("calendars", records.calendars, keep_calendar)
    if records.application is not None:
        store.keep_application(_application(records.application, members))
    yield from _in_parts("what you said of your days", _entries(records), store.keep_entries)
    store.keep_contacts(records.contacts)
    for name, value in records.settings.items():
        store.keep_setting(name, value)


def _entries(records: KeptRecords) -> tuple[Entry, ...]:
    return tuple(chain.from_iterable(getattr(records.diary, kind) for kind in ENTRY_TYPES))


def _brings_journal(records: KeptRecords) -> bool:
    return any(getattr(records.diary, kind) for kind in JOURNAL_KINDS)


def _one_by_one(what: str, many: tuple[Kept, ...], keep: Callable[[Kept], object]) -> Iterator[str]:
    """Keep one after the other; says before each how many came before it."""
    for number, one in enumerate(many):
        yield BRINGING.format(what, number, len(many))
        keep(one)


def _in_parts(
    what: str, many: tuple[Kept, ...], keep: Callable[[tuple[Kept, ...]], object]
) -> Iterator[str]:
    """The same of what is kept many at a time."""
    for at in range(0, len(many), ROWS_AT_ONCE):
        yield BRINGING.format(what, at, len(many))
        keep(many[at : at + ROWS_AT_ONCE])


def _keep_plan(store: Store, standing: StandingPlan) -> None:
    """Revisions begin anew with an import: the profile's is its place among those kept."""
    store.keep_plan(
        standing.plan,
        standing.made_at,
        profile_revision=0 if standing.profile is None else standing.profile + 1,
        is_accepted=standing.is_accepted,
    )
