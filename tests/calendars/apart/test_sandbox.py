"""The child process that reads calendars: its limits, and every way it may fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

import trimtab
from trimtab.calendars.apart.sandbox import FailedChildError, ReadingChild, child_command
from trimtab.calendars.content_reading import read_content
from trimtab.calendars.contents import Content
from trimtab.calendars.extent import days_of_content
from trimtab.domain.commitments import CalendarSource

SOURCES = str(Path(trimtab.__file__).parents[1])
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
ROUNDS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Rounds\nDTSTART:20261110T080000Z\nDURATION:PT1H\n"
CONTENT = Content(ROUNDS + b"END:VEVENT\nEND:VCALENDAR\n", "rounds.ics", "rounds.ics")
SOURCE = CalendarSource("rounds.ics")
CALENDARS = sorted((Path(__file__).parents[2] / "data" / "calendars").glob("*.ics"))

OTHER_TASKS = """
import os, resource, socket, subprocess, time
from trimtab.calendars.apart import sandbox_child

def spin(content, told):
    while True:
        pass

def swell(content, told):
    return len(bytearray(told["bytes"]))

def connect(content, told):
    socket.create_connection(("127.0.0.1", 9)).close()

def run(content, told):
    subprocess.run(["true"])

def fork(content, told):
    os.fork()

def write(content, told):
    open(told["path"], "w").close()

def surroundings(content, told):
    open_files = [n for n in range(64) if os.path.exists(f"/dev/fd/{n}")]
    core = resource.getrlimit(resource.RLIMIT_CORE)[0]
    return [dict(os.environ), os.getcwd(), len(open_files), core]

def chatter(content, told):
    print("nobody hears this", flush=True)
    return os.read(0, 10).decode()

sandbox_child.CPU_SECONDS = 2
sandbox_child.serve({**sandbox_child.TASKS, **{
    task.__name__: task for task in (spin, swell, connect, run, fork, write, surroundings, chatter)
}})
"""

HELLO = """
import os, struct, sys, time
def say(told):
    os.write(1, struct.pack("!II", len(told), 0) + told)
say(b'{"limits": []}')
"""


@pytest.fixture
def start():
    """Starts children, and ends them after the test."""
    children: list[ReadingChild] = []

    def start_one(**fields) -> ReadingChild:
        children.append(ReadingChild(**fields))
        return children[-1]

    yield start_one
    for child in children:
        child.close()


def with_other_tasks() -> tuple[str, ...]:
    """The command of a child that knows more tasks, each a thing no reader should do."""
    return child_command(OTHER_TASKS)


def pretender(code: str) -> tuple[str, ...]:
    """A child that says hello as it should, and then does something else."""
    return sys.executable, "-I", "-S", "-c", f"{HELLO}\n{code}"


def failure_of(child: ReadingChild) -> FailedChildError:
    """How the child fails to read a content."""
    with pytest.raises(FailedChildError) as failed:
        child.read_content(CONTENT, SOURCE, *NOVEMBER)
    return failed.value


def test_the_child_reads_what_this_process_would(start):
    """Each of the small calendars gives the same reading and the same days, out and back."""
    child = start()
    for path in CALENDARS:
        content = Content(path.read_bytes(), path.name, path.name)
        source = CalendarSource(path.name, "duty", codes={"NF": ((1140, 420),), "OFF": ()})
        apart = child.read_content(content, source, *NOVEMBER)
        assert apart == read_content(content, source, *NOVEMBER), path.name
        assert child.days_of(content, NOVEMBER[0]) == days_of_content(content, NOVEMBER[0])


def test_one_child_reads_many_contents(start):
    """It is started once, and asked again."""
    child = start()
    ids = set()
    for _ in range(3):
        assert child.read_content(CONTENT, SOURCE, *NOVEMBER).commitments
        ids.add(child.process_id)
    assert len(ids) == 1
    child.close()
    assert child.process_id is None


def test_a_child_begun_early_is_the_one_that_reads(start):
    """What starts beside other work is not started again."""
    child = start()
    child.begin()
    begun = child.process_id
    assert child.read_content(CONTENT, SOURCE, *NOVEMBER).commitments
    assert child.process_id == begun


@pytest.mark.skipif(sys.platform != "linux", reason="other systems lack some of these limits")
def test_the_child_says_which_limits_hold(start):
    """On Linux time, memory, files and processes are all bounded."""
    child = start()
    child.days_of(CONTENT, NOVEMBER[0])
    assert set(child.limits) == {"CPU", "AS", "DATA", "FSIZE", "CORE", "NOFILE", "NPROC"}


def test_a_child_that_spins_runs_out_of_processor_time(start):
    """The system ends it at its limit, long before the parent's alarm."""
    child = start(command=with_other_tasks(), wall_seconds=60.0)
    with pytest.raises(FailedChildError) as failed:
        child.ask("spin", CONTENT, {})
    assert failed.value.failure == "time"
    assert child.read_content(CONTENT, SOURCE, *NOVEMBER).commitments


