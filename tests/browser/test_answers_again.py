"""A form with a mistake in Chromium: a reload, Back and Forward lose nothing, nor keep it twice."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served

from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser

OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def room() -> Iterator[tuple[str, Any]]:
    """An app over a planned week, and what it keeps."""
    if not script_urls("common"):
        pytest.skip("There is no bundle: make bundle")
    store = filled_store(plan_example())
    with served(desk_over(store, FixedPlanning(plan_example()))) as address:
        yield address, store


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A tab."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _typed(page: Any) -> tuple[str, str]:
    return page.input_value("[name=name]"), page.input_value("[name=commute_minutes]")


def _people(store: Any, name: str) -> int:
    rows = tomllib.loads(store.profile().text).get("people", [])
    return sum(row["name"] == name for row in rows)


def test_what_was_typed_outlives_a_reload_and_a_way_back(page, room):
    """Sent with a mistake, read anew, left and come back to, mended: it is kept once."""
    address, store = room
    page.goto(f"{address}/people/one/new")
    page.evaluate(OPEN)
    page.fill("[name=name]", "Zoe")
    page.fill("[name=commute_minutes]", "far")
    page.click("main form .main-button")
    page.wait_for_url("**answer=*")
    page.reload()
    assert _typed(page) == ("Zoe", "far")
    assert page.locator("#main .mistake").count() > 0
    page.goto(f"{address}/tasks")
    page.go_back()
    assert _typed(page) == ("Zoe", "far")
    page.fill("[name=commute_minutes]", "25")
    page.click("main form .main-button")
    page.wait_for_url("**/people?saved=1")
    page.reload()
    page.go_back()
    assert page.input_value("[name=name]") == ""
    page.go_forward()
    assert page.title() == "People"
    assert _people(store, "Zoe") == 1


def test_another_tab_takes_nothing_of_what_was_typed(page, room):
    """A goal kept there lets the exam typed here be found again, and added."""
    address, store = room
    page.goto(f"{address}/learning")
    page.fill("#exam-name", "Step 9")
    page.fill("#exam-date", "2027-03-16")
    page.fill("#exam-questions", "1400")
    page.fill("#exam-topics", "renal")
    page.click("form[action^='/learning/exams'] .main-button")
    page.wait_for_url("**answer=*")
    other = page.context.new_page()
    other.goto(f"{address}/learning")
    other.evaluate(OPEN)
    other.fill("[name=goal]", "Read an article")
    other.fill("[name=wanted]", "2")
    other.press("[name=wanted]", "Enter")
    other.wait_for_url("**#this-week")
    page.reload()
    assert page.input_value("#exam-name") == "Step 9"
    assert page.get_by_text("Something was changed here meanwhile").is_visible()
    page.fill("#exam-topics", "renal 10")
    page.click("form[action^='/learning/exams'] .main-button")
    page.wait_for_url("**/learning#year")
    assert tomllib.loads(store.profile().text)["exam"][-1]["name"] == "Step 9"
