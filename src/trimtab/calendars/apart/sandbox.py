"""Reads contents in a child process under limits, so that no calendar can bring the program down.

The child is another interpreter, started when it is first needed, kept for more contents, and
replaced after it failed. It gets no environment, and ends with this process however that ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import trimtab
from trimtab.calendars.apart.frames import BrokenFrameError, Frame, read_frame, write_frame
from trimtab.calendars.apart.reading_json import UnfitJsonError, record_from_json, record_to_json
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import Problem, UnanswerableError
from trimtab.domain.invitations import Answer, Reply

WALL_SECONDS = 6.0
LAST_WORDS_SECONDS = 1.0
LONGEST_PLACE = 80
START_SECONDS = 30.0  # Python and its libraries from a slow disk; no word of a content is read yet
CHILD = """
import json, sys, zoneinfo
start = json.loads(sys.argv[1])
sys.path[:] = [*sys.path, *(path for path in start["path"] if path not in sys.path)]
zoneinfo.reset_tzpath(start["zones"])
{serve}
"""
SERVE = "from trimtab.calendars.apart.sandbox_child import serve; serve()"
SYSTEM_VARIABLES = ("SYSTEMROOT",)  # without it Python does not start on Windows
EXPORT_LESS = "Export fewer months, or leave out what is not needed."
FAILURES: Mapping[str, tuple[str, str]] = {
    "time": ("Reading this took longer than 5 seconds and was stopped", EXPORT_LESS),
    "memory": ("Reading this needed more than 512 MiB of memory and was stopped", EXPORT_LESS),
    "size": ("What was read from this is more than a plan can hold", EXPORT_LESS),
    "fault": (
        "Reading this ended in a fault of Trimtab's own",
        "Export it again; if the fault stays, please report it with the file.",
    ),
    "start": (
        "Calendars are read in a process of their own, and it did not start",
        "Run `trimtab doctor`, or install Trimtab again.",
    ),
}


class FailedChildError(Exception):
    """The child gave no reading: `failure` is a key of FAILURES, `place` where a fault was."""

    def __init__(self, failure: str, place: str = "") -> None:
        self.failure = failure
        self.place = place
        super().__init__(failure)

    def problem(self, shown: str) -> Problem:
        """The failure in the person's words."""
        what, mend = FAILURES[self.failure]
        detail = f" ({self.place})" if self.place else ""
        return Problem(shown, None, f"{what}{detail}; nothing of it is used.", mend)


