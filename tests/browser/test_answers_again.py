"""A form with a mistake in Chromium: a reload, Back and Forward lose nothing, nor keep it twice."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served

from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser


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
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
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
