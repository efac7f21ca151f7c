"""Journals that are open: keys in memory alone, for one session, closed when they rest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trimtab.app.mind.journal_keys import Keys
from trimtab.app.mind.journal_ports import FreshKey, JournalSealing
from trimtab.domain.diary import SealedPage
from trimtab.store.journal_sealing import JournalSeals
from trimtab.web.security.attempts import Attempts

IDLE = timedelta(minutes=15)
SLACK = timedelta(minutes=1)
"""Two requests may read the clock in another order than they are answered; a clock that was set
back further closes the journal."""

MOST_HELD = 50
NOTHING_OPEN: Keys = {}


@dataclass(frozen=True, slots=True)
class _Opened:
    keys: Keys
    used_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A new key that waits until its recovery key is confirmed, by an id that only its page has."""

    id: str
    fresh: FreshKey
    made_at: datetime


class OpenJournals:
    """What is open for whom; threads and every way in share it. Nothing of it is written anywhere.

    `held` are sealed drafts that the store could not take: they wait here until it can. Whoever
    compares what stands with what is to stand there has `typing` meanwhile.
    """

    def __init__(self, sealing: JournalSealing | None = None) -> None:
        self.sealing = sealing or JournalSeals()
        self.attempts = Attempts()
        self.one_by_one = threading.Lock()
        self.typing = threading.Lock()
        self._opened: dict[str, _Opened] = {}
        self._waiting: dict[str, Waiting] = {}
        self._hints: dict[str, str] = {}
        self._held: OrderedDict[str, SealedPage] = OrderedDict()
        self._turns: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, who: str, keys: Keys, now: datetime) -> None:
        """Let a session read and write; what it had open before stays open."""
        with self._lock:
            before = self._opened.get(who)
            known = {**before.keys, **keys} if before else dict(keys)
            self._opened[who] = _Opened(known, now)

    def keys(self, who: str, now: datetime) -> Keys:
        """What a session has open; asking counts as using it."""
        with self._lock:
            self._close_unused(now)
            opened = self._opened.get(who)
            if opened is None:
                return NOTHING_OPEN
            self._opened[who] = replace(opened, used_at=now)
            return opened.keys

    def close(self) -> None:
        """Close it for everyone, and forget keys that were never taken."""
        with self._lock:
            self._opened.clear()
            self._waiting.clear()
            self._hints.clear()

    def forget_all(self) -> None:
        """Close it, and let go of drafts that wait: the journal was deleted."""
        self.close()
        with self._lock:
            self._held.clear()

    def close_unused(self, now: datetime) -> None:
        """Close what nobody used for a while."""
        with self._lock:
            self._close_unused(now)

    def _close_unused(self, now: datetime) -> None:
        for who, opened in tuple(self._opened.items()):
            if not -SLACK <= now - opened.used_at <= IDLE:
                del self._opened[who]
        for who, waiting in tuple(self._waiting.items()):
            if not -SLACK <= now - waiting.made_at <= IDLE:
                del self._waiting[who]

    def let_wait(self, who: str, key: Waiting) -> None:
        """Keep a new key in memory until its recovery key is confirmed; one before it is let go."""
        with self._lock:
            self._waiting[who] = key

    def waiting(self, who: str, now: datetime) -> Waiting | None:
        """The new key of a session that waits."""
        with self._lock:
            self._close_unused(now)
            return self._waiting.get(who)

    def forget_waiting(self, who: str, key_id: str) -> None:
        """Let go of a new key that waits; another one, begun meanwhile, goes on waiting."""
        with self._lock:
            found = self._waiting.get(who)
            if found is not None and found.id == key_id:
                del self._waiting[who]

    def keep_hint(self, who: str, typed: str) -> None:
        """Keep a hint that was typed beside a passphrase that has to be typed again."""
        with self._lock:
            self._hints[who] = typed

    def take_hint(self, who: str) -> str | None:
        """That hint, for this once; None where there is none."""
        with self._lock:
            return self._hints.pop(who, None)

    def take_turn(self, window: str, turn: int) -> bool:
        """Whether a draft is newer than what came from its window; an older one came late."""
        with self._lock:
            if turn <= self._turns.get(window, -1):
                return False
            self._note(window, turn)
            return True

    def end_turns(self, window: str, turn: int) -> None:
        """Let drafts that were sent before a page was kept come too late."""
        with self._lock:
            self._note(window, max(turn, self._turns.get(window, -1)))

    def _note(self, window: str, turn: int) -> None:
        self._turns[window] = turn
        self._turns.move_to_end(window)
        while len(self._turns) > MOST_HELD:
            self._turns.popitem(last=False)

    def hold(self, draft: SealedPage) -> None:
        """Keep a sealed draft in memory, as the store did not take it."""
        with self._lock:
            self._held[draft.id] = draft
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)

    def let_go(self, draft_id: str) -> None:
        """The store has it, or the person let go of it."""
        with self._lock:
            self._held.pop(draft_id, None)

    @property
    def held(self) -> Mapping[str, SealedPage]:
        """Drafts that wait for the store, by their ids."""
        with self._lock:
            return dict(self._held)
