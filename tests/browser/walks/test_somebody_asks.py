"""Somebody asks, and it is answered: paste, read, copy, in five taps."""

from __future__ import annotations

import re

import pytest
from walking import PHONE, move_in

from trimtab.domain.diary import RequestAnswered

pytestmark = pytest.mark.browser

MAIL = """Hi Sam,

could you give a short talk? It is on Wed 18 Nov at 12:00 for 45 minutes, on Zoom.

Best wishes,
Ann Lee"""


SMALL_WEEK = """
[person]
name = "Sam"
time_zone = "America/New_York"

[values]
family = 1

[[protect]]
name = "Dinner together"
value = "family"
days = ["mon", "wed"]
between = "18:00-21:00"
doses = [60]
"""


@pytest.mark.parametrize("has_script", [True, False])
def test_a_pasted_mail_is_weighed_and_answered(walk, home, has_script):
    """On a phone, with and without script: two taps to the words, one to copy or send them."""
    home.desk.store.keep_profile(SMALL_WEEK, home.desk.now())
    walker = walk(viewport=PHONE, java_script_enabled=has_script)
    page = walker.page
    walker.go("/you")
    page.get_by_role("link", name="Somebody asks").click()
    page.get_by_label("What do they ask?").fill(MAIL)
    page.get_by_role("button", name="See what it would take").click()
    assert "you hear from me by Tue 17 Nov" in walker.text()
    page.get_by_role("heading", name="What it would take").wait_for(timeout=240_000)
    page.wait_for_load_state()
    assert "Short talk: Wed 18 Nov 2026 12:00" in walker.text()
    answer = page.get_by_label("No", exact=True)
    assert "Hi Ann Lee," in answer.input_value()
    if has_script:
        walker.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy No", exact=True).click()
        page.get_by_role("button", name="Copied No", exact=True).wait_for()
    assert walker.overflow() == 0
    page.get_by_role("button", name=re.compile("Keep in the list ?: No$")).click()
    page.wait_for_url("**/requests#answered")
    assert "You said no." in walker.text()
    assert len(home.desk.store.entries(RequestAnswered)) == 1


def test_a_change_is_asked_for_and_a_rotation_begun(walk, home):
    """A page with own figures after a week, and notes on the card of a rotation."""
    move_in(home)
    home.at("2026-11-22T20:00")
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/briefs")
    page.get_by_role("button", name=re.compile("Make the page ?: A call swap")).click()
    page.wait_for_url("**/briefs/call-swap*")
    assert "swap my call on" in page.get_by_role("textbox", name="The page").input_value()
    assert walker.overflow() == 0
    walker.go("/rotation-start")
    page.get_by_label("What you learn").fill("Phone 4411")
    page.get_by_role("button", name="Keep the notes").click()
    page.wait_for_load_state()
    assert page.get_by_label("What you learn").input_value() == "Phone 4411"
    assert walker.overflow() == 0


def test_a_mail_without_hours_is_answered_at_once(walk, home):
    """On a phone: what was pasted stays, and a no is one tap to copy."""
    home.desk.store.keep_profile(SMALL_WEEK, home.desk.now())
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/requests")
    page.get_by_label("What do they ask?").fill("Could I pick your brain sometime?")
    page.get_by_role("button", name="See what it would take").click()
    page.get_by_role("heading", name="An answer that needs no hours").wait_for()
    assert page.get_by_label("What do they ask?").input_value().startswith("Could I pick")
    assert "My answer is no this time." in page.get_by_label("No", exact=True).input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy No", exact=True).click()
    page.get_by_role("button", name="Copied No", exact=True).wait_for()
    assert walker.overflow() == 0
    assert all("409" in complaint for complaint in walker.complaints)
    walker.complaints.clear()  # the answer to a letter that cannot be read
