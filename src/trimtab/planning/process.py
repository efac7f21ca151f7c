"""Planning in a process of its own, so that pages never wait for it or load what it needs."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, cast

from trimtab.app.daily.jobs import JobBoard
from trimtab.app.daily.ports import Job, PlanAsk
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.errors import TrimtabError
from trimtab.domain.places import Shading
from trimtab.domain.plans import Block, Plan
from trimtab.domain.weighing import ToWeigh, Weighing
from trimtab.planning.child import serve
from trimtab.planning.following import READING, WEIGHING
from trimtab.planning.here import OnPlan
from trimtab.planning.messages import (
    Answer,
    Begin,
    Better,
    Call,
    Failure,
    Leave,
    Method,
    PlannerGoneError,
    Sent,
    Stop,
)
from trimtab.planning.parts import PlannerParts

LEAVING_SECONDS = 2.0
TRIES = 2
"""How often something is begun: once more where the process ended in the middle of it."""

AGAIN = "The planner stopped and was started again. "


@dataclass(slots=True)
class _Asked:
    """A message on its way, how often it was sent, and where its answer goes."""

    message: Call | Begin
    answer: Future[Any] | None = None
    on_plan: OnPlan | None = None
    tries: int = 1


class PlanningProcess:
    """The Planning port over one child process, begun when it is first needed.

    `parts` is called in the child, so it must be a function that can be named from there. Should
    the child end, it is started again and what was under way is begun once more.
    """

    def __init__(self, parts: Callable[[], PlannerParts], *, gives_way: bool = False) -> None:
        self._parts = parts
        self._gives_way = gives_way
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._board = JobBoard()
        self._newest = ""
        self._numbers = count(1)
        self._asked: dict[int | str, _Asked] = {}
        self._lock = threading.RLock()
        self._is_closed = False
        self._telling = ThreadPoolExecutor(1, "planning")

    @property
    def process_id(self) -> int | None:
        """The running child's, None while there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the child unless it runs. Raises OSError where no process can be started."""
        with self._lock:
            if self._process is not None or self._is_closed:
                return
            spawning = multiprocessing.get_context("spawn")
            ours, theirs = spawning.Pipe()
            process = spawning.Process(
                target=serve,
                args=(theirs, self._parts),
                kwargs={"gives_way": self._gives_way},
                name="trimtab-planner",
                daemon=True,
            )
            process.start()
            theirs.close()
            self._process, self._pipe = process, ours
            threading.Thread(target=self._listen, args=(process, ours), daemon=True).start()

    def warm_up(self) -> None:
        """Start the child and let it load the planner; nobody waits."""
        self._call("ready")

    def plan_quickly(self, ask: PlanAsk) -> Plan:
        """A verified plan as soon as there is one. Raises TrimtabError."""
        return cast("Plan", self._call("plan_quickly", ask).result())

    def places(self, ask: PlanAsk, block: Block) -> Shading:
        """About how good every place of a block is. Raises TrimtabError."""
        return cast("Shading", self._call("places", ask, block).result())

    def place_words(self, ask: PlanAsk, block: Block, start: datetime) -> tuple[str, ...]:
        """What the week gains or loses with a block elsewhere. Raises TrimtabError."""
        return cast("tuple[str, ...]", self._call("place_words", ask, block, start).result())

    def weigh(self, ask: PlanAsk, text: ToWeigh) -> Weighing:
        """What saying yes to a request would displace. Raises TrimtabError."""
        return cast("Weighing", self._call("weigh", ask, text).result())

    def look_ahead(self, ask: PlanAsk, first: date, last: date) -> CalendarReading:
        """What the person's own calendars hold on these days. Raises TrimtabError."""
        return cast("CalendarReading", self._call("look_ahead", ask, first, last).result())

    def prepare(self, ask: PlanAsk) -> None:
        """Let the child read what an ask needs; nobody waits, nor hears of what goes wrong."""
        self._call("prepare", ask)

    def begin(self, ask: PlanAsk, on_plan: OnPlan, *, has_quick: bool = False) -> Job:
        """Plan in the background, in place of whatever was planned there.

        Where somebody `has_quick` a plan of this ask, none is made quickly first.
        """
        job = self._board.open(READING)
        self._newest = job.id
        self._ask(_Asked(Begin(job.id, ask, has_quick=has_quick), on_plan=on_plan))
        return job

    def begin_weighing(self, ask: PlanAsk, text: ToWeigh) -> Job:
        """Weigh in the background."""
        job = self._board.open(WEIGHING)
        self._ask(_Asked(Begin(job.id, ask, text)))
        return job

    def job(self, id: str) -> Job | None:  # noqa: A002 - the record's own word
        """How a job stands."""
        return self._board.find(id)

    def newest(self) -> Job | None:
        """How the plan begun last stands."""
        return self._board.find(self._newest)

    def stop(self, id: str) -> None:  # noqa: A002 - the record's own word
        """End a job with what there is."""
        with self._lock:
            if self._pipe is not None and id in self._asked:
                self._send(Stop(id))

    def close(self) -> None:
        """End the child, and all that is waited for with it."""
        with self._lock:
            self._is_closed = True
            process = self._process
            self._send(Leave())
        if process is not None:
            process.join(LEAVING_SECONDS)
            process.terminate()
            process.join()
        self._give_up(PlannerGoneError())
        self._telling.shutdown()

    def _call(self, method: Method, *arguments: object) -> Future[Any]:
        answer: Future[Any] = Future()
        self._ask(_Asked(Call(next(self._numbers), method, arguments), answer))
        return answer

    def _ask(self, asked: _Asked) -> None:
        with self._lock:
            self._asked[_key(asked.message)] = asked
            try:
                self.start()
            except OSError:
                self._tell(self._give_up_one, asked, PlannerGoneError())
                return
            self._send(asked.message)

    def _send(self, message: Sent) -> None:
        """Send, under the lock; who listens notices a child that is gone."""
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                self._pipe.send(message)

    def _listen(self, process: BaseProcess, pipe: Connection) -> None:
        """Hear the child until it ends; then start it again if something is under way."""
        while True:
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                break
            if isinstance(message, Answer):
                self._hear_answer(message)
            else:
                self._tell(self._hear, message)
        process.join()
        pipe.close()
        with self._lock:
            if not self._is_closed and self._process is process:
                self._process, self._pipe = None, None
                self._begin_again()

    def _begin_again(self) -> None:
        for asked in tuple(self._asked.values()):
            if asked.tries >= TRIES:
                self._tell(self._give_up_one, asked, PlannerGoneError())
                continue
            asked.tries += 1
            if isinstance(asked.message, Begin):
                self._tell(self._board_says_again, asked.message.id)
            self._ask(asked)

    def _board_says_again(self, id: str) -> None:  # noqa: A002 - the record's own word
        self._board.change(id, step=AGAIN + READING)

    def _hear_answer(self, answer: Answer) -> None:
        asked = self._asked.pop(answer.number, None)
        if asked is None or asked.answer is None:
            return
        if answer.failure is not None:
            asked.answer.set_exception(answer.failure.error())
        else:
            asked.answer.set_result(answer.value)

    def _tell(self, told: Callable[..., None], *arguments: object) -> None:
        """Do something in order, aside from hearing: keeping a plan takes its time."""
        with contextlib.suppress(RuntimeError):  # closed meanwhile: nobody is to be told
            self._telling.submit(told, *arguments)

    def _hear(self, message: Better | Job) -> None:
        if isinstance(message, Better):
            self._hear_better(message)
            return
        asked = self._asked.get(message.id)
        is_again = asked is not None and asked.tries > 1
        step = AGAIN + message.step if is_again and not message.is_over else message.step
        known = self._board.find(message.id)
        if known is not None and not known.is_over:
            self._board.put(replace(message, step=step))
        if message.is_over:
            self._asked.pop(message.id, None)

    def _hear_better(self, better: Better) -> None:
        """Hand a plan on; one that cannot be kept is said of the job, and ends nothing else."""
        asked = self._asked.get(better.id)
        if asked is None or asked.on_plan is None or better.id != self._newest:
            return
        try:
            asked.on_plan(better.plan, better.is_last)
        except Exception as error:  # noqa: BLE001 - the edge of a job
            self._give_up_one(asked, Failure.of(error).error())

    def _give_up(self, error: TrimtabError) -> None:
        for asked in tuple(self._asked.values()):
            self._give_up_one(asked, error)

    def _give_up_one(self, asked: _Asked, error: TrimtabError) -> None:
        self._asked.pop(_key(asked.message), None)
        if asked.answer is not None and not asked.answer.done():
            asked.answer.set_exception(error)
        if isinstance(asked.message, Begin):
            self._board.change(asked.message.id, state="failed", problem=str(error))


def _key(message: Call | Begin) -> int | str:
    return message.number if isinstance(message, Call) else message.id
