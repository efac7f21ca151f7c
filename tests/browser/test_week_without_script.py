"""The Week page in a browser with scripts switched off: seen, printed and changed all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served

NARROW, WIDE = 360, 1280


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The app with the example's week."""
    plan = plan_example()
    with served(desk_over(filled_store(plan), FixedPlanning(plan))) as address:
        yield address


@pytest.fixture
def open_page(browser, address):
    """Opens a page without script at a width; the pages are closed again."""
    contexts = []

    def open_at(path: str, width: int, scheme: str = "light"):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=False, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}{path}")
        return page

    yield open_at
    for context in contexts:
        context.close()


def box(page, selector: str) -> dict[str, float]:
    """Where the first such thing stands."""
    return page.locator(selector).first.bounding_box()


def test_picture_has_seven_columns_and_places_by_the_clock(open_page):
    """On a wide screen noon of Monday and of Sunday are equally far down, a week apart."""
    page = open_page("/week", WIDE)
    monday = box(page, "#day-2026-11-16 .track")
    sunday = box(page, "#day-2026-11-22 .track")
    assert monday["y"] == pytest.approx(sunday["y"], abs=1)
    assert sunday["x"] > monday["x"] + 6 * monday["width"]
    sleep = box(page, '#day-2026-11-16 [data-kind="sleep"]')
    assert sleep["height"] == pytest.approx(monday["height"] * (7.25 / 24), abs=3)
    mark = box(page, ".hours .at-144")
    assert mark["y"] + mark["height"] / 2 == pytest.approx(
        monday["y"] + monday["height"] / 2, abs=12
    )


@pytest.mark.parametrize("width", [NARROW, pytest.param(WIDE, marks=pytest.mark.long)])
@pytest.mark.parametrize("path", ["/week", "/week?from=2020-01-06"])
def test_nothing_is_wider_than_the_screen(open_page, width, path):
    """No page scrolls sideways."""
    page = open_page(path, width)
    main = box(page, "main")
    assert main["width"] <= width
    parts = page.locator(".card, .below > section, .picture, .glance").all()
    wide = [place["width"] for place in [part.bounding_box() for part in parts] if place]
    assert all(each <= width for each in wide)


def test_days_are_lists_on_a_phone_with_a_glance_above(open_page):
    """Seven small days lead to lists, one day below the other, each block a thumb tall."""
    page = open_page("/week", NARROW)
    assert page.locator(".glance a").count() == 7
    first, second = box(page, "#day-2026-11-16"), box(page, "#day-2026-11-17")
    assert second["y"] >= first["y"] + first["height"]
    assert box(page, "#day-2026-11-17 .block")["height"] >= 44
    page.locator('.glance a[href="#day-2026-11-20"]').click()
    assert abs(box(page, "#day-2026-11-20")["y"]) < 150


def test_a_block_leads_to_what_may_be_asked(open_page):
    """By click and by keyboard alike, each answer is a button a thumb tall."""
    page = open_page("/week", NARROW)
    page.locator('article[data-name="Run"][data-can*="move"] .open-block').first.click()
    assert "Run" in page.locator("h2").first.inner_text()
    for button in page.locator(".panel button").all():
        assert button.bounding_box()["height"] >= 44
    page.locator("a", has_text="Back to the week").click()
    assert "/week" in page.url


MORE_TO_SAY = """() => {
  const top = document.querySelector(".top");
  const add = (name, text) => Object.assign(top.appendChild(document.createElement("p")),
    { className: name, textContent: text });
  add("quiet", "Your calendars hold no duty after Sat 21 Nov. These days may change. ".repeat(3));
  add("quiet silence", "One calendar could not be read since yesterday. ".repeat(2));
}"""


def test_the_week_prints_on_one_sheet(browser, address):
    """The picture and its band fit on one landscape sheet, with all that its top may say."""
    page = browser.new_page()
    page.goto(f"{address}/week")
    page.evaluate(MORE_TO_SAY)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert printed.count(b"/Type /Page\n") == 1
