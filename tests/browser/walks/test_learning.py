"""Learning in a browser: the year, a result in two taps, a way out, by keyboard and thumb."""

from __future__ import annotations

from datetime import date

import pytest
from lived_deck import usual_answers, usual_cards, write_deck
from sample_desk import served
from study_sample import fill_study
from test_access import LOOK, SMALL, THUMBED
from today_desk import at, desk_at
from walking import DESK, PHONE, Walker

from trimtab.domain.decks import CaseQuestion, DeckOutlook
from trimtab.domain.exams import StudyResult
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 17)
WHILE_READ = """() => {
  const form = document.querySelector("form[data-busy]");
  const button = form.querySelector("button");
  const status = form.querySelector(".busy");
  const wide = document.documentElement;
  const look = () => [button.textContent, button.disabled, status.getAttribute("role"),
    status.textContent, wide.scrollWidth - wide.clientWidth];
  const before = look();
  button.click();
  const reading = look();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  return [before, reading, look()];
}"""
"""What the form says before a click, after it, and after the key that stops a page."""


@pytest.fixture
def desk():
    """The desk of a resident who studies."""
    made = desk_at(at(17, "10:00"))
    fill_study(made.store, made.now(), TODAY)
    return made


@pytest.fixture
def open_learning(browser, desk):
    """Opens Learning in windows of their own; none complains of what it may load."""
    contexts = []
    with served(desk) as address:

        def open_page(**options) -> Walker:
            context = browser.new_context(**options)
            contexts.append(context)
            walker = Walker(context.new_page(), address)
            walker.page.on("pageerror", lambda error: walker.complaints.append(str(error)))
            walker.go("/learning")
            return walker

        yield open_page
        for context in contexts:
            context.close()


def test_a_result_and_a_goal_take_two_taps(open_learning, desk):
    """On a phone: what is right, then Keep; one tap for a goal."""
    walker = open_learning(viewport=PHONE, has_touch=True)
    assert walker.overflow() == 0
    before = len(desk.store.entries(StudyResult))
    walker.page.fill("#result-asked", "20")
    walker.page.fill("#result-right", "15")
    walker.page.get_by_role("button", name="Keep").tap()
    walker.page.wait_for_url("**/learning?kept=*#results")
    assert is_in_sight(walker, "#results ~ [role=status]")
    assert len(desk.store.entries(StudyResult)) == before + 1
    walker.page.get_by_role("button", name="One done").tap()
    walker.page.wait_for_url("**/learning#this-week")
    assert "2 of 2" in walker.text()
    assert walker.complaints == []


def is_in_sight(walker, where):
    """Whether a part of the page stands where somebody sees it."""
    box = walker.page.locator(where).bounding_box()
    return 0 <= box["y"] < walker.page.viewport_size["height"]


def test_a_result_to_mend_is_told_where_it_was_typed(open_learning):
    """The page comes back at its form, not at its top; a reload too."""
    walker = open_learning(viewport=PHONE, has_touch=True)
    walker.page.fill("#result-asked", "20")
    walker.page.fill("#result-right", "25")
    walker.page.get_by_role("button", name="Keep").tap()
    walker.page.wait_for_url("**/learning/results?answer=*#results")
    for _ in range(2):
        assert is_in_sight(walker, "#mistake-result-right")
        assert walker.page.input_value("#result-right") == "25"
        walker.page.reload()
    assert walker.complaints == []


