"""Calendars subscribed to: asked when it is time, remembered always."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import httpx

from trimtab.app.overlaps import moment_text
from trimtab.calendars.contents import Content
from trimtab.calendars.feeds.addresses import find_host_fault, plain_host
from trimtab.calendars.feeds.fetching import (
    LATER,
    Fetched,
    FetchError,
    Validators,
    address_of,
    fetch,
    name_in_memory,
)
from trimtab.calendars.feeds.guarded_transport import allowed_names
from trimtab.calendars.feeds.memory import FeedMemory, FeedState, Remembered, hash_of
from trimtab.calendars.feeds.merging import (
    count_events,
    is_suddenly_empty,
    merge_contents,
    reach_of,
)
from trimtab.calendars.standing import LEAVE_OUT, NEVER_ASKED, OFFLINE, OLD_AFTER
from trimtab.domain.errors import Problem, UnreadableFileError, UnwritableFileError
from trimtab.domain.source_names import masked

ASKED_AGAIN_AFTER = timedelta(minutes=15)
"""A feed is left in peace for so long (our choice); the systems behind them publish hourly."""

ASKING = "Asking {} for its calendar; nothing but the address is sent."
NOT_KEPT = "What it says cannot be kept for a time without network."
HELD_NOW = "It has come empty; what was known before counts."
HELD = "It has been empty since {}, though events were still to come; those known before count."


@dataclass(slots=True)
class Subscriptions:
    """The origin of every feed: what the server says, or what it said last.

    `now` gives the present in the person's zone; `tell` says a sentence before a feed is asked for
    the first time.
    """

    memory: FeedMemory
    client: Callable[[], httpx.Client]
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    allowed_hosts: tuple[str, ...] = ()
    is_offline: bool = False
    wants_fresh: bool = False
    _read: dict[str, Content] = field(default_factory=dict)

    def __call__(self, source: str, first: date, last: date) -> tuple[Content, ...]:  # noqa: ARG002
        """The content of a feed, whole, whichever days are asked for; asked once at most.

        Raises UnreadableFileError where nothing can be had and nothing is remembered.
        """
        if source not in self._read:
            self._read[source] = self._content_of(source)
        return (self._read[source],)

    def state_of(self, source: str) -> FeedState:
        """How a feed stands, without asking anybody. Raises UnreadableFileError."""
        return self.memory.recall(name_in_memory(self._address(source))).state

    def forget(self, source: str) -> bool:
        """Forget a feed, and tell whether anything was known. Raises UnreadableFileError."""
        return self.memory.forget(name_in_memory(self._address(source)))

    def _address(self, source: str) -> httpx.URL:
        try:
            return address_of(source, self.allowed_hosts)
        except FetchError as error:
            raise _unreadable(source, error.what, error.mend) from None

    def _content_of(self, source: str) -> Content:
        address = self._address(source)
        known = self.memory.recall(name_in_memory(address))
        now = self.now()
        problems: list[Problem] = []
        if self._is_due(known, now):
            known, is_new = self._ask(address, known, now)
            problems += self._keep(address, known, masked(source), has_new_content=is_new)
        if known.content is None:
            raise self._without_content(source, known.state)
        problems += self._problems(known.state, masked(source), now)
        name = f"feed{known.state.ending}"
        return Content(known.content, masked(source), name, tuple(problems))

    def _without_content(self, source: str, state: FeedState) -> UnreadableFileError:
        if self.is_offline or not state.fault:
            return _unreadable(source, NEVER_ASKED, "")
        return _unreadable(source, state.fault, state.mend)

    def _is_due(self, known: Remembered, now: datetime) -> bool:
        if self.is_offline:
            return False
        asked = known.state.asked_at
        if self.wants_fresh or known.content is None or asked is None:
            return True
        return not asked <= now < asked + ASKED_AGAIN_AFTER

    def _ask(self, address: httpx.URL, known: Remembered, now: datetime) -> tuple[Remembered, bool]:
        """What is known of a feed after asking for it, and whether its content is new."""
        if known.state.asked_at is None and self._may_be_asked(address):
            self.tell(ASKING.format(address.host))
        state = replace(known.state, host=address.host, asked_at=now, fault="", mend="")
        is_known = known.content is not None and state.held_since is None
        validators = state.validators if is_known else Validators()
        try:
            with self.client() as client:
                fetched = fetch(client, address, validators, allowed_hosts=self.allowed_hosts)
            _refuse_torn(fetched, known)
        except FetchError as error:
            return Remembered(
                replace(state, fault=error.what, mend=error.mend), known.content
            ), False
        return _with_fetched(Remembered(state, known.content), fetched, now)

    def _may_be_asked(self, address: httpx.URL) -> bool:
        is_allowed = plain_host(address.host) in allowed_names(self.allowed_hosts)
        return is_allowed or not find_host_fault(address.host)

    def _keep(
        self, address: httpx.URL, known: Remembered, shown: str, *, has_new_content: bool
    ) -> Iterator[Problem]:
        try:
            self.memory.keep(name_in_memory(address), known, has_new_content=has_new_content)
        except UnwritableFileError as error:
            yield Problem(shown, None, NOT_KEPT, str(error))

    def _problems(self, state: FeedState, shown: str, now: datetime) -> Iterator[Problem]:
        as_of = _moment(state.fetched_at, now)
        if state.fault:
            yield Problem(shown, None, f"Read as of {as_of}; {state.fault}", state.mend)
        elif self.is_offline and (state.fetched_at is None or now > state.fetched_at + OLD_AFTER):
            yield Problem(shown, None, OFFLINE.format(as_of), LEAVE_OUT)
        if state.held_since is not None:
            mend = "If it is right to be empty, run `trimtab calendar forget` with its name."
            yield Problem(shown, None, HELD.format(_moment(state.held_since, now)), mend)


def _unreadable(source: str, what: str, mend: str) -> UnreadableFileError:
    return UnreadableFileError(masked(source), f"{what} {mend}".strip().rstrip("."))


def _moment(moment: datetime | None, now: datetime) -> str:
    return "an unknown day" if moment is None else moment_text(moment.astimezone(now.tzinfo))


def _refuse_torn(fetched: Fetched, known: Remembered) -> None:
    """Raise FetchError for what breaks off where something whole is known, or nothing at all."""
    if fetched.content is None and known.content is None:
        raise FetchError("the server says that nothing changed, and nothing is known.", LATER)
    if known.content is not None and not fetched.is_whole:
        raise FetchError("what the server sent breaks off in the middle.", LATER)


def _with_fetched(known: Remembered, fetched: Fetched, now: datetime) -> tuple[Remembered, bool]:
    """What is known with what was fetched, and whether that makes the content new."""
    state = replace(known.state, fetched_at=now)
    if fetched.content is None:
        return Remembered(state, known.content), False
    state = replace(
        state,
        etag=fetched.validators.etag,
        last_modified=fetched.validators.last_modified,
        ending=fetched.ending,
    )
    fresh = hash_of(fetched.content)
    if known.content is not None and fresh == state.content_hash and state.held_since is None:
        return Remembered(state, known.content), False
    if known.content is not None and is_suddenly_empty(known.content, fetched.content, now):
        held = replace(state, content_hash=fresh, held_since=state.held_since or now)
        return Remembered(held, known.content), False
    reach = max(state.reach_days, reach_of(fetched.content, now))
    content = merge_contents(known.content or b"", fetched.content, now, reach)
    changed = replace(
        state,
        content_hash=fresh,
        reach_days=reach,
        events=count_events(content),
        changed_at=now,
        held_since=None,
    )
    return Remembered(changed, content), True
