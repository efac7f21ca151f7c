"""A full disk: told kindly on each page, nothing acknowledged lost, and well again with room."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from sample_desk import FOLDER, TUESDAY_AT_TEN, FixedPlanning, desk_over
from starlette.testclient import TestClient

from trimtab.domain.kept import FeedLink, KeptCalendar, WebSession
from trimtab.store.backups import contents_of
from trimtab.store.exporting import export_all
from trimtab.store.opening import FILE, open_store
from trimtab.store.sql_store import SqlStore
from trimtab.web.application import build_application
from trimtab.web.desk import Desk, House
from trimtab.web.security.links import hash_of

FULL = "The disk is full, so this was not kept. Everything kept before is safe."
KEY = "a key"


@dataclass
class Home:
    """A store on a disk that can be filled up and emptied again."""

    store: SqlStore
    desk: Desk
    fill_up: Callable[[], None]
    make_room: Callable[[], None]

    def walker(self, desk: Desk | None = None, *, needs_key: bool = False) -> TestClient:
        """A browser at the desk."""
        house = House(hosts=frozenset({"testserver"}), needs_key=needs_key)
        headers = {"Sec-Fetch-Site": "same-origin"}
        app = build_application(desk or self.desk, house)
        return TestClient(app, headers=headers, follow_redirects=False)


def filled(folder: Path, plan) -> SqlStore:
    """A store in a folder, with the example in it."""
    store = open_store(folder)
    kept = store.keep_profile((FOLDER / "profile.toml").read_text(), TUESDAY_AT_TEN)
    for path in sorted(FOLDER.glob("*.ics")):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), TUESDAY_AT_TEN))
    store.keep_plan(plan, TUESDAY_AT_TEN, profile_revision=kept.revision, is_accepted=True)
    return store


def limited(store: SqlStore) -> tuple[Callable[[], None], Callable[[], None]]:
    """Lets the file grow no further, and again."""

    def limit(pages: int) -> None:
        store._connections.run_alone(f"PRAGMA max_page_count = {pages}")

    return lambda: limit(1), lambda: limit(1_000_000)


def ballasted(ballast: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """Fills a small disk with a file to the last byte, and takes it away."""

    def fill_up() -> None:
        for size in (4096, 1):
            try:
                with ballast.open("ab", buffering=0) as file:
                    while file.write(b"x" * size):
                        pass
            except OSError:
                continue

    return fill_up, ballast.unlink


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of four megabytes."""
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(tmp_path)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        pytest.skip("this machine has nothing to mount a disk with")
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.fixture(params=["pages", "disk"])
def home(request, tmp_path, example_plan) -> Iterator[Home]:
    """The example on a disk: a file held to its pages, or a real disk that is small."""
    folder = tmp_path if request.param == "pages" else request.getfixturevalue("small_disk")
    store = filled(folder / "kept", example_plan)
    steps = limited(store) if request.param == "pages" else ballasted(folder / "ballast")
    yield Home(store, desk_over(store, FixedPlanning(example_plan)), *steps)
    store.close()
    assert contents_of(folder / "kept" / FILE) is not None


def add_wins(walker: TestClient) -> list[str]:
    """Wins that were acknowledged before one was not; that one is told, with its words."""
    for number in range(2000):
        text = f"Win {number} {'w' * 250}"
        answer = walker.post("/wins", data={"text": text})
        if answer.status_code != 303:
            assert answer.status_code == 409
            assert FULL in answer.text
            assert text in answer.text
            return [f"Win {one} {'w' * 250}" for one in range(number)]
    raise AssertionError("the disk never filled up")


def test_what_was_acknowledged_stays_and_the_rest_is_told(home):
    """Wins, marks and an import; once there is room each works, and nothing is restarted."""
    content = export_all(home.store, TUESDAY_AT_TEN)
    with home.walker() as walker:
        form = mark_form(walker)
        home.fill_up()
        acknowledged = add_wins(walker)
        answer = walker.post("/today/mark", data=form)
        is_marked = answer.status_code == 303
        assert is_marked or FULL in answer.text
        bring_back(walker, home, content)
        told = walker.get("/settings/kept").text
        is_back = "Everything was brought back" in told
        assert is_back or (FULL in told and "Everything is as it was before." in told)
        day = TUESDAY_AT_TEN.date()
        kept = [] if is_back else sorted(acknowledged)
        found = home.store.wins(day - timedelta(1), day + timedelta(1))
        assert sorted(one.text for one in found) == kept
        home.make_room()
        assert walker.post("/wins", data={"text": "After"}).status_code == 303
        assert walker.post("/today/mark", data=mark_form(walker)).status_code == 303
        bring_back(walker, home, content)
        assert "Everything was brought back" in walker.get("/settings/kept").text


def mark_form(walker: TestClient) -> dict[str, str]:
    """The fields of the first mark that Today offers."""
    text = walker.get("/").text
    form = re.search(r'action="/today/mark"[^>]*>(.*?)</form>', text, re.DOTALL)[1]
    found = re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def bring_back(walker: TestClient, home: Home, content: bytes) -> None:
    """Import to the end."""
    files = {"file": ("export.zip", content)}
    walker.post("/settings/kept/import", files=files, data={"agreed": "yes"})
    home.desk.imports.wait()


def test_every_page_opens_on_a_full_disk(home):
    """Also where a plan is due, a session is to be noted, and a feed to be written."""
    now = TUESDAY_AT_TEN
    session = WebSession(hash_of(KEY), now, now, None)
    home.store.keep_session(session)
    home.store.keep_feed_link(FeedLink("week", "secret", now))
    home.fill_up()
    later = replace(home.desk, now=lambda: now + timedelta(hours=13))
    with home.walker(later, needs_key=True) as walker:
        walker.cookies.set("trimtab", KEY)
        add_wins(walker)
        for path in ("/", "/week", "/season", "/settings", "/help", "/feeds/secret/week.ics"):
            assert walker.get(path).status_code == 200, path
