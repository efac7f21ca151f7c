"""What several threads do to a store at the same time, of every kind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Event, Thread

import pytest

from trimtab.domain.kept import Win

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


def win(number: int) -> Win:
    """One of many."""
    return Win(f"{number:05}", MONDAY, f"Win {number}", NOW + timedelta(seconds=number))


@pytest.fixture
def _eager_threads() -> Iterator[None]:
    """Threads that take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_what_another_writes_meanwhile_outlasts_a_change_that_is_undone(store):
    """It waits for the change to end, or is kept beside it: either way it is there."""
    begun = Event()

    def write() -> None:
        begun.set()
        store.add_win(win(1))

    other = Thread(target=write)
    with suppress(InterruptedError), store.at_once():
        store.keep_setting("theme", "dark")
        other.start()
        begun.wait()
        other.join(0.05)  # one that waits for nothing has written by now
        raise InterruptedError
    other.join()
    assert store.wins(MONDAY, MONDAY) == (win(1),)
    assert store.settings() == {}


@pytest.mark.usefixtures("_eager_threads")
@pytest.mark.parametrize("store", ["memory"], indirect=True)
def test_reading_and_changes_at_once_meet_writing(store):
    """While thousands of wins come in, they are read and changes are made whole."""
    store.add_wins(tuple(win(number) for number in range(2000)))
    writer = Thread(target=lambda: [store.add_win(win(number)) for number in range(2000, 4000)])
    seen = 2000
    writer.start()
    while writer.is_alive():
        found = len(store.wins(MONDAY, MONDAY))
        assert found >= seen
        seen = found
        with store.at_once():
            store.keep_setting("theme", str(seen))
    writer.join()
    assert len(store.wins(MONDAY, MONDAY)) == 4000
