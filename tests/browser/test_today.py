"""Today as a phone shows it: nothing overflows, and one thumb is enough."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_desk import served
from today_desk import at, desk_at

pytestmark = pytest.mark.browser
PATHS = ("/", "/sign-out", "/wins")
TOO_SMALL = """[...document.querySelectorAll('main button, main summary, main input')]
  .filter(one => one.type !== 'hidden')
  .filter(one => { const box = one.closest('label') ?? one;
    const rect = box.getBoundingClientRect(); return rect.height > 0 && rect.height < 43.5; })
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Today towards the end of a night, on a real port."""
    desk = desk_at(at(17, "06:40"))
    with served(desk) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_phone_shows_every_page_whole(browser, address, path, scheme):
    """At 360 pixels nothing runs over the edge, and everything to tap is large enough."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(address + path)
    for one in page.locator("main details").all():
        one.evaluate("one => one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(TOO_SMALL) == []
    assert told == []
    page.close()


def test_now_and_next_stand_in_the_first_glance(browser, address):
    """What runs, until when, what is next and its caution need no scrolling."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address)
    for words in ("NF", "until 07:00, 20 min left", "the way home at 07:00"):
        box = page.get_by_text(words, exact=True).first.bounding_box()
        assert box["y"] + box["height"] < 740
    page.close()


def test_a_block_is_marked_with_one_tap(browser):
    """Done, and the page says so in place; taken back with one more."""
    with served(desk_at(at(16, "09:10"))) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(address)
        page.get_by_role("button", name="Done: Run").first.click()
        page.get_by_text("Kept. Nothing else had to move.").wait_for()
        held = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if page.evaluate("document.documentElement.classList.contains('has-script')"):
            assert held == "Take back: Run"
        page.get_by_role("button", name="Take back: Run").first.click()
        page.get_by_role("button", name="Done: Run").first.wait_for()
        page.close()


def test_what_moved_is_told_where_the_person_looks(browser):
    """After a mark far down the day the page stays where it was, and the word is in sight."""
    with served(desk_at(at(16, "09:10"))) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(address)
        page.evaluate("window.scrollTo(0, 700)")
        before = page.evaluate("scrollY")
        page.get_by_role("button", name="Not today: QI abstract").click()
        page.get_by_text("Kept. Nothing else had to move.").wait_for()
        if page.evaluate("document.documentElement.classList.contains('has-script')"):
            assert abs(page.evaluate("scrollY") - before) < 150
            box = page.locator("#word").bounding_box()
            assert box["y"] >= 40
            assert box["y"] + box["height"] < 740
        page.close()


@pytest.mark.long
def test_two_tabs_of_one_day_lose_nothing_and_double_nothing(browser):
    """Said in one, then something else in the other, which still shows the day as it was."""
    desk = desk_at(at(16, "09:10"))
    with served(desk) as address:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        first, second = context.new_page(), context.new_page()
        for page in (first, second):
            page.goto(address)
        first.get_by_role("button", name="Done: Run").first.click()
        first.get_by_role("button", name="Take back: Run").first.wait_for()
        second.get_by_role("button", name="Done: Run").first.click()
        second.get_by_role("button", name="Take back: Run").first.wait_for()
        second.get_by_role("button", name="Not today: Dinner together").click()
        second.get_by_role("button", name="Take back: Dinner together").first.wait_for()
        first.get_by_role("button", name="Not today: QI abstract").click()
        first.get_by_role("button", name="Take back: QI abstract").first.wait_for()
        first.get_by_role("button", name="Take back: Dinner together").first.wait_for()
        context.close()
    plan = desk.store.plan().plan
    assert sorted(one.name for one in plan.skipped) == ["Dinner together", "QI abstract"]
    assert [one.mark for one in plan.blocks if one.name == "Run"].count("done") == 1


def test_the_minute_passes_while_somebody_chooses_a_length(browser):
    """The lengths stay under the thumb; once they are closed the page looks again."""
    with served(desk_at(at(16, "09:10"))) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.clock.install()
        page.goto(address)
        if not page.evaluate("document.documentElement.classList.contains('has-script')"):
            pytest.skip("There is no bundle: make bundle")
        page.locator("#now .shorter summary").click()
        page.clock.run_for(61_000)
        assert page.locator("#now .lengths button").first.is_visible()
        assert not any("/today/now" in one for one in asked)
        page.locator("#now .shorter summary").click()
        with page.expect_response(lambda answer: "/today/now" in answer.url):
            page.clock.run_for(61_000)
        page.close()
