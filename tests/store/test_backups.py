"""Backups are whole, checked, kept for as long as promised, and come back."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sample_applications import APPLICATION
from sample_plans import night_week

from trimtab.domain.errors import StoreError
from trimtab.domain.kept import KeptCalendar, Win
from trimtab.store.backups import (
    Attempt,
    Backup,
    Backups,
    backups_that_stay,
    check_backup,
    contents_of,
    copy_whole,
)
from trimtab.store.exporting import digest_of
from trimtab.store.failures import IN_USE, LATER
from trimtab.store.opening import BACKUPS, FILE, open_store
from trimtab.store.restoring import restore

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
DAY = date(2026, 11, 16)


@pytest.fixture
def opened(tmp_path):
    """A store in a file, with a little in it."""
    store = open_store(tmp_path / "kept")
    store.keep_profile("first", NOW)
    store.keep_plan(night_week(), NOW, profile_revision=1)
    yield store
    store.close()


def folder_of(store) -> Path:
    """Where its backups are."""
    return store.backups.folder


def test_a_backup_a_day_is_made(opened):
    """The second time on a day nothing is due; the next day it is again."""
    made = opened.back_up_if_due(NOW)
    assert opened.back_up_if_due(NOW + timedelta(hours=17)) is None
    again = opened.back_up_if_due(NOW + timedelta(hours=18))
    assert opened.backups.list() == (again, made)
    assert opened.backups.last_verified() == again
    assert opened.backups.last_attempt() == Attempt(NOW + timedelta(hours=18))


def test_a_backup_holds_what_the_log_holds(opened):
    """What was written a moment ago and is only in the log is in the backup too."""
    opened.keep_profile("second", NOW)
    made = opened.back_up_if_due(NOW)
    held = contents_of(made.path)
    assert held.rows["profiles"] == 2
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT text FROM profiles ORDER BY revision").fetchall() == [
            ("first",),
            ("second",),
        ]


def test_a_backup_that_fails_is_told_apart_from_the_last_that_did_not(opened, monkeypatch):
    """An attempt that came to nothing is noted with why, leaves no file, and is tried again."""
    made = opened.back_up_if_due(NOW)
    monkeypatch.setattr("trimtab.store.backups.contents_of", lambda *_: None)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(StoreError, match="thrown away"):
        opened.back_up_if_due(tomorrow)
    assert opened.backups.list() == (made,)
    assert opened.backups.last_attempt().at == tomorrow
    assert "thrown away" in opened.backups.last_attempt().problem
    assert [path.name for path in folder_of(opened).glob(".*")] == []
    monkeypatch.undo()
    assert opened.back_up_if_due(tomorrow + timedelta(minutes=59)) is None
    assert opened.back_up_if_due(tomorrow + timedelta(minutes=60)) is not None
    (folder_of(opened) / "attempt.json").write_text("damaged")
    assert opened.backups.last_attempt() is None


def days_before(number: int) -> Backup:
    """A daily backup made so many days before now."""
    made_at = NOW - timedelta(days=number)
    return Backup(Path(str(number)), made_at)


def test_seven_days_four_weeks_and_twelve_months_stay():
    """Of two years with a backup a day, those stay that were promised, and few others."""
    made = [days_before(number) for number in range(730)]
    ages = sorted(int(backup.path.name) for backup in backups_that_stay(made))
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    # Sundays before Monday the 16th: 15 Nov (1 day), 8 Nov (8), 1 Nov (15); with this week four.
    assert {8, 15} <= set(ages)
    # Last days of months: 31 Oct is 16 days before, 31 Dec 2025 is 320.
    assert {16, 47, 77, 108, 139, 169, 200, 230, 261, 289, 320} <= set(ages)
    assert len(ages) == 7 + 2 + 11


def test_backups_before_a_change_do_not_push_out_daily_ones():
    """The newest three of each other reason stay beside them."""
    others = [Backup(Path(f"x{n}"), NOW - timedelta(hours=n), "asked") for n in range(5)]
    old = Backup(Path("old"), NOW - timedelta(days=9), "before-restore")
    daily = [days_before(number) for number in range(3)]
    assert backups_that_stay([*others, old, *daily]) == {*others[:3], old, *daily}


def test_backups_too_many_are_deleted(opened):
    """After three weeks of daily backups the folder holds what stays, and the note."""
    for number in range(21):
        opened.back_up_if_due(NOW + timedelta(days=number))
    # 16 Nov to 6 Dec: seven days, Sundays 29 and 22 Nov, 30 Nov is among the seven days.
    assert len(opened.backups.list()) == 9
    assert len(list(folder_of(opened).iterdir())) == 10


def test_a_backup_comes_back(opened, tmp_path):
    """What is kept is again what it was, and what stood there meanwhile is a backup."""
    digest = digest_of(opened)
    made = opened.back_up_if_due(NOW)
    opened.keep_profile("second", NOW)
    opened.close()
    aside = restore(made.path, tmp_path / "kept", NOW + timedelta(minutes=1))
    again = open_store(tmp_path / "kept")
    assert digest_of(again) == digest
    assert [backup.because for backup in again.backups.list()] == ["before-restore", ""]
    again.close()
    restore(aside, tmp_path / "kept", NOW + timedelta(minutes=2))
    again = open_store(tmp_path / "kept")
    assert again.profile().text == "second"
    again.close()


def test_a_backup_comes_back_where_nothing_is(opened, tmp_path):
    """On another machine, say."""
    made = opened.back_up_if_due(NOW)
    assert restore(made.path, tmp_path / "new", NOW) is None
    again = open_store(tmp_path / "new")
    assert digest_of(again) == digest_of(opened)
    again.close()


def test_nothing_is_brought_back_while_the_store_is_in_use(opened, tmp_path):
    """The web app runs: the person is told to stop it."""
    made = opened.back_up_if_due(NOW)
    before = digest_of(opened)
    with pytest.raises(StoreError) as told:
        restore(made.path, tmp_path / "kept", NOW)
    assert str(told.value) == IN_USE
    assert digest_of(opened) == before


def damage(path: Path) -> None:
    """Overwrite the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 5000] = b"\xff" * 5000
    path.write_bytes(content)


