"""The commands for what is kept, with the real store behind them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_applications import APPLICATION
from sample_plans import night_week

from trimtab.domain.errors import ForeignFileError, StoreError
from trimtab.store.exporting import digest_of
from trimtab.store.opening import FILE, open_store, read_store
from trimtab.wiring import keeping

NOW = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
PROFILE = '[person]\nname = "Sam"\ntime_zone = "America/New_York"\n'


@pytest.fixture
def folder(tmp_path) -> Path:
    """A data folder in which a plan stands."""
    store = open_store(tmp_path / "kept")
    store.keep_profile(PROFILE, NOW)
    store.keep_plan(night_week(), NOW, profile_revision=1)
    store.keep_application(APPLICATION)
    store.close()
    return tmp_path / "kept"


def digest(folder: Path) -> str:
    """The digest of what is kept in a folder."""
    store = read_store(folder)
    try:
        return digest_of(store)
    finally:
        store.close()


def test_backups_work_while_the_store_is_open(folder, tmp_path):
    """The web app goes on; the backup holds what it wrote last."""
    running = open_store(folder)
    running.keep_profile(PROFILE + "# more", NOW)
    made = keeping.back_up(folder, None, NOW)
    copy = keeping.back_up(folder, tmp_path / "copy.sqlite3", NOW)
    exported = keeping.export_kept(folder, NOW)
    with pytest.raises(StoreError, match="Another run"):
        keeping.restore(folder, made, NOW)
    with pytest.raises(StoreError, match="Another run"):
        keeping.import_kept(folder, exported, NOW)
    running.close()
    for number, path in enumerate((made, copy)):
        keeping.restore(tmp_path / str(number), path, NOW)
        assert digest(tmp_path / str(number)) == digest(folder)


def test_a_backup_replaces_its_like_alone(folder, tmp_path):
    """A profile named by a slip stays as it is."""
    target = tmp_path / "me.toml"
    target.write_text(PROFILE)
    with pytest.raises(ForeignFileError):
        keeping.back_up(folder, target, NOW)
    assert target.read_text() == PROFILE
    with pytest.raises(StoreError, match="Nothing is kept"):
        keeping.back_up(tmp_path / "nowhere", None, NOW)
    with pytest.raises(StoreError, match="Nothing is kept"):
        keeping.export_kept(tmp_path / "nowhere", NOW)


def test_what_is_kept_is_no_place_for_its_own_backup(folder, tmp_path):
    """The web app would go on writing to a file that is gone; by any name, and for its log too."""
    before, other_name = digest(folder), tmp_path / "link.sqlite3"
    other_name.hardlink_to(folder / FILE)
    itself = (folder / FILE).stat().st_ino
    for path in (folder / FILE, other_name, folder / ".." / "kept" / FILE, folder / f"{FILE}-wal"):
        with pytest.raises(StoreError, match="Name another file"):
            keeping.back_up(folder, path, NOW)
    with pytest.raises(StoreError, match="Name another file"):
        keeping.restore(folder, folder / FILE, NOW)
    assert (folder / FILE).stat().st_ino == itself
    assert digest(folder) == before


def test_an_export_shows_the_plan_to_other_programs(folder):
    """As the JSON that is documented, and as a calendar."""
    with zipfile.ZipFile(io.BytesIO(keeping.export_kept(folder, NOW))) as archive:
        plan = json.loads(archive.read("plan.json"))
        week = archive.read("week.ics")
        assert archive.read("profile.toml").decode() == PROFILE
    assert plan["person"] == "Resident on nights"
    assert week.startswith(b"BEGIN:VCALENDAR")


def test_a_profile_that_cannot_be_read_costs_only_the_calendar(folder):
    """Everything else leaves with the export all the same, and comes back but for the check."""
    store = open_store(folder)
    store.keep_profile("[persn]", NOW)
    store.close()
    exported = keeping.export_kept(folder, NOW)
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert "week.ics" not in archive.namelist()
    problems = keeping.import_kept(folder, exported, NOW)
    assert problems[0].file == "profile.toml"


def test_an_import_keeps_what_it_replaces(folder, tmp_path):
    """What was there becomes a backup, and an import on a new machine needs none."""
    exported = keeping.export_kept(folder, NOW)
    before = digest(folder)
    store = open_store(folder)
    store.keep_profile(PROFILE + "# changed", NOW)
    store.close()
    assert keeping.import_kept(folder, exported, NOW) == ()
    assert keeping.import_kept(tmp_path / "new", exported, NOW) == ()
    assert digest(folder) == digest(tmp_path / "new") == before
    assert keeping.is_anything_kept(tmp_path / "new")
    assert not keeping.is_anything_kept(tmp_path / "newer")
    assert [path.name for path in (folder / "backups").glob("*.sqlite3")] == [
        "trimtab-20261116T063000Z-before-import.sqlite3"
    ]


def findings(folder: Path) -> dict[str, str]:
    """What doctor says of a folder, by subject."""
    return {one.subject: f"{one.found} {one.remedy}" for one in keeping.examine_kept(folder)}


def test_doctor_says_how_what_is_kept_stands(folder):
    """The engine, the file, who can read it, the last backup and the room."""
    said = findings(folder)
    assert set(said) == {"SQLite", "Kept", "Readable", "Last backup", "Room"}
    assert "whole" in said["Kept"]
    assert "journal wal" in said["Kept"]
    assert said["Readable"].startswith("for you alone")
    assert "Make one" in said["Last backup"]
    made = keeping.back_up(folder, None, NOW)
    assert str(made) in findings(folder)["Last backup"]


def test_doctor_says_what_is_wrong(folder, monkeypatch):
    """A file that others can read, a try that failed, a full disk, a damaged file."""
    (folder / FILE).chmod(0o644)
    assert "chmod 600" in findings(folder)["Readable"]
    keeping.back_up(folder, None, NOW)
    monkeypatch.setattr("trimtab.store.backups.contents_of", lambda *_: None)
    with pytest.raises(StoreError):
        keeping.back_up(folder, None, NOW + timedelta(days=1))
    assert "The last try failed" in findings(folder)["Last backup"]
    assert "damaged" in findings(folder)["Kept"]
    monkeypatch.undo()
    monkeypatch.setattr(keeping, "LITTLE_ROOM", 2**70)
    assert "Make some" in findings(folder)["Room"]
    (folder / FILE).write_bytes(b"noise" * 1000)
    assert "damaged" in findings(folder)["Kept"]


def test_doctor_creates_nothing(tmp_path):
    """Where nothing is kept, it says so and leaves it at that."""
    assert "nothing yet" in findings(tmp_path / "new")["Kept"]
    assert not (tmp_path / "new").exists()
