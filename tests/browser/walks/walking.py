"""What walks stand on: a person's app at a set moment, and a browser window that listens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sample_desk import desk_over, plan_example, served

from trimtab.app.daily.plan_keeping import keep_plan
from trimtab.domain.kept import KeptCalendar
from trimtab.domain.plans import Block
from trimtab.store.opening import open_store

ROOT = Path(__file__).parents[3]
NEW_YORK = ZoneInfo("America/New_York")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass
class Home:
    """One person's app: where it is, its desk, and the clock it believes."""

    address: str = ""
    desk: Any = None
    now: datetime = datetime(2026, 11, 16, 6, 0, tzinfo=NEW_YORK)

    def at(self, text: str) -> None:
        """Set the clock, in New York."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)

    def later(self, **length: float) -> None:
        """Let time pass."""
        self.now = (self.now.astimezone(UTC) + timedelta(**length)).astimezone(NEW_YORK)


@contextmanager
def open_home(planner: Any, folder: Path) -> Iterator[Home]:
    """The app over a folder."""
    made = Home()
    with closing(open_store(folder)) as store:
        made.desk = desk_over(store, planner, lambda: made.now.astimezone(UTC))
        with served(made.desk) as made.address:
            yield made


@dataclass
class Walker:
    """A page of a browser, and everything it complained of."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the app and wait until its scripts have run."""
        self.page.goto(self.address + path)

    def text(self, selector: str = "main") -> str:
        """What is to be read."""
        return str(self.page.inner_text(selector))

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )


EXAMPLE = ROOT / "examples" / "resident-nights"


def move_in(home: Home) -> None:
    """The resident on nights with their calendars, and their week as `trimtab plan` makes it."""
    home.at("2026-11-16T00:00")
    store, now = home.desk.store, home.desk.now()
    kept = store.keep_profile((EXAMPLE / "profile.toml").read_text(), now)
    for path in sorted(EXAMPLE.glob("*.ics")):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), now))
    keep_plan(store, plan_example(), now, profile_revision=kept.revision, before=None)


def await_plan(home: Home, job_id: str) -> None:
    """Wait until a job has ended well."""
    for _ in range(1200):
        job = home.desk.planning.job(job_id)
        if job is None or job.state not in {"waiting", "running"}:
            assert job is None or job.state == "done", job
            return
        time.sleep(0.1)
    raise AssertionError("the plan did not end")


def blocks_named(home: Home, name: str) -> list[Block]:
    """Where blocks of a name stand now."""
    return [one for one in home.desk.store.plan().plan.blocks if one.name == name]
