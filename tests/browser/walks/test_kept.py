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
    page.get_by_role("link", name="What is kept").first.click()
    with page.expect_download() as began:
        page.get_by_role("button", name="Export").first.click()
    file = tmp_path / "trimtab.zip"
    began.value.save_as(file)
    page.get_by_role("link", name="Delete").first.click()
    page.locator("input[name=word]").fill("delete")
    page.locator("main button").last.click()
    page.wait_for_load_state()
    assert home.desk.store.profile() is None
    walker.go("/")
    page.get_by_role("link", name="Bring everything along").click()
    page.set_input_files("input[type=file]", file)
    page.locator("main button").first.click()
    page.wait_for_load_state()
    if home.desk.store.profile() is None:
        page.locator("main button").first.click()
        page.wait_for_load_state()
    assert home.desk.store.profile().text == profile
    assert [one.start for one in blocks_named(home, "Run")] == [one.start for one in runs]
