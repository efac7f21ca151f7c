"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from trimtab.disk import cache_folder, data_folder, write_private, write_whole
from trimtab.domain.errors import UnwritableFileError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    """When the last step fails, the file is as it was and no half-written one remains."""
    target = tmp_path / "week.ics"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnwritableFileError, match=r"week\.ics: Permission denied\."):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_follows_the_umask_and_an_old_one_keeps_its_mode(tmp_path):
    """Nobody finds their plan readable by more people than before."""
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"")
    finally:
        os.umask(mask)
    (tmp_path / "old").touch(mode=0o600)
    write_whole(tmp_path / "old", b"x")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "old")]
    assert modes == [0o640, 0o600]


def test_a_link_is_followed(tmp_path):
    """Writing to a link changes the file it leads to and keeps the link."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_a_folder_is_refused_by_name(tmp_path):
    """A folder in the place of a file is said to be one."""
    with pytest.raises(UnwritableFileError, match="it is a folder"):
        write_whole(tmp_path, b"")


def test_a_device_is_written_to_directly():
    """/dev/null swallows a plan and stays a device."""
    write_whole(Path("/dev/null"), b"plan")
    assert not Path("/dev/null").is_file()


def test_a_private_file_is_the_persons_alone(tmp_path):
    """Folders made on the way can be entered, and the file read, by nobody else."""
    path = tmp_path / "own" / "feeds" / "a.json"
    write_private(path, b"{}")
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_what_is_remembered_lies_where_the_person_says_or_the_system_keeps_such_files():
    """TRIMTAB_DATA comes first, then the folders of the XDG standard."""
    named = {"TRIMTAB_DATA": "/own", "XDG_DATA_HOME": "/data", "XDG_CACHE_HOME": "/cache"}
    assert (data_folder(named), cache_folder(named)) == (Path("/own"), Path("/own/cache"))
    del named["TRIMTAB_DATA"]
    assert (data_folder(named), cache_folder(named)) == (
        Path("/data/trimtab"),
        Path("/cache/trimtab"),
    )
    assert data_folder({"XDG_DATA_HOME": "relative"}).is_absolute()
