"""A week looked back at on a phone in less than five minutes, and what is printed of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest
from sample_desk import FixedPlanning, desk_over, served
from walking import PHONE, ROOT, Home

sys.path.insert(0, str(ROOT / "tests" / "web" / "review"))

from reviewed_week import MONDAY, SUNDAY_EVENING, lived_week
from today_plans import PROFILE

from trimtab.app.daily.kept_trims import kept_trims
from trimtab.domain.diary import CheckIn, Review, Stretch
from trimtab.store.in_memory import InMemoryStore

pytestmark = pytest.mark.browser
LOOK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => one.id + ": " + one.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | "));
}"""
SECONDS_A_TAP, SECONDS_A_LETTER, SECONDS_TO_READ = 3, 0.3, 75
"""Slow hands on a phone: 200 letters a minute, and a minute and a quarter to read the page."""


@pytest.fixture
def home() -> Iterator[Home]:
    """The app of somebody on the Sunday evening of a week with nights."""
    plan, store = lived_week(), InMemoryStore()
    kept = store.keep_profile(PROFILE, SUNDAY_EVENING - timedelta(days=7))
    store.keep_plan(plan, SUNDAY_EVENING, profile_revision=kept.revision, is_accepted=True)
    for day, energy in ((16, 8), (17, 3), (18, 7), (19, 4)):
        store.keep_entry(CheckIn(day=date(2026, 11, day), said_at=SUNDAY_EVENING, energy=energy))
    made = Home()
    made.at("2026-11-22T19:00")
    made.desk = desk_over(store, FixedPlanning(plan), lambda: made.now.astimezone(UTC))
    with served(made.desk) as made.address:
        yield made


class Hand:
    """Taps and types, and counts both."""

    def __init__(self, page) -> None:
        self.page = page
        self.taps = self.letters = 0

    def tap(self, role: str, name: str, *, within: str = "body") -> None:
        """One tap."""
        self.taps += 1
        found = self.page.locator(within).get_by_role(role, name=name, exact=True)
        if role == "radio":
            found.check()
            return
        with self.page.expect_navigation():  # a hand is slower than the answer of a form
            found.click()

    def write(self, label: str, text: str) -> None:
        """A tap into a field, and a line."""
        self.taps += 1
        self.letters += len(text)
        self.page.get_by_label(label).press_sequentially(text)

    @property
    def seconds(self) -> float:
        """About how long it took slow hands."""
        return SECONDS_A_TAP * self.taps + SECONDS_A_LETTER * self.letters + SECONDS_TO_READ


def kept(home: Home) -> Review:
    """The review as it is kept now."""
    review = home.desk.store.entry(Review, MONDAY.isoformat())
    assert review is not None
    return review


def test_a_review_on_a_phone_is_done_in_five_minutes(walk, home):
    """Everything answered: one offered line added, five typed, signs, a score, a small change."""
    walker = walk(viewport=PHONE, has_touch=True)
    page = walker.page
    hand = Hand(page)
    walker.go("/")
    hand.tap("link", "Look back")
    page.get_by_role("heading", name="Week of Mon 16 to Sun 22 Nov 2026").wait_for()
    hand.tap("button", "+ Run")
    hand.write("What drained you?", "Charting until eight")
    hand.write("What takes the most room in your head?", "The abstract")
    hand.write("What is missing?", "An evening with nobody to answer")
    hand.write("What must be protected next week?", "Sunday dinner")
    page.get_by_text("Kept.", exact=True).wait_for()
    hand.tap("radio", "7")
    hand.tap("radio", "Yes", within="fieldset:has-text('Hard to keep your mind on things')")
    hand.tap("button", "No to all left open")
    hand.tap("button", "Keep this: Leave Clinic at 16:30 on Thursday 26 Nov")
    hand.tap("button", "Keep")
    review = kept(home)
    assert (review.gave, review.missing) == ("Run", "An evening with nobody to answer")
    assert review.by_values == 7
    assert [name for name, there in review.signs if there] == ["focus"]
    assert len(review.signs) == 8
    assert [one.dated for one in kept_trims(home.desk.store)] == [review.trim]
    assert hand.taps <= 20
    assert hand.seconds <= 300
    assert walker.overflow() == 0


