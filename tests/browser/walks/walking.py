"""What walks stand on: a person's app at a set moment, and a browser window that listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sample_desk import desk_over, served

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
        """Open a page of the app and wait until it stands still."""
        self.page.goto(self.address + path, wait_until="networkidle")

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
