"""A terminal that shows a session as it runs, and hears single keys."""

from __future__ import annotations

import contextlib
import importlib.util
import select
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text


@dataclass(frozen=True, slots=True)
class TerminalScreen:
    """Lines in place of those before, and keys without Enter."""

    live: Live

    def show(self, lines: tuple[str, ...]) -> None:
        """Show these lines; the last, which names the keys, quietly."""
        *first, keys = lines
        told = [Text(line, style="bold" if not at else "") for at, line in enumerate(first)]
        self.live.update(Group(*told, Text(keys, style="dim")), refresh=True)

    def key(self, seconds: float) -> str:
        """A key pressed within so many seconds."""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return sys.stdin.read(1) if ready else ""


def hears_keys() -> bool:
    """Whether this system's terminal gives single keys; Windows has no termios."""
    return importlib.util.find_spec("termios") is not None


@contextlib.contextmanager
def open_screen() -> Iterator[TerminalScreen]:
    """The terminal, its keys heard one by one; as it was before when this ends."""
    with _closing_told(), _single_keys():
        console = Console()
        with Live(console=console, auto_refresh=False, transient=True) as live:
            yield TerminalScreen(live)


@contextlib.contextmanager
def _single_keys() -> Iterator[None]:
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


@contextlib.contextmanager
def _closing_told() -> Iterator[None]:
    """A window that is closed ends a session as Ctrl-C does, so that what was done is kept."""
    named = [getattr(signal, name, None) for name in ("SIGHUP", "SIGTERM")]
    before = [(one, signal.signal(one, _interrupt)) for one in named if one is not None]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
