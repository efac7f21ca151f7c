"""How each calendar of a person stands: where it is, when it was asked, what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from trimtab.app.ports import CalendarState
from trimtab.calendars.feeds.memory import FeedMemory, FeedState
from trimtab.calendars.feeds.merging import count_events
from trimtab.calendars.feeds.subscriptions import HELD_NOW, Subscriptions
from trimtab.calendars.files import contents_at
from trimtab.calendars.standing import NOT_ASKED, UP_TO_DATE
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.source_names import is_feed, masked, name_calendars, scheme_of

ON_THIS_MACHINE = "Read from this machine each time."


@dataclass(frozen=True, slots=True)
class StateReader:
    """Tells how calendars stand; relative paths start at `base`."""

    base: Path
    subscriptions: Subscriptions
    state_of_account: Callable[[CalendarSource], CalendarState]

    def states(self, calendars: Sequence[CalendarSource]) -> tuple[CalendarState, ...]:
        """How each calendar stands, feeds asked first where fresh answers are wanted."""
        return tuple(self._state(one) for one in name_calendars(calendars))

    def _state(self, source: CalendarSource) -> CalendarState:
        try:
            if is_feed(source.source):
                return self._subscribed(source)
            if scheme_of(source.source):
                return self.state_of_account(source)
            return self._file_state(source)
        except UnreadableFileError as error:
            where, why = masked(source.source), f"{error.reason[:1].upper()}{error.reason[1:]}."
            name, kind = source.name or source.source, source.kind
            has_answered = False if self._asks(source) else None
            return CalendarState(name, kind, where, None, None, None, why, has_answered, why)

    def _subscribed(self, source: CalendarSource) -> CalendarState:
        if self._asks(source):
            self.subscriptions(source.source.strip(), date.min, date.max)
        state = self.subscriptions.state_of(source.source)
        told = _feed_state(state, source)
        return replace(told, has_answered=not state.fault) if self._asks(source) else told

    def _asks(self, source: CalendarSource) -> bool:
        return self.subscriptions.wants_fresh and is_feed(source.source)

    def _file_state(self, source: CalendarSource) -> CalendarState:
        path = self.base / Path(source.source).expanduser()
        contents = contents_at(path, source.source)
        events = sum(count_events(one.content) for one in contents)
        return CalendarState(
            source.name or source.source,
            source.kind,
            "folder" if path.is_dir() else "file",
            None,
            datetime.fromtimestamp(path.stat().st_mtime, UTC),
            events,
            ON_THIS_MACHINE,
        )


def remembered_states(memory: FeedMemory) -> tuple[CalendarState, ...]:
    """How every feed this machine remembers stands, called by its host."""
    return tuple(
        _feed_state(state, source)
        for (_, source), state in zip(_called(memory), memory.states().values(), strict=True)
    )


def forget_by_name(memory: FeedMemory, name: str) -> bool:
    """Forget the remembered feed that is called so, and tell whether there is one."""
    wanted = name.casefold()
    return any(
        memory.forget_key(key) for key, one in _called(memory) if one.name.casefold() == wanted
    )


def _called(memory: FeedMemory) -> list[tuple[str, CalendarSource]]:
    """The key of every feed remembered, and what it is called."""
    known = memory.states()
    hosts = (CalendarSource(f"https://{state.host}/") for state in known.values())
    return list(zip(known, name_calendars(hosts), strict=True))


def _feed_state(state: FeedState, source: CalendarSource) -> CalendarState:
    return CalendarState(
        source.name,
        source.kind,
        masked(source.source),
        state.fetched_at,
        state.changed_at,
        state.events if state.fetched_at else None,
        " ".join(_sentences(state)),
        fault=_fault(state),
    )


def _sentences(state: FeedState) -> Iterator[str]:
    if state.asked_at is None:
        yield NOT_ASKED
        return
    if state.held_since is not None:
        yield HELD_NOW
    if state.fault:
        yield _fault(state)
    elif state.held_since is None:
        yield UP_TO_DATE


def _fault(state: FeedState) -> str:
    return f"{state.fault[:1].upper()}{state.fault[1:]} {state.mend}".strip()
