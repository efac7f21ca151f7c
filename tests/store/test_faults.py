"""Nothing acknowledged is lost and nothing is half kept, whatever happens to machine or disk."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sample_plans import empty_week, night_week
from sqlalchemy import insert
from sqlalchemy.exc import OperationalError

from trimtab.domain.errors import StoreError, StoreFullError
from trimtab.domain.kept import KeptCalendar, Win
from trimtab.store.backups import contents_of
from trimtab.store.connections import sqlite_reader, sqlite_writer
from trimtab.store.failures import (
    DAMAGED,
    IN_USE,
    LATER,
    NO_ACCESS,
    NO_SERVER,
    OWN_FAULT,
    told_plainly,
)
from trimtab.store.opening import FILE, open_store, read_store
from trimtab.store.tables import settings

NOW = datetime(2026, 11, 16, tzinfo=UTC)
DAY = date(2026, 11, 16)
CANARY = "canary-4711"


def kill(kind: str, folder: Path, kills: int, seed: int) -> int:
    """What the drill found."""
    drill = [sys.executable, str(Path(__file__).with_name("killed_writers.py"))]
    done = subprocess.run(
        [*drill, kind, str(folder), str(kills), str(seed)],
        capture_output=True,
        text=True,
        check=False,
        timeout=1100,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["found"]


def test_writers_that_are_killed_lose_nothing(tmp_path):
    """After each of a dozen kills all that was acknowledged is there, whole."""
    assert kill("writers", tmp_path, 12, seed=1) >= 12


def test_writers_to_a_sealed_store_that_are_killed_lose_nothing(tmp_path):
    """The same under a passphrase."""
    assert kill("sealed", tmp_path, 6, seed=5) >= 6


def test_a_store_killed_while_it_is_sealed_opens_one_way_or_the_other(tmp_path):
    """Whenever the kill came, the store is sealed or not, and holds all it held."""
    assert 0 <= kill("rewriters", tmp_path, 5, seed=6) <= 5


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_hundred_kills_while_sealing_lose_nothing(tmp_path):
    """The same a hundred times; some of them came before, some after."""
    assert 0 < kill("rewriters", tmp_path, 100, seed=7) < 100


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_two_hundred_writers_that_are_killed_lose_nothing(tmp_path):
    """The same, two hundred times on one file."""
    assert kill("writers", tmp_path, 200, seed=2) >= 200


def test_a_new_store_is_made_whole_or_not_at_all(tmp_path):
    """Killed while its tables are made, there are all of them or none, and it opens afterwards."""
    assert kill("openers", tmp_path, 8, seed=3) <= 8


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_hundred_new_stores_are_made_whole_or_not_at_all(tmp_path):
    """The same, a hundred times."""
    assert 0 < kill("openers", tmp_path, 100, seed=4) < 100


def limit_pages(opened, pages: int) -> None:
    """Let the file grow to so many pages and no further, as a full disk does."""
    opened._connections.run_alone(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path):
    """The change that did not fit is not there; smaller ones still work once there is room."""
    opened = open_store(tmp_path)
    opened.keep_profile("before", NOW)
    limit_pages(opened, 60)
    with pytest.raises(StoreFullError):
        opened.keep_calendar(KeptCalendar("large.ics", b"x" * 900_000, NOW))
    assert opened.profile().text == "before"
    assert opened.calendars() == ()
    limit_pages(opened, 10_000)
    opened.keep_profile("after", NOW)
    opened.close()
    assert contents_of(tmp_path / FILE) is not None


def test_a_disk_that_fills_up_midway_undoes_the_whole_change(tmp_path):
    """Even where somebody caught the error inside, nothing of the change lasts."""
    opened = open_store(tmp_path)
    limit_pages(opened, 60)

    def change():
        with opened.at_once():
            opened.keep_setting("a", "never")
            with pytest.raises(StoreFullError):
                opened.keep_calendar(KeptCalendar("large.ics", b"x" * 900_000, NOW))
            opened.keep_setting("b", "never")

    with pytest.raises(StoreFullError):
        change()
    assert opened.settings() == {}
    opened.close()


def fill_up(opened, kept: list[int]) -> None:
    """Add one large win after another, and note each that was acknowledged."""
    for number in range(10_000):
        opened.add_win(Win(str(number), DAY, "x" * 5000, NOW))
        kept.append(number)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_is_told_when_it_is_full(tmp_path):
    """On a disk of one megabyte, everything acknowledged before it was full is there after."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", tmp_path],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        opened = open_store(tmp_path / "kept")
        kept: list[int] = []
        with pytest.raises(StoreFullError):
            fill_up(opened, kept)
        assert len(kept) > 20
        assert len(opened.wins(DAY, DAY)) == len(kept)
        opened.close()
        assert contents_of(tmp_path / "kept" / FILE) is not None
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def test_nobody_else_may_read_what_is_kept(tmp_path):
    """Files are 0600 in folders 0700, log and backups too, and a file left open is closed."""
    folder = tmp_path / "new" / "kept"
    previous = os.umask(0)
    try:
        opened = open_store(folder)
        opened.keep_profile("x", NOW)
        opened.back_up_if_due(NOW)
    finally:
        os.umask(previous)
    paths = [folder, *folder.rglob("*")]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
    opened.close()
    assert {f"{FILE}-wal", f"{FILE}-shm", FILE} <= modes.keys()
    wanted = {path.name: 0o700 if path.is_dir() else 0o600 for path in [folder, folder / "backups"]}
    assert {name: wanted.get(name, 0o600) for name in modes} == modes
    (folder / FILE).chmod(0o644)
    open_store(folder).close()
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_the_engine_is_set_as_promised(tmp_path):
    """The writer syncs fully, checks references and deletes for good; readers cannot write."""
    open_store(tmp_path).close()
    writer, reader = sqlite_writer(tmp_path / FILE), sqlite_reader(tmp_path / FILE)
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint")
    with writer.connect() as connection:
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert said == ["wal", 2, 1, 1, 1000]
    with reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0
        with pytest.raises(OperationalError):
            connection.exec_driver_sql("PRAGMA user_version = 1")
    reader.dispose()
    writer.dispose()


