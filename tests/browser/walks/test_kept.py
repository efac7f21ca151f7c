"""What is kept is the person's: taken along whole, deleted whole, brought back whole."""

from __future__ import annotations

import pytest
from walking import blocks_named, move_in

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