DRAWN = """[...document.querySelectorAll(".year svg.weeks")].map((one) => [
  one.getBoundingClientRect().width, getComputedStyle(one.querySelector("text")).fontSize])"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_year_is_as_wide_as_its_page(open_learning, size):
    """One of its two drawings is shown, beside its scale, and words are as large on both."""
    walker = open_learning(viewport=size)
    shown = [one for one in walker.page.evaluate(DRAWN) if one[0]]
    page = walker.page.evaluate("document.querySelector('.learning').clientWidth")
    assert shown == [[pytest.approx(page - 40, abs=1), "13px"]]


def test_an_exam_is_added_and_a_way_out_taken(open_learning, desk):
    """By keyboard; what would change is read before the tap."""
    walker = open_learning(viewport=DESK)
    page = walker.page
    page.get_by_text("Add an exam").click()
    page.fill("#exam-name", "Boards")
    page.fill("#exam-date", "2027-03-01")
    page.fill("#exam-questions", "9000")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ways-out")
    assert "questions: 9000 becomes" in walker.text()
    page.locator("form:has(input[value=drop]) button").press("Enter")
    page.wait_for_selector("#ways-out", state="detached")
    assert 'name = "Boards"' in desk.store.profile().text
    assert walker.complaints == []


def test_a_collection_is_brought_and_a_question_answered(open_learning, desk, tmp_path):
    """A damaged file is told at its field; what may tell of a patient before it is sent."""
    seen = [card for card in usual_cards() if card[1]]
    deck = write_deck(tmp_path / "collection.anki2", seen, usual_answers())
    cut = tmp_path / "cut.anki2"
    cut.write_bytes(deck.read_bytes()[:20_000])
    walker = open_learning(viewport=PHONE, has_touch=True)
    page = walker.page
    walker.go("/learning/cards")
    for file in (cut, deck):
        page.set_input_files("#file", file)
        page.get_by_role("button", name="Read it").tap()
        page.locator("#mistake-file, .card-days").wait_for()
        assert page.locator("#mistake-file").count() == (file is cut)
    assert walker.overflow() == 0
    assert len(desk.store.entries(DeckOutlook)) == 1
    walker.go("/learning/notebook")
    page.fill("#question", "Why did Mr Jones get bicarbonate?")
    keep = page.locator("[data-particulars] button").first
    keep.tap()
    page.get_by_text("looks like a name").wait_for()
    assert desk.store.entries(CaseQuestion) == ()
    page.fill("#question", "When is bicarbonate worth giving?")
    keep.tap()
    page.fill("[name=answer]", "Below a pH of 6.9.")
    page.locator("form.line button").tap()
    page.get_by_role("link", name="Save as cards for Anki").wait_for()
    assert walker.overflow() == 0
    assert walker.complaints == []


def test_while_a_collection_is_read_the_page_says_so(open_learning, tmp_path):
    """The button tells it and cannot be pressed twice; who stops it has the button again."""
    if not script_urls("common"):
        pytest.skip("There is no bundle: make bundle")
    deck = write_deck(tmp_path / "collection.anki2", usual_cards(), usual_answers())
    walker = open_learning(viewport=PHONE, has_touch=True)
    page = walker.page
    walker.go("/learning/cards")
    page.set_input_files("#file", deck)
    idle = ["Read it", False, "status", "", 0]
    before, reading, stopped = page.evaluate(WHILE_READ)
    assert before == stopped == idle
    assert reading[:3] == ["Reading…", True, "status"]
    assert "is being read" in reading[3]
    assert reading[4] == 0
    page.locator(".card-days").wait_for()
    assert walker.complaints == []


def test_without_script_a_collection_is_read_as_well(open_learning, desk, tmp_path):
    """And nothing about waiting is said."""
    deck = write_deck(tmp_path / "collection.anki2", usual_cards(), usual_answers())
    walker = open_learning(viewport=PHONE, java_script_enabled=False)
    walker.go("/learning/cards")
    walker.page.set_input_files("#file", deck)
    walker.page.get_by_role("button", name="Read it").click()
    walker.page.locator(".card-days").wait_for()
    assert "being read" not in walker.text()
    assert len(desk.store.entries(DeckOutlook)) == 1


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"]
)
def test_everybody_can_read_the_year(open_learning, axe, size, scheme):
    """Nothing that the checker of accessibility calls serious; no control is low on a phone."""
    walker = open_learning(viewport=size, color_scheme=scheme)
    below = ("/learning/burst", "/learning/cards", "/learning/notebook") if size == PHONE else ()
    for path in ("/learning", *below):
        walker.go(path)
        walker.page.evaluate(axe)
        assert walker.page.evaluate(LOOK) == []
        assert walker.overflow() == 0
        if size == PHONE:
            assert walker.page.evaluate(SMALL, THUMBED) == []
