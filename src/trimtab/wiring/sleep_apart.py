"""Reads files of sleep in a child process under limits, so that none can bring Trimtab down."""

from __future__ import annotations

import io
import json
import os
import subprocess
from datetime import UTC, datetime
from typing import IO, Any

from trimtab.calendars.apart.frames import BrokenFrameError, read_frame
from trimtab.calendars.apart.sandbox import SYSTEM_VARIABLES, child_command
from trimtab.domain.device_sleep import DeviceNight, DeviceSleep
from trimtab.domain.errors import Problem

SERVE = "from trimtab.wiring.sleep_child import serve_once; serve_once()"
WALL_SECONDS = 180.0
SMALLER = "Export fewer months, or choose the file of sleep alone."
FAILURES = {
    "time": ("Reading this took longer than three minutes and was stopped", SMALLER),
    "memory": ("Reading this needed more than 512 MiB of memory and was stopped", SMALLER),
    "size": ("This holds more nights than a life has", SMALLER),
    "fault": (
        "Reading this ended in a fault of Trimtab's own",
        "Export it again; if the fault stays, please report it.",
    ),
}


def read_sleep_apart(file: IO[bytes], name: str, zone: str, now: datetime) -> DeviceSleep:
    """Every night in an open file of this machine; a failed child is a problem, not an error."""
    told = json.dumps({"name": name[:200], "zone": zone, "now": now.isoformat()})
    command = (*child_command(SERVE), told)
    file.seek(0)
    try:
        process = subprocess.Popen(  # noqa: S603  # this interpreter, and nothing from outside
            command,
            stdin=file.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100  # the working directory may be gone
            env={name: os.environ[name] for name in SYSTEM_VARIABLES if name in os.environ},
            start_new_session=True,
        )
    except (OSError, ValueError):
        return _failed("fault", name)
    with process:
        try:
            output, _ = process.communicate(timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return _failed("time", name)
        except BaseException:  # Ctrl-C too
            process.kill()
            raise
    return _answer(output, name)


def _answer(output: bytes, name: str) -> DeviceSleep:
    try:
        frame = read_frame(io.BytesIO(output))
        told: Any = {} if frame is None else frame.told
        if "done" not in told:
            return _failed(str(told.get("failed", "time" if frame is None else "fault")), name)
        nights = tuple(_night(one) for one in told["done"]["nights"])
        problems = tuple(Problem(*one) for one in told["done"]["problems"])
    except (BrokenFrameError, LookupError, TypeError, ValueError, OverflowError):
        return _failed("fault", name)
    return DeviceSleep(nights, problems)


def _night(told: Any) -> DeviceNight:
    start, end, device, minutes = told
    return DeviceNight(
        start=datetime.fromtimestamp(start, UTC),
        end=datetime.fromtimestamp(end, UTC),
        device=str(device),
        minutes_asleep=None if minutes is None else int(minutes),
    )


def _failed(kind: str, name: str) -> DeviceSleep:
    what, mend = FAILURES.get(kind, FAILURES["fault"])
    return DeviceSleep((), (Problem(name, None, f"{what}; nothing of it is used.", mend),))