def test_no_damaged_file_is_brought_back(opened, tmp_path):
    """A backup that is not whole, no database, or of a later edition leaves all as it was."""
    made = opened.back_up_if_due(NOW)
    opened.close()
    before = hashlib.sha256((tmp_path / "kept" / FILE).read_bytes())
    later, noise, empty = (tmp_path / name for name in ("later", "noise", "empty"))
    copy_whole(made.path, later)
    with closing(sqlite3.connect(later)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    noise.write_bytes(b"noise" * 1000)
    empty.touch()
    damage(made.path)
    for path in (made.path, noise, empty, tmp_path / "missing"):
        with pytest.raises(StoreError, match="no whole backup"):
            restore(path, tmp_path / "kept", NOW)
    with pytest.raises(StoreError) as told:
        check_backup(later)
    assert str(told.value) == LATER
    after = hashlib.sha256((tmp_path / "kept" / FILE).read_bytes())
    assert after.digest() == before.digest()


def test_a_damaged_store_is_kept_aside_as_it_is(opened, tmp_path):
    """What somebody may still get something out of is not thrown away."""
    made = opened.back_up_if_due(NOW)
    opened.close()
    damage(tmp_path / "kept" / FILE)
    content = (tmp_path / "kept" / FILE).read_bytes()
    aside = restore(made.path, tmp_path / "kept", NOW)
    assert aside.read_bytes() == content
    assert aside.parent.parent == tmp_path / "kept" / BACKUPS
    again = open_store(tmp_path / "kept")
    assert again.profile().text == "first"
    again.close()


def bytes_below(folder: Path) -> bytes:
    """Everything in the files of a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_deleting_all_leaves_no_byte_behind(opened, tmp_path):
    """Words kept, changed and deleted before, in backups too, are nowhere once all is deleted."""
    for number in range(40):
        words = f"canary-{number:03d} " * 200
        opened.keep_profile(words, NOW)
        opened.keep_calendar(KeptCalendar(words[:20], words.encode() * 9, NOW))
        opened.add_win(Win(str(number), DAY, words, NOW))
        opened.keep_application(replace(APPLICATION, profile=words, programmes=words.encode() * 9))
    opened.forget_application()
    opened.back_up_if_due(NOW)
    restore(opened.backups.last_verified().path, tmp_path / "other", NOW)
    opened.remove_win("3")
    assert bytes_below(tmp_path / "kept").count(b"canary-") > 1000
    opened.delete_all()
    assert b"canary-" not in bytes_below(tmp_path / "kept")
    assert opened.backups.list() == ()
    opened.close()
    assert b"canary-" not in bytes_below(tmp_path / "kept")


def test_a_reader_in_the_middle_of_reading_is_told_of(opened, tmp_path, monkeypatch):
    """While somebody reads, the log cannot be emptied: the person hears what to do about it."""
    monkeypatch.setattr("trimtab.store.sql_store.SCRUBBING", (
        "PRAGMA busy_timeout = 0", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)",
    ))  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "kept" / FILE)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM profiles").fetchall()
        with pytest.raises(StoreError, match="Stop Trimtab once"):
            opened.delete_all()
    assert opened.profile() is None


def test_backups_of_a_damaged_store_go_too(opened):
    """Deleting all empties the whole folder of backups."""
    (folder_of(opened) / "damaged-1").mkdir(parents=True)
    (folder_of(opened) / "damaged-1" / FILE).write_bytes(b"canary")
    opened.delete_all()
    assert list(folder_of(opened).iterdir()) == []


def test_no_backup_is_made_of_what_is_not_there(tmp_path):
    """A copy of nothing would only look like a backup."""
    with pytest.raises(StoreError):
        Backups(tmp_path / "backups", tmp_path / FILE).back_up(NOW)
