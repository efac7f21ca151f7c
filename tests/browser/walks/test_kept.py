"""What is kept is the person's: taken along whole, deleted whole, brought back whole."""

from __future__ import annotations

import threading

import pytest
from walking import blocks_named, move_in

from trimtab.store.exporting import export_all
from trimtab.store.in_memory import InMemoryStore

pytestmark = pytest.mark.browser


def test_export_delete_import(walk, home, tmp_path):
    """One file holds everything; after deleting nothing is left; the file brings it all back."""
    move_in(home)
    profile, runs = home.desk.store.profile().text, blocks_named(home, "Run")
    walker = walk()
    page = walker.page
    walker.go("/settings")
    page.get_by_role("link", name="What is kept").click()
    with page.expect_download() as began:
        page.get_by_role("link", name="Download everything").click()
    file = tmp_path / "trimtab.zip"
    began.value.save_as(file)
    page.fill("#word", "delete")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Delete it all").click()
    page.get_by_text("Everything is deleted.").wait_for()
    assert home.desk.store.profile() is None
    page.get_by_role("link", name="Begin anew").click()
    page.get_by_role("link", name="Bring everything along").click()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Everything was brought back").wait_for()
    assert home.desk.store.profile().text == profile
    assert [one.start for one in blocks_named(home, "Run")] == [one.start for one in runs]


class HeldImport:
    """An import that stops at each word it says until it is let go on."""

    def __init__(self, bring_back) -> None:
        self.said, self.go_on = threading.Semaphore(0), threading.Semaphore(0)
        self._bring_back = bring_back

    def __call__(self, content, tell):
        def held(step: str) -> None:
            tell(step)
            self.said.release()
            self.go_on.acquire(timeout=30)

        return self._bring_back(content, held)

    def come_to(self, words: int) -> None:
        """Go on until so many words more were said."""
        for _ in range(words):
            self.go_on.release()
            assert self.said.acquire(timeout=30)


def test_an_import_tells_how_far_it_is_and_stops(walk, home, tmp_path, monkeypatch):
    """Its words follow one another by themselves; Stop leads back, and everything is as it was."""
    desk, elsewhere = home.desk, InMemoryStore()
    elsewhere.keep_profile("# From another machine\n", desk.now())
    file = tmp_path / "trimtab.zip"
    file.write_bytes(export_all(elsewhere, desk.now()))
    desk.store.keep_setting("here", "before")
    held = HeldImport(desk.imports._bring_back)
    monkeypatch.setattr(desk.imports, "_bring_back", held)
    walker = walk()
    page = walker.page
    walker.go("/settings/kept")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Opening the file.").wait_for()
    assert held.said.acquire(timeout=30)
    held.come_to(2)
    page.get_by_text("Bringing back editions of your profile: 0 of").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Putting everything back as it was.").wait_for()
    held.go_on.release()
    page.get_by_text("Everything is as it was before.").wait_for()
    assert desk.store.settings()["here"] == "before"
    assert desk.store.profile() is None
