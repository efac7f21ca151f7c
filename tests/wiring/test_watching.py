"""A quiet line that comes late and leaves no trace, and Ctrl-C that takes what there is."""

from __future__ import annotations

import io
import os
import signal
import tempfile
import threading

import pytest

from trimtab.wiring import watching
from trimtab.wiring.watching import (
    CLEAR_LINE,
    PREPARING,
    QuietLine,
    TerminalOnlooker,
    following_plan,
    once,
)


class Terminal(io.StringIO):
    """A stream that may be a terminal, and tells when something was written."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self.is_terminal

    def flush(self) -> None:
        """Tell that words have arrived."""
        if self.getvalue():
            self.written.set()

    def last_line(self) -> str:
        """What stands on the line now."""
        return self.getvalue().rpartition(CLEAR_LINE)[2]


@pytest.fixture
def terminal():
    """A terminal that a person looks at."""
    return Terminal(is_terminal=True)


def test_slow_work_is_said_on_a_terminal_and_taken_back(terminal):
    """The words appear while the work goes on, change in place, and the line is empty after it."""
    with QuietLine(terminal, "Planning …", after=0.0) as line:
        assert terminal.written.wait(timeout=10)
        assert terminal.last_line() == "Planning …"
        line.say("Still looking …")
        assert terminal.last_line() == "Still looking …"
    assert terminal.last_line() == ""
    assert "\n" not in terminal.getvalue()


def test_quick_work_is_not_said(terminal):
    """Nothing but an empty line is written when the work is over before its time."""
    with QuietLine(terminal, "Planning …", after=3600) as line:
        line.say("Still looking …")
    assert terminal.getvalue() == CLEAR_LINE


def test_a_timer_that_comes_too_late_says_nothing(terminal):
    """Work that ends while the timer goes off leaves the line empty."""
    line = QuietLine(terminal, "Planning …", after=3600)
    with line:
        pass
    line._show()
    assert terminal.last_line() == ""


def test_a_file_hears_nothing_of_slow_work():
    """Standard error in a file or a pipe holds no words that come and go, only what stays."""
    stream = Terminal(is_terminal=False)
    with QuietLine(stream, "Planning …", after=0.0) as line:
        line.say("Still looking …")
        line.tell(PREPARING)
    assert stream.getvalue() == PREPARING


def test_a_pipe_hears_of_long_steps(terminal):
    """A run of a minute is not silent there: one plain line a step, none that comes and goes."""
    stream = Terminal(is_terminal=False)
    for one in (stream, terminal):
        with QuietLine(one, "Planning …", after=3600) as line:
            line.step("Planning week 1 of 2, with it and without …")
            line.step("Planning week 2 of 2, with it and without …")
    said = (
        "Planning week 1 of 2, with it and without.\nPlanning week 2 of 2, with it and without.\n"
    )
    assert stream.getvalue() == said
    assert "\n" not in terminal.getvalue()


def test_what_stays_stands_above_the_line(terminal):
    """A sentence takes the line's place, and the line goes on below it."""
    with QuietLine(terminal, "Planning …", after=0.0) as line:
        assert terminal.written.wait(timeout=10)
        line.tell(PREPARING)
        assert terminal.getvalue().endswith(f"{CLEAR_LINE}{PREPARING}{CLEAR_LINE}Planning …")


def test_the_line_never_wraps(terminal):
    """Words longer than the terminal is wide are cut, or clearing would leave a piece."""
    with QuietLine(terminal, "x" * 200, after=0.0):
        assert terminal.written.wait(timeout=10)
        assert terminal.last_line() == "x" * 79


@pytest.mark.parametrize(
    "words",
    [*watching.STEPS.values(), watching.LOOKING, watching.STILL_LOOKING.format("99.9 %")],
)
def test_every_word_of_the_line_fits_a_narrow_terminal(words):
    """Nothing said there needs more than 79 columns."""
    assert len(words) <= 79


