"""The environment is read in one place: kernel cache, time zone, and notices."""

from __future__ import annotations

import io
import os
import tempfile
import threading

import numba
import pytest

from trimtab import bootstrap
from trimtab.bootstrap import choose_kernel_cache, machine_zone
from trimtab.domain.errors import UnwritableFileError


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
    planner = tmp_path / "trimtab" / "planner"
    planner.mkdir(parents=True)
    for name in (
        "arrays.py",
        "kernels.py",
        "swap_kernels.py",
        "window_kernels.py",
        "repair_kernels.py",
    ):
        (planner / name).write_text("changed")
    monkeypatch.setattr(bootstrap, "__file__", str(planner.parent / "bootstrap.py"))
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


@pytest.mark.parametrize(
    ("setting", "link", "zone"),
    [
        ("Africa/Lagos", "/usr/share/zoneinfo/Europe/Paris", "Africa/Lagos"),
        (":Africa/Lagos", "/etc/localtime", "Africa/Lagos"),
        ("", "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("EST5EDT4,M3", "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("/etc/passwd", "/etc/localtime", None),
        ("../secret", "/etc/localtime", None),
        ("", "/usr/share/zoneinfo/Etc/UTC", None),
    ],
)
def test_the_machines_zone_is_the_one_it_names(monkeypatch, setting, link, zone):
    """TZ counts first, then where /etc/localtime leads; what is no zone is passed over."""
    monkeypatch.setenv("TZ", setting)
    monkeypatch.setattr(os.path, "realpath", lambda path: link)
    assert machine_zone() == zone


def test_compiling_is_announced_once_and_only_for_our_kernels(capsys):
    """Two compilations of ours give one sentence, a foreign one none, a compiled one none."""

    def add_one(number):
        return number + 1

    foreign, ours = numba.njit(add_one), numba.njit(add_one)
    with bootstrap._on_compilation(bootstrap._say_preparing()):
        foreign(1)
        assert capsys.readouterr().err == ""
        add_one.__module__ = "trimtab.planner.kernels"
        ours(1)
        ours(1.5)
    assert capsys.readouterr().err == bootstrap.PREPARING
    with bootstrap._on_compilation(bootstrap._say_preparing()):
        ours(2)
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    """A stream that may be a terminal, and tells when something was written."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self.is_terminal

    def flush(self) -> None:
        """Tell that words have arrived."""
        self.written.set()


def test_slow_work_is_said_on_a_terminal_and_taken_back():
    """The words appear while the work goes on, and the line is empty after it."""
    stream = Terminal(is_terminal=True)
    with bootstrap._say_if_slow("Planning …", stream, after=0.0):
        assert stream.written.wait(timeout=10)
        assert stream.getvalue() == "Planning …"
    assert stream.getvalue() == "Planning …" + bootstrap.CLEAR_LINE


def test_a_file_hears_nothing_of_slow_work():
    """Standard error in a file or a pipe holds no words that come and go."""
    stream = Terminal(is_terminal=False)
    with bootstrap._say_if_slow("Planning …", stream, after=0.0):
        pass
    assert stream.getvalue() == ""


def test_every_part_named_by_doctor_is_installed():
    """The versions doctor prints are those of this installation."""
    findings = {finding.subject: str(finding) for finding in bootstrap._find_versions()}
    assert all(part in findings["Parts"] for part in bootstrap.PARTS)
