"""Jobs under way and over: how each stands, and the wish that one ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from trimtab.app.daily.ports import Job

MOST_KNOWN = 20
"""Jobs remembered, the newest; who asks after an older one is told that nobody knows it."""


@dataclass(slots=True)
class JobBoard:
    """How jobs stand. Any thread may look and write."""

    next_id: Callable[[], str] = field(default_factory=lambda: map(str, count(1)).__next__)
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, step: str, id: str = "") -> Job:  # noqa: A002 - the record's own word
        """A new job, waiting, by that id or one of its own."""
        with self._lock:
            job = Job(id or self.next_id(), "waiting", step)
            self._jobs[job.id] = job
            for oldest in list(self._jobs)[:-MOST_KNOWN]:
                del self._jobs[oldest]
            return job

    def find(self, id: str) -> Job | None:  # noqa: A002 - the record's own word
        """How a job stands, None where nobody knows it."""
        return self._jobs.get(id)

    def put(self, job: Job) -> None:
        """Write how a job stands, in place of what was known of it."""
        with self._lock:
            self._jobs[job.id] = job

    def change(self, id: str, **changes: Any) -> None:  # noqa: A002 - the record's own word
        """Change what is said of a job, unless it is over."""
        with self._lock:
            job = self._jobs.get(id)
            if job is not None and not job.is_over:
                self._jobs[id] = replace(job, **changes)

    def running(self) -> tuple[Job, ...]:
        """Jobs that are not over."""
        with self._lock:
            return tuple(job for job in self._jobs.values() if not job.is_over)
