"""A ritual shared by one person, taken by another, and put back: two homes, one file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served
from test_access import LOOK, SMALL, THUMBED
from walking import PHONE, Home

from trimtab.profiles.templates import template_for
from trimtab.store.in_memory import InMemoryStore

pytestmark = pytest.mark.browser


def home_of(store) -> Home:
    """Somebody's app, on a Tuesday at ten."""
    made = Home()
    made.at("2026-11-17T10:00")
    planning = FixedPlanning(plan_example())
    made.desk = desk_over(store, planning, lambda: made.now.astimezone(UTC))
    return made


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of the resident on nights."""
    made = home_of(filled_store(plan_example()))
    with served(made.desk) as made.address:
        yield made


@pytest.fixture
def other() -> Iterator[Home]:
    """The app of a student on placement, who calls home as well."""
    store = InMemoryStore()
    made = home_of(store)
    store.keep_profile(template_for("clerkship"), made.desk.now())
    with served(made.desk) as made.address:
        yield made


def test_what_works_for_one_is_taken_by_another_and_put_back(walk, other, axe, tmp_path):
    """Seen letter for letter, downloaded, shown beside what is there, one renamed, undone."""
    walker = walk(viewport=PHONE, bypass_csp=True, accept_downloads=True)
    page = walker.page

    def faults() -> list[str]:
        page.evaluate(axe)
        low = page.evaluate(SMALL, THUMBED)
        return [*page.evaluate(LOOK), *low, *["too wide"] * (walker.overflow() > 0)]

    walker.go("/you")
    page.get_by_role("link", name="Share what works").click()
    assert faults() == []
    page.get_by_role("link", name="Rituals").click()
    assert not page.get_by_label("Evening prayer").is_checked()
    assert faults() == []
    page.get_by_role("button", name="See the file").click()
    said = page.get_by_role("textbox", name="The file").input_value()
    assert 'name = "Call home"' in said
    assert "Mother" not in said
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download").click()
    file = tmp_path / loading.value.suggested_filename
    loading.value.save_as(file)
    assert file.read_text() == said

    before = other.desk.store.profile().text
    page.goto(f"{other.address}/share")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    call = page.get_by_role("group", name="Call home")
    assert "30, 15 or 5 min" in call.inner_text()
    assert "40, 15 or 5 min" in call.inner_text()
    assert faults() == []
    call.get_by_label("Both: take theirs as").check()
    call.get_by_label("New name for theirs").fill("Call home, longer")
    page.get_by_role("button", name="Take what is chosen").click()
    assert "Call home, longer" in page.get_by_role("status").inner_text()
    assert 'name = "Call home, longer"' in other.desk.store.profile().text
    page.get_by_role("button", name="Undo").click()
    assert "Call home, longer" in page.get_by_role("status").inner_text()
    assert other.desk.store.profile().text == before
