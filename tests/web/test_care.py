"""What Trimtab does by itself while it is open."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from trimtab.domain.errors import TrimtabError
from trimtab.web.care import Care, Chore

NOW = datetime(2026, 11, 16, 6, tzinfo=UTC)


class Clock:
    """A clock that tests turn."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_chore_is_done_when_it_is_due_and_told_the_moment():
    """At once, then not before its time has passed."""
    clock, done = Clock(), []
    care = Care([Chore("Backup", done.append, timedelta(hours=1))], clock)
    for minutes in (0, 59, 60):
        clock.now = NOW + timedelta(minutes=minutes)
        care.do_what_is_due()
    assert done == [NOW, NOW + timedelta(hours=1)]


def test_a_chore_that_fails_is_told_until_it_works_and_stops_no_other():
    """Our own sentences are told as they are, any other fault by its chore's name alone."""
    clock, faults, done = Clock(), [TrimtabError("The disk is full."), ValueError("canary")], []

    def fail(_):
        if faults:
            raise faults.pop(0)

    hourly = timedelta(hours=1)
    care = Care([Chore("The backup", fail, hourly), Chore("Reading", done.append, hourly)], clock)
    told = []
    for hours in range(3):
        clock.now = NOW + timedelta(hours=hours)
        care.do_what_is_due()
        told.append(care.troubles())
    assert told[0] == ("The disk is full.",)
    assert told[1][0].startswith("The backup did not work")
    assert "canary" not in told[1][0]
    assert told[2] == ()
    assert len(done) == 3


def test_it_goes_on_in_a_thread_of_its_own_and_ends_when_asked():
    """Started, it does what is due; stopped, its thread is gone; stopping one not begun is fine."""
    done = threading.Event()
    care = Care([Chore("Backup", lambda _: done.set(), timedelta(hours=1))], Clock())
    care.stop()
    care = Care([Chore("Backup", lambda _: done.set(), timedelta(hours=1))], Clock())
    care.start()
    assert done.wait(10)
    care.stop()
    assert "care" not in {one.name for one in threading.enumerate()}
