"""A store under a passphrase: unreadable without it, whole with it, and never lost halfway."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sample_plans import night_week

from trimtab.domain.errors import (
    MissingPartError,
    PassphraseError,
    SealedError,
    StoreError,
    WrongPassphraseError,
)
from trimtab.domain.kept import Contact, KeptApplication, KeptCalendar, Win
from trimtab.store.backups import contents_of
from trimtab.store.connections import connect_sqlite, sqlite_reader, sqlite_writer
from trimtab.store.exporting import digest_of
from trimtab.store.failures import DAMAGED, IN_USE
from trimtab.store.keys import (
    PAGE_BYTES,
    PLAIN_BEGINS,
    Key,
    derive_key,
    is_sealed,
    sqlcipher,
)
from trimtab.store.opening import BACKUPS, FILE, find_key, open_store, read_store
from trimtab.store.restoring import RestoreKeys, restore
from trimtab.store.rewriting import are_equal, copy_under
from trimtab.store.sealing import put_under, readable_below

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
DAY = date(2026, 11, 16)
CANARY = b"canary-4711"
KEY, OTHER = Key(b"one salt of many", b"k" * 32), Key(b"and another salt", b"o" * 32)


@pytest.fixture
def quick(monkeypatch):
    """Passphrases stretched by two turns, for tests that try many."""
    monkeypatch.setattr("trimtab.store.keys.TURNS", 2)


def filled(folder: Path, key: Key | None = None) -> Path:
    """A folder with a store that holds words, and a backup of it."""
    store = open_store(folder, key=key)
    store.keep_profile("first canary-4711", NOW)
    store.keep_plan(night_week(), NOW, profile_revision=1)
    store.add_win(Win("1", DAY, "held the Canary-4711 steady", NOW))
    store.keep_contacts((Contact("1", "Canary-4711"),))
    store.keep_calendar(KeptCalendar("canary-4711.ics", CANARY * 90, NOW))
    store.keep_application(
        KeptApplication(
            profile="# canary-4711",
            programmes=CANARY * 90,
            programmes_name="canary-4711.csv",
            answers=(("canary-4711", "rejected"),),
            signals=(("canary-4711", "gold"),),
            is_example=False,
            kept_at=NOW,
        )
    )
    store.back_up(NOW, because="asked")
    store.close()
    return folder


def digest(folder: Path, key: Key | None) -> str:
    """What is kept, in one word."""
    with closing(read_store(folder, key=key)) as store:
        return digest_of(store)


def holds_words(folder: Path) -> list[str]:
    """The files below a folder in which anybody could read a word of it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if CANARY in path.read_bytes().lower()]


def test_no_word_is_in_any_file_of_the_folder(tmp_path):
    """While it is open, after it is closed and in its backups; before it was in all of them."""
    folder = filled(tmp_path / "kept")
    (folder / BACKUPS / ".trimtab-1.sqlite3.part").write_bytes(PLAIN_BEGINS + CANARY)
    assert len(holds_words(folder)) == 3
    before = digest(folder, None)
    done = put_under(folder, None, KEY)
    assert (done.backups, done.left) == (1, ())
    assert holds_words(folder) == []
    assert (folder / FILE).read_bytes()[:16] == KEY.salt
    store = open_store(folder, key=KEY)
    assert digest_of(store) == before
    store.add_win(Win("2", DAY, "another canary-4711", NOW))
    store.back_up_if_due(NOW)
    assert {path.name for path in folder.iterdir()} >= {f"{FILE}-wal", f"{FILE}-shm"}
    assert holds_words(folder) == []
    store.close()
    assert holds_words(folder) == []
    assert readable_below(folder) == ()


def test_sqlcipher_itself_opens_it_by_the_passphrase(tmp_path, key):
    """The key is the one any program with SQLCipher makes, so the file is nobody's captive."""
    filled(tmp_path, key)
    with closing(sqlcipher().connect(tmp_path / FILE)) as connection:
        connection.execute("""PRAGMA key = 'pears ''n'' "plums" 🍐'""")
        assert connection.execute("SELECT text FROM wins").fetchall()[0][0].startswith("held")
    assert find_key(tmp_path / FILE, "pears 'n' \"plums\" 🍐") == key


