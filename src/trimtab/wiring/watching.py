"""Follows a plan in the making: a quiet line on a terminal, and Ctrl-C to take what there is."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self, TextIO

from trimtab.app.ports import Onlooker, Step
from trimtab.cli.main import INTERRUPTED
from trimtab.reports.wording import percent_text
from trimtab.wiring.kernel_cache import choose_kernel_cache, on_compilation

PREPARING = "Preparing the planner for this machine, once: about a minute.\n"
PLANNING = "Planning …"
STILL_LOOKING = "Still looking … within {} of the best week. Ctrl-C takes what there is."
LOOKING = "Still looking … Ctrl-C takes what there is."
STOPPING = "Finishing with what there is …"
STEPS: dict[Step, str] = {
    "search": PLANNING,
    "polish": "Looking for a proof … Ctrl-C takes what there is.",
    "reasons": "Finding out what each hour is worth …",
    "trims": "Looking for small changes that would help … Ctrl-C leaves them out.",
}
SLOW_SECONDS = 1.0
USUAL_COLUMNS = 80
CLEAR_LINE = "\r\x1b[2K"


class QuietLine:
    """Words on one line of a terminal, there once something takes long, and gone after it.

    A stream that is no terminal hears of steps alone, each on a line of its own.
    """

    def __init__(self, stream: TextIO, words: str, after: float = SLOW_SECONDS) -> None:
        self._stream = stream
        self._words = words
        self._is_shown = False
        self._is_over = False
        self._lock = threading.Lock()  # a timer shows the line, whoever works changes it
        self._timer = threading.Timer(after, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._stream.isatty():
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_shown, self._is_over = False, True
            if self._stream.isatty():
                self._write(CLEAR_LINE)

    def say(self, words: str) -> None:
        """Say something else from now on."""
        with self._lock:
            is_new, self._words = words != self._words, words
            if self._is_shown and is_new:
                self._draw()

    def step(self, words: str) -> None:
        """Say which of several long steps begins; in a file or a pipe too."""
        self.say(words)
        if not self._stream.isatty():
            self._write(f"{words.removesuffix(' …')}.\n")

    def tell(self, sentence: str) -> None:
        """Write a sentence that stays, above the line."""
        with self._lock:
            self._write((CLEAR_LINE if self._is_shown else "") + sentence)
            if self._is_shown:
                self._draw()

    def vanish(self) -> None:
        """Leave the terminal clean at any moment, so past the stream, which may be in use."""
        if self._stream.isatty():
            os.write(self._stream.fileno(), CLEAR_LINE.encode())

    def _show(self) -> None:
        with self._lock:
            if not self._is_over:
                self._is_shown = True
                self._draw()

    def _draw(self) -> None:
        self._write(CLEAR_LINE + self._words[: _columns(self._stream) - 1])

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _columns(stream: TextIO) -> int:
    """How wide a terminal is; the usual width where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_COLUMNS
    except (OSError, ValueError):
        return USUAL_COLUMNS


class TerminalOnlooker(Onlooker):
    """Says on a quiet line how far a plan is; Ctrl-C ends its search, a second one leaves.

    Only from the search on: before it there is nothing to take.
    """

    def __init__(self, line: QuietLine) -> None:
        self._line = line
        self._is_stopped = False
        self._before: Any = None

    def begin(self, step: Step) -> None:
        """Say which step begins, and take Ctrl-C for a wish from the search on."""
        if step == "search":
            self._listen()
        self._line.say(STOPPING if self._is_stopped else STEPS[step])

    def hear(self, value: float, bound: float) -> None:
        """Say how near the best plan so far is to the best there can be."""
        gap = (bound - value) / bound if bound > 0 else 1.0
        looking = STILL_LOOKING.format(percent_text(gap)) if 0 <= gap < 1 else LOOKING
        self._line.say(STOPPING if self._is_stopped else looking)

    def is_stopped(self) -> bool:
        """Whether Ctrl-C was pressed since the search began."""
        return self._is_stopped

    def leave(self) -> None:
        """Give Ctrl-C its meaning back; once it was pressed, the next one leaves at once."""
        if self._before is not None:
            signal.signal(signal.SIGINT, _leave_at_once if self._is_stopped else self._before)
            self._before = None

    def _listen(self) -> None:
        """From now on Ctrl-C stops, where it would otherwise end the program."""
        is_main = threading.current_thread() is threading.main_thread()
        usual = (signal.default_int_handler, _leave_at_once)
        if is_main and signal.getsignal(signal.SIGINT) in usual:
            self._before = signal.signal(signal.SIGINT, self._stop)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Note the wish; the second time leave, whatever is being done: nothing is half written."""
        if self._is_stopped:
            self._line.vanish()
            _leave_at_once(_signal, _frame)
        self._is_stopped = True


def _leave_at_once(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


@contextmanager
def following_plan(stream: TextIO | None = None) -> Iterator[Onlooker]:
    """Everything ready for planning, with someone who follows it on standard error."""
    with preparing(PLANNING, stream) as line:
        onlooker = TerminalOnlooker(line)
        try:
            yield onlooker
        finally:
            onlooker.leave()


@contextmanager
def preparing(words: str, stream: TextIO | None = None) -> Iterator[QuietLine]:
    """Kernels found, or compiled and that said; and a line that says what is being done."""
    choose_kernel_cache(os.environ)
    with QuietLine(stream or sys.stderr, words) as line, on_compilation(once(line.tell, PREPARING)):
        yield line


def once(tell: Callable[[str], None], sentence: str) -> Callable[[], None]:
    """Tells a sentence at the first call and nothing after it."""
    remaining = [sentence]

    def say() -> None:
        if remaining:
            tell(remaining.pop())

    return say
