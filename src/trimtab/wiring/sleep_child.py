"""The child process in which a stranger's file of sleep is read, under limits, and which then ends.

Its input is the open file itself, so that an export of gigabytes is never held by anybody.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from trimtab.calendars.apart.frames import BrokenFrameError, Frame, write_frame
from trimtab.calendars.apart.sandbox_child import own_pipes, place_of, refuse, set_limits
from trimtab.domain.device_sleep import DeviceSleep
from trimtab.logs.devices.reading import read_device_sleep

CPU_SECONDS = 120
"""Two gigabytes of XML take a tenth of it on a slow machine."""


def serve_once() -> None:
    """Read the one file, tell its nights, and end."""
    told = json.loads(sys.argv[2])
    file, replies = own_pipes()
    for _ in set_limits(CPU_SECONDS):
        pass
    sys.addaudithook(refuse)
    try:
        write_frame(replies, Frame(_read(file, told)))
    except (BrokenFrameError, MemoryError):
        write_frame(replies, Frame({"failed": "size"}))


def _read(file: IO[bytes], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is in it, or how reading failed: never a word of the file."""
    try:
        now = datetime.fromisoformat(told["now"])
        return {"done": _as_json(read_device_sleep(file, told["name"], told["zone"], now))}
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001  # the edge of a process: the parent tells it
        return {"failed": "fault", "place": place_of(error)}


def _as_json(found: DeviceSleep) -> Mapping[str, Any]:
    return {
        "nights": [
            [one.start.timestamp(), one.end.timestamp(), one.device, one.minutes_asleep]
            for one in found.nights
        ],
        "problems": [[one.file, one.line, one.what, one.mend] for one in found.problems],
    }
