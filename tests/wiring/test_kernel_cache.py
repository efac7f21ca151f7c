"""Compiled kernels are kept where only the person can write, and compiling is heard of."""

from __future__ import annotations

import os
import tempfile

import numba
import pytest

from trimtab.domain.errors import UnwritableFileError
from trimtab.wiring import kernel_cache
from trimtab.wiring.kernel_cache import choose_kernel_cache, on_compilation


@pytest.fixture
def temporary_files(tmp_path, monkeypatch):
    """Temporary files of this test lie in a folder of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def read_only(tmp_path):
    """A path below which no folder can be made, even by root: its parent is a file."""
    (tmp_path / "file").touch()
    return tmp_path / "file" / "cache"


def test_a_named_cache_is_kept(tmp_path, temporary_files):
    """NUMBA_CACHE_DIR counts first when it can be written."""
    environment = {"NUMBA_CACHE_DIR": str(tmp_path / "mine")}
    chosen = choose_kernel_cache(environment)
    assert chosen.parent == tmp_path / "mine"
    assert choose_kernel_cache(environment) == chosen, "asking again changes nothing"


def test_kernels_go_to_the_persons_own_cache(tmp_path, temporary_files):
    """Without a named one, the cache folder of the person is used, and numba is told."""
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    chosen = choose_kernel_cache(environment)
    assert chosen.parent == tmp_path / "trimtab" / "kernels"
    assert environment["NUMBA_CACHE_DIR"] == str(chosen)


def test_changed_kernels_get_a_folder_of_their_own(tmp_path, temporary_files, monkeypatch):
    """Compiled kernels hold parts of one another, so an edit in one file leaves all of them."""
    before = choose_kernel_cache({"NUMBA_CACHE_DIR": str(tmp_path)})
    package = tmp_path / "trimtab"
    for name in (*kernel_cache.KERNEL_PARTS, "planner/kernels.py", "planner/swap_kernels.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("changed")
    monkeypatch.setattr(kernel_cache, "__file__", str(package / "wiring" / "kernel_cache.py"))
    after = choose_kernel_cache({"NUMBA_CACHE_DIR": str(tmp_path)})
    assert before != after
    assert before.parent == after.parent == tmp_path


def test_a_read_only_home_falls_back_to_a_private_folder(read_only, temporary_files):
    """Nothing writable at home: a folder among the temporary files that only the person may use."""
    environment = {"NUMBA_CACHE_DIR": str(read_only), "XDG_CACHE_HOME": str(read_only)}
    chosen = choose_kernel_cache(environment)
    assert chosen.parent == temporary_files / f"trimtab-kernels-{os.getuid()}"
    assert chosen.parent.stat().st_mode & 0o777 == 0o700
    assert choose_kernel_cache({"XDG_CACHE_HOME": str(read_only)}) == chosen


def test_a_folder_others_can_write_is_not_trusted(read_only, temporary_files):
    """Kernels are code: a shared folder of the expected name is passed over for a fresh one."""
    shared = temporary_files / f"trimtab-kernels-{os.getuid()}"
    shared.mkdir()
    shared.chmod(0o777)
    chosen = choose_kernel_cache({"XDG_CACHE_HOME": str(read_only)})
    assert not chosen.is_relative_to(shared)
    assert chosen.parent == temporary_files
    assert chosen.stat().st_mode & 0o777 == 0o700


def test_a_machine_without_any_writable_folder_says_what_to_do(read_only, monkeypatch):
    """When even temporary files cannot be written, the remedy is named."""
    monkeypatch.setattr(tempfile, "tempdir", str(read_only))
    with pytest.raises(UnwritableFileError, match="set NUMBA_CACHE_DIR"):
        choose_kernel_cache({"XDG_CACHE_HOME": str(read_only)})


def test_compiling_is_heard_of_and_only_for_our_kernels():
    """Each compilation of ours is told, a foreign one is not, a compiled one neither."""

    def add_one(number):
        return number + 1

    heard = []
    foreign, ours = numba.njit(add_one), numba.njit(add_one)
    with on_compilation(lambda: heard.append(None)):
        foreign(1)
        assert heard == []
        add_one.__module__ = "trimtab.planner.kernels"
        ours(1)
        ours(1.5)
        assert len(heard) == 2
        ours(2)
    assert len(heard) == 2
