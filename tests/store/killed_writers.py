"""Kills writers at random moments and looks at what is left; a process of its own, so it may fork.

Prints how many were killed, and how many changes had been acknowledged by then.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from trimtab.domain.kept import Contact, KeptCalendar, Win
from trimtab.store.backups import contents_of
from trimtab.store.connections import connect_sqlite
from trimtab.store.opening import FILE, open_store
from trimtab.store.tables import KNOWN_SCHEMAS
from trimtab.store.upgrading import steps

NOW = datetime(2026, 11, 16, tzinfo=UTC)
DAY = date(2026, 11, 16)
LONGEST_SECONDS = 0.06


def write_until_killed(folder: Path, told: int) -> None:
    """Keep a win, a person and a file as one change, and say so once it lasts."""
    store = open_store(folder)
    number = len(store.wins(DAY, DAY))
    while True:
        number += 1
        name = f"{number:06d}"
        with store.at_once():
            store.add_win(Win(name, DAY, "x" * 200, NOW))
            store.keep_contacts((Contact(name, "one"), Contact(name, "two")))
            store.keep_calendar(KeptCalendar("last", name.encode() * 700, NOW))
        os.write(told, f"{name}\n".encode())


def open_until_killed(folder: Path, told: int) -> None:
    """Make a new store, tables and all."""
    os.write(told, b".\n")
    open_store(folder).close()


def run_and_kill(work, folder: Path, seconds: float) -> list[str]:
    """What a process said before it was killed, some time after the first word."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        try:
            work(folder, told)
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard) as lines:
        said = [lines.readline()]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += lines.read().split("\n")
    return [line.strip() for line in said if line.strip(". \n")]


def check_changes(folder: Path, said: list[str]) -> int:
    """Everything acknowledged is there, and of each change all or nothing; how many there are."""
    assert contents_of(folder / FILE) is not None, "the file is damaged"
    store = open_store(folder)
    kept = sorted(win.id for win in store.wins(DAY, DAY))
    assert kept == [f"{number:06d}" for number in range(1, len(kept) + 1)], "a change is missing"
    assert not said or kept[-1] >= said[-1], "an acknowledged change is lost"
    if kept:
        assert [person.id for person in store.contacts()] == [kept[-1]] * 2, "a change is torn"
        assert store.calendars()[0].content == kept[-1].encode() * 700, "a change is torn"
    store.close()
    return len(kept)


def kill_writers(folder: Path, kills: int, chance: random.Random) -> int:
    """The number of changes that lasted."""
    changes = 0
    for _ in range(kills):
        said = run_and_kill(write_until_killed, folder, chance.uniform(0, LONGEST_SECONDS))
        changes = check_changes(folder, said)
    return changes


def kill_openers(folder: Path, kills: int, chance: random.Random) -> int:
    """The number of openings that were killed before the tables were there."""
    early = 0
    steps()  # what takes long the first time is loaded before anyone forks
    open_store(folder / "warm").close()
    for number in range(kills):
        place = folder / str(number)
        run_and_kill(open_until_killed, place, chance.uniform(0, 0.15))
        if (place / FILE).exists() and (place / FILE).stat().st_size:
            roll_back(place / FILE)
            found = contents_of(place / FILE)
            assert found is not None, "the file is damaged"
            assert found.schema in {None, *KNOWN_SCHEMAS}, "the tables are neither old nor new"
            assert bool(found.rows) == (found.schema is not None), "the tables are half made"
            early += found.schema is None
        else:
            early += 1
        check_changes_of_new(place)
    return early


def roll_back(file: Path) -> None:
    """Let SQLite undo what was begun before the log was there; who only reads may not do that."""
    with closing(connect_sqlite(file, "rw")) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def check_changes_of_new(place: Path) -> None:
    """Whatever was left, the next start makes a whole store of it."""
    store = open_store(place)
    store.keep_setting("a", "b")
    store.close()


if __name__ == "__main__":
    kind, place, kills, seed = sys.argv[1:]
    drill = {"writers": kill_writers, "openers": kill_openers}[kind]
    found = drill(Path(place), int(kills), random.Random(int(seed)))
    sys.stdout.write(json.dumps({"kills": int(kills), "found": found}))