@pytest.mark.usefixtures("quick")
def test_letters_count_however_a_keyboard_puts_them_together():
    """An é in one piece or in two is the same; capitals and spaces are not."""
    salt = bytes(16)
    assert derive_key("\u00e9", salt) == derive_key("e\u0301", salt)
    assert len({derive_key(one, salt).secret for one in ("a b", "A b", "a b ", "ab")}) == 4
    assert "secret" not in repr(derive_key("a", salt))


@pytest.mark.parametrize("typed", ["", "a\nb", "a\0b", "\ud800"])
def test_what_nobody_can_type_is_refused(typed):
    """Nothing, several lines, and halves of letters."""
    with pytest.raises(PassphraseError, match="Nothing was changed"):
        derive_key(typed, bytes(16))


@pytest.mark.usefixtures("quick")
def test_a_wrong_passphrase_is_told_and_nothing_is_written(tmp_path, capfd):
    """Neither to the file nor to the terminal, where SQLCipher would write by itself."""
    folder = filled(tmp_path, derive_key("right", bytes(range(16))))
    before = (folder / FILE).read_bytes()
    with pytest.raises(WrongPassphraseError):
        find_key(folder / FILE, "wrong")
    for opened in (open_store, read_store):
        with pytest.raises(SealedError):
            opened(folder)
    assert find_key(folder / FILE, "right").salt == bytes(range(16))
    assert (folder / FILE).read_bytes() == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("quick")
def test_what_is_damaged_is_told_from_a_wrong_passphrase(tmp_path):
    """Cut within a page or between two, or noise inside: none of it is the person's mistake."""
    key = derive_key("right", bytes(range(16)))
    whole = (filled(tmp_path, key) / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:-100])
    assert not is_sealed(tmp_path / FILE)
    with pytest.raises(StoreError) as told:
        open_store(tmp_path)
    assert str(told.value) == DAMAGED
    (tmp_path / FILE).write_bytes(whole[: 5 * PAGE_BYTES])
    with pytest.raises(StoreError) as told:
        find_key(tmp_path / FILE, "right")
    assert str(told.value) == DAMAGED
    noise = b"\xff" * PAGE_BYTES
    (tmp_path / FILE).write_bytes(whole[: 9 * PAGE_BYTES] + noise + whole[10 * PAGE_BYTES :])
    with pytest.raises(StoreError) as told:
        put_under(tmp_path, find_key(tmp_path / FILE, "right"), None)
    assert str(told.value) == DAMAGED


def test_the_engine_is_set_as_promised_under_a_passphrase_too(tmp_path):
    """The log, full sync, references, deleting for good, strict tables; readers cannot write."""
    open_store(tmp_path, key=KEY).close()
    writer, reader = sqlite_writer(tmp_path / FILE, KEY), sqlite_reader(tmp_path / FILE, KEY)
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint")
    with writer.connect() as connection:
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
        tables = connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list").all()
    assert said == ["wal", 2, 1, 1, 1000]
    ours = {name for name, strict in tables if not strict and not name.startswith("sqlite_")}
    assert ours == {"alembic_version"}
    with reader.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("PRAGMA user_version = 1")
    reader.dispose()
    writer.dispose()


def test_another_passphrase_and_none(tmp_path):
    """What is kept stays the same letter for letter, and backups go along each time."""
    folder = filled(tmp_path)
    before, held = digest(folder, None), contents_of(folder / FILE)
    put_under(folder, None, KEY)
    put_under(folder, KEY, OTHER)
    assert (digest(folder, OTHER), contents_of(folder / FILE, OTHER)) == (before, held)
    (backup,) = (folder / BACKUPS).glob("*.sqlite3")
    assert contents_of(backup, OTHER) == held
    put_under(folder, OTHER, None)
    assert digest(folder, None) == before
    assert contents_of(backup) == held


def test_a_copy_that_differs_is_thrown_away(tmp_path, monkeypatch):
    """Before anything took the place of anything."""
    folder = filled(tmp_path)
    before = (folder / FILE).read_bytes()
    monkeypatch.setattr("trimtab.store.rewriting.are_equal", lambda *_: False)
    with pytest.raises(StoreError, match="thrown away"):
        put_under(folder, None, KEY)
    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in folder.glob(".*")] == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE wins SET text = 'other'",
        "DELETE FROM contacts",
        "INSERT INTO settings VALUES ('me', 'a', 'b')",
        "DROP TABLE settings",
    ],
)
def test_rows_are_compared_one_by_one(tmp_path, change):
    """A word changed on the way, a row less or more, and a table that is missing are found."""
    folder = filled(tmp_path)
    copy = tmp_path / "copy.sqlite3"
    copy_under(folder / FILE, copy, (None, KEY))
    assert are_equal((folder / FILE, None), (copy, KEY))
    with closing(connect_sqlite(copy, "rw", KEY)) as connection:
        connection.execute(change)
    assert not are_equal((folder / FILE, None), (copy, KEY))


