"""Keys alone lead from the first page to a planned week, and a block of it to another hour."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.innerText || document.activeElement.value || ''"


def tab_to(page, words: str) -> None:
    """Press Tab until what is focused says these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in str(page.evaluate(FOCUSED)):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"no Tab leads to {words!r}")


def test_a_week_is_planned_by_keys_alone(walk, home):
    """Tab, Space, arrows and Enter are enough for five questions; what has the focus shows it."""
    home.at("2026-11-16T06:00")
    walker = walk()
    page = walker.page
    walker.go("/")
    tab_to(page, "Plan my week")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/role")
    while page.evaluate("document.activeElement.type || ''") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/zone")
    page.keyboard.press("Tab")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/calendars")
    tab_to(page, "Next, without any")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/matters")
    for question in page.locator("fieldset.either").all():
        name = question.locator("input").first.get_attribute("name")
        for _ in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name || ''") == name:
                break
        page.keyboard.press("Space")
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/leads**")
    tab_to(page, "Looks right, next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/sleep")
    tab_to(page, "Plan my week")
    page.keyboard.press("Enter")
    page.wait_for_url("**/week**", timeout=120_000)
    assert home.desk.store.plan().plan.blocks
