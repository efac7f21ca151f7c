"""Connects `trimtab focus` to what is kept, and to the app where that is open.

What neither takes waits in a file beside them, which the app takes in as it opens; beside what is
sealed that file names nothing. Imports stand inside functions, so that other commands wait for none
of these parts.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.app.focusing.subjects import UNNAMED, Subject, typed_subject
from trimtab.cli.focus_services import Focusing, FocusKnown, KeptWhere, Screen
from trimtab.domain.errors import TrimtabError
from trimtab.domain.focus import FocusSession, Rhythm
from trimtab.wiring.unlocking import folder_of
from trimtab.wiring.writing import written

if TYPE_CHECKING:
    from trimtab.app.daily.ports import Store
    from trimtab.store.sql_store import SqlStore
    from trimtab.wiring.app_open import OpenApp

WAITING = "focus-waiting.json"
MOST_WAITING = 500


def focusing() -> Focusing:
    """Every port of the command."""
    return Focusing(
        known=_known,
        keep=_keep,
        new_id=lambda: secrets.token_hex(12),
        screen=_screen,
        standing_lines=_standing_lines,
        kept_line=_kept_line,
    )


NO_KEYS = (
    "No keys are heard in this terminal: breaks end by themselves, and Ctrl-C finishes. "
    "--rounds says how many."
)


def _known(folder: Path | None, typed: str, now: datetime) -> FocusKnown:
    """What the plan says of the moment; without asking for a passphrase, and never in the way."""
    from trimtab.store.keys import is_sealed
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    here = datetime.now().astimezone().tzinfo or UTC
    unknown = FocusKnown(typed_subject(typed, None, now), Rhythm(), here)
    if not (place / FILE).is_file() or is_sealed(place / FILE):
        return unknown
    try:
        with contextlib.closing(read_store(place)) as store:
            return _known_of(store, typed, now)
    except TrimtabError:
        return unknown


def _known_of(store: Store, typed: str, now: datetime) -> FocusKnown:
    from trimtab.app.focusing.sessions import rhythm_kept
    from trimtab.app.focusing.subjects import subjects
    from trimtab.app.mind.own_day import own_zone

    kept = store.plan()
    plan = kept.plan if kept else None
    running = [one for one in subjects(plan, now) if one.block and one.block.start <= now]
    subject = typed_subject(typed, plan, now) if typed or not running else running[0]
    return FocusKnown(subject, rhythm_kept(store), own_zone(store))


def _keep(folder: Path | None, session: FocusSession, now: datetime) -> KeptWhere:
    from trimtab.store.opening import FILE

    place = folder_of(folder)
    if not (place / FILE).is_file():
        return "nowhere"

    def here(store: SqlStore) -> KeptWhere:
        take_in(place, store, now)
        _hear(store, session, now)
        return "kept"

    def there(app: OpenApp) -> KeptWhere:
        app.say("/focus", _fields(session))
        return "handed over"

    try:
        return written(folder, now, here, there)
    except (TrimtabError, OSError, KeyboardInterrupt):
        _let_wait(place, session)
        return "waits"


def _hear(store: Store, session: FocusSession, now: datetime) -> None:
    """Keep a session; one of which only words are known is looked up in the plan."""
    from trimtab.app.focusing.sessions import hear_session

    kept = store.plan()
    subject = Subject(session.name, session.kind, session.value)
    if not session.kind:
        subject = typed_subject(session.name, kept.plan if kept else None, session.start)
    known = replace(session, name=subject.name, kind=subject.kind, value=subject.value)
    hear_session(store, known, now)


def _fields(session: FocusSession) -> Mapping[str, str]:
    """A session as a page's script sends it."""
    return {
        "do": "sync",
        "session": session.id,
        "start": str(_milliseconds(session.start)),
        "rhythm": "/".join(str(one) for one in astuple(session.rhythm)),
        "said": ",".join(f"{verb}@{_milliseconds(at)}" for verb, at in session.said),
        "name": session.name,
    }


def _milliseconds(at: datetime) -> int:
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def _let_wait(place: Path, session: FocusSession) -> None:
    """Add a session to the file of those that wait."""
    from trimtab.disk import write_private
    from trimtab.store.keys import is_sealed
    from trimtab.store.opening import FILE
    from trimtab.store.records import record_to_text

    told = session
    if is_sealed(place / FILE):
        told = replace(session, name=UNNAMED, kind="", value=None)
    lines = [*_waiting(place), record_to_text(told)][-MOST_WAITING:]
    write_private(place / WAITING, json.dumps(lines).encode())


def _waiting(place: Path) -> list[str]:
    """Sessions that wait, as they were written; a file that cannot be read holds none."""
    try:
        found = json.loads((place / WAITING).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def take_in(place: Path, store: Store, now: datetime) -> None:
    """Keep what waits in the file, and forget the file; what cannot be read is left out."""
    from trimtab.store.records import text_to_record

    for text in _waiting(place):
        with contextlib.suppress(TrimtabError, ValueError, TypeError, KeyError):
            _hear(store, text_to_record(FocusSession, text), now)
    (place / WAITING).unlink(missing_ok=True)


@contextlib.contextmanager
def _screen() -> Iterator[Screen | None]:
    """The terminal, where somebody sits at one; its settings are given back at the end."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        yield None
        return
    from trimtab.wiring.focus_screen import hears_keys, open_screen

    if not hears_keys():
        sys.stdout.write(NO_KEYS + "\n")
        yield None
        return
    with open_screen() as screen:
        yield screen


def _standing_lines(session: FocusSession, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    from trimtab.focus.breaks import Break, break_idea, is_active_break
    from trimtab.focus.rounds import is_long_break, standing
    from trimtab.reports.focus_words import clock_text, phase_text, until_text

    state, rhythm = standing(session, now), session.rhythm
    lines = [f"{phase_text(state, rhythm)}: {session.name}."]
    if state.phase in {"break", "ready"}:
        is_long = is_long_break(rhythm, state.round)
        minutes = rhythm.long_pause if is_long else rhythm.pause
        is_active = is_active_break(rhythm.work, state.round)
        pause = Break(minutes=minutes, round=state.round, is_active=is_active)
        lines = [
            f"{phase_text(state, rhythm)}.",
            break_idea(pause, sum(map(ord, session.id))).words,
        ]
    if state.phase != "ready":
        lines.append(until_text(state, zone, now))
        if sys.stdout is not None and sys.stdout.isatty():
            lines.append(clock_text(state, now))
    return tuple(lines)


def _kept_line(session: FocusSession, now: datetime) -> str:
    from trimtab.focus.rounds import standing
    from trimtab.reports.focus_words import kept_text

    return kept_text(standing(session, now), now)