def test_the_limit_counts_for_each_content_anew(start):
    """Contents that take 0.3 s each are all read, though together they pass the limit of 2 s."""
    child = start(command=with_other_tasks())
    events = ROUNDS.removeprefix(b"BEGIN:VCALENDAR\n") + b"END:VEVENT\n"
    content = Content(b"BEGIN:VCALENDAR\n" + events * 5000, "many.ics", "many.ics")
    for _ in range(12):
        assert child.read_content(content, SOURCE, *NOVEMBER).commitments


def test_a_child_that_swells_runs_out_of_memory(start):
    """512 MiB are the most in all; half of it is to be had."""
    child = start(command=with_other_tasks())
    with pytest.raises(FailedChildError) as failed:
        child.ask("swell", CONTENT, {"bytes": 520 * 2**20})
    assert failed.value.failure == "memory"
    assert child.ask("swell", CONTENT, {"bytes": 256 * 2**20}) == 256 * 2**20


@pytest.mark.parametrize("task", ["connect", "run", "fork", "write"])
def test_a_child_cannot_reach_out(start, tmp_path, task):
    """No connection, no program, no process, no file: each is refused and told as a fault."""
    child = start(command=with_other_tasks())
    with pytest.raises(FailedChildError) as failed:
        child.ask(task, CONTENT, {"path": str(tmp_path / "written")})
    assert failed.value.failure == "fault"
    assert failed.value.place.startswith("PermissionError")
    assert not list(tmp_path.iterdir())


def test_a_child_knows_nothing_of_its_surroundings(start, monkeypatch):
    """No environment, no folder, no core file, and no open file but its own pipes."""
    monkeypatch.setenv("TRIMTAB_SECRET", "1234")
    with Path(__file__).open() as inherited:
        os.set_inheritable(inherited.fileno(), True)
        child = start(command=with_other_tasks())
        environment, folder, open_files, core = child.ask("surroundings", CONTENT, {})
    assert not set(environment) - {"LC_CTYPE"}  # which Python sets for itself
    assert (folder, core) == (str(Path(os.sep).resolve()), 0)
    assert open_files <= 6


def test_what_a_child_prints_disturbs_nothing(start):
    """Its standard streams lead nowhere, so that words on them are no answer."""
    assert start(command=with_other_tasks()).ask("chatter", CONTENT, {}) == ""


def test_an_unknown_task_is_refused(start):
    """The child does what stands in its list and nothing else."""
    with pytest.raises(FailedChildError, match="fault"):
        start().ask("__import__", CONTENT, {})


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("time.sleep(60)", "time"),
        ("sys.exit(3)", "fault"),
        ("os.kill(os.getpid(), 9)", "memory"),
        ("os.abort()", "fault"),
        ("os.write(1, b'rubbish, and more of it')\ntime.sleep(60)", "fault"),
        ("say(b'[]')\ntime.sleep(60)", "fault"),
        ("say(b'{}')\ntime.sleep(60)", "fault"),
        ("say(b'{\"done\": [[[1]], [], [], null]}')\ntime.sleep(60)", "fault"),
        ('say(b\'{"failed": ["time"]}\')\ntime.sleep(60)', "fault"),
        ('say(b\'{"failed": "memory"}\')\ntime.sleep(60)', "memory"),
        ("os.close(1)\ntime.sleep(60)", "fault"),
        ("os.write(1, b'\\xff' * 100_000)\ntime.sleep(60)", "fault"),
    ],
)
def test_a_child_that_hangs_dies_or_talks_rubbish_is_told_and_replaced(
    start, code, failure, monkeypatch
):
    """Each way to fail is one named problem, and the next content is read by a new child."""
    if code.endswith("time.sleep(60)"):  # it would not end while its last words are waited for
        monkeypatch.setattr("trimtab.calendars.apart.sandbox.LAST_WORDS_SECONDS", 0.01)
    child = start(command=pretender(code), wall_seconds=0.2 if failure == "time" else 6.0)
    failed = failure_of(child)
    assert failed.failure == failure
    assert failed.problem("rounds.ics").file == "rounds.ics"
    assert child.process_id is None
    child.command = ()
    child.wall_seconds = 6.0
    assert child.read_content(CONTENT, SOURCE, *NOVEMBER).commitments


