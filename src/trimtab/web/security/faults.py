"""A fault is told by its kind and place alone: what people wrote stands in no log."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

FAULT = "Trimtab stopped at a fault of its own ({kind} at {place})."
HINT = "Set TRIMTAB_TRACE=1 and start it again to see the details; they may hold words of yours."


class QuietFaults(logging.Handler):
    """Writes one line for each fault; messages of libraries are left out, as they may quote."""

    def __init__(self, stream: TextIO, *, wants_trace: bool = False) -> None:
        super().__init__(logging.ERROR)
        self._stream = stream
        self._wants_trace = wants_trace

    def emit(self, record: logging.LogRecord) -> None:
        """Write what kind of fault it was, and where."""
        fault = record.exc_info[1] if record.exc_info else None
        if fault is None:
            return
        if self._wants_trace:
            traceback.print_exception(fault, file=self._stream)
            return
        line = FAULT.format(kind=type(fault).__name__, place=place_of(fault))
        self._stream.write(f"{line} {HINT}\n")


def place_of(fault: BaseException) -> str:
    """The file and line of ours nearest to a fault."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "trimtab" in Path(one.filename).parts] or frames
    if not ours:
        return "an unknown place"
    path = Path(ours[-1].filename)
    return f"{path.parent.name}/{path.name}:{ours[-1].lineno}"


def keep_no_core_files() -> None:
    """Have the system write nothing of this process' memory to disk if it should crash."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - exists elsewhere alone

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep_logs_quiet(*, wants_trace: bool) -> None:
    """Let nothing but faults be written, and of those nothing that was typed."""
    root = logging.getLogger()
    root.handlers = [QuietFaults(sys.stderr, wants_trace=wants_trace)]
    root.setLevel(logging.ERROR)
