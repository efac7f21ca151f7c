"""From nothing to a planned week: five questions, two calendars dropped in, and a look at it."""

from __future__ import annotations

import shutil

import pytest
from walking import PHONE, ROOT

pytestmark = pytest.mark.browser
EXAMPLE = ROOT / "examples" / "resident-nights"


def answer_the_rest(page) -> None:
    """What matters, what it leads to, and sleep."""
    questions = page.locator("fieldset.either")
    questions.first.wait_for()
    for number in range(questions.count()):
        questions.nth(number).locator("input").first.check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="Looks right, next").click()
    page.locator('input[name="chronotype"]').first.check()
    page.locator(".main-button").click()


@pytest.mark.parametrize(
    "script",
    [True, pytest.param(False, marks=pytest.mark.long)],
    ids=["script", "no script"],
)
def test_five_questions_lead_to_a_planned_week(walk, home, tmp_path, script):
    """With script and without: two calendars dropped, their kinds known, and a week around them."""
    home.at("2026-11-16T06:00")
    for name in ("duty.ics", "teaching.ics"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    walker = walk(viewport=PHONE, java_script_enabled=script)
    page = walker.page
    walker.go("/")
    assert "/welcome" in page.url
    page.get_by_role("link", name="Plan my week").click()
    page.locator('input[name="role"][value="resident"]').check()
    page.get_by_role("button", name="Next").click()
    page.fill("#time_zone", "America/New_York")
    page.get_by_role("button", name="Next").click()
    page.set_input_files("#files", [tmp_path / "duty.ics", tmp_path / "teaching.ics"])
    if not script:
        page.get_by_role("button", name="Read them").click()
    page.locator("section.calendar").nth(1).wait_for()
    assert "duty" in walker.text().lower()
    page.locator('.main-button[value="next"]').click()
    answer_the_rest(page)
    page.wait_for_url("**/week**", timeout=120_000)
    plan = home.desk.store.plan().plan
    assert any(block.kind == "commitment" for block in plan.blocks)
    assert any(block.kind == "sleep" for block in plan.blocks)
    if script:
        assert walker.overflow() <= 0


def test_an_example_is_one_click_away_and_keeps_nothing(walk, home):
    """Somebody else's week shows at once, and one's own store stays empty."""
    walker = walk()
    walker.go("/")
    walker.page.get_by_role("button", name="Show me an example").click()
    walker.page.wait_for_url("**/week**", timeout=120_000)
    assert "This is an example" in walker.text("body")
    assert home.desk.store.profile() is None
    walker.page.get_by_role("button", name="Leave it").click()
    assert "/welcome" in walker.page.url