def test_a_store_in_use_stays_as_it_is(tmp_path):
    """The web app runs, or somebody else reads at this moment."""
    folder = filled(tmp_path)
    with closing(open_store(folder)), pytest.raises(StoreError) as told:
        put_under(folder, None, KEY)
    assert str(told.value) == IN_USE
    with closing(sqlite3.connect(folder / FILE, timeout=0)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM wins").fetchall()
        with pytest.raises(StoreError) as told:
            put_under(folder, None, KEY)
    assert str(told.value) == IN_USE
    assert not is_sealed(folder / FILE)


def test_what_a_crash_left_readable_is_sealed_by_the_next_opening(tmp_path):
    """Killed after the store was sealed and before its backups were; a half written file goes."""
    folder = filled(tmp_path)
    (backup,) = (folder / BACKUPS).glob("*.sqlite3")
    readable = backup.read_bytes()
    put_under(folder, None, KEY)
    backup.write_bytes(readable)
    (folder / ".incoming.sqlite3").write_bytes(readable)
    open_store(folder, key=KEY).close()
    assert holds_words(folder) == []
    assert contents_of(backup, KEY) is not None


def test_what_cannot_be_sealed_is_named(tmp_path):
    """A damaged store that was kept aside, and a backup under a passphrase nobody gave."""
    folder = filled(tmp_path)
    (folder / BACKUPS / "damaged-1").mkdir()
    aside = folder / BACKUPS / "damaged-1" / FILE
    aside.write_bytes(PLAIN_BEGINS + CANARY)
    foreign = folder / BACKUPS / "trimtab-20260101T000000Z.sqlite3"
    other = filled(tmp_path / "other", OTHER)
    foreign.write_bytes((other / FILE).read_bytes())
    done = put_under(folder, None, KEY)
    assert set(done.left) >= {aside, foreign}
    assert done.backups == 1


def test_backups_come_back_under_what_stands(tmp_path):
    """A sealed store stays sealed by its own passphrase, whatever the backup is under."""
    plain, sealed = filled(tmp_path / "plain"), filled(tmp_path / "sealed", KEY)
    before = digest(plain, None)
    (readable,) = (plain / BACKUPS).glob("*.sqlite3")
    (locked,) = (sealed / BACKUPS).glob("*.sqlite3")
    assert digest(sealed, KEY) == before
    for backup, key in ((readable, None), (locked, KEY)):
        folder = filled(tmp_path / f"other-{backup.name}-{bool(key)}", OTHER)
        kept = restore(backup, folder, NOW + timedelta(1), RestoreKeys(key, OTHER))
        assert digest(folder, OTHER) == before
        assert contents_of(kept, OTHER) is not None
        assert holds_words(folder) == []
    restore(locked, tmp_path / "new", NOW, RestoreKeys(KEY))
    assert digest(tmp_path / "new", KEY) == before
    restore(locked, plain, NOW + timedelta(1), RestoreKeys(KEY))
    assert digest(plain, KEY) == before
    assert holds_words(plain) == []


def test_a_store_whose_passphrase_is_lost_is_kept_aside_still_sealed(tmp_path):
    """A backup comes back without it, and the lost one waits for whoever remembers."""
    plain, lost = filled(tmp_path / "plain"), filled(tmp_path / "lost", KEY)
    (backup,) = (plain / BACKUPS).glob("*.sqlite3")
    aside = restore(backup, lost, NOW, RestoreKeys())
    assert digest(lost, None) == digest(plain, None)
    assert contents_of(aside, KEY) is not None


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path, monkeypatch):
    """Whatever needs SQLCipher, it is the same sentence."""
    folder = filled(tmp_path)
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(MissingPartError, match=r'pip install "trimtab\[encrypted\]"'):
        put_under(folder, None, KEY)
    assert digest(folder, None)


def test_a_key_is_no_part_of_what_is_shown():
    """Neither of its record nor of one made from it."""
    assert "kkk" not in repr(replace(KEY, salt=b"x" * 16))
