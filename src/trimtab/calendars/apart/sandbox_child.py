"""The child process that reads calendars for the program, under limits, and can do nothing else.

It is started by `sandbox`, with an empty environment, and ends when its input does.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from trimtab.calendars import content_reading
from trimtab.calendars.apart.frames import BrokenFrameError, Frame, read_frame, write_frame
from trimtab.calendars.apart.reading_json import record_from_json, record_to_json
from trimtab.calendars.contents import Content
from trimtab.calendars.extent import days_of_content
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.errors import UnanswerableError
from trimtab.domain.invitations import Answer

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's clock still holds there
    resource = None  # type: ignore[assignment]

MOST_BYTES = 64 * 2**20  # of one content; every reader has its own, smaller bound
CPU_SECONDS = 5
MEMORY_BYTES = 512 * 2**20
MOST_OPEN_FILES = 32
OWN_SOURCES = Path(__file__).parents[2]
REFUSED_EVENTS = (  # beginnings of what Python says before it acts
    *("socket.", "subprocess.", "ctypes.", "os.system", "os.exec", "os.spawn", "os.posix_spawn"),
    *("os.fork", "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link"),
    *("os.symlink", "os.ch", "os.truncate", "os.utime", "os.startfile", "os.setxattr"),
)

Task = Callable[[Content, Mapping[str, Any]], Any]


def _read(content: Content, told: Mapping[str, Any]) -> Any:
    source = record_from_json(CalendarSource, told["source"])
    days = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
    return record_to_json(content_reading.read_content(content, source, *days, told["zone"]))


def _days(content: Content, told: Mapping[str, Any]) -> Any:
    days = days_of_content(content, date.fromisoformat(told["around"]))
    return None if days is None else record_to_json(days)


def _reply_to(content: Content, told: Mapping[str, Any]) -> Any:
    # Imported here so that calendars are read without waiting for what answers
    from trimtab.calendars.published.replies import write_reply  # noqa: PLC0415

    answer = record_from_json(Answer, told["answer"])
    answer = replace(answer, now=answer.now.astimezone(ZoneInfo(told["zone"])))
    try:
        reply = write_reply(content.content, content.shown, answer)
    except UnanswerableError as refusal:
        return {"why": refusal.why}
    return {"reply": record_to_json(reply)}


TASKS: Mapping[str, Task] = {"read": _read, "days": _days, "reply": _reply_to}
"""What the child can be asked for, by name; each answers with a JSON value."""


def serve(tasks: Mapping[str, Task] = TASKS) -> None:
    """Answer one message after another until the input ends."""
    requests, replies = own_pipes()
    write_frame(replies, Frame({"limits": list(set_limits(CPU_SECONDS))}))
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, with threads
    sys.addaudithook(refuse)
    gc.disable()  # looking for cycles while reading took a sixth of the time
    while (frame := read_frame(requests, MOST_BYTES)) is not None:
        _allow_cpu_seconds(CPU_SECONDS)
        reply = _answer(frame, tasks)
        _reply(replies, reply)
        gc.collect()
        if "done" not in reply:
            return  # after a fault nothing is certain any more; the next content gets a new child


def own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, out of reach of whatever prints or reads standard streams."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return requests, replies


def set_limits(cpu_seconds: int) -> Iterator[str]:
    """Take away what reading does not need; gives the names of the limits that hold.

    Modules loaded later cannot write their compiled form, which Python forgives.
    """
    if resource is None:
        return
    for name, most in (
        ("AS", MEMORY_BYTES),
        ("DATA", MEMORY_BYTES),
        ("FSIZE", 0),
        ("CORE", 0),
        ("NOFILE", MOST_OPEN_FILES),
        ("NPROC", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
        except (AttributeError, OSError, ValueError):  # unknown here, or not to be set so low
            continue
        yield name
    yield from ["CPU"] if _allow_cpu_seconds(cpu_seconds) else []


def _allow_cpu_seconds(seconds: int) -> bool:
    """CPU for one more content, counted from what has been used so far; whole seconds."""
    if resource is None:
        return False
    most = int(time.process_time()) + seconds
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (OSError, ValueError):
        return False
    return True


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """No sockets, programs or changes of files, should a reader ever be talked into them."""
    if event.startswith(REFUSED_EVENTS):
        raise PermissionError(event)
    if event == "open" and _is_writing(arguments):
        raise PermissionError(event)


def _is_writing(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _answer(frame: Frame, tasks: Mapping[str, Task]) -> dict[str, Any]:
    """What a task gives, or how it failed: never a word of the content."""
    told = frame.told
    try:
        content = Content(frame.content, str(told["shown"]), str(told["name"]))
        return {"done": tasks[told["task"]](content, told)}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001  # the edge of a process: the parent tells it
        return {"failed": "fault", "place": place_of(error)}


def place_of(error: BaseException) -> str:
    """The kind of an error and the line of Trimtab it came through."""
    place, trace = "", error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(OWN_SOURCES):
            place = f" in {file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return type(error).__name__ + place


def _reply(replies: IO[bytes], reply: Mapping[str, Any]) -> None:
    try:
        write_frame(replies, Frame(reply))
    except (BrokenFrameError, MemoryError):
        write_frame(replies, Frame({"failed": "size"}))
