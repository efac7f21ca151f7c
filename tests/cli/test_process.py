"""Whole processes: what is loaded, what comes out of which pipe, and quiet endings."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

from trimtab.wiring.watching import CLEAR_LINE

TRIMTAB = str(Path(sys.executable).with_name("trimtab"))
HEAVY = (
    "ortools",
    "numpy",
    "numba",
    "pydantic",
    "icalendar",
    "rich",
    "jinja2",
    "httpx",
    "recurring_ical_events",
)
LOADED_BY_HELP = f"""
import sys
from trimtab.bootstrap import main
sys.argv = ["trimtab", *sys.argv[1:]]
try:
    main()
finally:
    print("loaded:", *[name for name in {HEAVY} if name in sys.modules])
"""


def call(*arguments: str, cwd: Path, **more) -> subprocess.CompletedProcess[str]:
    """Run trimtab with no input, in a folder."""
    return subprocess.run(
        [TRIMTAB, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
        **more,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments):
    """Help comes without numpy, numba, pydantic, icalendar, jinja2, httpx or rich."""
    printed = subprocess.run(
        [sys.executable, "-c", LOADED_BY_HELP, *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.splitlines()[-1].strip() == "loaded:"


def test_a_closed_pipe_is_quiet(tmp_path):
    """When nobody reads the output, nothing is said about it."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        outcome = call("--help", cwd=tmp_path, stdout=closed)
    assert (outcome.returncode, outcome.stderr) == (1, "")


