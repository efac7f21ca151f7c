"""Rounds of work and breaks: what was said goes in, how it stands at a moment comes out.

Nothing is counted by ticks. A round ends at an instant, so a machine that sleeps, a page that was
closed, midnight and a clock change alter nothing. A clock that was set back cannot bring a session
back before what was said last: each thing is taken as said no earlier than the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from trimtab.domain.focus import FocusSession, FocusVerb, Rhythm

Phase = Literal["work", "paused", "break", "ready", "over"]

LEFT_ALONE = timedelta(hours=2)
"""A session that is paused, or waits for its next round, for so long is over (our choice)."""

LEAST_SECONDS = 30
"""A session with less work in all was a slip, and nothing of it is written down (our choice)."""

FAR = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WorkPiece:
    """Work without a pause in it, instants [start, end), with the number of its round from 1."""

    round: int
    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """How long it lasted, or will."""
        return (self.end - self.start).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a session stands: its phase and round, since when, until when, and the work done.

    While paused `left` is what the round still has. `pieces` are those that ended.
    """

    phase: Phase
    round: int
    since: datetime
    until: datetime
    left: timedelta = timedelta()
    pieces: tuple[WorkPiece, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether anything may still be said to it."""
        return self.phase != "over"

    @property
    def rounds_worked(self) -> int:
        """How many rounds have any work in them that ended."""
        return len({one.round for one in self.pieces})

    def seconds_kept(self, now: datetime) -> float:
        """Work so far, with what runs."""
        running = max(0.0, (now - self.since).total_seconds()) if self.phase == "work" else 0.0
        return sum(one.seconds for one in self.pieces) + running


def standing(session: FocusSession, now: datetime) -> Standing:
    """How a session stands at an instant.

    >>> start = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)
    >>> session = FocusSession(
    ...     id="a", day=start.date(), said_at=start, start=start, rhythm=Rhythm(), name="Abstract"
    ... )
    >>> standing(session, start + timedelta(minutes=26)).phase
    'break'
    """
    rhythm = session.rhythm
    state = _begun(session.start.astimezone(UTC), 1, rhythm, ())
    for verb, at in sorted(session.said, key=lambda one: one[1]):
        moment = max(at.astimezone(UTC), state.since)
        state = _heard(_settled(state, rhythm, moment), rhythm, verb, moment)
    return _settled(state, rhythm, max(now.astimezone(UTC), state.since))


def work_pieces(session: FocusSession) -> tuple[WorkPiece, ...]:
    """The work of a session as it stands, the round that runs to its end."""
    return standing(session, FAR).pieces


def merged(one: FocusSession, other: FocusSession) -> FocusSession:
    """A session as two devices know it: what was said to either, each thing once."""
    said = sorted({*one.said, *other.said}, key=lambda each: (each[1], each[0]))
    return replace(one, said=tuple(said), said_at=max(one.said_at, other.said_at))


def is_long_break(rhythm: Rhythm, number: int) -> bool:
    """Whether the break after a round is the long one."""
    return number % rhythm.long_after == 0


def _begun(at: datetime, number: int, rhythm: Rhythm, pieces: tuple[WorkPiece, ...]) -> Standing:
    until = at + timedelta(minutes=rhythm.work)
    return Standing(phase="work", round=number, since=at, until=until, pieces=pieces)


def _heard(state: Standing, rhythm: Rhythm, verb: FocusVerb, at: datetime) -> Standing:
    """What was said takes effect, where it fits how things stand."""
    if verb == "finish" and state.is_running:
        return _over(state, at)
    match state.phase, verb:
        case "work", "pause":
            left = state.until - at
            later = at + LEFT_ALONE
            return replace(_stopped(state, at), phase="paused", until=later, left=left)
        case "paused", "resume":
            return replace(state, phase="work", since=at, until=at + state.left, left=timedelta())
        case (("work" | "paused"), "early"):
            return _resting(state, rhythm, at)
        case (("break" | "ready"), "next"):
            return _begun(at, state.round + 1, rhythm, state.pieces)
    return state


def _settled(state: Standing, rhythm: Rhythm, now: datetime) -> Standing:
    """What time alone brought about until an instant."""
    while state.is_running and now >= state.until:
        match state.phase:
            case "work":
                state = _resting(state, rhythm, state.until)
            case "break":
                later = state.until + LEFT_ALONE
                state = replace(state, phase="ready", since=state.until, until=later)
            case _:
                state = _over(state, state.until)
    return state


def _stopped(state: Standing, at: datetime) -> Standing:
    """With the work that ran until then among what is done."""
    if state.phase != "work" or at <= state.since:
        return replace(state, since=at)
    piece = WorkPiece(state.round, state.since, at)
    return replace(state, since=at, pieces=(*state.pieces, piece))


def _resting(state: Standing, rhythm: Rhythm, at: datetime) -> Standing:
    pause = rhythm.long_pause if is_long_break(rhythm, state.round) else rhythm.pause
    until = at + timedelta(minutes=pause)
    return replace(_stopped(state, at), phase="break", until=until, left=timedelta())


def _over(state: Standing, at: datetime) -> Standing:
    return replace(_stopped(state, at), phase="over", until=at, left=timedelta())
