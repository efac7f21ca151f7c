"""Every command on a sealed store, with the real store behind it."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_plans import night_week

from trimtab.app.mind.check_in import CheckInSaid
from trimtab.disk import held_alone
from trimtab.domain.errors import PassphraseError, StoreError, WrongPassphraseError
from trimtab.store.backups import contents_of
from trimtab.store.exporting import digest_of
from trimtab.store.keys import is_sealed
from trimtab.store.opening import FILE, find_key, open_store, read_store
from trimtab.wiring import checking_in, keeping, passphrases, shown, unlocking

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
WORDS = "pears 'n' \"plums\" 🍐"


@pytest.fixture(autouse=True)
def _quick(monkeypatch, tmp_path):
    monkeypatch.setattr("trimtab.store.keys.TURNS", 2)
    monkeypatch.setenv("TRIMTAB_DATA", str(tmp_path / "usual"))


@pytest.fixture
def pipe(monkeypatch):
    """Pipes lines in."""

    def piped(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return piped


@pytest.fixture
def folder(tmp_path) -> Path:
    """A sealed store in which a plan stands, with a backup."""
    place = tmp_path / "kept"
    store = open_store(place)
    store.keep_profile('[person]\nname = "Sam"\ntime_zone = "America/New_York"\n', NOW)
    store.keep_plan(night_week(), NOW, profile_revision=1)
    store.back_up(NOW, because="asked")
    store.close()
    passphrases.rewrite(place, None, WORDS)
    return place


def digest(folder: Path) -> str:
    """The digest of what is kept in a folder under the passphrase."""
    with closing(read_store(folder, key=find_key(folder / FILE, WORDS))) as store:
        return digest_of(store)


def test_every_command_asks_and_works(folder, tmp_path, pipe):
    """Today, backups, exports, imports and restoring, each by a line from a pipe."""
    before = digest(folder)
    pipe(WORDS)
    assert shown.today_shown().kept(folder, NOW).plan
    pipe(WORDS)
    made = keeping.back_up(folder, None, NOW)
    pipe(WORDS)
    copy = keeping.back_up(folder, tmp_path / "copy.sqlite3", NOW)
    assert contents_of(copy, find_key(copy, WORDS)) == contents_of(made, find_key(made, WORDS))
    pipe(WORDS)
    assert keeping.back_up(folder, copy, NOW) == copy
    pipe(WORDS)
    exported = keeping.export_kept(folder, NOW)
    pipe(WORDS)
    assert keeping.import_kept(folder, exported, NOW + timedelta(minutes=1)) == ()
    assert digest(folder) == before
    pipe(WORDS)
    kept = keeping.restore(folder, copy, NOW + timedelta(minutes=2))
    assert is_sealed(kept)
    assert digest(folder) == before
    pipe(WORDS)
    keeping.restore(tmp_path / "new", copy, NOW)
    assert digest(tmp_path / "new") == before


def test_a_check_in_asks_for_it_once(folder, pipe):
    """Looking, keeping and showing again are one command."""
    pipe(WORDS)
    ports = checking_in.checking_in()
    known = ports.known(folder, None, NOW)
    ports.say(folder, CheckInSaid(mood=5), NOW)
    assert [one.mood for one in ports.days(folder, known.day, known.day)] == [5]


def test_nobody_gets_in_without_it(folder, pipe):
    """A wrong line, an empty one, or none: every command says so, and nothing changes."""
    before = (folder / FILE).read_bytes()
    commands = (
        lambda: shown.today_shown().kept(folder, NOW),
        lambda: keeping.back_up(folder, None, NOW),
        lambda: keeping.export_kept(folder, NOW),
        lambda: keeping.import_kept(folder, b"", NOW),
    )
    for command in commands:
        pipe("wrong")
        with pytest.raises(WrongPassphraseError):
            command()
        pipe()
        with pytest.raises(PassphraseError, match="No passphrase came"):
            command()
    assert (folder / FILE).read_bytes() == before


def test_three_tries_at_a_terminal(folder, monkeypatch, capsys):
    """Two slips are told and asked again; the third ends it."""
    typed = iter(["wrong", "wronger", WORDS, "a", "b", "c"])
    monkeypatch.setattr("trimtab.cli.unseen.is_typed", lambda: True)
    monkeypatch.setattr("trimtab.cli.unseen.click.prompt", lambda *_, **__: next(typed))
    assert unlocking.key_of(folder / FILE) == find_key(folder / FILE, WORDS)
    assert capsys.readouterr().err.count("does not open it") == 2
    with pytest.raises(WrongPassphraseError):
        unlocking.key_of(folder / FILE)


def test_whoever_lost_it_can_restore_without(folder, tmp_path, pipe):
    """An empty line keeps what stands aside, and asks for the backup's own."""
    other = tmp_path / "other"
    store = open_store(other)
    store.keep_profile("other", NOW)
    backup = store.back_up(NOW, because="asked").path
    store.close()
    pipe("")
    aside = keeping.restore(folder, backup, NOW)
    assert is_sealed(aside)
    with closing(read_store(folder)) as store:
        assert store.profile().text == "other"
    passphrases.rewrite(other, None, "another one")
    pipe("another one")
    keeping.restore(folder, backup, NOW)
    assert find_key(folder / FILE, "another one")


def findings(folder: Path) -> str:
    """What doctor says of a folder."""
    return "\n".join(map(str, keeping.examine_kept(folder)))


def test_doctor_looks_with_the_passphrase_and_says_so_without(folder, pipe):
    """It never fails for want of one."""
    pipe(WORDS)
    assert "whole, under a passphrase" in findings(folder)
    assert "the one in SQLCipher" in findings(folder)
    pipe("wrong")
    assert "under a passphrase. That passphrase does not open it" in findings(folder)
    pipe("")
    assert "not looked into" in findings(folder)
    (folder / "old.sqlite3").write_bytes(b"SQLite format 3\0")
    pipe(WORDS)
    assert f"all but {folder / 'old.sqlite3'}" in findings(folder)


def test_what_stands_outside_is_named_and_readings_go(folder, tmp_path):
    """Feeds and accounts stay readable and are told; readings of calendars are deleted."""
    reading = tmp_path / "usual" / "cache" / "readings" / "one"
    reading.parent.mkdir(parents=True)
    reading.write_bytes(b"titles")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "one").touch()
    done = passphrases.rewrite(folder, WORDS, "another one")
    assert (done.backups, done.left, done.others) == (1, (), (folder / "feeds",))
    assert not reading.exists()
    assert passphrases.rewrite(folder, "another one", None).others == ()
    assert not is_sealed(folder / FILE)


def test_the_web_app_is_to_be_closed_first(folder, tmp_path):
    """Also while its door waits for the passphrase and the store itself is in nobody's hands."""
    with held_alone(folder / unlocking.SERVE_LOCK), pytest.raises(StoreError, match="Stop it"):
        passphrases.prepare(folder)
    with pytest.raises(StoreError, match="Nothing is kept"):
        passphrases.prepare(tmp_path / "nowhere")
    passphrases.prepare(folder)
    assert passphrases.is_sealed_in(folder)
    with pytest.raises(WrongPassphraseError):
        passphrases.check(folder, "wrong")
    passphrases.check(folder, WORDS)
