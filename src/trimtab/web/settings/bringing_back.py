"""An import in a thread of its own: followed by its steps, and ended with nothing changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from trimtab.app.daily.jobs import JobBoard
from trimtab.app.daily.ports import Job
from trimtab.domain.errors import Problem, TrimtabError

Tell = Callable[[str], None]
BringBack = Callable[[bytes, Tell], tuple[Problem, ...]]
"""Replaces what is kept by an export, or says why not; what `Tell` raises leaves all as it was."""

BEGINNING, STOPPING = "Opening the file", "Putting everything back as it was"
FAULT = "It could not be brought back, by a fault of Trimtab's own."
CLOSING_SECONDS = 30.0


class StoppedError(Exception):
    """Somebody asked that it ends."""


class BringingBack:
    """Imports, one at a time. Any thread may begin, follow and stop."""

    def __init__(self, bring_back: BringBack, now: Callable[[], datetime]) -> None:
        self._bring_back, self._now = bring_back, now
        self._board = JobBoard()
        self._newest = ""
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self.ended_at: datetime | None = None

    def begin(self, content: bytes) -> Job | None:
        """Bring an export back in the background; None where another is under way."""
        with self._lock:
            last = self.newest()
            if last is not None and not last.is_over:
                return None
            job = self._board.open(BEGINNING)
            self._newest = job.id
            self._stopped.clear()
            self._thread = threading.Thread(
                target=self._run, args=(job.id, content), name="import", daemon=True
            )
            self._thread.start()
            return job

    def newest(self) -> Job | None:
        """How the import begun last stands, None where none was."""
        return self._board.find(self._newest)

    def stop(self) -> None:
        """End the one under way; it looks up after each part."""
        self._stopped.set()
        self._board.change(self._newest, step=STOPPING)

    def close(self) -> None:
        """End the one under way and wait until everything is as it was."""
        self.stop()
        if self._thread is not None:
            self._thread.join(CLOSING_SECONDS)

    def wait(self) -> None:
        """Wait until none is under way."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, id: str, content: bytes) -> None:  # noqa: A002 - the record's own word
        """Whatever goes wrong is said of the job."""

        def tell(step: str) -> None:
            if self._stopped.is_set():
                raise StoppedError
            self._board.change(id, state="running", step=step)

        try:
            problems = self._bring_back(content, tell)
        except StoppedError:
            self._end(id, state="stopped")
        except TrimtabError as error:
            self._end(id, state="failed", problem=str(error))
        except Exception:  # noqa: BLE001 - the edge of a thread
            self._end(id, state="failed", problem=FAULT)
        else:
            told = "\n".join(map(_told, problems))
            self._end(id, state="failed" if problems else "done", problem=told)

    def _end(self, id: str, **changes: str) -> None:  # noqa: A002 - the record's own word
        self.ended_at = self._now()
        self._board.change(id, **changes)


def _told(problem: Problem) -> str:
    return f"{problem.what} {problem.mend}".strip()
