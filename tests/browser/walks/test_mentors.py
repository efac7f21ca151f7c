"""A mentor added, a question noted on Today, a draft copied, and a study group divided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served
from test_access import LOOK, SMALL, THUMBED
from walking import PHONE, Home

pytestmark = pytest.mark.browser
GROUP = Path(__file__).parents[3] / "examples/study-group/group.toml"


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of the resident on nights, on a Tuesday at ten."""
    plan = plan_example()
    made = Home()
    made.at("2026-11-17T10:00")
    made.desk = desk_over(filled_store(plan), FixedPlanning(plan), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


@pytest.fixture
def faults(axe):
    """What axe, or a thumb, finds wrong with the page that is open."""

    def look(walker) -> list[str]:
        walker.page.evaluate(axe)
        low = walker.page.evaluate(SMALL, THUMBED)
        return [*walker.page.evaluate(LOOK), *low, *["too wide"] * (walker.overflow() > 0)]

    return look


def test_a_mentor_a_question_and_a_draft(walk, faults):
    """From You to somebody on the board; two taps on Today; a draft copied as changed."""
    walker = walk(
        viewport=PHONE, bypass_csp=True, permissions=["clipboard-read", "clipboard-write"]
    )
    page = walker.page
    walker.go("/you")
    page.get_by_role("link", name="Mentors and peers").click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Name", exact=True).fill("Dr. Rao")
    page.get_by_label("International graduates").check()
    page.get_by_label("How to reach them").fill("rao@example.org")
    page.get_by_label("May be called when it is hard").check()
    page.get_by_role("button", name="Add", exact=True).click()
    assert "On your help page." in page.get_by_role("article", name="Dr. Rao").inner_text()
    walker.go("/")
    page.get_by_text("+ A question").click()
    page.get_by_label("In a line, without").fill("Which letter counts most?")
    page.get_by_role("button", name="Keep, for a mentor").click()
    walker.go("/mentors")
    assert "Which letter counts most?" in walker.text()
    assert faults(walker) == []
    page.get_by_role("link", name="Draft a message to Dr. Rao").click()
    page.get_by_label("About what").fill("visas")
    page.get_by_label("Which letter counts most?").check()
    page.get_by_role("button", name="Draft it").click()
    draft = page.get_by_role("textbox", name="A draft to change and copy")
    assert draft.input_value().startswith("Hi Dr. Rao,\n\nI am [your name], a resident")
    assert "I would like to learn from you about visas." in draft.input_value()
    draft.press("Control+Home")
    draft.type("! ")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied A draft to change and copy").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("! Hi Dr. Rao,")
    assert "mailto:rao@example.org" in page.get_by_role("link", name="Open in mail").get_attribute(
        "href"
    )


def test_a_study_group_is_divided_and_a_hard_case_has_somebody(walk, faults):
    """Pasted, divided, told as a text; mistakes stand above what was typed, by their lines."""
    walker = walk(viewport=PHONE, bypass_csp=True)
    page = walker.page
    walker.go("/mentors")
    page.get_by_role("link", name="Study group").click()
    page.get_by_text("Or bring it as a file").click()
    page.get_by_label("Paste the group").fill(GROUP.read_text().replace("300 ", "-3 ", 1))
    page.get_by_role("button", name="Divide the file").click()
    assert "Line 10: `minutes`" in page.get_by_role("alert").inner_text()
    walker.complaints.clear()  # of the answer's 422
    page.get_by_label("Paste the group").fill(GROUP.read_text())
    page.get_by_role("button", name="Divide the file").click()
    assert "Cardiology (3 h)" in page.get_by_role("row", name="Ada 5 h").inner_text()
    said = page.get_by_role("textbox", name="A text to send").input_value()
    assert said.startswith("Step 2, autumn: who takes what")
    assert faults(walker) == []
    walker.go("/debrief")
    assert "A round: 45 minutes" in walker.text()
    assert faults(walker) == []