@dataclass(slots=True)
class ReadingChild:
    """A child process that reads contents, one at a time; any thread may ask.

    `limits` are the names of the limits that hold in it, known once it has answered.
    """

    wall_seconds: float = WALL_SECONDS
    start_seconds: float = START_SECONDS
    command: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = None
    _is_ready: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read_content(
        self, content: Content, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read one content. Raises FailedChildError."""
        told = {
            "source": record_to_json(source),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "zone": zone,
        }
        done = self.ask("read", content, told)
        with self._fitting():
            return record_from_json(CalendarReading, done)

    def days_of(self, content: Content, around: date) -> CalendarDays | None:
        """First and last day of a content. Raises FailedChildError."""
        done = self.ask("days", content, {"around": around.isoformat()})
        with self._fitting():
            return None if done is None else record_from_json(CalendarDays, done)

    def reply_to(self, content: Content, answer: Answer) -> Reply:
        """The answer to an invitation. Raises FailedChildError and UnanswerableError."""
        told = {"answer": record_to_json(answer), "zone": str(answer.now.tzinfo)}
        found = self.ask("reply", content, told)
        with self._fitting():
            if "why" in found:
                raise UnanswerableError(content.shown, str(found["why"]))
            return record_from_json(Reply, found["reply"])

    def ask(self, task: str, content: Content, told: Mapping[str, Any]) -> Any:
        """What one of the child's TASKS gives for a content, as a JSON value.

        Raises FailedChildError.
        """
        message = {**told, "task": task, "shown": content.shown, "name": content.name}
        with self._lock:
            try:
                reply = self._exchange(Frame(message, content.content))
            except BaseException:  # Ctrl-C too: a child that still reads would answer late
                self._end()
                raise
            if "done" not in reply:
                self._end()
                raise _failure_told(reply)
            return reply["done"]

    @property
    def process_id(self) -> int | None:
        """The running child's, None while there is none."""
        return self._process.pid if self._process is not None else None

    def begin(self) -> None:
        """Start the child without waiting for it, while there is other work to do."""
        with self._lock, contextlib.suppress(FailedChildError):
            self._started()

    def close(self) -> None:
        """End the child; the next content starts another."""
        with self._lock:
            self._end()

    @contextlib.contextmanager
    def _fitting(self) -> Iterator[None]:
        """An answer that is no reading counts as a fault of the child, which is ended."""
        try:
            yield
        except UnfitJsonError as error:
            self.close()
            raise FailedChildError("fault", "no answer") from error

    def _exchange(self, frame: Frame) -> Mapping[str, Any]:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        requests, replies = process.stdin, process.stdout
        if not self._is_ready:
            self.limits, self._is_ready = self._hear_hello(process), True

        def exchange() -> Frame | None:
            write_frame(requests, frame)
            return read_frame(replies)

        return _within(self.wall_seconds, process, exchange)

    def _hear_hello(self, process: subprocess.Popen[bytes]) -> tuple[str, ...]:
        """The limits that hold in a new child."""
        assert process.stdout is not None
        replies = process.stdout
        try:
            hello = _within(self.start_seconds, process, lambda: read_frame(replies))
        except FailedChildError as failed:
            raise FailedChildError("start", failed.place) from failed
        return _names(hello.get("limits"))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process, self._is_ready = _start(self.command or child_command()), False
        return self._process

    def _end(self) -> None:
        process, self._process, self._is_ready = self._process, None, False
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def child_command(serve: str = SERVE) -> tuple[str, ...]:
    """The command line of a child that imports this very package and its libraries.

    `serve` is the line with which it begins to answer.

    Isolated and without site: neither the working directory nor PYTHON* variables change what
    it loads, so what this process would load is named one by one.
    """
    own = str(Path(trimtab.__file__).resolve().parents[1])
    path = [own, *(entry for entry in sys.path if os.path.isabs(entry))]  # noqa: PTH117
    start = json.dumps({"path": path, "zones": list(zoneinfo.TZPATH)})
    return (sys.executable, "-I", "-S", "-c", CHILD.format(serve=serve), start)


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  # this interpreter, and nothing from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100  # the working directory may be gone
            env={name: os.environ[name] for name in SYSTEM_VARIABLES if name in os.environ},
            start_new_session=True,  # Ctrl-C is for this process, which ends the child itself
        )
    except (OSError, ValueError) as error:
        raise FailedChildError("start", type(error).__name__) from error


def _within(
    seconds: float, process: subprocess.Popen[bytes], exchange: Callable[[], Frame | None]
) -> Mapping[str, Any]:
    """What the child tells in an exchange, if it does so in time. Raises FailedChildError."""
    alarm = _Alarm(process)
    timer = threading.Timer(seconds, alarm.end)
    timer.daemon = True
    timer.start()
    try:
        frame = exchange()
    except (OSError, BrokenFrameError):
        frame = None
    finally:
        timer.cancel()
    if frame is None:
        raise _failure_of(process, was_late=alarm.has_rung)
    return frame.told


@dataclass(slots=True)
class _Alarm:
    """Ends a child that takes too long, wherever the parent waits for it."""

    process: subprocess.Popen[bytes]
    has_rung: bool = False

    def end(self) -> None:
        self.has_rung = True
        self.process.kill()


def _failure_of(process: subprocess.Popen[bytes], *, was_late: bool) -> FailedChildError:
    """Why a child stopped talking: out of time, out of memory, or broken."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(LAST_WORDS_SECONDS)
    code = process.returncode
    if was_late or code == -getattr(signal, "SIGXCPU", 0):
        return FailedChildError("time")
    if code == -getattr(signal, "SIGKILL", 0):  # the system itself ran out of memory
        return FailedChildError("memory")
    return FailedChildError("fault", f"exit code {code}" if code is not None else "no answer")


def _failure_told(reply: Mapping[str, Any]) -> FailedChildError:
    failure, place = reply.get("failed"), str(reply.get("place", ""))
    known = failure if isinstance(failure, str) and failure in FAILURES else "fault"
    return FailedChildError(known, place[:LONGEST_PLACE])


def _names(told: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in told) if isinstance(told, list) else ()
