"""A new applicant with a table and a form gets a list, by thumb and by keys, and everyone can."""

from __future__ import annotations

import pytest
from test_access import LOOK, SMALL, THUMBED
from walking import DESK, PHONE

pytestmark = pytest.mark.browser
TABLE = (
    "name,state,specialty,positions,interviews,hours_per_week\n"
    "Lakeside,OH,internal medicine,30,300,60\n"
    "Hillside,OH,internal medicine,20,200,55\n"
    "Riverside,TX,internal medicine,24,240,70\n"
)
PAGES = ("", "/you", "/you/text", "/programmes", "/values", "/rank")
IN_NAV = "[...document.querySelectorAll('.bar nav a')].map(one => one.getBoundingClientRect())"


def test_a_table_and_a_form_lead_to_a_list(walk, home):
    """From the welcome to a list without a week, a profile file or a command; answers move it."""
    home.at("2026-08-20T12:00")
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/")
    page.click("text=Make your list")
    page.click("text=Bring your table")
    sent = {"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("#file", sent)
    page.click("text=Bring it")
    page.wait_for_url("**/apply/you")
    assert page.input_value("#specialties") == "internal medicine"
    page.select_option("#type", "us_do")
    page.fill("#step2", "246")
    page.click("button:has-text('Save')")
    page.wait_for_url("**/apply")
    assert walker.text("h1").startswith("Apply to 3 of 3")
    page.locator(".answer select").last.focus()
    page.locator(".answer select").last.select_option("offer")
    page.wait_for_selector(".moved")
    assert "The chance of ending unmatched goes from" in walker.text(".moved")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    walker.go("/apply")
    assert page.locator("option[value=offer][selected]").count() == 1


def test_money_and_values_change_by_keys_alone(walk, home):
    """The box and the sliders are worked without a mouse, and say what they do."""
    home.at("2026-08-20T12:00")
    walker = walk()
    page = walker.page
    walker.go("/apply")
    page.focus("text=Try it with invented programmes")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Apply to 20 of 60')")
    page.focus("#dollars")
    page.keyboard.press("Control+A")
    page.keyboard.type("440")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:not(:has-text('Apply to 20 of 60'))")
    walker.go("/apply/values")
    page.focus("#call")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#effect h2:has-text('What that would do')")
    assert page.evaluate("document.activeElement.id") == "call"
    page.focus("text=Keep these")
    page.keyboard.press("Enter")
    page.wait_for_selector(".saved")
    assert "call = 0.5" in home.desk.store.application().profile


def test_an_answer_by_keys_waits_until_it_is_meant(walk, home):
    """Arrows pass over “Said no” unsent; Enter sends, focus goes on, and Undo brings it back."""
    home.at("2026-08-20T12:00")
    walker = walk()
    page = walker.page
    walker.go("/apply")
    page.click("text=Try it with invented programmes")
    page.wait_for_selector(".answer select")
    answers = lambda: dict(home.desk.store.application().answers)  # noqa: E731
    first = page.locator(".answer select").first
    first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    assert first.input_value() == "rejected"
    assert answers() == {}
    page.keyboard.press("Enter")
    page.wait_for_selector(".moved")
    assert list(answers().values()) == ["rejected"]
    page.wait_for_function("document.activeElement.matches('.answer select')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector("select[name=signal]")
    assert sorted(answers().values()) == ["applied", "rejected"]
    page.click(".moved >> text=Undo")
    page.wait_for_selector("text=Taken back.")
    assert list(answers().values()) == ["rejected"]


def test_a_list_is_made_without_script(walk, home):
    """Every step works with forms alone."""
    home.at("2026-08-20T12:00")
    walker = walk(java_script_enabled=False)
    page = walker.page
    walker.go("/apply")
    page.click("text=Try it with invented programmes")
    page.locator(".answer select").first.select_option("rejected")
    page.locator(".answer button").first.click()
    page.wait_for_selector(".saved")
    assert dict(home.desk.store.application().answers).popitem()[1] == "rejected"


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"]
)
def test_no_page_of_the_room_has_a_serious_fault(walk, home, axe, scheme, size):
    """Axe finds nothing serious, nothing is too wide, and the way around is whole at 360 px."""
    home.at("2026-08-20T12:00")
    walker = walk(viewport=size, color_scheme=scheme, bypass_csp=True)
    faults = {}
    walker.go("/apply")
    faults["start"] = _faults(walker, axe, size)
    walker.page.click("text=Try it with invented programmes")
    for path in PAGES:
        walker.go(f"/apply{path}")
        faults[path] = _faults(walker, axe, size)
    places = walker.page.evaluate(IN_NAV)
    assert len(places) == 6
    assert len({one["top"] for one in places}) == 1
    assert places[-1]["right"] <= size["width"]
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(walker, axe, size):
    walker.page.evaluate(axe)
    found = walker.page.evaluate(LOOK)
    if walker.overflow() > 0:
        found.append(f"{walker.overflow()} px too wide")
    if size == PHONE:
        found += [f"low: {html}" for html in walker.page.evaluate(SMALL, THUMBED)]
    return found
