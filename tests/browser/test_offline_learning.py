"""Questions without a connection: a burst begun on the phone, and the notebook, arrive once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from kept_pages import await_kept
from study_sample import fill_study
from test_offline import Computer
from today_desk import at, desk_at

from trimtab.domain.decks import CaseQuestion
from trimtab.domain.diary import Stretch
from trimtab.domain.exams import StudyResult
from trimtab.web.assets import script_urls

pytestmark = pytest.mark.browser
MORNING = at(17, "06:40")
BURST = "/learning/burst"
ARRIVED = """async (words) => {
  for (let turn = 0; turn < 400; turn++) {
    const page = await (await fetch("/learning/notebook")).text();
    if (page.includes(words)) return true;
    await new Promise((go) => setTimeout(go, 25));
  }
  return false;
}"""


@pytest.fixture
def computer(tmp_path: Any) -> Iterator[Computer]:
    """The computer of somebody who studies, within reach."""
    if not script_urls("offline"):
        pytest.skip("There is no bundle: make bundle")
    desk = desk_at(MORNING)
    fill_study(desk.store, desk.now(), date(2026, 11, 17))
    desk.store.forget_entries(StudyResult)
    made = Computer(desk, tmp_path)
    made.come()
    yield made
    if made.thread.is_alive():
        made.go()


@pytest.fixture
def phone(trusting_browser: Any, computer: Computer) -> Iterator[Any]:
    """A phone that opened Today before, with the clock that the computer believes."""
    context = trusting_browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    page = context.new_page()
    page.goto(computer.address)
    await_kept(page, "/", "/help", BURST)
    page.clock.install(time=MORNING)
    page.reload()
    yield page
    context.close()


def test_a_burst_and_a_question_are_begun_and_told_without_a_connection(
    phone: Any, computer: Computer
) -> None:
    """The timer runs, two taps tell, a question of a patient is warned of; then all arrives."""
    computer.go()
    phone.goto(computer.address + BURST)
    phone.get_by_role("button", name="10 min").click()
    phone.locator("[data-running] [data-left]").get_by_text("10:00").wait_for()
    assert "3 questions of internal medicine" in phone.inner_text("[data-running]")
    phone.clock.fast_forward(6 * 60_000)
    phone.locator("[data-left]").get_by_text("4:00").wait_for()
    phone.reload()
    phone.get_by_role("button", name="Done").click()
    phone.locator('[name="asked"][value="2"]').check()
    assert phone.get_by_role("button", name="3 right", exact=True).is_disabled()
    phone.get_by_role("button", name="1 right", exact=True).click()
    phone.locator("#kept").get_by_text("Questions: 2 done, 1 right.").wait_for()
    phone.get_by_text("+ A question", exact=True).click()
    phone.fill("#question-text", "Why did Mr Jones get bicarbonate?")
    keep = phone.locator("#question").get_by_role("button", name="Keep, to look up")
    keep.click()
    phone.get_by_text("“Mr Jones” looks like a name").wait_for()
    phone.fill("#question-text", "Does lactate fall first?")
    keep.click()
    phone.locator("#kept").get_by_text("Question: Does lactate fall").wait_for()
    assert computer.desk.store.entries(CaseQuestion) == ()
    computer.come()
    phone.goto(f"{computer.address}/learning/notebook")
    assert phone.evaluate(ARRIVED, "Does lactate fall")
    (result,) = computer.desk.store.entries(StudyResult)
    assert (result.topic, result.asked, result.right) == ("internal medicine", 2, 1)
    (noted,) = computer.desk.store.entries(CaseQuestion)
    assert noted.question == "Does lactate fall first?"
    assert len(computer.desk.store.entries(Stretch)) <= 1
    assert phone.evaluate("localStorage.getItem('trimtab-burst')") is None
