"""Calendars subscribed to: asked when it is time, remembered always."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

import httpx

from trimtab.app.overlaps import moment_text
from trimtab.calendars.contents import Content
from trimtab.calendars.feeds.addresses import find_host_fault, plain_host
from trimtab.calendars.feeds.at_once import ask_at_once
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


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed about to be read; `name` is the one it is remembered by."""

    source: str
    address: httpx.URL
    known: Remembered

    @property
    def name(self) -> str:
        return name_in_memory(self.address)


@dataclass(slots=True)
class Subscriptions:
    """The origin of every feed: what the server says, or what it said last.

    `now` gives the present in the person's zone; `tell` says a sentence before a feed is asked for
    the first time. Once one of `together` is followed, all of them are asked at once.
    """

    memory: FeedMemory
    client: Callable[[], httpx.Client]
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    allowed_hosts: tuple[str, ...] = ()
    is_offline: bool = False
    wants_fresh: bool = False
    together: tuple[str, ...] = ()
    _read: dict[str, Content | UnreadableFileError] = field(default_factory=dict)

    def __call__(self, source: str, first: date, last: date) -> tuple[Content, ...]:  # noqa: ARG002
        """The content of a feed, whole, whichever days are asked for; asked once at most.

        Raises UnreadableFileError where nothing can be had and nothing is remembered.
        """
        if source not in self._read:
            self._read_all(self.together if source in self.together else (source,))
        found = self._read[source]
        if isinstance(found, UnreadableFileError):
            raise found
        return (found,)

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

    def _read_all(self, sources: Sequence[str]) -> None:
        """Read feeds, asking those that are due at once; what is said keeps their order."""
        now, feeds = self.now(), list(self._known(sources))
        due = {one.name: one for one in feeds if self._is_due(one.known, now)}
        for one in due.values():
            if one.known.state.asked_at is None and self._may_be_asked(one.address):
                self.tell(ASKING.format(one.address.host))
        asked = ask_at_once({name: partial(self._ask, one, now) for name, one in due.items()})
        for one in feeds:
            self._read[one.source] = self._settled(one, asked.get(one.name), now)

    def _known(self, sources: Sequence[str]) -> Iterator[_Feed]:
        """What is known of feeds; those whose address cannot be asked are settled at once."""
        for source in dict.fromkeys(sources):
            try:
                address = self._address(source)
            except UnreadableFileError as error:
                self._read[source] = error
            else:
                yield _Feed(source, address, self.memory.recall(name_in_memory(address)))

    def _settled(
        self, feed: _Feed, asked: tuple[Remembered, bool] | None, now: datetime
    ) -> Content | UnreadableFileError:
        """The content of a feed after it was asked, if it was; or why there is none."""
        known, shown = feed.known, masked(feed.source)
        problems: list[Problem] = []
        if asked is not None:
            known, is_new = asked
            problems += self._keep(feed.name, known, shown, has_new_content=is_new)
        if known.content is None:
            return self._without_content(feed.source, known.state)
        problems += self._problems(known.state, shown, now)
        return Content(known.content, shown, f"feed{known.state.ending}", tuple(problems))

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

    def _ask(self, feed: _Feed, now: datetime) -> tuple[Remembered, bool]:
        """What is known of a feed after asking for it, and whether its content is new."""
        address, known = feed.address, feed.known
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
        self, name: str, known: Remembered, shown: str, *, has_new_content: bool
    ) -> Iterator[Problem]:
        try:
            self.memory.keep(name, known, has_new_content=has_new_content)
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
    return UnreadableFileError(masked(source), f"{what} {mend}".strip())


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