def test_every_table_is_strict(tmp_path):
    """A word in a column of numbers is refused by the file itself."""
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        tables = connection.execute("SELECT name, strict FROM pragma_table_list").fetchall()
    ours = {name: strict for name, strict in tables if not name.startswith("sqlite_")}
    assert {name for name, strict in ours.items() if not strict} == {"alembic_version"}


def test_a_reader_leaves_the_log_to_the_writer(tmp_path):
    """When readers of another process close, nothing is moved from the log into the file."""
    opened = open_store(tmp_path)
    opened.keep_profile("x" * 50_000, NOW)
    log = tmp_path / f"{FILE}-wal"
    before = (tmp_path / FILE).read_bytes(), log.read_bytes()
    reading = read_store(tmp_path)
    assert reading.profile().text == "x" * 50_000
    with pytest.raises(StoreError):
        reading.keep_setting("a", "b")
    reading.close()
    assert ((tmp_path / FILE).read_bytes(), log.read_bytes()) == before
    opened.close()


def test_threads_read_whole_changes_while_another_writes(store):
    """Four readers see two choices change together, and a plan that is one of those kept."""
    plans = (night_week(), empty_week())
    wrong: list[object] = []
    is_over = threading.Event()

    def change(number: int) -> None:
        with store.at_once():
            store.keep_setting("left", str(number))
            store.keep_plan(plans[number % 2], NOW, profile_revision=1)
            store.keep_setting("right", str(number))

    def read() -> None:
        while not is_over.is_set():
            try:
                said = store.settings()
                if said["left"] != said["right"] or store.plan().plan not in plans:
                    wrong.append(said)
            except Exception as error:  # noqa: BLE001 - a thread's errors are gathered
                wrong.append(error)

    change(0)
    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 30):
        change(number)
    is_over.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_threads_write_one_after_the_other(store):
    """Each of four threads adds to a profile only what it has read, and none is lost."""

    def add() -> None:
        for _ in range(5):
            with store.at_once():
                last = store.profile()
                text = f"{last.text}x" if last else "x"
                store.keep_profile(text, NOW, expected_revision=last.revision if last else 0)

    writers = [threading.Thread(target=add) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.profile().text == "x" * 20


def test_two_stores_on_a_server_write_one_after_the_other(empty_server):
    """As two processes would, each adds only to what it has read, and nothing is lost."""
    stores = [open_store(empty_server) for _ in range(2)]

    def add(store) -> None:
        for _ in range(8):
            with store.at_once():
                last = store.profile()
                text = f"{last.text}x" if last else "x"
                store.keep_profile(text, NOW, expected_revision=last.revision if last else 0)

    writers = [threading.Thread(target=add, args=(store,)) for store in stores]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert stores[0].profile().text == "x" * 16
    for store in stores:
        store.close()


def test_a_second_process_hears_that_the_first_is_there(tmp_path):
    """A folder has one owner; after it has let go, the next may come."""
    first = open_store(tmp_path)
    with pytest.raises(StoreError, match="Another run"):
        open_store(tmp_path)
    first.close()
    open_store(tmp_path).close()


def test_a_damaged_file_is_told_with_what_helps(tmp_path):
    """Neither a text nor a file whose pages are noise is opened."""
    (tmp_path / FILE).write_bytes(b"this is no database at all" * 400)
    with pytest.raises(StoreError) as told:
        open_store(tmp_path)
    assert str(told.value) == DAMAGED


def test_a_later_edition_is_told(tmp_path):
    """A store with tables that this edition does not know is left alone."""
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as told:
        open_store(tmp_path)
    assert str(told.value) == LATER


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as told:
        open_store(tmp_path / "file" / "kept")
    assert str(told.value) == NO_ACCESS


def test_a_server_that_is_not_there_is_told(tmp_path):
    """The address leads to a socket that nobody listens at."""
    with pytest.raises(StoreError) as told:
        open_store(f"postgresql+psycopg://trimtab@/postgres?host={tmp_path}")
    assert str(told.value) == NO_SERVER


@pytest.mark.parametrize("store", ["file", "server"], indirect=True)
def test_what_no_text_holds_is_refused(store):
    """A zero byte and half a letter are told in words, and nothing is kept."""
    for text in ("a\0b", "a\ud800b"):
        with pytest.raises(StoreError, match="Type them again"):
            store.keep_profile(text, NOW)
    assert store.profile() is None


@pytest.mark.parametrize("store", ["file", "server"], indirect=True)
def test_no_words_of_a_person_leave_with_an_error(store):
    """What a database says of a failed write may hold the row; what is told does not."""
    row = insert(settings).values(owner="me", name=CANARY, value=None)
    with pytest.raises(StoreError) as told, store._connections.writing() as connection:
        connection.execute(row)
    assert CANARY not in "".join(traceback.format_exception(told.value))
    assert str(told.value) == OWN_FAULT


def fail_busily() -> None:
    """Fail as SQLite does where somebody else writes."""
    busy = sqlite3.OperationalError(CANARY)
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    with told_plainly():
        raise busy


def test_a_busy_file_is_told_as_in_use():
    """SQLite's own words for it do not reach the person."""
    with pytest.raises(StoreError) as told:
        fail_busily()
    assert str(told.value) == IN_USE
