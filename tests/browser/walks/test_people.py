"""Somebody added, a ritual kept and what is coming copied, on a phone and in few taps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from sample_desk import FixedPlanning, desk_over, served
from walking import PHONE, Home

from trimtab.app.daily.ports import Job
from trimtab.store.in_memory import InMemoryStore

pytestmark = pytest.mark.browser


PROFILE = """
[person]
name = "Sam"
time_zone = "America/New_York"

[values]
family = 2
"""


class Waiting(FixedPlanning):
    """Planning that never comes to it: no page here needs a week."""

    def begin(self, _ask, _on_plan) -> Job:
        return Job("job", "done")


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of somebody with a profile and no plan, on a Tuesday at ten."""
    made, store = Home(), InMemoryStore()
    made.at("2026-11-17T10:00")
    store.keep_profile(PROFILE, made.now)
    made.desk = desk_over(store, Waiting(None), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


def test_somebody_far_away_and_what_is_coming(walk):
    """From You to a call with Ada every week, and a draft for her; no page scrolls sideways."""
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/you")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Where they live").fill("Africa/Lagos")
    page.get_by_role("button", name="Add", exact=True).click()
    card = page.get_by_role("region", name="Ada")
    assert "Right now it is 16:00 in Lagos" in card.inner_text()
    card.get_by_role("button", name="Call, every week").click()
    page.get_by_role("region", name="Ada").get_by_text("once a week").wait_for()
    assert walker.overflow() == 0
    page.get_by_role("link", name="What is coming").click()
    page.get_by_label("For", exact=True).select_option("Ada")
    page.get_by_role("button", name="Draft it").click()
    said = page.get_by_role("textbox", name="A draft to change and copy").input_value()
    assert said.startswith("Dear Ada,")
    assert "Our call stays in my plan." in said