def test_what_is_typed_stays_without_a_tap_and_is_printed(walk, home):
    """Kept a moment after the last letter; on paper it stands as words, without fields."""
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/review")
    page.get_by_label("What is missing?").fill("A walk")
    page.get_by_text("Kept.", exact=True).wait_for()
    page.get_by_label("What is missing?").press_sequentially(" by the river")
    page.locator("#on-paper").filter(has_text="by the river").wait_for(state="attached")
    assert kept(home).missing == "A walk by the river"
    page.emulate_media(media="print")
    assert "A walk by the river" in page.inner_text("#on-paper")
    assert not page.get_by_role("button", name="Keep", exact=True).is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")
    walker.go("/review")
    assert page.get_by_label("What is missing?").input_value() == "A walk by the river"


def test_two_tabs_and_a_lost_connection_lose_no_word(walk, home):
    """What joins stands in the fields; what could not go waits, or goes on the way out."""
    one, two = walk(viewport=PHONE), walk(viewport=PHONE)
    one.go("/review")
    two.go("/review")
    one.page.get_by_label("What is missing?").fill("A walk")
    one.page.get_by_text("Kept.", exact=True).wait_for()
    field = two.page.get_by_label("What is missing?")
    field.press_sequentially("A bath")
    two.page.locator("#on-paper").filter(has_text="A walk").wait_for(state="attached")
    field.press_sequentially(", warm")
    two.page.context.set_offline(True)
    field.press_sequentially(" and long")
    two.page.get_by_text("Not kept yet").wait_for()
    two.page.get_by_role("button", name="Keep", exact=True).click()
    two.page.context.set_offline(False)
    two.page.get_by_text("Kept.", exact=True).wait_for()
    assert kept(home).missing == field.input_value() == "A walk\nA bath, warm and long"
    two.page.get_by_label("What drained you?").fill("Pages")
    two.go("/values")
    two.page.get_by_label("Roles now").fill("friend, son")
    two.page.get_by_text("Kept.", exact=True).wait_for()
    two.go("/review")
    assert two.page.get_by_label("What drained you?").input_value() == "Pages"
    two.page.get_by_text("Wish for other hours").click()
    two.page.get_by_label("Body").fill("two")
    two.page.get_by_label("Family").focus()
    two.page.get_by_text("Write hours such as").wait_for()


def test_it_works_without_script(walk, home):
    """One button keeps everything."""
    walker = walk(viewport=PHONE, java_script_enabled=False)
    page = walker.page
    walker.go("/review")
    page.get_by_label("What is missing?").fill("A walk")
    page.get_by_role("button", name="Keep", exact=True).click()
    assert kept(home).missing == "A walk"
    assert page.get_by_label("What is missing?").input_value() == "A walk"


def test_a_stretch_is_written_down_and_counts(walk, home):
    """Three fields and a value, and the hour is lived."""
    walker = walk(viewport=PHONE)
    page = walker.page
    walker.go("/where-time-went")
    page.get_by_label("What", exact=True).fill("Museum with Jo")
    page.get_by_label("From").fill("15:00")
    page.get_by_label("Until").fill("16:30")
    page.get_by_label("Value").select_option("family")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("Museum with Jo").first.wait_for()
    (one,) = home.desk.store.entries(Stretch)
    assert one.value == "family"
    assert "2 h 10 min lived" in walker.text()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_no_page_that_looks_back_has_a_serious_fault(walk, home, axe, scheme, width):
    """By axe, in both schemes; nothing is wider than the window."""
    review = Review(day=MONDAY, said_at=SUNDAY_EVENING, gave="Run", by_values=6)
    home.desk.store.keep_entry(replace(review, signs=(("focus", True),)))
    walker = walk(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    faults = {}
    for path in ("/review", "/where-time-went", "/where-time-went?by=season", "/values"):
        walker.go(path)
        walker.page.evaluate(axe)
        found = walker.page.evaluate(LOOK)
        if found or walker.overflow() > 0:
            faults[path] = found, walker.overflow()
    assert faults == {}
