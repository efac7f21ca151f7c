"""Sessions of focus as they are kept: begun, spoken to, and written down round by round.

A round is a stretch of time from the moment it begins, as long as it is planned to be; whatever is
said to its session changes that. So nothing has to run for a round to be counted, and each is
counted once: its id is the session's with the number of its piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.own_day import own_zone
from trimtab.domain.diary import Stretch
from trimtab.domain.errors import TrimtabError
from trimtab.domain.focus import BURST, FocusSession, FocusVerb, Rhythm
from trimtab.focus.rounds import LEAST_SECONDS, Standing, WorkPiece, merged, standing, work_pieces

RHYTHM = "focus_rhythm"
"""Setting: minutes of a round, its break, the long one, and after how many it comes: 25/5/20/4."""

LONGEST_WORK, LONGEST_BREAK, MOST_ROUNDS = 180, 60, 12
MOST_SAID = 200
MOST_AHEAD, MOST_BACK = timedelta(days=1), timedelta(days=60)
ONE_DAY = timedelta(days=1)


class RhythmError(TrimtabError):
    """Lengths that no round can have."""

    def __init__(self) -> None:
        super().__init__(
            f"A round has 1 to {LONGEST_WORK} minutes and a break 1 to {LONGEST_BREAK}, the long "
            f"one after 1 to {MOST_ROUNDS} rounds. Write whole numbers such as 25 and 5."
        )


class SessionTimeError(TrimtabError):
    """A session that began when none can have."""

    def __init__(self) -> None:
        super().__init__(
            "A focus session came with a start that cannot be: it is not kept. Look at the clock "
            "of the device that sent it."
        )


@dataclass(frozen=True, slots=True)
class FocusNow:
    """The session kept last and how it stands."""

    session: FocusSession
    standing: Standing


def checked_rhythm(rhythm: Rhythm) -> Rhythm:
    """The lengths, if rounds can have them. Raises RhythmError."""
    breaks = (rhythm.pause, rhythm.long_pause)
    is_sound = (
        1 <= rhythm.work <= LONGEST_WORK
        and all(1 <= one <= LONGEST_BREAK for one in breaks)
        and 1 <= rhythm.long_after <= MOST_ROUNDS
    )
    if not is_sound:
        raise RhythmError
    return rhythm


def rhythm_kept(store: Store) -> Rhythm:
    """The lengths chosen last, or the usual ones."""
    try:
        numbers = [int(part) for part in store.settings().get(RHYTHM, "").split("/")]
        return checked_rhythm(Rhythm(*numbers))
    except (ValueError, TypeError, RhythmError):
        return Rhythm()


def keep_rhythm(store: Store, rhythm: Rhythm) -> None:
    """Remember the lengths."""
    numbers = (rhythm.work, rhythm.pause, rhythm.long_pause, rhythm.long_after)
    written = "/".join(str(one) for one in numbers)
    if store.settings().get(RHYTHM) != written:
        store.keep_setting(RHYTHM, written)


def focus_now(store: Store, now: datetime) -> FocusNow | None:
    """The session begun last, if any, and how it stands; a deleted one is none, nor a burst."""
    found = [one for one in sessions_near(store, now) if not one.id.startswith(BURST)]
    if not found:
        return None
    newest = max(found, key=lambda one: (one.start.astimezone(UTC), one.id))
    return FocusNow(newest, standing(newest, now))


def sessions_near(store: Store, now: datetime) -> tuple[FocusSession, ...]:
    """Sessions of these days."""
    today = now.astimezone(own_zone(store)).date()
    return store.entries(FocusSession, today - 2 * ONE_DAY, today + 2 * ONE_DAY)


def hear_session(
    store: Store, told: FocusSession, now: datetime, *, is_usual: bool = True
) -> FocusSession:
    """Keep a session as a device knows it, with what is known of it here.

    One that runs when a later one begins ends there. Lengths that are not `is_usual` are not those
    offered next. Raises RhythmError, SessionTimeError.
    """
    checked_rhythm(told.rhythm)
    if not now - MOST_BACK <= told.start <= now + MOST_AHEAD or len(told.said) > MOST_SAID:
        raise SessionTimeError
    with store.at_once():
        known = store.entry(FocusSession, told.id)
        heard = merged(known, told) if known else replace(told, day=_day_of(store, told.start))
        _keep(store, known, heard)
        if known is None:
            if is_usual:
                keep_rhythm(store, told.rhythm)
            _end_others(store, heard)
    return heard


def say(store: Store, session_id: str, verb: FocusVerb, now: datetime) -> FocusSession | None:
    """Say one thing to a session at this moment; None where it is kept no more."""
    with store.at_once():
        known = store.entry(FocusSession, session_id)
        if known is None:
            return None
        heard = replace(known, said=(*known.said, (verb, now.astimezone(UTC))), said_at=now)
        _keep(store, known, heard)
    return heard


def _end_others(store: Store, begun: FocusSession) -> None:
    """End what still runs of sessions that began before, and begin none over a later one."""
    near = store.entries(FocusSession, begun.day - ONE_DAY, begun.day + ONE_DAY)
    for other in near:
        if other.id == begun.id:
            continue
        first, second = sorted((other, begun), key=lambda one: (one.start, one.id))
        if standing(first, second.start).is_running:
            _keep(store, first, replace(first, said=(*first.said, ("finish", second.start))))


def _keep(store: Store, known: FocusSession | None, heard: FocusSession) -> None:
    """Keep a session, and write down what changed of its rounds.

    What was written before and has not changed stays as it is now, deleted or altered by hand.
    """
    before = _pieces(known) if known else {}
    after = _pieces(heard)
    store.keep_entry(heard)
    for key, piece in after.items():
        if before.get(key) != piece:
            store.keep_entry(_stretch(store, heard, key, piece))
    for key in before.keys() - after.keys():
        store.forget_entry(Stretch, key)


def _pieces(session: FocusSession) -> Mapping[str, WorkPiece]:
    """Pieces of work by the id of their stretch; none of a session that was a slip as a whole."""
    pieces = work_pieces(session)
    if sum(one.seconds for one in pieces) < LEAST_SECONDS:
        return {}
    return {f"{session.id}-{number}": piece for number, piece in enumerate(pieces, start=1)}


def _stretch(store: Store, session: FocusSession, key: str, piece: WorkPiece) -> Stretch:
    return Stretch(
        id=key,
        day=_day_of(store, piece.start),
        said_at=session.said_at,
        start=piece.start,
        end=piece.end,
        name=session.name,
        value=session.value,
        source="timer",
        planned_minutes=session.rhythm.work,
        round=piece.round,
    )


def _day_of(store: Store, moment: datetime) -> date:
    return moment.astimezone(own_zone(store)).date()
