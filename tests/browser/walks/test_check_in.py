"""Checking in on a phone: from Today with a thumb, by keyboard, and without script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sample_desk import served
from test_access import LOOK
from today_desk import at, desk_at
from walking import DESK, PHONE

from trimtab.domain.diary import CheckIn
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser
MONDAY = date(2026, 11, 16)
SCALES = ("mood", "energy", "stress", "balance")
MOST_TAPS = 5
SMALL = """() => [...document.querySelectorAll(
  '.step, main button, main summary, main .actions a, .checkin > p:last-child a')]
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.width && (box.width < 44 || box.height < 44)).length"""
BOTTOM = """() => Math.max(...[...document.querySelectorAll('.step')]
  .map((one) => one.getBoundingClientRect().bottom))"""
KEPT = "() => 'isKept' in document.querySelector('form.check-in').dataset"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Thumb:
    """A person with one thumb, whose taps are counted."""

    page: Any
    taps: int = 0
    complaints: list[str] = field(default_factory=list)

    def tap(self, selector: str) -> None:
        """One tap."""
        self.taps += 1
        self.page.locator(selector).first.tap()

    def step(self, measure: str, number: int) -> None:
        """One tap on a step of a scale."""
        self.tap(f"[data-measure={measure}] .step:has(input[value='{number}'])")


@dataclass
class Evening:
    """The app on Monday before a night of duty, and phones to open it with."""

    address: str
    desk: Any
    open: Callable[..., Thumb]

    @property
    def said(self) -> CheckIn | None:
        """What is kept of Monday."""
        return self.desk.store.entry(CheckIn, MONDAY.isoformat())


@pytest.fixture
def evening(browser: Any) -> Iterator[Evening]:
    """At half past four, the night beginning at seven."""
    contexts: list[Any] = []
    thumbs: list[Thumb] = []

    def open_phone(path: str, **options: Any) -> Thumb:
        context = browser.new_context(
            **{"viewport": PHONE, "has_touch": True, "locale": "en-GB", **options}
        )
        contexts.append(context)
        thumb = Thumb(context.new_page())
        thumb.page.on("pageerror", lambda error: thumb.complaints.append(str(error)))
        thumb.page.on("console", lambda said: _hear(thumb, said))
        thumb.page.goto(f"{address}{path}")
        thumbs.append(thumb)
        return thumb

    desk = desk_at(at(16, "16:30"))
    with served(desk) as address:
        yield Evening(address, desk, open_phone)
        for context in contexts:
            context.close()
    assert [one.complaints for one in thumbs] == [[]] * len(thumbs)


def _hear(thumb: Thumb, said: Any) -> None:
    if said.type == "error" and "422" not in said.text:
        thumb.complaints.append(said.text)


@pytest.fixture
def bundle() -> None:
    """The pages' script, where it was built."""
    if not script_urls("checkin"):
        if os.environ.get("TRIMTAB_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no bundle: make bundle")
        pytest.skip("There is no bundle: make bundle")


@pytest.mark.usefixtures("bundle")
def test_from_today_a_day_is_said_in_five_taps(evening):
    """The line on Today, four answers; the last one keeps them, and nothing has to be scrolled.

    Five taps of some 2.7 s each, of which 1.35 s are for thinking what to answer, are about 13 s.
    """
    thumb = evening.open("/")
    thumb.tap("text=Check in")
    thumb.page.locator(".check-in").wait_for()
    thumb.page.wait_for_load_state()
    assert thumb.page.evaluate(SMALL) == 0
    assert thumb.page.evaluate(BOTTOM) <= PHONE["height"]
    assert thumb.page.evaluate(WIDER) <= 0
    for measure, number in zip(SCALES, (6, 4, 10, 5), strict=True):
        thumb.step(measure, number)
    thumb.page.locator("text=Kept.").wait_for()
    assert thumb.taps <= MOST_TAPS
    kept = evening.said
    assert (kept.mood, kept.energy, kept.stress, kept.balance) == (6, 4, 10, 5)
    assert kept.sleep_source == "plan"
    thumb.page.goto(f"{evening.address}/")
    assert thumb.page.locator("text=How was your day?").count() == 0


@pytest.mark.usefixtures("bundle")
def test_an_answer_can_be_changed_before_the_last_and_all_of_them_after(evening):
    """A slip costs one tap, and what was kept is there to be changed."""
    thumb = evening.open("/check-in")
    thumb.step("mood", 9)
    thumb.step("mood", 2)
    thumb.step("energy", 4)
    thumb.step("stress", 4)
    assert evening.said is None
    thumb.step("balance", 4)
    thumb.page.locator("text=Kept.").wait_for()
    assert evening.said.mood == 2
    thumb.tap("text=I slept about so")
    thumb.page.locator("text=as you said").wait_for()
    thumb.tap("text=Change")
    thumb.step("mood", 7)
    assert evening.said.mood == 2
    thumb.tap(".main-button")
    thumb.page.locator("text=Mood 7").wait_for()
    assert evening.said.sleep_source == "said"


@pytest.mark.usefixtures("bundle")
def test_digits_answer_one_scale_after_another(evening):
    """Ten is typed as it stands, or as zero; a last 1 waits for its zero, arrow keys only look."""
    thumb = evening.open("/check-in", viewport={"width": 1280, "height": 900})
    keys = thumb.page.keyboard
    for key in ("6", "1", "0", "0"):
        keys.press(key)
    thumb.page.locator("[data-measure=balance] input[value='3']").focus()
    keys.press("ArrowRight")
    assert thumb.page.evaluate(KEPT) is False
    keys.press("1")
    assert thumb.page.evaluate(KEPT) is False
    assert "0 makes it a 10" in thumb.page.locator(".half-typed").inner_text()
    keys.press("Enter")
    thumb.page.locator("text=Kept.").wait_for()
    kept = evening.said
    assert (kept.mood, kept.energy, kept.stress, kept.balance) == (6, 10, 10, 1)


def test_without_script_it_is_a_form(evening):
    """Four answers and Keep."""
    thumb = evening.open("/check-in", java_script_enabled=False)
    assert not thumb.page.locator(".by-itself").is_visible()
    for measure in SCALES:
        thumb.step(measure, 5)
    assert evening.said is None
    thumb.tap(".main-button")
    thumb.page.locator("text=Kept.").wait_for()
    assert evening.said.balance == 5


@pytest.mark.parametrize(
    ("scheme", "size"),
    [pytest.param("light", DESK, marks=pytest.mark.long), ("dark", PHONE)],
    ids=["light desk", "dark phone"],
)
def test_no_page_of_it_has_a_serious_fault(evening, axe, scheme, size):
    """Neither the form nor what was kept, the days, one day and the files of sleep."""
    thumb = evening.open("/check-in", viewport=size, color_scheme=scheme, bypass_csp=True)
    faults = {}
    for path in ("/check-in", "/check-in/days/2026-11-16", "/check-in/sleep", "/check-in/days"):
        thumb.page.goto(f"{evening.address}{path}")
        thumb.page.evaluate(axe)
        found = [*thumb.page.evaluate(LOOK), *["too wide"] * (thumb.page.evaluate(WIDER) > 0)]
        if found:
            faults[path] = found
        for number in range(1, 16):
            day = MONDAY - timedelta(days=number % 9)
            moment = at(16, "16:00") - timedelta(days=number % 9)
            evening.desk.store.keep_entry(CheckIn(day=day, said_at=moment, mood=number % 9 + 1))
    thumb.page.goto(f"{evening.address}/check-in")
    thumb.page.evaluate(axe)
    assert thumb.page.evaluate(LOOK) == []
    assert faults == {}
