"""Hours off added, a signature copied, days away told and a phone kept still, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served
from walking import PHONE, Home

pytestmark = pytest.mark.browser


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of the resident on nights, on a Tuesday at ten."""
    plan = plan_example()
    made = Home()
    made.at("2026-11-17T10:00")
    made.desk = desk_over(filled_store(plan), FixedPlanning(plan), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


HIDDEN = """how => [...document.querySelectorAll("textarea[data-copy]:not(.code)")].map(one => {
    one.style.fieldSizing = how; return Math.max(0, one.scrollHeight - one.clientHeight); })"""


@pytest.mark.parametrize("path", ["/boundaries/texts", "/boundaries/away"])
def test_a_text_to_copy_is_seen_whole(walk, path):
    """On a phone of 360 px: as high as its text, also in a browser that counts rows alone."""
    walker = walk(viewport={"width": 360, "height": 740})
    walker.go(path)
    if path.endswith("away"):
        walker.page.get_by_role("button", name="Vacation").click()
        walker.page.get_by_role("textbox", name="Text, outside").wait_for()
    for how in ("content", "fixed"):
        hidden = walker.page.evaluate(HIDDEN, how)
        assert len(hidden) >= 2
        assert set(hidden) == {0}, how


def test_hours_off_reach_a_signature_days_away_and_a_phone(walk):
    """From You through the room; each page fits the phone, and what is copied is what is shown."""
    walker = walk(viewport=PHONE)
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    walker.go("/you")
    page.get_by_role("link", name=re.compile("^Boundaries")).click()
    page.get_by_text("Ready to add").click()
    page.get_by_role("button", name="Messages at two times").click()
    page.get_by_role("link", name="Messages").get_by_text("09:00 and 16:00").wait_for()
    assert walker.overflow() == 0
    page.get_by_role("link", name="Signature and status").click()
    page.get_by_label("If it is urgent").fill("page the team at 4411")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Copy Short").click()
    page.get_by_role("button", name="Copied Short").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("If it is urgent: page the team at 4411.")
    assert walker.overflow() == 0
    walker.go("/boundaries/away")
    page.get_by_role("button", name="Vacation").click()
    told = page.get_by_role("textbox", name="Text, outside").input_value()
    assert "I am back on Mon 7 Dec 2026" in told
    assert walker.overflow() == 0
    walker.go("/boundaries/phone")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_role("textbox", name="Address of quiet hours")
    assert address.input_value().endswith("/quiet.ics")
    assert walker.overflow() == 0
    walker.go("/boundaries/home-office")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text("It has a place in your week.").wait_for()
    assert walker.overflow() == 0
