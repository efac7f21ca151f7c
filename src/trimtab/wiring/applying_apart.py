"""Plans applications for pages in a process of its own, and remembers the lists made last.

The kernels hold the interpreter while they run, half a second for a long table: in the server's
own process every other page would stand still that long.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Literal, cast

from trimtab.app.residency.asks import ApplicationAsk
from trimtab.domain.applications import PlannedList
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.domain.programmes import Programme
from trimtab.domain.rankings import RankedList
from trimtab.planning.messages import Failure, place_of
from trimtab.programmes.tables_apart import TablesApart

Task = Literal["plan", "rank", "ready"]

MOST_REMEMBERED = 24
RESTS_AFTER_SECONDS = 600.0
"""After so long without a question the process ends; the next one starts it again (our choice)."""
LEAVING_SECONDS = 1.0
FAULT = "Making this list ended in a fault of Trimtab's own{}. Nothing of yours was changed."
GONE = (
    "What makes the list stopped twice at this one. Nothing of yours was changed. Try it again; "
    "if it stays so, run `trimtab doctor`."
)


class ListFaultError(TrimtabError):
    """Something went wrong while a list was made; `place` says where in its sources."""

    def __init__(self, place: str = "") -> None:
        self.place = place
        super().__init__(FAULT.format(f" ({place})" if place else ""))


class ListMakerGoneError(TrimtabError):
    """The process that makes lists ended, and again when it was started anew."""

    def __init__(self) -> None:
        super().__init__(GONE)


@dataclass(slots=True)
class ListProcess:
    """A child that makes one list at a time, begun when it is first needed."""

    _process: BaseProcess | None = None
    _pipe: Connection | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _rest: threading.Timer | None = None

    @property
    def process_id(self) -> int | None:
        """The running child's, None while there is none."""
        return self._process.pid if self._process is not None else None

    def ask(self, task: Task, *arguments: object) -> Any:
        """What comes of a task; tried once more where the child ends. Raises TrimtabError."""
        with self._lock:
            for _ in range(2):
                try:
                    found = self._exchange(task, arguments)
                except (EOFError, OSError):
                    self._end()
                    continue
                self._rest_later()
                if isinstance(found, Failure):
                    raise found.error()
                return found
            raise ListMakerGoneError

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def end_now(self) -> None:
        """End the child in the midst of whatever it makes."""
        if (process := self._process) is not None:
            process.kill()

    def _exchange(self, task: Task, arguments: tuple[object, ...]) -> Any:
        if self._rest is not None:
            self._rest.cancel()
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._pipe is not None
        self._pipe.send((task, arguments))
        return self._pipe.recv()

    def _start(self) -> None:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(
            target=serve, args=(theirs,), name="trimtab-applying", daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours

    def _rest_later(self) -> None:
        self._rest = threading.Timer(RESTS_AFTER_SECONDS, self.close)
        self._rest.daemon = True
        self._rest.start()

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process, self._pipe = None, None
        if self._rest is not None:
            self._rest.cancel()
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.join(LEAVING_SECONDS)
            process.kill()
            process.join()


def serve(pipe: Connection) -> None:
    """Make what is asked until the other end is closed, then end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes the pipe
    while True:
        try:
            task, arguments = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        answer = _answer(task, arguments)
        try:
            pipe.send(answer)
        except OSError:  # nobody listens any more
            os._exit(0)


def _answer(task: Task, arguments: tuple[Any, ...]) -> Any:
    try:
        return _tasks()[task](*arguments)
    except TrimtabError as error:
        return Failure.of(error)
    except Exception as error:  # noqa: BLE001 - the edge of a process
        return Failure.of(ListFaultError(place_of(error)))


def _tasks() -> dict[Task, Callable[..., Any]]:
    """What can be asked for; loaded in the child alone, once its kernel cache is chosen."""
    from trimtab.wiring.kernel_cache import choose_kernel_cache

    choose_kernel_cache(os.environ)
    from trimtab.residency.portfolio.warm import warm_lists
    from trimtab.wiring import applying

    return {
        "plan": applying.plan_asked,
        "rank": applying.rank_asked,
        "ready": warm_lists,
    }


@dataclass(slots=True)
class ApplyingApart:
    """The Applying port: tables are read in one child under limits, lists made in another."""

    tables: TablesApart = field(default_factory=TablesApart)
    maker: ListProcess = field(default_factory=ListProcess)
    _queue: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="applying")
    )
    _made: OrderedDict[tuple[Task, str], Future[Any]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read_table(
        self, content: bytes, name: str, specialties: tuple[str, ...]
    ) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
        """Programmes in a table, and all that could not be used."""
        return self.tables.read(content, name, specialties)

    def invented(self, specialties: tuple[str, ...]) -> bytes:
        """A table of invented programmes in these specialties.

        Drawn here, as it takes no kernel: nobody is to wait for those before the first page.
        """
        from trimtab.wiring.applying import invented_table

        return invented_table(specialties)

    def plan(self, ask: ApplicationAsk, patience: float) -> PlannedList | None:
        """The list, None where it is still being made. Raises TrimtabError."""
        return cast("PlannedList | None", self._soon("plan", ask, patience))

    def rank(self, ask: ApplicationAsk, patience: float) -> RankedList | None:
        """The rank list, None where it is still being made. Raises TrimtabError."""
        return cast("RankedList | None", self._soon("rank", ask, patience))

    def known(self, key: str) -> PlannedList | None:
        """A list that was made under a key and is still remembered."""
        with self._lock:
            made = self._made.get(("plan", key))
        is_there = made is not None and made.done() and made.exception() is None
        return cast("PlannedList", made.result()) if made is not None and is_there else None

    def warm_up(self) -> None:
        """Start the child and let it load its kernels; nobody waits."""
        if self.maker.process_id is None:
            self._begun("ready", "")

    def close(self) -> None:
        """End both children, and forget every list."""
        with self._lock:
            self._made.clear()
        self._queue.shutdown(wait=False, cancel_futures=True)
        self.maker.end_now()
        self.maker.close()
        self.tables.close()

    def _soon(self, task: Task, ask: ApplicationAsk, patience: float) -> Any:
        made = self._begun(task, ask.key, ask)
        try:
            return made.result(patience)
        except NotYetError:
            return None

    def _begun(self, task: Task, key: str, *arguments: object) -> Future[Any]:
        """What is being made or was made; what failed before is tried again."""
        with self._lock:
            made = self._made.get((task, key))
            if made is None or (made.done() and made.exception() is not None):
                try:
                    made = self._queue.submit(self.maker.ask, task, *arguments)
                except RuntimeError as error:  # closed meanwhile
                    raise ListMakerGoneError from error
                self._made[task, key] = made
            self._made.move_to_end((task, key))
            while len(self._made) > MOST_REMEMBERED:
                _, oldest = self._made.popitem(last=False)
                with contextlib.suppress(Exception):
                    oldest.cancel()
            return made