def test_a_child_that_does_not_listen_is_ended_in_time(start):
    """Five megabytes that nobody takes from the pipe do not hold the parent up."""
    child = start(command=pretender("time.sleep(60)"), wall_seconds=0.5)
    large = Content(b"x" * 5 * 2**20, "large.ics", "large.ics")
    began = time.monotonic()
    with pytest.raises(FailedChildError, match="time"):
        child.read_content(large, SOURCE, *NOVEMBER)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "command",
    [
        ("/no/such/interpreter",),
        (sys.executable, "-I", "-S", "-c", "raise SystemExit(1)"),
        (sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"),
    ],
)
def test_a_child_that_does_not_start_is_told(start, command):
    """A missing interpreter, one that ends at once and one that never says hello."""
    child = start(command=command, start_seconds=1.0)
    child.begin()
    assert failure_of(child).failure == "start"


def test_threads_take_turns(start):
    """Two threads that ask at once each get the answer to their own question."""
    child = start()
    contents = [
        Content(CONTENT.content.replace(b"Rounds", b"Rounds %d" % n), "r.ics", "r.ics")
        for n in range(8)
    ]
    names: dict[int, str] = {}

    def read(number: int) -> None:
        reading = child.read_content(contents[number], SOURCE, *NOVEMBER)
        names[number] = reading.commitments[0].name

    threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names == {n: f"Rounds {n}" for n in range(8)}


def test_interrupted_reading_leaves_no_answer_behind(start, monkeypatch):
    """After Ctrl-C in the middle the next answer belongs to the next question."""
    child = start()
    child.days_of(CONTENT, NOVEMBER[0])

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("trimtab.calendars.apart.sandbox.read_frame", interrupt)
        with pytest.raises(KeyboardInterrupt):
            child.days_of(CONTENT, NOVEMBER[0])
    assert child.process_id is None
    assert child.read_content(CONTENT, SOURCE, *NOVEMBER).commitments


PARENT = f"""
import sys, time
sys.path.insert(0, {SOURCES!r})
from datetime import date
from trimtab.calendars.contents import Content
from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.domain.commitments import CalendarSource
child = ReadingChild()
days = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
reading = child.read_content(Content({CONTENT.content!r}, "r.ics"), CalendarSource("r.ics"), *days)
print(len(reading.commitments), child.process_id, flush=True)
"""


def test_traps_in_the_working_folder_are_not_loaded(tmp_path):
    """Modules beside the person's files, and PYTHON* variables, do not reach the child."""
    for name in ("icalendar", "json", "trimtab", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('loaded from the folder')")
    tmp_path.chmod(0o500)
    told = subprocess.run(
        [sys.executable, "-I", "-c", PARENT + "child.close()"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHOME": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    tmp_path.chmod(0o700)
    assert (told.stdout.split()[:1], told.stderr) == (["1"], "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_no_child_outlives_its_parent(ending):
    """However the parent ends, the child's input ends with it, and so does the child."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT + "time.sleep(60)"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline().split()[1])
    assert runs(child)
    parent.send_signal(ending)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not runs(child)


def runs(process_id: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False
    )
    return bool(told.stdout.strip()) and not told.stdout.strip().startswith("Z")


LOADED = f"""
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, {SOURCES!r})
from trimtab.app.ports import Outreach
from trimtab.bootstrap import real_services
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Profile
services = real_services()
days = date(2026, 11, 1), date(2026, 11, 30), "America/New_York"
folder = Path(sys.argv[1])
reading = services.calendar_reader(folder, Profile(), Outreach())(CalendarSource("r.ics"), *days)
assert reading.commitments, reading.problems
assert services.calendar_days(folder, Profile(), "r.ics", Outreach())
print(*sorted(sys.modules))
"""


def test_the_program_itself_loads_no_reader(tmp_path):
    """Reading a calendar loads neither a calendar library nor a reader of ours into the parent."""
    (tmp_path / "r.ics").write_bytes(CONTENT.content)
    told = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    loaded = set(told.stdout.split())
    assert "trimtab.calendars.apart.sandbox" in loaded
    libraries = {"icalendar", "recurring_ical_events", "dateutil", "openpyxl", "defusedxml"}
    readers = {
        "content_reading",
        "reading",
        "scanning",
        "events",
        "occurrences",
        "apart.sandbox_child",
    }
    assert not loaded & (libraries | {f"trimtab.calendars.{name}" for name in readers})