def test_a_sentence_is_told_once():
    """Two compilations give one notice."""
    told = []
    tell = once(told.append, PREPARING)
    tell()
    tell()
    assert told == [PREPARING]


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [
        (
            988.7,
            1000.0,
            "Still looking … within 1.2 % of the best week. Ctrl-C takes what there is.",
        ),
        (-float("inf"), 1000.0, "Still looking … Ctrl-C takes what there is."),
        (-3.0, -1.0, "Still looking … Ctrl-C takes what there is."),
    ],
)
def test_progress_is_how_near_the_best_week_is(terminal, value, bound, said):
    """The share rounds up, so that "within" stays true; nothing is said of what is not known."""
    with QuietLine(terminal, "", after=0.0) as line:
        assert terminal.written.wait(timeout=10)
        TerminalOnlooker(line).hear(value, bound)
        assert terminal.last_line() == said


@pytest.fixture
def usual_interrupt():
    """Ctrl-C means what it means in Python, before it and after the test."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("usual_interrupt")
def test_the_first_interrupt_stops_the_search_and_the_second_leaves(monkeypatch):
    """Ctrl-C is a wish from the search on, once; then the program ends there, its line gone."""

    def leave(status: int) -> None:
        raise SystemExit(status)

    monkeypatch.setattr(os, "_exit", leave)
    with tempfile.TemporaryFile("w+") as screen:
        monkeypatch.setattr(screen, "isatty", lambda: True, raising=False)
        with following_plan(screen) as onlooker:
            onlooker.begin("search")
            signal.raise_signal(signal.SIGINT)
            assert onlooker.is_stopped()
            with pytest.raises(SystemExit, match="130"):
                signal.raise_signal(signal.SIGINT)


@pytest.mark.usefixtures("usual_interrupt")
def test_before_the_search_and_after_it_an_interrupt_leaves(terminal):
    """There is nothing to take before the search, and nothing to wait for after it."""
    with following_plan(terminal) as onlooker:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        onlooker.begin("search")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert not onlooker.is_stopped()


@pytest.mark.usefixtures("usual_interrupt")
def test_after_a_stop_an_interrupt_leaves_whatever_is_being_done(terminal, monkeypatch):
    """Nothing can catch it and end otherwise, and a second search can be stopped all the same."""
    left = []
    monkeypatch.setattr(os, "_exit", left.append)
    for _ in range(2):
        with following_plan(terminal) as onlooker:
            onlooker.begin("search")
            signal.raise_signal(signal.SIGINT)
            assert onlooker.is_stopped()
        assert left == []
    signal.raise_signal(signal.SIGINT)
    assert left == [130]


@pytest.mark.usefixtures("usual_interrupt")
def test_who_ignores_interrupts_goes_on_ignoring_them(terminal):
    """A program started so that Ctrl-C passes it by is not stopped by it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with following_plan(terminal) as onlooker:
        onlooker.begin("search")
        signal.raise_signal(signal.SIGINT)
        assert not onlooker.is_stopped()
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.usefixtures("usual_interrupt")
def test_what_is_said_after_a_stop_is_that_it_ends(terminal):
    """Neither steps nor progress are told to someone who wants what there is."""
    with QuietLine(terminal, "", after=0.0) as line:
        assert terminal.written.wait(timeout=10)
        onlooker = TerminalOnlooker(line)
        onlooker.begin("search")
        signal.raise_signal(signal.SIGINT)
        onlooker.hear(1.0, 2.0)
        assert terminal.last_line() == watching.STOPPING
        onlooker.begin("reasons")
        assert terminal.last_line() == watching.STOPPING
        onlooker.leave()


def test_another_thread_never_touches_signals(terminal):
    """Only the main thread may handle signals; elsewhere planning goes on without."""
    found = []

    def plan() -> None:
        onlooker = TerminalOnlooker(QuietLine(terminal, ""))
        onlooker.begin("search")
        found.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    worker = threading.Thread(target=plan)
    worker.start()
    worker.join()
    assert found == [before]