def test_closed_streams_and_a_narrow_encoding_do_no_harm(tmp_path):
    """Without any output, or with one that knows only ASCII, a command does its work."""
    command = f"{TRIMTAB} init --role resident >&- 2>&-"
    assert subprocess.run(["bash", "-c", command], cwd=tmp_path, check=False).returncode == 0
    outcome = subprocess.run(
        [TRIMTAB, "init", "--role", "img-resident", "-"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert outcome.returncode == 0
    assert (tmp_path / "me.toml").stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_without_a_traceback(tmp_path):
    """Output that cannot be written is exit 1 and one sentence."""
    with Path("/dev/full").open("wb") as full:
        outcome = call("--help", cwd=tmp_path, stdout=full)
    assert outcome.returncode == 1
    assert outcome.stderr == "This machine would not let Trimtab go on: No space left on device.\n"


def write_bad_files(folder: Path) -> None:
    """Files of every unhappy shape."""
    (folder / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "broken.toml").write_text("[person\nname = 3")
    (folder / "unknown.toml").write_text("[person]\nnmae = 'You'\nsleep_hours = 'long'\n")
    (folder / "folder.toml").mkdir()


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.toml"],
        ["binary.toml"],
        ["broken.toml"],
        ["unknown.toml"],
        ["folder.toml"],
        ["--calendar", "missing.ics"],
        ["--calendar", "folder.toml"],
        ["--html", "missing/week.html"],
    ],
)
def test_bad_input_is_told_and_leaves_with_one(arguments, tmp_path):
    """Files that cannot be read, understood or written: exit 1, words, and no traceback."""
    write_bad_files(tmp_path)
    outcome = call("plan", "--from", "2026-11-16", *arguments, cwd=tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr.strip()
    assert "Traceback" not in outcome.stderr
    assert "Sorry" not in outcome.stderr
    assert outcome.stdout == ""


def test_the_mistakes_of_a_profile_are_all_listed(tmp_path):
    """Two mistakes in a profile are two lines, each with its place."""
    write_bad_files(tmp_path)
    outcome = call("plan", "unknown.toml", cwd=tmp_path)
    assert "unknown.toml:2" in outcome.stderr
    assert "unknown.toml:3" in outcome.stderr


BUSY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Paris:20261118T080000
DTEND;TZID=Europe/Paris:20261118T180000
SUMMARY:Ward
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Europe/Paris:20261118T170000
DTEND;TZID=Europe/Paris:20261118T190000
SUMMARY:Choir
END:VEVENT
END:VCALENDAR
"""


def test_a_terminal_gets_the_picture_the_files_and_each_problem_once(tmp_path):
    """On a real terminal the week is drawn, files are written, a double booking is told once."""
    (tmp_path / "a.ics").write_text(BUSY)
    week = ["plan", "--calendar", "a.ics", "--from", "2026-11-16", "--now", "2026-11-16T00:00"]
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [TRIMTAB, *week, "--html", "w.html"], cwd=tmp_path, stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    shown = _everything_from(parent)
    assert process.wait(timeout=120) == 0
    assert (tmp_path / "w.html").exists()
    assert "Mon 16" in shown
    assert "stay open" in shown
    assert shown.count("overlap") == 1


RESIDENT = Path(__file__).parents[2] / "examples" / "resident-nights" / "profile.toml"
LONG = ["plan", str(RESIDENT), "--from", "2026-11-16", "--now", "2026-11-16T00:00"]
"""A week that no proof ends within a test's time: its relaxation is worth more than any plan."""


def test_an_interrupt_during_the_search_takes_what_there_is(tmp_path):
    """Ctrl-C once the line invites to it: the best plan so far, verified, exit 0, and said so."""
    process, parent = _started([*LONG, "--seconds", "100", "--json", "w.json"], tmp_path)
    _read_until(parent, b"Ctrl-C")
    process.send_signal(signal.SIGINT)
    shown = _everything_from(parent)
    assert process.wait(timeout=60) == 0
    assert "Stopped early" in shown
    assert shown.rpartition(CLEAR_LINE)[2].startswith("Written: w.json"), "the line is gone"
    certificate = json.loads((tmp_path / "w.json").read_text())["certificate"]
    assert 0 <= certificate["gap"] < 0.2
    assert certificate["seconds"] < 100


def test_a_second_interrupt_leaves_at_once(tmp_path):
    """Whatever it is at, the program leaves with 130 and shows no traceback."""
    process, parent = _started([*LONG, "--seconds", "100"], tmp_path)
    _read_until(parent, b"Ctrl-C")
    shown = b""
    while process.poll() is None:  # two that arrive together count as one
        process.send_signal(signal.SIGINT)
        shown += _read_some(parent) if select([parent], [], [], 0.01)[0] else b""
    assert process.returncode == 130
    shown += _everything_from(parent).encode()
    assert b"Traceback" not in shown
    assert shown.endswith(CLEAR_LINE.encode())


def test_progress_is_for_terminals_alone(tmp_path):
    """In a pipe standard error holds what was found, and no word of how long it takes."""
    outcome = call(*LONG, "--seconds", "2.5", "--no-trims", cwd=tmp_path)
    assert outcome.returncode == 0
    assert "Ctrl-C" not in outcome.stderr
    assert "\x1b" not in outcome.stderr
    assert "\r" not in outcome.stderr


def _heed_interrupts() -> None:
    """Let Ctrl-C arrive, also where the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _started(arguments: list[str], folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A command with its standard error on a terminal, and the other end of that terminal."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [TRIMTAB, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no thread runs here
        stderr=child,
        start_new_session=True,
    )
    os.close(child)
    return process, parent


def _read_until(terminal: int, words: bytes) -> None:
    """Wait until a terminal shows these words."""
    shown = b""
    while words not in shown:
        piece = _read_some(terminal)
        assert piece, shown
        shown += piece


def _read_some(terminal: int) -> bytes:
    """What a terminal shows next; nothing once the program at its other end has left."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO when the other end is closed
        return b""


def _everything_from(terminal: int) -> str:
    """What a terminal shows until the program at its other end leaves."""
    pieces = []
    while piece := _read_some(terminal):
        pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode()


def test_naming_an_order_loads_no_planner():
    """The commands know what they order without numba, so that its cache can still be chosen."""
    check = "import sys, trimtab.cli.plan_command; print('numba' in sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "False"
