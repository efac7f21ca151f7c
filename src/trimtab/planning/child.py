"""The planner's own process: answers what it is asked over a pipe until that is closed."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from trimtab.planning.here import PlanningHere
from trimtab.planning.messages import (
    Answer,
    Begin,
    Better,
    Call,
    Failure,
    Leave,
    Received,
    Sent,
    Stop,
)
from trimtab.planning.parts import PlannerParts

NICE = 10
"""How far a process that gives way stands back for all others (our choice)."""


def serve(pipe: Connection, parts: Callable[[], PlannerParts], *, gives_way: bool = False) -> None:
    """Answer until the other end is closed, then end at once, whatever is being done."""
    if gives_way:
        os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes the pipe
    gc.disable()  # collected between jobs: in the middle of one it costs an eighth of the time
    _Served(pipe, parts()).listen()
    os._exit(0)


@dataclass(slots=True)
class _Served:
    pipe: Connection
    parts: PlannerParts
    _planning: PlanningHere = field(init=False)
    _sending: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._planning = PlanningHere(self.parts, self._send)

    def listen(self) -> None:
        """Take in one message after the other; what takes time is done in threads."""
        while True:
            try:
                message: Sent = self.pipe.recv()
            except (EOFError, OSError):
                return
            if isinstance(message, Leave):
                return
            if isinstance(message, Call):
                threading.Thread(target=self._answer, args=(message,), daemon=True).start()
            elif isinstance(message, Begin):
                self._begin(message)
            elif isinstance(message, Stop):
                self._planning.stop(message.id)

    def _begin(self, begin: Begin) -> None:
        if begin.request is not None:
            self._planning.begin_weighing(begin.ask, begin.request, id=begin.id)
            return
        self._planning.begin(
            begin.ask,
            lambda plan, is_last: self._send(Better(begin.id, plan, is_last)),
            id=begin.id,
            has_quick=begin.has_quick,
        )

    def _answer(self, call: Call) -> None:
        try:
            value = getattr(self._planning, call.method)(*call.arguments)
        except Exception as error:  # noqa: BLE001 - the edge of a request
            self._send(Answer(call.number, failure=Failure.of(error)))
        else:
            self._send(Answer(call.number, value))

    def _send(self, message: Received) -> None:
        with self._sending:
            try:
                self.pipe.send(message)
            except OSError:  # nobody listens any more
                os._exit(0)
