"""One-minute tools in a browser: they begin by themselves, keep the time, rest, and end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sample_desk import desk_over, served

from trimtab.store.in_memory import InMemoryStore
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """An app of which nothing is known."""
    if not script_urls("tools"):
        pytest.skip("There is no bundle: make bundle")
    with served(desk_over(InMemoryStore(), None)) as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A phone whose clock the test turns."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    made = context.new_page()
    made.clock.install(time=0)
    made.clock.pause_at(1000)  # from now on it goes as far as it is told
    yield made
    context.close()


def now_said(page: Any) -> str:
    """What a screen reader hears last."""
    return str(page.text_content("[data-said]"))


def test_breathing_keeps_its_four_counts_and_ends(page, address):
    """In, hold, out, hold at 4, 8 and 12 s; after 64 s that was it, and it can begin anew."""
    page.goto(f"{address}/tools/breathing")
    heard = [now_said(page)]
    page.clock.run_for(300)  # clear of the very moment at which a step begins
    for _ in range(4):
        page.clock.run_for(4000)
        heard.append(now_said(page))
    assert heard == ["Breathe in", "Hold", "Breathe out", "Hold", "Breathe in"]
    assert page.locator(".box-breath").is_visible()
    assert page.get_by_role("button", name="Next").is_hidden()
    page.clock.run_for(48_200)
    assert now_said(page) == "That was it."
    page.get_by_role("button", name="Once more").click()
    assert now_said(page) == "Breathe in"


@pytest.mark.long
def test_it_rests_when_asked_and_goes_on(page, address):
    """Paused, no time passes; Next goes to the next step; all of it by keyboard."""
    page.goto(f"{address}/tools/stretch")
    page.get_by_role("button", name="Pause").press("Enter")
    page.clock.run_for(60_000)
    assert now_said(page).startswith("Roll both shoulders")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("button", name="Next").press("Enter")
    assert now_said(page).startswith("Ear towards the right")
    shown = page.locator(".tool-steps li:visible")
    assert shown.count() == 1
    page.get_by_role("link", name="End").press("Enter")
    page.wait_for_url("**/tools")


@pytest.mark.long
def test_with_less_motion_words_lead_and_nothing_moves(browser, address):
    """No drawing that moves is there; the step and its count are."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for name in ("breathing", "sit", "wind-down"):
        page.goto(f"{address}/tools/{name}")
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.locator(".tool-steps li[aria-current] .words").is_visible()
    context.close()


@pytest.mark.long
def test_without_script_every_step_stands_there(browser, address):
    """With its seconds, and no button that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tools/wind-down")
    assert page.locator(".tool-steps li").all_inner_texts()[1].split("\n") == [
        "Turn the light low.",
        "15 s",
    ]
    assert page.locator("main button:visible").count() == 0
    context.close()
