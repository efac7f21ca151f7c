"""One line typed on Today and kept, sorted, shrunk and done; an export brought twice; a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from sample_desk import FixedPlanning, desk_over, filled_store, plan_example, served
from test_access import LOOK
from walking import PHONE, Home, Walker

pytestmark = pytest.mark.browser
EXPORT = Path(__file__).parents[2] / "data" / "exports" / "todoist.csv"


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of the resident on nights, on a Tuesday at ten."""
    plan = plan_example()
    made = Home()
    made.at("2026-11-17T10:00")
    made.desk = desk_over(filled_store(plan), FixedPlanning(plan), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


def look_closely(walker: Walker, axe: str) -> None:
    """Nothing scrolls sideways, and axe finds nothing serious."""
    assert walker.overflow() == 0
    walker.page.evaluate(axe)
    assert walker.page.evaluate(LOOK) == []


def test_tasks_and_dates_on_a_phone(walk, axe):
    """In few taps each; every page by its own words."""
    walker = walk(viewport=PHONE, bypass_csp=True)
    page = walker.page
    walker.go("/")
    page.get_by_text("+ A task").click()
    page.get_by_label("A task in one line").fill("Poster draft 4h by fri 5pm important")
    page.locator("#task").get_by_role("button", name="Add").click()
    page.get_by_text(
        "Understood: Poster draft: 4 h, due Fri 20 Nov 2026 17:00, important"
    ).wait_for()
    page.get_by_role("button", name="Keep it").click()
    page.locator("#task").get_by_text("Kept. Your week follows in a moment.").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Tasks", exact=True).wait_for()

    walker.go("/tasks")
    group = page.get_by_role("region", name="Important, with time")
    poster = group.locator("li", has_text="Poster draft")
    poster.get_by_role("button", name="Good enough at 2 h").click()
    group.get_by_text("2 h is good enough of 4 h").wait_for()
    look_closely(walker, axe)
    poster.get_by_role("button", name="Done").click()
    page.get_by_text("Done: Poster draft.").wait_for()

    bring_twice(walker)
    keep_a_date(walker, axe)


def bring_twice(walker: Walker) -> None:
    """An export is looked at and brought; the second time nothing is new."""
    page = walker.page
    for is_first in (True, False):
        walker.go("/tasks/bring")
        page.get_by_label("An export of Todoist, Notion or Trello").set_input_files(EXPORT)
        page.get_by_role("button", name="Look at it").click()
        if is_first:
            page.get_by_label("Length: Read the guideline").fill("1h")
            page.get_by_role("button", name="Bring these").click()
            page.get_by_text("tasks came in.").wait_for()
    page.get_by_text("Nothing new in it.").wait_for()


def keep_a_date(walker: Walker, axe: str) -> None:
    """A date in one line, and its first step done."""
    page = walker.page
    walker.go("/dates")
    page.get_by_label("A date in one line").fill("Board papers 1 March 2027 every 2 years, licence")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Keep").click()
    step = page.locator(".steps li", has_text="Gather documents")
    step.get_by_role("button", name="Done").click()
    step.get_by_role("button", name="Take back").wait_for()
    look_closely(walker, axe)
