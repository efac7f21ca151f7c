"""A desk whose journal is stretched quickly, and a person who sets it and writes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_desk import TUESDAY_AT_TEN, desk_over
from starlette.testclient import TestClient

from trimtab.store.in_memory import InMemoryStore
from trimtab.store.journal_sealing import Cost, JournalSeals
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House
from trimtab.web.journal.opened import OpenJournals

PASSPHRASE = "four quiet words here"
NOW = TUESDAY_AT_TEN.astimezone(UTC)
QUICK = Cost(memory_kib=32, passes=1)
OWN = {"Sec-Fetch-Site": "same-origin"}


def as_read(answer):
    """A page as somebody reads it."""
    return html.unescape(answer.text)


@dataclass
class Writer:
    """A person at their journal, in a browser without script."""

    desk: Desk
    client: TestClient
    now: datetime = NOW
    recovery: str = ""
    waiting: str = ""

    def later(self, **length):
        """Let time pass."""
        self.now += timedelta(**length)

    def post(self, path, **form):
        """Send a form."""
        return self.client.post(path, data=form)

    def see(self, path="/journal"):
        """Read a page."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        return as_read(answer)

    def prepare(self, passphrase=PASSPHRASE, **form):
        """Ask for a key; gives the recovery key as the page shows it."""
        given = {"again": passphrase, "understood": "yes", "hint": "", **form}
        answer = self.post("/journal/key", passphrase=passphrase, **given)
        assert answer.headers["location"] == "/journal/recovery"
        return self.read_recovery()

    def read_recovery(self):
        """The recovery key that waits to be confirmed."""
        shown = self.see("/journal/recovery")
        self.waiting = re.search(r'name="waiting" value="([^"]+)"', shown).group(1)
        return "-".join(re.findall(r"<b>([0-9A-Z]{4})</b>", shown))

    def confirm(self, recovery):
        """Type two groups back."""
        groups = recovery.split("-")
        two = {"group2": groups[2].lower(), "group6": groups[6]}
        return self.post("/journal/recovery", waiting=self.waiting, **two)

    def set_up(self):
        """Set the journal."""
        self.recovery = self.prepare()
        assert self.confirm(self.recovery).headers["location"] == "/journal"

    def begin(self, form="free"):
        """Begin a page; gives its address."""
        where = self.post("/journal/begin", form=form).headers["location"]
        assert where.endswith("/write")
        return where.removesuffix("/write")

    def write(self, form="free", **words):
        """Begin a page and keep it."""
        path = self.begin(form)
        answer = self.post(path, form=form, **words)
        assert answer.headers["location"] == f"{path}?said=kept"
        return path

    def window(self, path):
        """Show a page to be typed on in a window of its own; what that sends beside the words."""
        fields = re.findall(
            r'name="(form|window|edition)" value="([^"]*)"', self.see(f"{path}/write")
        )
        return dict(fields)

    def open(self, passphrase=PASSPHRASE, **form):
        """Type the passphrase; where that leads."""
        return self.post("/journal/open", passphrase=passphrase, **form).headers["location"]

    def close(self):
        """Close it."""
        self.post("/journal/close")


@pytest.fixture
def writer():
    """Somebody whose journal is not set yet."""
    journal = OpenJournals(JournalSeals(QUICK))
    desk = desk_over(InMemoryStore(), None, lambda: one.now)
    desk = replace(desk, journal=journal, close_again=lambda: None)
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers=OWN, follow_redirects=False) as client:
        one = Writer(desk, client)
        yield one


@pytest.fixture
def own(writer):
    """Somebody whose journal is set and open."""
    writer.set_up()
    return writer
