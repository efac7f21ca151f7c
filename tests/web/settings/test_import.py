"""An import goes on in the background: followed, stopped with nothing changed, and told."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from sample_desk import FOLDER, TUESDAY_AT_TEN, FixedPlanning, desk_over
from starlette.testclient import TestClient

from trimtab.app.daily.ports import Job
from trimtab.domain.errors import Problem, StoreFullError
from trimtab.store.exporting import digest_of, export_all
from trimtab.store.importing import import_all
from trimtab.store.in_memory import InMemoryStore
from trimtab.store.opening import open_store
from trimtab.web.application import build_application
from trimtab.web.desk import House
from trimtab.web.settings.bringing_back import FAULT, STOPPING, BringingBack

PROFILE = (FOLDER / "profile.toml").read_text()
KEPT, IMPORT = "/settings/kept", "/settings/kept/import"
AGREED = {"agreed": "yes"}
HTMX = {"HX-Request": "true"}


class HeldImport:
    """An import that stops at each word it says until it is let go on."""

    def __init__(self, bring_back: Callable[..., tuple[Problem, ...]]) -> None:
        self.said = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self._bring_back = bring_back

    def __call__(self, content, tell):
        def held(step: str) -> None:
            tell(step)
            self.said.release()
            assert self.go_on.acquire(timeout=30)

        return self._bring_back(content, held)

    def let_come(self, words: int) -> None:
        """Go on until so many words were said."""
        for number in range(words):
            if number:
                self.go_on.release()
            assert self.said.acquire(timeout=30)

    def let_go(self) -> None:
        """Go on without halt."""
        for _ in range(100):
            self.go_on.release()


def an_export(name: str = "Elsewhere") -> bytes:
    """What another machine gave."""
    store = InMemoryStore()
    text = PROFILE.replace("[person]", f"# {name}\n[person]", 1)
    store.keep_profile(text, TUESDAY_AT_TEN)
    return export_all(store, TUESDAY_AT_TEN)


def files(content: bytes) -> dict[str, object]:
    """A form's file."""
    return {"file": ("export.zip", content, "application/zip")}


def bring_back(client, content: bytes):
    """Begin an import, as the form does."""
    return client.post(IMPORT, files=files(content), data=AGREED)


def test_everything_is_taken_along_and_brought_back(client, desk):
    """An export holds the profile as it is; an import needs consent and brings it back."""
    content = client.get(f"{KEPT}/export").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("profile.toml") == PROFILE.encode()
    desk.store.keep_profile("changed since", TUESDAY_AT_TEN)
    assert client.post(IMPORT, files=files(content)).status_code == 422
    assert client.post(IMPORT, data=AGREED).status_code == 422
    assert bring_back(client, content).headers["location"] == IMPORT
    desk.imports.wait()
    assert client.get(IMPORT).headers["location"] == f"{KEPT}#bring-back"
    assert "Everything was brought back at 10:00." in client.get(KEPT).text
    assert desk.store.profile().text == PROFILE


def test_what_is_no_export_changes_nothing(client, desk):
    """It is told why, with what to do about it."""
    assert bring_back(client, b"PK garbage").status_code == 303
    desk.imports.wait()
    shown = client.get(KEPT).text
    assert "It could not be brought back, at 10:00. Everything is as it was before." in shown
    assert "It is no whole ZIP archive. Make it again with `trimtab export FILE.zip`." in shown
    assert desk.store.profile().text == PROFILE


@pytest.fixture(params=["memory", "file"])
def store(request, tmp_path):
    """A store with a profile, of either kind."""
    opened = InMemoryStore() if request.param == "memory" else open_store(tmp_path)
    opened.keep_profile(PROFILE, TUESDAY_AT_TEN)
    yield opened
    opened.close()


@pytest.fixture
def held(store):
    """An import into that store which goes on when it is told to."""
    return HeldImport(lambda content, tell: import_all(store, content, TUESDAY_AT_TEN, tell=tell))


@pytest.fixture
def walker(store, held, example_plan):
    """A browser at a desk with that import."""
    desk = desk_over(store, FixedPlanning(example_plan))
    desk = replace(desk, imports=BringingBack(held, desk.now))
    app = build_application(desk, House(hosts=frozenset({"testserver"}), needs_key=False))
    headers = {"Sec-Fetch-Site": "same-origin"}
    with TestClient(app, headers=headers, follow_redirects=False) as browser:
        browser.imports = desk.imports
        yield browser
        held.let_go()
        desk.imports.close()


def test_an_import_is_followed_and_found_again(walker, held, store):
    """Its step shows with and without script, and who comes back to the page finds it."""
    assert bring_back(walker, an_export()).status_code == 303
    held.let_come(3)
    whole, part = walker.get(IMPORT), walker.get(IMPORT, headers=HTMX)
    assert "Bringing back editions of your profile: 0 of 1." in whole.text
    assert '<meta http-equiv="refresh" content="2">' in whole.text
    assert "<!doctype" not in part.text
    assert "<span>Bringing back editions of your profile: 0 of 1.</span>" in part.text
    found = walker.get(KEPT).text
    assert "On its way: Bringing back editions of your profile: 0 of 1." in found
    assert f'action="{IMPORT}"' not in found
    held.let_go()
    walker.imports.wait()
    assert walker.get(IMPORT, headers=HTMX).headers["hx-redirect"] == f"{KEPT}#bring-back"
    assert store.profile().text.startswith(PROFILE.split("[person]")[0])
    assert "# Elsewhere" in store.profile().text


def test_an_import_that_is_stopped_changes_nothing(walker, held, store):
    """In the midst of replacing, Stop puts everything back, and the page says so."""
    before = digest_of(store)
    bring_back(walker, an_export())
    held.let_come(3)
    assert walker.post(f"{IMPORT}/stop").headers["location"] == IMPORT
    assert unescape(STOPPING) in walker.get(IMPORT).text
    held.let_go()
    walker.imports.wait()
    assert walker.get(IMPORT).headers["location"] == f"{KEPT}#bring-back"
    assert "Stopped at 10:00. Everything is as it was before." in walker.get(KEPT).text
    assert digest_of(store) == before
    store.keep_setting("works", "after")
    assert bring_back(walker, an_export()).status_code == 303


def test_a_second_import_waits_its_turn(walker, held, store):
    """While one goes on another is refused kindly, and the first comes to its end."""
    bring_back(walker, an_export("First"))
    held.let_come(4)
    answer = bring_back(walker, an_export("Second"))
    assert answer.status_code == 409
    assert "One is being brought back already. Wait for it, or stop it first." in answer.text
    held.let_go()
    walker.imports.wait()
    assert "# First" in store.profile().text


def test_what_was_being_planned_ends_first(client, desk, example_plan):
    """A plan of the week that is replaced would stand in place of the one brought back."""
    stopped: list[str] = []

    class Busy(FixedPlanning):
        def newest(self):
            return Job("plan", "running")

        def stop(self, id):
            stopped.append(id)

    busy = replace(desk, planning=Busy(example_plan))
    app = build_application(busy, House(hosts=frozenset({"testserver"}), needs_key=False))
    with TestClient(app, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False) as one:
        bring_back(one, an_export())
    busy.imports.wait()
    assert stopped == ["plan"]


def failing(error: Exception) -> Job:
    """How an import stands that fails so."""

    def bring_back(_content, _tell):
        raise error

    imports = BringingBack(bring_back, lambda: TUESDAY_AT_TEN)
    imports.begin(b"")
    imports.wait()
    return imports.newest()


def test_whatever_goes_wrong_is_told():
    """A full disk in its own words, a fault without its content."""
    assert failing(StoreFullError()).problem == str(StoreFullError())
    assert failing(ValueError("canary-4711")).problem == FAULT


def test_closing_ends_an_import(store):
    """Who closes Trimtab waits until all is as it was, not until all is brought back."""
    is_begun = threading.Event()

    def bring_back(_content, tell):
        while True:
            tell("again")
            is_begun.set()

    imports = BringingBack(bring_back, lambda: TUESDAY_AT_TEN)
    imports.begin(b"")
    assert is_begun.wait(30)
    imports.close()
    assert imports.newest().state == "stopped"
